"""Whether somebody else changed what a form edits while it was open, so that sending it replaces their changes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.words import field_title, joined
from bot.edge.forms.prefill import look_up
from bot.errors import UserError
from bot.provisioning.errors import ApiError
from bot.slack.text import bold

if TYPE_CHECKING:
    from bot.command.invocation import Invocation
    from bot.command.wizard import State, Wizard

FIELDS = 5
"""So many changed fields are named."""
AGAIN = "If you changed the same fields, submitting again replaces their changes."
_PICTURE = re.compile(r"(?i)(?:logo|photo|banner|image)\w*$")


class EditConflict(UserError):
    """Somebody else changed fields with these titles; `now` is what they hold, so that sending again is a decision."""

    def __init__(self, now: Mapping[str, Any], titles: list[str]) -> None:
        super().__init__(changed(titles), AGAIN)
        self.now = now


def changed(titles: list[str]) -> str:
    """The sentence about fields that somebody else changed, if they are known."""
    shown = [*map(bold, titles[:FIELDS]), *(["more"] if len(titles) > FIELDS else [])]
    return f"Someone changed {joined(shown) if shown else 'this'} after you opened this form."


async def check(wizard: Wizard, state: State, invocation: Invocation, began: Mapping[str, Any]) -> None:
    """Raises `ChangedMeanwhile` where the resource no longer is what the form began with.

    Where it can't be read, what became of it is left to the answer to what is sent.
    """
    if not began:
        return
    with suppress(ApiError):
        now = wizard.present(await look_up(invocation))
        if names := different(began, now):
            labels = {asked.name: asked.title for step in wizard.steps(state) for asked in step.inputs(state)}
            raise EditConflict(now, [labels.get(name) or field_title(name) for name in names])


def different(began: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The fields that hold something else now, in order."""
    return sorted(name for name in began.keys() | now.keys() if not _same(name, began.get(name), now.get(name)))


async def mark_now(invocation: Invocation) -> str:
    """The mark of what the form would begin with now; empty where it can't be read."""
    with suppress(ApiError):
        return mark(await look_up(invocation))
    return ""


def mark(found: Mapping[str, Any]) -> str:
    """A mark of what a form began with, short enough to travel in the form; empty for nothing."""
    if not found:
        return ""
    text = json.dumps(found, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _same(name: str, before: Any, after: Any) -> bool:
    """Addresses of pictures are signed afresh each time that they are read, which is no change."""
    if _PICTURE.search(name) and isinstance(before, str) and isinstance(after, str):
        return before.partition("?")[0] == after.partition("?")[0]
    return (before or None) == (after or None)
