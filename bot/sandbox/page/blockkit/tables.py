"""table and data_table blocks."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from nicegui import ui

from bot.sandbox.page.blockkit.context import Json, Scene
from bot.sandbox.page.blockkit.mrkdwn import plain
from bot.sandbox.page.blockkit.names import Names
from bot.sandbox.page.blockkit.rich_text import rich_text
from bot.sandbox.page.widgets import attributes, html

_SHORT = 32
_CELL = """<q-td :props="props"><span v-html="props.row['h' + props.col.name]"></span></q-td>"""


def draw_table(block: Json, scene: Scene) -> None:
    """A plain table; Slack shows its first row as the heading."""
    rows = list(block.get("rows") or [])
    settings = [s or {} for s in block.get("column_settings") or []]
    lines = [_row(row, "th" if number == 0 else "td", settings, scene.names) for number, row in enumerate(rows)]
    head, body = "".join(lines[:1]), "".join(lines[1:])
    html(f'<table class="sk-grid"><thead>{head}</thead><tbody>{body}</tbody></table>', "sk-scroll", "table")


def draw_data_table(block: Json, scene: Scene) -> None:
    """A table that sorts by a click on its heading and turns pages."""
    rows = list(block.get("rows") or [])
    if not rows:
        return
    heading = int(block.get("row_header_column_index", 0))
    columns = [_column(number, cell, rows, heading) for number, cell in enumerate(rows[0])]
    data = [_data(number, row, scene.names) for number, row in enumerate(rows[1:])]
    size = int(block.get("page_size", 5))
    caption = str(block.get("caption", ""))
    made = ui.table(columns=columns, rows=data, row_key="key", pagination={"rowsPerPage": size})
    made.props("flat dense separator=horizontal").classes("sk-data").add_slot("body-cell", _CELL)
    made.props["rows-per-page-options"] = [0]
    if len(data) <= size:
        made.props("hide-pagination")
    attributes(made, "data-table", aria_label=caption)
    html(escape(caption), "sk-sr")


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


def _column(number: int, head: Any, rows: list[Any], heading: int) -> dict[str, Any]:
    numeric = any(isinstance(row[number], Mapping) and row[number].get("type") == "raw_number" for row in rows[1:])
    return {
        "name": str(number),
        "label": str(head.get("text", "")),
        "field": f"s{number}",
        "sortable": True,
        "align": "right" if numeric else "left",
        "classes": "sk-row-header" if number == heading else "",
    }


def _data(number: int, row: list[Any], names: Names) -> dict[str, Any]:
    shown = {f"h{column}": _kept_together(cell(value, names), value) for column, value in enumerate(row)}
    return {"key": number, **shown, **{f"s{column}": sort_key(value) for column, value in enumerate(row)}}


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
