"""People, channels and groups named in a text for Sinch: by the names that were typed, since nobody there knows ids."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bot.command.declaration import Effect
from bot.flows.comments import writing

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.command.invocation import Request

_REFERENCE = re.compile(r"<(?:@[UW]|#[CGD]|!)[^<>]+>")
_TEXTS = frozenset({"text", "list", "json"})
MOST = 20
"""References of one request that are looked up at Slack; nobody means more."""


async def with_names(services: Services, request: Request) -> Request:
    """The request with `@Martin Keller` where Slack sent `<@U1>`; comments say their names when they are sent."""
    if request.command.effect not in (Effect.CHANGE, Effect.DESTROY):
        return request
    not_texts = {arg.name for arg in request.command.arguments if arg.kind not in _TEXTS}
    texts = {
        name: value
        for name, value in request.values.items()
        if name not in not_texts and _REFERENCE.search(repr(value))
    }
    if not texts:
        return request
    tokens = dict.fromkeys(_REFERENCE.findall(repr([*texts.values()])))
    names = {token: await writing.spoken(services.slack, token) for token in [*tokens][:MOST]}
    in_json = {"json", *(arg.name for arg in request.command.arguments if arg.kind == "json")}
    named = {name: _named(value, names, in_json=name in in_json) for name, value in texts.items()}
    return request.with_values({**request.values, **named})


def _named(value: Any, names: dict[str, str], *, in_json: bool) -> Any:
    if isinstance(value, list | tuple):
        return [_named(item, names, in_json=in_json) for item in value]
    if not isinstance(value, str):
        return value

    def name(token: re.Match[str]) -> str:
        found = names.get(token[0], token[0])
        return json.dumps(found, ensure_ascii=False)[1:-1] if in_json else found

    return _REFERENCE.sub(name, value)
