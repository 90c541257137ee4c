"""The rich_text block and what may stand inside."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack.blockkit.report import Report

_REQUIRED: dict[str, tuple[str, ...]] = {
    "text": ("text",),
    "link": ("url",),
    "user": ("user_id",),
    "usergroup": ("usergroup_id",),
    "channel": ("channel_id",),
    "emoji": ("name",),
    "broadcast": ("range",),
    "date": ("timestamp", "format"),
    "color": ("value",),
    "team": ("team_id",),
}
_SECTIONS = ("rich_text_section", "rich_text_preformatted", "rich_text_quote")


def rich_text(report: Report, value: Any, path: str) -> None:
    """A rich_text block, also as a cell of a table."""
    for number, item in enumerate(report.items(value, "elements", path, 1000, least=0)):
        where = f"{path}/elements/{number}"
        if not report.is_object(item, where):
            continue
        kind = item.get("type")
        if kind == "rich_text_list":
            _list(report, item, where)
        elif kind in _SECTIONS:
            _inline(report, item, where)
        else:
            report.add(f"unsupported type: {kind}", f"{where}/type")


def _list(report: Report, value: Any, path: str) -> None:
    report.one_of(value, "style", path, ("bullet", "ordered"), required=True)
    report.number(value, "indent", path, 0, 8)
    report.number(value, "border", path, 0, 1)
    for number, item in enumerate(report.items(value, "elements", path, 1000, least=0)):
        where = f"{path}/elements/{number}"
        if report.is_object(item, where):
            if item.get("type") != "rich_text_section":
                report.add(f"unsupported type: {item.get('type')}", f"{where}/type")
            else:
                _inline(report, item, where)


def _inline(report: Report, value: Any, path: str) -> None:
    for number, item in enumerate(report.items(value, "elements", path, 1000, least=0)):
        where = f"{path}/elements/{number}"
        if not report.is_object(item, where):
            continue
        kind = report.kind(item, where)
        if not kind:
            continue
        if kind not in _REQUIRED:
            report.add(f"unsupported type: {kind}", f"{where}/type")
            continue
        for key in _REQUIRED[kind]:
            if item.get(key) is None:
                report.missing(key, where)
        if kind == "text" and item.get("text") == "":
            report.add("must be more than 0 characters", f"{where}/text")
