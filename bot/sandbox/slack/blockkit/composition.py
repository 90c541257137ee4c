"""Composition objects: text, option, option group, confirmation, conversation filter, dispatch configuration."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack.blockkit.report import Report

BOTH = ("plain_text", "mrkdwn")
PLAIN = ("plain_text",)


def text(
    report: Report,
    owner: Any,
    key: str,
    path: str,
    longest: int = 3000,
    *,
    types: tuple[str, ...] = PLAIN,
    required: bool = False,
) -> None:
    """A text object in ``owner[key]``."""
    value = owner.get(key)
    if value is None:
        if required:
            report.missing(key, path)
        return
    text_object(report, value, f"{path}/{key}", longest, types)


def text_object(report: Report, value: Any, path: str, longest: int, types: tuple[str, ...] = BOTH) -> None:
    """One text object."""
    if not report.is_object(value, path):
        return
    kind = value.get("type")
    if kind not in types:
        report.add(f"must be one of: {', '.join(types)}" if kind else "missing required field: type", f"{path}/type")
    report.string(value, "text", path, longest, required=True)
    report.known(value, ("type", "text", "emoji") if kind == "plain_text" else ("type", "text", "verbatim"), path)


def option(report: Report, value: Any, path: str, types: tuple[str, ...] = PLAIN, *, url: bool = False) -> None:
    """One option of a menu or a group."""
    if not report.is_object(value, path):
        return
    text(report, value, "text", path, 75, types=types, required=True)
    report.string(value, "value", path, 150, required=True)
    text(report, value, "description", path, 75, types=types)
    if url:
        report.string(value, "url", path, 3000)
    report.known(value, ("text", "value", "description", *(("url",) if url else ())), path)


def options(report: Report, owner: Any, path: str, most: int, types: tuple[str, ...] = PLAIN) -> None:
    """The list of options of a menu that has no groups; values must not repeat."""
    found = report.items(owner, "options", path, most)
    for number, item in enumerate(found):
        option(report, item, f"{path}/options/{number}", types, url=owner.get("type") == "overflow")


def menu_options(report: Report, owner: Any, path: str) -> None:
    """Options or groups of options of a static select: exactly one of both."""
    if owner.get("option_groups") is None:
        options(report, owner, path, 100)
        return
    if owner.get("options") is not None:
        report.add("only one of options and option_groups is allowed", path)
    option_groups(report, owner, path)


def option_groups(report: Report, owner: Any, path: str) -> None:
    """``owner["option_groups"]``: at most 100 groups with at most 100 options each."""
    for number, group in enumerate(report.items(owner, "option_groups", path, 100)):
        where = f"{path}/option_groups/{number}"
        if report.is_object(group, where):
            text(report, group, "label", where, 75, required=True)
            options(report, group, where, 100)


def confirm(report: Report, owner: Any, path: str) -> None:
    """The optional question before an action."""
    value, where = owner.get("confirm"), f"{path}/confirm"
    if value is None or not report.is_object(value, where):
        return
    text(report, value, "title", where, 100, required=True)
    text(report, value, "text", where, 300, types=BOTH, required=True)
    text(report, value, "confirm", where, 30, required=True)
    text(report, value, "deny", where, 30, required=True)
    report.one_of(value, "style", where, ("primary", "danger"))


def conversation_filter(report: Report, owner: Any, path: str) -> None:
    """Which conversations a menu offers."""
    value, where = owner.get("filter"), f"{path}/filter"
    if value is None or not report.is_object(value, where):
        return
    for kind in report.items(value, "include", where, 4, required=False):
        if kind not in ("im", "mpim", "private", "public"):
            report.add("must be one of: im, mpim, private, public", f"{where}/include")
    if not value:
        report.add("must provide at least one property", where)


def dispatch_config(report: Report, owner: Any, path: str) -> None:
    """When a text field tells the app."""
    value, where = owner.get("dispatch_action_config"), f"{path}/dispatch_action_config"
    if value is None or not report.is_object(value, where):
        return
    for trigger in report.items(value, "trigger_actions_on", where, 2, required=False):
        if trigger not in ("on_enter_pressed", "on_character_entered"):
            report.add("must be one of: on_enter_pressed, on_character_entered", f"{where}/trigger_actions_on")
