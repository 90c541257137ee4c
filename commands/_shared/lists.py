"""What every list shares: turning pages, the calls behind its rows, and the whole of it as a CSV file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator

from bot.cards.blocks import done, sheet, table
from bot.cards.blocks.message import StoredFile
from bot.cards.vocabulary.payload import Payload, as_payload
from bot.cards.vocabulary.waits import needs_you
from bot.cards.vocabulary.words import count
from bot.command import Arg, Ctx, Listing, Reply, option
from bot.flows.exports import SheetOnDisk
from bot.links import Call, CommandLink
from bot.slack.text import escaped
from commands._shared import sent_files

if TYPE_CHECKING:
    from bot.provisioning.service import Page

__all__ = [
    "EXPORT_LIMIT",
    "EXPORT_ROWS",
    "PLACES",
    "ROWS",
    "Beginning",
    "Browse",
    "BrowseAlone",
    "Listing",
    "Shape",
    "attention_first",
    "each",
    "export",
    "exporting",
    "leading",
    "opening",
    "pages",
    "reply",
    "shown",
    "sliced",
]

ROWS = 25
EXPORT_ROWS = 100
EXPORT_LIMIT = 50_000
"""Rows of a page, of a page that is read for a file, and of a file."""

Where = Annotated[Literal["me", "here"], BeforeValidator(lambda value: "here" if value == "channel" else value)]
"""Where a file goes; `channel` says `here`."""
PLACES = {"me": "Send it to me", "here": "Post it here"}
"""What a form calls where a file goes."""
Beginning = Annotated[str, BeforeValidator(lambda value: value.rstrip("*") if isinstance(value, str) else value)]
"""How a name begins; `order*` says the same."""


class Browse(Listing):
    """Base of the arguments of lists that can be exported."""

    csv: Where | None = option(
        "Export CSV",
        "The whole list as a file, in a DM or here",
        default=None,
        labels=PLACES,
    )

    @classmethod
    def arguments(cls) -> tuple[Arg, ...]:
        """What narrows the list first."""
        return tuple(sorted(super().arguments(), key=lambda arg: arg.name == "csv"))


class BrowseAlone(Listing):
    """As `Browse`, of a list that is for its asker alone, and so is its file."""

    csv: Literal["me"] | None = option(
        "Export CSV",
        "The whole list as a file, in a DM",
        default=None,
        labels={"me": PLACES["me"]},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one list is shown; `path` is its own command, and `opens` the one that shows what a row names."""

    path: str
    title: str
    columns: Sequence[str]
    row: Callable[[Payload], Sequence[table.Cell]]
    empty: str
    no_match: str = ""
    """Said instead of `empty` where something was filtered for."""
    opens: str = ""
    names: Callable[[Payload], tuple[str, dict[str, Any]]] | None = None
    """A row's label in the menu *Open…*, and the arguments that name it."""
    more: Sequence[CommandLink] = ()
    note: str = ""
    kind: str = ""
    """The kind of resource, where what needs attention is to stand first."""
    page_size: int = ROWS
    export_page_size: int = EXPORT_ROWS


async def reply(
    ctx: Ctx,
    args: Browse | BrowseAlone,
    shape: Shape,
    read_page: Callable[..., Awaitable[Page[Any]]],
    read_all: Callable[..., AsyncIterator[Any]],
    **filters: Any,
) -> Reply:
    """One page of a list as a table, or all of it as a file where that was asked for.

    The two operations are those of one list of the API; `filters` go to both as they are.
    """
    if args.csv:
        return await export(ctx, shape.title, read_all(**filters, page_size=shape.export_page_size), args.csv)
    payloads, where = await _part(args, shape, read_page, filters)
    return shown(args, shape, payloads, where, filtered=any(filters.values()))


async def _part(
    args: Listing, shape: Shape, read_page: Callable[..., Awaitable[Page[Any]]], filters: Mapping[str, Any]
) -> tuple[Iterable[Payload], table.Pages]:
    """The rows to show. A list that comes in one call is read whole, so that what needs attention leads all of it.

    A longer one is turned page by page as the API has it: to sort it would take a call for each page.
    """
    if shape.kind and not args.page and shape.export_page_size > shape.page_size:
        whole = await read_page(**filters, page_size=shape.export_page_size)
        if whole.next_page_token is None:
            return leading(shape.path, shape.kind, args, map(as_payload, whole))
    page = await read_page(**filters, page_token=args.page or None, page_size=shape.page_size)
    return map(as_payload, page), pages(shape.path, args, page)


def leading(path: str, kind: str, args: Listing, payloads: Iterable[Payload]) -> tuple[Sequence[Payload], table.Pages]:
    """A part of a list that was read as a whole, what needs attention on its first pages."""
    found = attention_first(kind, payloads)
    return found[args.start - 1 : args.start - 1 + ROWS], sliced(path, args, len(found))


def shown(
    args: Browse | BrowseAlone,
    shape: Shape,
    payloads: Iterable[Payload],
    where: table.Pages | None = None,
    *,
    filtered: bool = False,
) -> Reply:
    """The rows that were read as a table, with the buttons to turn, to open a row and to export."""
    rows = attention_first(shape.kind, payloads) if shape.kind else list(payloads)
    return Reply(
        table.listing(
            table.Listing(
                title=shape.title,
                columns=shape.columns,
                rows=[shape.row(payload) for payload in rows],
                pages=where or table.Pages(),
                empty=shape.no_match if filtered and shape.no_match else shape.empty,
                open=opening(shape.opens, [shape.names(payload) for payload in rows]) if shape.names else (),
                export=exporting(shape.path, args),
                more=shape.more,
                note=shape.note,
            )
        )
    )


def pages(path: str, args: Listing, page: Page[Any]) -> table.Pages:
    """Where in the list this page is, and the buttons to its neighbours: the same command with the same filters."""
    filters = _filters(args)

    def turn(token: str | None, start: int) -> Call | None:
        return Call(path, {**filters, "page": token, "start": max(start, 1)}, "turn") if token else None

    return table.Pages(
        total=page.total_size,
        first=args.start,
        previous=turn(page.previous_page_token, args.start - (page.page_size or ROWS)),
        next=turn(page.next_page_token, args.start + len(page.items)),
    )


def sliced(path: str, args: Listing, total: int) -> table.Pages:
    """Where one is in a list that was read as a whole: the same command from another row on."""
    filters = _filters(args)

    def turn(start: int) -> Call:
        return Call(path, {**filters, "start": start}, "turn")

    before, after = args.start - ROWS, args.start + ROWS
    return table.Pages(
        total=total,
        first=args.start,
        previous=turn(max(before, 1)) if args.start > 1 else None,
        next=turn(after) if after <= total else None,
    )


def attention_first(kind: str, payloads: Iterable[Payload]) -> list[Payload]:
    """What somebody here has to do something about, before everything else; else in the order of the API."""
    return sorted(payloads, key=lambda payload: not needs_you(kind, payload))


def _filters(args: Listing) -> dict[str, Any]:
    return args.model_dump(mode="json", exclude_defaults=True, exclude={"page", "start", "csv"})


def exporting(path: str, args: Listing) -> Call:
    """The button that exports what this list shows, all pages of it."""
    return Call(path, {**_filters(args), "csv": "me"})


async def export(ctx: Ctx, title: str, rows: AsyncIterator[Any], where: Where) -> Reply:
    """All rows, as the API has them, in a file; at most 50,000, and it says so where that is not all."""
    more = False
    async with ctx.services.exports.turn(ctx.actor.user_id):
        with SheetOnDisk() as found:
            async for row in rows:
                if more := found.count >= EXPORT_LIMIT:
                    break
                found.add(sheet.flat(as_payload(row)))
            if not found.count:
                return Reply(done.card(f"Nothing to export: *{escaped(title)}* has no rows."))
            file = StoredFile(
                sheet.file_name(title, f"{ctx.services.clock.now():%Y-%m-%d}"), await found.finished(), title
            )
            amount = count(found.count, "row")
            said = await sent_files.send(ctx, file, amount, here=where == "here", comment=f"{title}: {amount}")
    cut = f"Only the first {EXPORT_LIMIT:,} rows. Add filters to get the rest." if more else ""
    return Reply(done.card(said, note=cut))


async def each(rows: Iterable[Any]) -> AsyncIterator[Any]:
    """The rows of a list that has no pages."""
    for row in rows:
        yield row


def opening(path: str, rows: Sequence[tuple[str, dict[str, Any]]]) -> list[CommandLink]:
    """Rows as things to open: label and the arguments of the command that shows one."""
    return [CommandLink(label, path, args) for label, args in rows]
