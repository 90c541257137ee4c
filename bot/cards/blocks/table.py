"""Lists: a Slack data table with its pages and its readable text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import menu, offer, offer_links
from bot.cards.blocks.message import Block, Message
from bot.links import Call, CommandLink
from bot.slack import fallback, plain_blocks
from bot.slack.text import escaped, plain_untrusted, shorten

ROWS = 100
"""An older Slack takes no more; newer ones 200, as the page below says."""
COLUMNS = 20
"""https://docs.slack.dev/reference/block-kit/blocks/data-table-block"""
CELL = 300
CHARACTERS = 7_000  # leaves room for the rest of a message

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in a list one is; the calls turn to the neighbouring pages (mode `turn`)."""

    total: int | None = None
    first: int = 1
    previous: Call | None = None
    next: Call | None = None
    whole: bool = True
    """False where there are more rows, though no neighbouring page is told of here."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of things of one kind.

    `rows` are plain text (not escaped) or numbers. `empty` says in mrkdwn what to do when there is nothing yet, `open`
    offers a menu of rows to look at, `export` makes a CSV of the whole list, `note` is small print in mrkdwn.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    pages: Pages = field(default_factory=Pages)
    empty: str = "Nothing here yet."
    open: Sequence[CommandLink] = ()
    export: Call | None = None
    more: Sequence[CommandLink] = ()
    note: str = ""
    cell: int = CELL
    """Characters of a cell before it is shortened."""


def listing(shown: Listing) -> Message:
    """The list as a message: title, table, count, and buttons to turn the page, to open a row, to export."""
    if not shown.rows:
        return _nothing(shown)
    count = counted(shown)
    return layout.message(
        f"{escaped(shown.title)}\n{as_text(shown.columns, shown.rows)}\n{count}",
        layout.section(f"*{escaped(shown.title)}*"),
        data_table(shown.title, shown.columns, shown.rows, cell=shown.cell),
        layout.context(count, shown.note),
        layout.actions(*_buttons(shown)),
    )


def _nothing(shown: Listing) -> Message:
    turn_back = offer("Previous", shown.pages.previous) if shown.pages.previous else None
    return layout.message(
        f"{escaped(shown.title)}: {shown.empty}",
        layout.section(f"*{escaped(shown.title)}*\n{shown.empty}"),
        layout.context(shown.note) if shown.note else None,
        layout.actions(turn_back, *offer_links(shown.more)),
    )


def counted(shown: Listing) -> str:
    """`Showing 1–50 of 120`, with what a table cannot hold."""
    pages = shown.pages
    last = pages.first + min(len(shown.rows), ROWS) - 1
    if pages.whole and pages.first == 1 and pages.total is None and not pages.next and len(shown.rows) <= ROWS:
        return f"{len(shown.rows)} in all"
    if pages.total is None:
        return f"Showing {pages.first}–{last}" + (", more follow" if pages.next else "")
    if pages.first == 1 and last >= pages.total:
        return f"{pages.total} in all"
    return f"Showing {pages.first}–{last} of {pages.total}"


def turns(pages: Pages) -> list[Block | None]:
    """The buttons to the neighbouring pages."""
    return [
        offer("Previous", pages.previous) if pages.previous else None,
        offer("Next", pages.next) if pages.next else None,
    ]


def _buttons(shown: Listing) -> list[Block | None]:
    return [
        menu("Open…", shown.open) if shown.open else None,
        *turns(shown.pages),
        *offer_links(shown.more),
        offer("Export CSV", shown.export) if shown.export else None,
    ]


def data_table(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    characters: int = CHARACTERS,
    cell: int = CELL,
) -> Block:
    """A `data_table` block of at most 100 rows; cells are shortened until the table fits."""
    names = [*columns][:COLUMNS] or ["Value"]
    head = [_cell(shorten(name, CELL)) for name in names]
    body = [[*row][: len(names)] + [None] * (len(names) - len(row)) for row in [*rows][:ROWS]] or [[None] * len(names)]
    limit = cell
    while limit > 8 and layout.weight(table := [head, *([_cell(value, limit) for value in row] for row in body)]) > (
        characters - len(title)
    ):
        limit = limit * 2 // 3
    table = [head, *([_cell(value, limit) for value in row] for row in body)]
    while len(table) > 2 and layout.weight(table) > characters - len(title):
        table.pop()
    return {
        "type": "data_table",
        "caption": shorten(plain_untrusted(title).strip(), 200) or "Table",
        "rows": table,
        "page_size": min(max(len(table) - 1, 1), 25),
        "row_header_column_index": 0,
    }


def length(data_table: Block) -> int:
    """How many rows a `data_table` block shows below its head: fewer than it was given, where those are too many."""
    return len(data_table["rows"]) - 1


def _cell(value: Cell, limit: int = CELL) -> Block:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return {"type": "raw_number", "value": value, "text": f"{value:,}"}
    return {"type": "raw_text", "text": shorten(plain_untrusted(_words(value)), limit) or layout.NOTHING}


def _words(value: Cell) -> str:
    if value is None:
        return layout.NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return " ".join(str(value).split()) or layout.NOTHING


def as_text(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A table in mrkdwn, for what cannot show blocks."""
    return plain_blocks.as_text(columns, [[_words(cell) for cell in row] for row in rows])


def without_new_blocks(message: Message) -> Message:
    """The same message for workspaces that refuse Slack's newer blocks: charts and tables become text."""
    newer = {str(block.get("type")) for block in message.blocks} - plain_blocks.BASIC
    return replace(message, blocks=layout.fit(fallback.without(message.blocks, newer)))
