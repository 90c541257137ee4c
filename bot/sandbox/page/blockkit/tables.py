"""table and data_table blocks."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from bot.sandbox.page.blockkit.context import BlockContext, Json
from bot.sandbox.page.blockkit.mrkdwn import plain
from bot.sandbox.page.blockkit.names import Names
from bot.sandbox.page.blockkit.rich_text import rich_text
from bot.sandbox.page.widgets import html

_SHORT = 16
_TURN = '(e) => { const pressed = e.target.closest("[data-turn]"); if (pressed) emit(pressed.dataset.turn); }'


def draw_table(block: Json, context: BlockContext) -> None:
    """A plain table; Slack shows its first row as the heading."""
    rows = list(block.get("rows") or [])
    settings = [s or {} for s in block.get("column_settings") or []]
    lines = [_row(row, "th" if number == 0 else "td", settings, context.names) for number, row in enumerate(rows)]
    head, body = "".join(lines[:1]), "".join(lines[1:])
    html(f'<table class="sk-grid"><thead>{head}</thead><tbody>{body}</tbody></table>', "sk-scroll", "table")


def draw_data_table(block: Json, context: BlockContext) -> None:
    """A table that sorts by a click on its heading and turns pages."""
    if block.get("rows"):
        DataTable(block, context.names)


class DataTable:
    """One piece of mark-up, written anew when it is sorted or turned: hundreds of cells cost the page one element."""

    def __init__(self, block: Json, names: Names) -> None:
        self._head, *rows = list(block["rows"])
        self._rows: list[list[Any]] = rows
        self._names = names
        self._heading = int(block.get("row_header_column_index", 0))
        self._size = max(1, int(block.get("page_size", 5)))
        self._page = 0
        self._sorted_by: int | None = None
        self._descending = False
        self._numeric = [any(_is_number(row[column]) for row in rows) for column in range(len(self._head))]
        self._caption = escape(str(block.get("caption", "")))
        self._drawn = html(self._written(), "sk-data", "data-table")
        self._drawn.on("click", lambda e: self._turned(str(e.args)), js_handler=_TURN)

    def _turned(self, what: str) -> None:
        action, _, number = what.partition(":")
        if action == "page":
            self._page = int(number)
        else:
            self._descending = self._sorted_by == int(number) and not self._descending
            self._sorted_by, self._page = int(number), 0
            self._rows.sort(key=lambda row: _order(row[int(number)]), reverse=self._descending)
        self._drawn.set_content(self._written())

    def _written(self) -> str:
        first = self._page * self._size
        shown = self._rows[first : first + self._size]
        head = "".join(self._title(column, value) for column, value in enumerate(self._head))
        body = "".join(f"<tr>{''.join(self._cell(c, value) for c, value in enumerate(row))}</tr>" for row in shown)
        caption = f'<caption class="sk-sr">{self._caption}</caption>'
        table = f'<table class="sk-grid">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        return f'<div class="sk-scroll">{table}</div>{self._pages(first, len(shown))}'

    def _title(self, column: int, value: Any) -> str:
        here = self._sorted_by == column
        arrow, spoken = ("▾", "descending") if here and self._descending else ("▴", "ascending")
        sign, aria = (f" {arrow}", f' aria-sort="{spoken}"') if here else ("", "")
        label = escape(str(value.get("text", "")))
        align = ' class="sk-td-right"' if self._numeric[column] else ""
        return f'<th{align}{aria}><button type="button" data-turn="sort:{column}">{label}{sign}</button></th>'

    def _cell(self, column: int, value: Any) -> str:
        right = "sk-td-right " if self._numeric[column] else ""
        heading = "sk-row-header " if column == self._heading else ""
        return f'<td class="{right}{heading}sk-wrap">{_kept_together(cell(value, self._names), value)}</td>'

    def _pages(self, first: int, shown: int) -> str:
        count = len(self._rows)
        if count <= self._size:
            return ""
        last = (count - 1) // self._size
        buttons = "".join(
            f'<button type="button" class="sk-btn sk-square" data-turn="page:{page}" aria-label="{label}"'
            f"{'' if 0 <= page <= last else ' disabled'}>{sign}</button>"
            for page, label, sign in ((self._page - 1, "Previous page", "‹"), (self._page + 1, "Next page", "›"))
        )
        return f'<div class="sk-pages">{first + 1}-{first + shown} of {count} {buttons}</div>'


def cell(value: Any, names: Names) -> str:
    """HTML of one cell of either kind of table."""
    if not isinstance(value, Mapping):
        return ""
    if value.get("type") == "rich_text":
        return rich_text(value, names)
    return plain(str(value.get("text", value.get("value", ""))))


def sort_key(value: Any) -> float | str:
    """What a column is sorted by: the number of a raw_number, else the text without case."""
    if isinstance(value, Mapping) and value.get("type") == "raw_number":
        return float(value.get("value", 0))
    return " ".join(_texts(value)).casefold()


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        own = [str(value["text"])] if isinstance(value.get("text"), str) else []
        return own + [t for inner in value.get("elements") or [] for t in _texts(inner)]
    return []


def _is_number(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("type") == "raw_number"


def _order(value: Any) -> tuple[bool, float, str]:
    """Numbers before words, each in their own order."""
    key = sort_key(value)
    return (False, key, "") if isinstance(key, float) else (True, 0.0, key)


def _kept_together(html: str, value: Any) -> str:
    """Short texts stay on one line, long ones on a few; in a narrow column the table scrolls instead."""
    return (
        f'<span class="sk-short">{html}</span>'
        if len(str(sort_key(value))) <= _SHORT
        else f'<div class="sk-long">{html}</div>'
    )


def _row(row: list[Any], tag: str, settings: list[Json], names: Names) -> str:
    cells = []
    for number, value in enumerate(row):
        setting = settings[number] if number < len(settings) else {}
        align = str(setting.get("align") or "left")
        classes = f"sk-td-{escape(align)}" + (" sk-wrap" if setting.get("is_wrapped") else "")
        cells.append(f'<{tag} class="{classes}">{cell(value, names)}</{tag}>')
    return f"<tr>{''.join(cells)}</tr>"
