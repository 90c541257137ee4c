"""Where a template's name exists, but not in the language that was asked for: which languages there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cards.vocabulary.words import choice, joined
from bot.errors import Unready
from bot.links import Call, CommandLink
from bot.provisioning.errors import ApiError, NotFound
from bot.slack.text import escaped

if TYPE_CHECKING:
    from bot.command.context import Ctx

NOT_FOUND = frozenset({"template_not_found", "templates_compare_not_found"})
_PATH = "/whatsapp/templates/"
_NAMED_BY = (("name", "language"), ("other_name", "other_language"))
"""Arguments that name a template in one language."""
OFFERED = 4
"""Languages as buttons."""
PAGE_SIZE = 100


async def offered(ctx: Ctx, call: Call, error: ApiError) -> Unready | None:
    """The languages of the first template that the call names and that is missing in its language only.

    Explains what the API refuses in commands about one template; asks it only once it has refused.
    """
    missing_template = isinstance(error, NotFound) and error.error_code in NOT_FOUND and error.path.startswith(_PATH)
    if not missing_template:
        return None
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
