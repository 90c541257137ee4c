"""Blocks: which there are, on which surface each may stand, and what each needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.slack.blockkit import composition as part
from bot.sandbox.slack.blockkit.data import data_table, data_visualization, table
from bot.sandbox.slack.blockkit.elements import element, image_source
from bot.sandbox.slack.blockkit.report import Report
from bot.sandbox.slack.blockkit.rich_text import rich_text

_EVERYWHERE = frozenset(
    ("actions", "card", "context", "divider", "header", "image", "input", "rich_text", "section", "video")
)
_DATA = frozenset(("carousel", "container", "data_table", "data_visualization", "table"))
SURFACES: dict[str, frozenset[str]] = {
    "message": _EVERYWHERE | _DATA | {"context_actions", "file", "markdown", "plan", "task_card"},
    "modal": _EVERYWHERE | {"alert"},
    "home": _EVERYWHERE | _DATA,
}


def blocks(report: Report, value: list[Any], path: str, most: int) -> None:
    """All blocks of a message or view."""
    if len(value) > most:
        report.add(f"no more than {most} items allowed", path)
        return
    seen: set[str] = set()
    for number, item in enumerate(value):
        where = f"{path}/{number}"
        if report.is_object(item, where):
            block(report, item, where)
            block_id = item.get("block_id")
            if isinstance(block_id, str) and block_id in seen:
                report.add(f"block_id `{block_id}` already exists", f"{where}/block_id")
            seen.add(str(block_id) if block_id else f"#{number}")


def block(report: Report, value: Any, path: str) -> None:
    """One block."""
    kind = report.kind(value, path)
    if not kind:
        return
    if kind not in SURFACES[report.surface] or kind in report.refused:
        report.add(f"unsupported type: {kind}", f"{path}/type")
        return
    report.string(value, "block_id", path, 255)
    check = _CHECKS.get(kind)
    if check is not None:
        check(report, value, path)


def _section(report: Report, value: Any, path: str) -> None:
    if value.get("text") is None and not value.get("fields"):
        report.missing("text or fields", path)
    part.text(report, value, "text", path, 3000, types=part.BOTH)
    for number, field in enumerate(report.items(value, "fields", path, 10, required=False)):
        part.text_object(report, field, f"{path}/fields/{number}", 2000)
    if value.get("accessory") is not None:
        element(report, value["accessory"], f"{path}/accessory", "section")
    report.known(value, ("type", "block_id", "text", "fields", "accessory", "expand"), path)


def _header(report: Report, value: Any, path: str) -> None:
    part.text(report, value, "text", path, 150, required=True)
    report.known(value, ("type", "block_id", "text", "level"), path)


def _divider(report: Report, value: Any, path: str) -> None:
    report.known(value, ("type", "block_id"), path)


def _actions(report: Report, value: Any, path: str) -> None:
    _elements(report, value, path, 25)
    report.known(value, ("type", "block_id", "elements"), path)


def _elements(report: Report, value: Any, path: str, most: int) -> None:
    seen: set[str] = set()
    for number, item in enumerate(report.items(value, "elements", path, most)):
        where = f"{path}/elements/{number}"
        element(report, item, where, value["type"])
        action_id = item.get("action_id") if isinstance(item, dict) else None
        if isinstance(action_id, str):
            if action_id in seen:
                report.add(f"action_id `{action_id}` already exists", f"{where}/action_id")
            seen.add(action_id)


def _context(report: Report, value: Any, path: str) -> None:
    _elements(report, value, path, 10)
    report.known(value, ("type", "block_id", "elements"), path)


def _context_actions(report: Report, value: Any, path: str) -> None:
    _elements(report, value, path, 5)


def _input(report: Report, value: Any, path: str) -> None:
    part.text(report, value, "label", path, 2000, required=True)
    part.text(report, value, "hint", path, 2000)
    report.boolean(value, "optional", path)
    report.boolean(value, "dispatch_action", path)
    if value.get("element") is None:
        report.missing("element", path)
    else:
        element(report, value["element"], f"{path}/element", "input")
    report.known(value, ("type", "block_id", "label", "hint", "optional", "dispatch_action", "element"), path)


def _image(report: Report, value: Any, path: str) -> None:
    image_source(report, value, path)
    report.string(value, "alt_text", path, 2000, required=True)
    part.text(report, value, "title", path, 2000)


def _video(report: Report, value: Any, path: str) -> None:
    part.text(report, value, "title", path, 200, required=True)
    part.text(report, value, "description", path, 200)
    for key, longest in (("alt_text", 2000), ("thumbnail_url", 3000), ("video_url", 3000)):
        report.string(value, key, path, longest, required=True)


def _markdown(report: Report, value: Any, path: str) -> None:
    report.string(value, "text", path, 12_000, required=True)
    report.known(value, ("type", "block_id", "text"), path)


def _alert(report: Report, value: Any, path: str) -> None:
    part.text(report, value, "text", path, 200, types=part.BOTH, required=True)


def _container(report: Report, value: Any, path: str) -> None:
    for number, child in enumerate(report.items(value, "child_blocks", path, 10)):
        where = f"{path}/child_blocks/{number}"
        if report.is_object(child, where):
            block(report, child, where)


def _card(report: Report, value: Any, path: str) -> None:
    for key, longest in (("title", 150), ("subtitle", 150), ("body", 200), ("subtext", 200)):
        part.text(report, value, key, path, longest, types=part.BOTH)
    for number, item in enumerate(report.items(value, "actions", path, 3, required=False)):
        element(report, item, f"{path}/actions/{number}", "card")


def _carousel(report: Report, value: Any, path: str) -> None:
    for number, item in enumerate(report.items(value, "elements", path, 10)):
        where = f"{path}/elements/{number}"
        if report.is_object(item, where):
            _card(report, item, where)


_CHECKS: dict[str, Callable[[Report, Any, str], None]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "actions": _actions,
    "context": _context,
    "context_actions": _context_actions,
    "input": _input,
    "image": _image,
    "video": _video,
    "markdown": _markdown,
    "rich_text": rich_text,
    "table": table,
    "data_table": data_table,
    "data_visualization": data_visualization,
    "alert": _alert,
    "container": _container,
    "card": _card,
    "carousel": _carousel,
}
