"""Blocks that show data: table, data_table, data_visualization."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack.blockkit.report import Report
from bot.sandbox.slack.blockkit.rich_text import rich_text

TABLE_CHARACTERS, DATA_TABLE_CHARACTERS = 10_000, 20_000
"""https://docs.slack.dev/reference/block-kit/blocks/table-block and https://docs.slack.dev/reference/block-kit/blocks/data-table-block"""


def table(report: Report, value: Any, path: str) -> None:
    """Up to 100 rows of up to 20 cells; 10,000 characters are counted over the whole message by ``validate``."""
    for number, setting in enumerate(report.items(value, "column_settings", path, 20, required=False, least=0)):
        if isinstance(setting, dict) and setting.get("align") not in (None, "left", "center", "right"):
            report.add("must be one of: left, center, right", f"{path}/column_settings/{number}/align")
    for number, row in enumerate(report.items(value, "rows", path, 100)):
        _row(report, row, f"{path}/rows/{number}", ("raw_text", "rich_text"))


def data_table(report: Report, value: Any, path: str) -> None:
    """A header and up to 200 rows, all equally wide, with a caption."""
    report.string(value, "caption", path, 3000, required=True)
    report.number(value, "page_size", path, 1, 100)
    known = ("type", "block_id", "rows", "page_size", "caption", "row_header_column_index")
    report.known(value, known, path)
    rows = report.items(value, "rows", path, 201, least=2)
    for number, row in enumerate(rows):
        _row(report, row, f"{path}/rows/{number}", ("raw_text", "raw_number") + (("rich_text",) if number else ()))
    widths = {len(row) for row in rows if isinstance(row, list)}
    if len(widths) > 1:
        report.add("all rows must have the same number of cells", f"{path}/rows")
    report.number(value, "row_header_column_index", path, 0, max([*widths, 1]) - 1)


def _row(report: Report, row: Any, path: str, kinds: tuple[str, ...]) -> None:
    if not isinstance(row, list):
        report.add("must provide an array", path)
        return
    if not 1 <= len(row) <= 20:
        report.add("no more than 20 items allowed" if row else "must provide at least one item", path)
        return
    for number, cell in enumerate(row):
        where = f"{path}/{number}"
        if not report.is_object(cell, where):
            continue
        if cell.get("type") not in kinds:
            report.add(f"unsupported type: {cell.get('type')}", f"{where}/type")
        elif cell["type"] == "rich_text":
            rich_text(report, cell, where)
        else:
            report.string(cell, "text", where, DATA_TABLE_CHARACTERS, required=True)
            if cell["type"] == "raw_number" and not _is_number(cell.get("value")):
                report.add("must provide a number", f"{where}/value")


def data_visualization(report: Report, value: Any, path: str) -> None:
    """One chart: pie, bar, area or line."""
    report.string(value, "title", path, 50, required=True)
    report.known(value, ("type", "block_id", "title", "chart"), path)
    chart, where = value.get("chart"), f"{path}/chart"
    if chart is None:
        report.missing("chart", path)
    elif report.is_object(chart, where):
        kind = chart.get("type")
        if kind == "pie":
            _pie(report, chart, where)
        elif kind in ("bar", "area", "line"):
            _axes(report, chart, where)
        else:
            report.add("must be one of: pie, bar, area, line", f"{where}/type")


def _pie(report: Report, chart: Any, path: str) -> None:
    for number, segment in enumerate(report.items(chart, "segments", path, 12)):
        where = f"{path}/segments/{number}"
        if report.is_object(segment, where):
            report.string(segment, "label", where, 20, required=True)
            if not _is_number(segment.get("value")) or segment["value"] <= 0:
                report.add("must be a number greater than 0", f"{where}/value")


def _axes(report: Report, chart: Any, path: str) -> None:
    axis = chart.get("axis_config")
    if not isinstance(axis, dict):
        report.missing("axis_config", path)
        return
    categories = report.items(axis, "categories", f"{path}/axis_config", 20)
    for number, category in enumerate(categories):
        if not isinstance(category, str) or not 1 <= len(category) <= 20:
            report.add("must be a string of 1 to 20 characters", f"{path}/axis_config/categories/{number}")
    if len({str(category) for category in categories}) < len(categories):
        report.add("categories must be unique", f"{path}/axis_config/categories")
    report.string(axis, "x_label", f"{path}/axis_config", 50)
    report.string(axis, "y_label", f"{path}/axis_config", 50)
    series = report.items(chart, "series", path, 12)
    for number, line in enumerate(series):
        if report.is_object(line, f"{path}/series/{number}"):
            _series(report, line, f"{path}/series/{number}", categories)
    names = [line.get("name") for line in series if isinstance(line, dict)]
    if len({str(name) for name in names}) < len(names):
        report.add("series names must be unique", f"{path}/series")


def _series(report: Report, series: Any, path: str, categories: list[Any]) -> None:
    report.string(series, "name", path, 20, required=True)
    labels = []
    for number, point in enumerate(report.items(series, "data", path, 20)):
        where = f"{path}/data/{number}"
        if report.is_object(point, where):
            report.string(point, "label", where, 20, required=True)
            labels.append(str(point.get("label")))
            if not _is_number(point.get("value")):
                report.add("must provide a number", f"{where}/value")
    if labels and sorted(labels) != sorted(str(category) for category in categories):
        report.add("must have exactly one point for every category", f"{path}/data")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
