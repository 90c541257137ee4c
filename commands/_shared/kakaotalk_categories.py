"""Categories of KakaoTalk senders and templates by name: the API's answers hold their codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.payload import Payload, as_payload, mapping, mappings, text
from bot.provisioning.errors import ApiError

if TYPE_CHECKING:
    from bot.command import Ctx

LEVELS = ("topLevelCategoryCode", "midLevelCategoryCode", "subLevelCategoryCode")
PAGE_SIZE = 100
"""The most that the API gives at once: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/kakaotalk-categories"""


async def with_sender_category(ctx: Ctx, model: object) -> Payload:
    """A sender to be shown; its codes stay where Sinch doesn't tell the names."""
    payload = as_payload(model)
    try:
        tree = [as_payload(category) for category in await ctx.api.kakaotalk_categories.senders()]
    except ApiError:
        return payload
    return _changed(payload, lambda details: _levels(tree, details))


async def with_template_category(ctx: Ctx, sender: str, model: object) -> Payload:
    """A template to be shown, likewise."""
    names = await of_templates(ctx, sender)
    return _changed(as_payload(model), lambda details: {"categoryCode": names.get(text(details, "categoryCode"), "")})


async def of_templates(ctx: Ctx, sender: str) -> dict[str, str]:
    """The names of the categories that a sender's templates may have, by code; none where Sinch doesn't tell."""
    try:
        found = ctx.api.kakaotalk_categories.iterate_templates(sender, page_size=PAGE_SIZE)
        groups = [as_payload(group) async for group in found]
    except ApiError:
        return {}
    return {text(item, "code"): both(item) for group in groups for item in mappings(group, "subcategories")}


def both(category: Mapping[str, Any]) -> str:
    """Its name in English and in Korean."""
    return " · ".join(filter(None, (text(category, "nameEnglish"), text(category, "name"))))


def _changed(payload: Payload, names: Callable[[Payload], Mapping[str, str]]) -> Payload:
    def named(details: Payload) -> Payload:
        return {**details, **{name: value for name, value in names(details).items() if value}}

    details, changes = mapping(payload, "details"), mapping(payload, "changes.details")
    found = {**payload, "details": named(details)} if details else payload
    return {**found, "changes": {**mapping(payload, "changes"), "details": named(changes)}} if changes else found


def _levels(tree: Sequence[Payload], details: Payload) -> dict[str, str]:
    """Codes are unique only below their parent."""
    found, there = dict[str, str](), tree
    for level in LEVELS:
        node = next((node for node in there if text(node, "code") == text(details, level)), {})
        found[level] = text(node, "name")
        there = mappings(node, "subcategories")
    return found
