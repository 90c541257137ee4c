"""Where a template's name exists, but not in the language that was asked for: which languages there are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.words import choice, joined
from bot.command.declaration import Effect
from bot.errors import Unready
from bot.links import Call, CommandLink
from bot.provisioning.errors import ApiError, NotFound
from bot.slack.text import escaped

if TYPE_CHECKING:
    from bot.command.context import Ctx
    from bot.command.declaration import Command

NOT_FOUND = frozenset({"template_not_found", "templates_compare_not_found"})
_PATH = "/whatsapp/templates/"
_NAMED_BY = (("name", "language"), ("other_name", "other_language"))
"""Arguments that name a template in one language."""
OFFERED = 4
PAGE_SIZE = 100


@asynccontextmanager
async def offered(ctx: Ctx, command: Command, values: Mapping[str, Any], *, form: bool = False) -> AsyncIterator[None]:
    """Raises `Unready` with the languages there are where the API knows the name only in others.

    `form`: what is inside opens the command's form, and so do the buttons. Asks the API only once it has refused.
    """
    try:
        yield
    except NotFound as error:
        if error.error_code not in NOT_FOUND or not error.path.startswith(_PATH):
            raise
        posts = command.effect is not Effect.READ and not command.asks
        call = Call(command.path, {**values, "project": ctx.project_id}, "form" if form or posts else "run")
        if (known := await _known(ctx, call)) is None:
            raise
        raise known from error


async def _known(ctx: Ctx, call: Call) -> Unready | None:
    """The languages of the first template that the call names and that is missing in its language only."""
    for name, language in _NAMED_BY:
        if not call.args.get(name) or not call.args.get(language):
            continue
        try:
            page = await ctx.api.whatsapp_templates.list_by_name(str(call.args[name]), page_size=PAGE_SIZE)
        except ApiError:
            return None
        there = {str(version.language) for version in page}
        if there and call.args[language] not in there:
            return missing(call, there, name=name, language=language)
    return None


def missing(call: Call, there: Iterable[str], *, name: str = "name", language: str = "language") -> Unready:
    """The refusal of a call whose argument `language` is none of those there are; its buttons make it in those."""
    asked, said = str(call.args[language]), str(call.args[name])
    codes = sorted(there, key=lambda code: (_base(code) != _base(asked), code))
    ways = [CommandLink.to(_words(code), replace(call, args={**call.args, language: code})) for code in codes[:OFFERED]]
    project = {"project": call.args["project"]} if call.args.get("project") else {}
    return Unready(
        f"*{escaped(said)}* doesn't exist in {_words(asked)}.",
        [*ways, CommandLink("All languages", "whatsapp templates versions", {"name": said, **project})],
        f"It exists in {joined([_words(code) for code in codes])}. Choose one of them.",
    )


def _base(code: str) -> str:
    """`EN` of `EN_US`."""
    return code.partition("_")[0]


def _words(code: str) -> str:
    return choice("language", code)
