"""Block elements: which there are, where each may stand, and what each needs.

Where: https://docs.slack.dev/reference/block-kit/block-elements (the table with blocks and surfaces).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

from bot.sandbox.slack.blockkit import composition as part
from bot.sandbox.slack.blockkit.report import Report

Holder = Literal["section", "actions", "input", "context", "context_actions", "card"]
Check = Callable[[Report, Any, str], None]

_SELECTS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
_MULTI = tuple("multi_" + kind for kind in _SELECTS)
_CHOICES = (*_SELECTS, *_MULTI, "checkboxes", "radio_buttons", "datepicker", "timepicker")
_PRESSED = ("button", "overflow", "workflow_button")
_TYPED = ("plain_text_input", "rich_text_input", "email_text_input", "url_text_input", "number_input", "file_input")

HOLDERS: dict[str, frozenset[str]] = {
    "section": frozenset((*_CHOICES, *_PRESSED, "image")),
    "actions": frozenset((*_CHOICES, *_PRESSED, "datetimepicker", "rich_text_input")),
    "input": frozenset((*_CHOICES, *_TYPED, "datetimepicker")),
    "context": frozenset(("image", "plain_text", "mrkdwn")),
    "context_actions": frozenset(("feedback_buttons", "icon_button")),
    "card": frozenset(("button",)),
}
MODAL_ONLY = frozenset(("email_text_input", "url_text_input", "number_input", "file_input"))
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def element(report: Report, value: Any, path: str, holder: Holder) -> None:
    """One element inside a block of the kind ``holder``."""
    if not report.is_object(value, path):
        return
    kind = report.kind(value, path)
    if not kind:
        return
    if kind not in HOLDERS[holder]:
        report.add(f"unsupported type: {kind}", f"{path}/type")
        return
    if kind in MODAL_ONLY and report.surface != "modal":
        report.add(f"unsupported type: {kind}", f"{path}/type")
    if kind in ("plain_text", "mrkdwn"):
        part.text_object(report, value, path, 3000)
        return
    report.string(value, "action_id", path, 255)
    if kind not in _TYPED:
        part.confirm(report, value, path)
    report.boolean(value, "focus_on_load", path)
    part.text(report, value, "placeholder", path, 150)
    _CHECKS[kind](report, value, path)


def _button(report: Report, value: Any, path: str) -> None:
    part.text(report, value, "text", path, 75, required=True)
    report.string(value, "value", path, 2000, least=0)
    report.string(value, "url", path, 3000)
    report.string(value, "accessibility_label", path, 75)
    report.one_of(value, "style", path, ("primary", "danger"))
    known = ("type", "text", "action_id", "value", "url", "style", "confirm", "accessibility_label")
    report.known(value, (*known, "agent_prompt", "agent_prompt_display", "workflow"), path)


def _static(report: Report, value: Any, path: str) -> None:
    part.menu_options(report, value, path)
    initial = [value["initial_option"]] if value.get("initial_option") else value.get("initial_options") or []
    offered = [
        *_plain(value.get("options")),
        *(o for g in _plain(value.get("option_groups")) for o in _plain(g.get("options"))),
    ]
    for item in initial:
        if item not in offered:
            report.add("initial_option must be one of the options", f"{path}/initial_option")
    _multi(report, value, path)


def _external(report: Report, value: Any, path: str) -> None:
    report.number(value, "min_query_length", path, 0, 1000)
    if value.get("initial_option") is not None:
        part.option(report, value["initial_option"], f"{path}/initial_option")
    for number, item in enumerate(report.items(value, "initial_options", path, 100, required=False)):
        part.option(report, item, f"{path}/initial_options/{number}")
    _multi(report, value, path)


def _conversations(report: Report, value: Any, path: str) -> None:
    part.conversation_filter(report, value, path)
    report.boolean(value, "default_to_current_conversation", path)
    _enabled(report, value, path)
    _multi(report, value, path)


def _enabled(report: Report, value: Any, path: str) -> None:
    if value.get("response_url_enabled") and report.surface != "modal":
        report.add("response_url_enabled is only available in modals", f"{path}/response_url_enabled")
    _multi(report, value, path)


def _multi(report: Report, value: Any, path: str) -> None:
    report.number(value, "max_selected_items", path, 1, 100)


def _group(report: Report, value: Any, path: str) -> None:
    part.options(report, value, path, 10, part.BOTH)
    offered = _plain(value.get("options"))
    key = "initial_options" if value["type"] == "checkboxes" else "initial_option"
    initial = value.get(key)
    for item in initial if isinstance(initial, list) else [initial] if initial else []:
        if item not in offered:
            report.add(f"{key} must be one of the options", f"{path}/{key}")


def _overflow(report: Report, value: Any, path: str) -> None:
    part.options(report, value, path, 5)


def _date(report: Report, value: Any, path: str) -> None:
    _pattern(report, value, "initial_date", path, _DATE, "must match YYYY-MM-DD")


def _time(report: Report, value: Any, path: str) -> None:
    _pattern(report, value, "initial_time", path, _TIME, "must match HH:mm")


def _datetime(report: Report, value: Any, path: str) -> None:
    report.number(value, "initial_date_time", path, 1_000_000_000, 9_999_999_999)


def _plain_input(report: Report, value: Any, path: str) -> None:
    report.number(value, "min_length", path, 0, 3000)
    report.number(value, "max_length", path, 1, 3000)
    report.boolean(value, "multiline", path)
    longest = value.get("max_length") if isinstance(value.get("max_length"), int) else 3000
    report.string(value, "initial_value", path, longest, least=0)
    part.dispatch_config(report, value, path)


def _typed(report: Report, value: Any, path: str) -> None:
    report.string(value, "initial_value", path, 3000, least=0)
    part.dispatch_config(report, value, path)


def _number_input(report: Report, value: Any, path: str) -> None:
    if value.get("is_decimal_allowed") is None:
        report.missing("is_decimal_allowed", path)
    report.boolean(value, "is_decimal_allowed", path)
    for key in ("initial_value", "min_value", "max_value"):
        text = value.get(key)
        if text is not None and not (isinstance(text, str) and re.fullmatch(r"-?\d+(\.\d+)?", text)):
            report.add("must be a number as a string", f"{path}/{key}")
    part.dispatch_config(report, value, path)


def _file_input(report: Report, value: Any, path: str) -> None:
    report.number(value, "max_files", path, 1, 10)
    report.items(value, "filetypes", path, 100, required=False)


def _rich_input(report: Report, value: Any, path: str) -> None:
    report.number(value, "min_lines", path, 1, 100)
    report.number(value, "max_lines", path, 1, 100)
    part.dispatch_config(report, value, path)


def _image(report: Report, value: Any, path: str) -> None:
    image_source(report, value, path)
    report.string(value, "alt_text", path, 2000, required=True)


def _feedback(report: Report, value: Any, path: str) -> None:
    for key in ("positive_button", "negative_button"):
        button = value.get(key)
        if button is None:
            report.missing(key, path)
        elif report.is_object(button, f"{path}/{key}"):
            part.text(report, button, "text", f"{path}/{key}", 75, required=True)
            report.string(button, "value", f"{path}/{key}", 2000, required=True)


def _icon_button(report: Report, value: Any, path: str) -> None:
    report.string(value, "icon", path, 100, required=True)
    part.text(report, value, "text", path, 75, required=True)
    report.string(value, "value", path, 2000)


def image_source(report: Report, value: Any, path: str) -> None:
    """Exactly one of ``image_url`` and ``slack_file``."""
    url, file = value.get("image_url"), value.get("slack_file")
    if (url is None) == (file is None):
        report.add("must provide exactly one of image_url and slack_file", path)
    report.string(value, "image_url", path, 3000)
    if isinstance(url, str) and not url.startswith(("http://", "https://")):
        report.add("must be a valid URL", f"{path}/image_url")


def _pattern(report: Report, value: Any, key: str, path: str, pattern: re.Pattern[str], problem: str) -> None:
    text = value.get(key)
    if text is not None and not (isinstance(text, str) and pattern.fullmatch(text)):
        report.add(problem, f"{path}/{key}")


def _plain(value: Any) -> list[Any]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


_CHECKS: dict[str, Check] = {
    "button": _button,
    "workflow_button": _button,
    "static_select": _static,
    "multi_static_select": _static,
    "external_select": _external,
    "multi_external_select": _external,
    "users_select": _multi,
    "multi_users_select": _multi,
    "conversations_select": _conversations,
    "multi_conversations_select": _conversations,
    "channels_select": _enabled,
    "multi_channels_select": _enabled,
    "checkboxes": _group,
    "radio_buttons": _group,
    "overflow": _overflow,
    "datepicker": _date,
    "timepicker": _time,
    "datetimepicker": _datetime,
    "plain_text_input": _plain_input,
    "email_text_input": _typed,
    "url_text_input": _typed,
    "number_input": _number_input,
    "file_input": _file_input,
    "rich_text_input": _rich_input,
    "image": _image,
    "feedback_buttons": _feedback,
    "icon_button": _icon_button,
}
