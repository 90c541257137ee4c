"""`/sinch kakaotalk categories ...`: what a KakaoTalk sender or template must say it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.cards.blocks import table
from bot.cards.vocabulary.payload import as_payload, mappings, text
from bot.command import Ctx, Effect, Reply, Router, option, word
from bot.links import CommandLink
from commands._shared import lists

router = Router()

SENDERS = "kakaotalk categories senders"
TEMPLATES = "kakaotalk categories templates"
CATEGORIES_SHOWN = 100
"""Rows of a table in Slack, see `bot.cards.blocks.table.ROWS`."""


class SenderCategories(lists.Browse):
    search: str | None = option("Search", "Part of a name or code", default=None)


class TemplateCategories(lists.Browse):
    plus_friend_id: str = word("Sender", "Plus Friend ID", choices="kakaotalk senders", min_length=1)
    search: str | None = option("Search", "Part of a name or code", default=None)


def _codes(row: Mapping[str, str]) -> str:
    return " / ".join(row[f"{level}LevelCategoryCode"] for level in ("top", "mid", "sub"))


OF_SENDERS = lists.Shape(
    path=SENDERS,
    title="KakaoTalk sender categories",
    columns=("Top", "Middle", "Category", "Codes"),
    row=lambda category: [category["top"], category["mid"], category["name"], _codes(category)],
    empty="No categories match.",
    note="Codes: `topLevelCategoryCode` / `midLevelCategoryCode` / `subLevelCategoryCode`. Filter with `search=`.",
)
OF_TEMPLATES = lists.Shape(
    path=TEMPLATES,
    title="KakaoTalk template categories",
    columns=("Code", "Category", "In English", "Group", "For"),
    row=lambda category: [category[name] for name in ("code", "name", "nameEnglish", "group", "inclusion")],
    empty="No categories match.",
    note="Templates use the code as `categoryCode`.",
)


@router.command(
    SENDERS,
    Effect.READ,
    title="Categories of senders",
    calls=("KakaotalkCategoriesController_listSenderCategories_v1",),
    phrases=(
        "list the categories of kakaotalk senders",
        "which categories may a kakaotalk sender have",
        "show kakao sender categories",
    ),
)
async def senders(ctx: Ctx, args: SenderCategories) -> Reply:
    """List the categories of KakaoTalk senders."""
    page = await ctx.api.kakaotalk_categories.senders()
    rows = [row for category in page for row in _leaves(as_payload(category), ()) if _fits(row, args.search)]
    if args.csv:
        return await lists.export(ctx, OF_SENDERS.title, lists.each(rows), args.csv)
    return lists.shown(args, OF_SENDERS, rows[:CATEGORIES_SHOWN], table.Pages(total=len(rows)))


def _leaves(node: Mapping[str, Any], above: tuple[Mapping[str, Any], ...]) -> Iterator[dict[str, str]]:
    """The lowest categories, each with those above it; codes are unique only below their parent."""
    inner = mappings(node, "subcategories")
    for child in inner:
        yield from _leaves(child, (*above, node))
    if not inner:
        top, mid = [*above, node, node][:2]
        yield {
            "top": text(top, "name"),
            "mid": text(mid, "name"),
            "name": text(node, "name"),
            "topLevelCategoryCode": text(top, "code"),
            "midLevelCategoryCode": text(mid, "code"),
            "subLevelCategoryCode": text(node, "code"),
        }


def _fits(row: Mapping[str, str], search: str | None) -> bool:
    return not search or search.casefold() in " ".join(row.values()).casefold()


@router.command(
    TEMPLATES,
    Effect.READ,
    title="Categories of templates",
    calls=("KakaotalkCategoriesController_getTemplateCategories_v1",),
    phrases=(
        "list the template categories of kakaotalk sender {plus_friend_id}",
        "which categories can kakao templates have",
        "show kakaotalk template categories",
    ),
)
async def templates(ctx: Ctx, args: TemplateCategories) -> Reply:
    """List the categories for a KakaoTalk sender's templates."""
    if args.csv:
        found = ctx.api.kakaotalk_categories.iterate_templates(args.plus_friend_id, page_size=lists.EXPORT_ROWS)
        rows = lists.each(
            [row async for category in found for row in _subcategories(as_payload(category), args.search)]
        )
        return await lists.export(ctx, OF_TEMPLATES.title, rows, args.csv)
    page = await ctx.api.kakaotalk_categories.templates(
        args.plus_friend_id, page_token=args.page or None, page_size=lists.ROWS
    )
    shown = [row for category in page for row in _subcategories(as_payload(category), args.search)]
    where = _within(lists.pages(TEMPLATES, args, page), len(shown))
    create = CommandLink("Create a template", "kakaotalk templates create", _sender(args), "form")
    return lists.shown(args, replace(OF_TEMPLATES, more=(create,)), shown, where)


def _within(pages: table.Pages, rows: int) -> table.Pages:
    """The API counts the groups; what is shown are the categories in them."""
    alone = not pages.next and not pages.previous
    return table.Pages(rows if alone else None, 1, pages.previous, pages.next)


def _sender(args: TemplateCategories) -> dict[str, str]:
    return {"plus_friend_id": args.plus_friend_id}


def _subcategories(category: Mapping[str, Any], search: str | None) -> Iterator[dict[str, str]]:
    for subcategory in mappings(category, "subcategories"):
        row = {name: text(subcategory, name) for name in ("code", "name", "nameEnglish", "inclusion", "exclusion")}
        row["group"] = text(category, "nameEnglish", "name")
        if _fits(row, search):
            yield row
