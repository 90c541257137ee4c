"""One field of a form: what it asks, as a Block Kit input, and what was filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from bot.cards.blocks import layout
from bot.cards.blocks.message import Block

Kind = Literal[
    "text", "multiline", "secret", "integer", "number", "email", "url", "list", "json",
    "select", "multi_select", "external", "multi_external", "checkbox", "boolean", "radio",
    "date", "time", "datetime", "user", "users", "channel", "channels", "file",
]  # fmt: skip
TEXT = 3_000
OPTIONS = 100
FEW = 10  # boxes or radio buttons
OPTION_VALUE = 150
OPTION_LABEL = 75
PLACEHOLDER = 150
LABEL = 2_000
"""https://docs.slack.dev/reference/block-kit/blocks/input-block, the page of each element below
https://docs.slack.dev/reference/block-kit/block-elements, and
https://docs.slack.dev/reference/block-kit/composition-objects/option-object"""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    label: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """A field. `options` may be `Option`s or (value, label, description) tuples; `initial` as the field's own value."""

    name: str
    title: str
    hint: str = ""
    kind: Kind = "text"
    required: bool = True
    options: Sequence[Option | tuple[str, ...]] = ()
    initial: Any = None
    min_length: int | None = None
    max_length: int | None = None
    min_value: float | None = None
    max_value: float | None = None
    placeholder: str = ""
    max_selected: int | None = None
    filetypes: Sequence[str] = ()


def block(field: Input) -> Block:
    """The field as an input block that Slack takes, whatever its initial value is."""
    shown: Block = {
        "type": "input",
        "block_id": field.name[:255],
        "label": layout.plain_text(field.title or field.name, LABEL),
        "element": {**_element(_settled(field)), "action_id": "value"},
        "optional": not field.required,
    }
    if field.hint.strip():
        hint = _sentence(field.hint).replace("`", "")  # hints know no markup
        shown["hint"] = layout.plain_text(hint, LABEL)
    return shown


def _sentence(text: str) -> str:
    """Begins with a capital letter; code and addresses stay as they are."""
    first = text.split(maxsplit=1)[0]
    return text[:1].upper() + text[1:] if first.rstrip(",.;:").isalpha() else text


def _settled(field: Input) -> Input:
    """The field as a kind that can show its options: too many to click are searched, unusable ones are typed."""
    count = len(field.options)
    if any(len(option.value) > OPTION_VALUE or not option.value for option in _choices(field)):
        return replace(field, kind="list" if field.kind in _MANY else "text")
    if field.kind == "boolean":
        typed = str(field.initial).lower()
        initial = "yes" if typed in ("yes", "true") else "no" if typed in ("no", "false") else None
        return replace(field, kind="select", options=(Option("yes", "Yes"), Option("no", "No")), initial=initial)
    if field.kind == "checkbox" and not count:
        return replace(field, options=(Option("yes", field.placeholder or "Yes"),), required=False)
    if field.kind in ("select", "radio") and not count:
        return replace(field, kind="text")
    if field.kind == "multi_select" and not count:
        return replace(field, kind="list")
    if field.kind == "radio" and count > FEW:
        return _settled(replace(field, kind="select"))
    if field.kind == "checkbox" and count > FEW:
        return _settled(replace(field, kind="multi_select"))
    if count > OPTIONS and field.kind in ("select", "multi_select"):
        return replace(field, kind="external" if field.kind == "select" else "multi_external")
    return field


_MANY = ("multi_select", "multi_external", "checkbox", "users", "channels", "list")


def _element(field: Input) -> Block:
    if field.kind in ("text", "multiline", "secret", "json", "list"):
        return _text_element(field)
    if field.kind in ("integer", "number"):
        return _number_element(field)
    if field.kind in ("email", "url"):
        initial = _word(field.initial)
        kind = {"email": "email_text_input", "url": "url_text_input"}[field.kind]
        fits = (_EMAIL if field.kind == "email" else _URL).fullmatch(initial) and len(initial) <= TEXT
        if initial and not fits:  # Slack refuses the whole form for an address that is none
            return _text_element(field)
        return {"type": kind, **({"initial_value": initial} if initial else {}), **_placeholder(field)}
    if field.kind in ("select", "multi_select", "radio", "checkbox"):
        return _choice_element(field)
    return _ELEMENTS[field.kind](field)


_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_URL = re.compile(r"https?://[^\s<>]+")


def _text_element(field: Input) -> Block:
    element: Block = {"type": "plain_text_input", "multiline": field.kind in ("multiline", "json", "list")}
    least, most = field.min_length, field.max_length
    if field.kind not in ("list", "json"):  # their length is no number of characters
        if least is not None and 0 < least <= TEXT and field.required:
            element["min_length"] = least
        if most is not None and 0 < most <= TEXT and most >= (least or 0):
            element["max_length"] = most
    initial = "" if field.kind == "secret" else _word(field.initial)
    if initial:
        element["initial_value"] = initial[:TEXT]
        if len(initial) > element.get("max_length", TEXT) or len(initial) < element.get("min_length", 0):
            element.pop("max_length", None)
            element.pop("min_length", None)
    return {**element, **_placeholder(field)}


def _number_element(field: Input) -> Block:
    element: Block = {"type": "number_input", "is_decimal_allowed": field.kind == "number"}
    initial = _number(field.initial)
    low, high = field.min_value, field.max_value
    if initial is not None and (field.kind == "number" or initial == int(initial)):
        element["initial_value"] = _digits(initial)
        if (low is not None and initial < low) or (high is not None and initial > high):
            low = high = None  # what was typed is shown; the check comes with an explanation
    if low is not None:
        element["min_value"] = _digits(low)
    if high is not None:
        element["max_value"] = _digits(high)
    return {**element, **_placeholder(field)}


def _choice_element(field: Input) -> Block:
    kind = {"select": "static_select", "multi_select": "multi_static_select", "radio": "radio_buttons"}
    many = field.kind in ("multi_select", "checkbox")
    options = [choice(option) for option in _unique(field)]
    chosen = set(_initials(field.initial, many))
    initial = [option for option in options if option["value"] in chosen][: field.max_selected or OPTIONS]
    element: Block = {"type": kind.get(field.kind, "checkboxes"), "options": options}
    if initial:
        element["initial_options" if many else "initial_option"] = initial if many else initial[0]
    if field.kind == "multi_select" and field.max_selected:
        element["max_selected_items"] = max(field.max_selected, 1)
    return {**element, **(_placeholder(field) if field.kind in ("select", "multi_select") else {})}


def _external(field: Input) -> Block:
    many = field.kind == "multi_external"
    labels = {option.value: option for option in _choices(field)}
    chosen = [word for word in _initials(field.initial, many) if word and len(word) <= OPTION_VALUE]
    initial = [choice(labels.get(id_, Option(id_))) for id_ in dict.fromkeys(chosen)][: field.max_selected or OPTIONS]
    element: Block = {"type": "multi_external_select" if many else "external_select", "min_query_length": 0}
    if initial:
        element["initial_options" if many else "initial_option"] = initial if many else initial[0]
    if many and field.max_selected:
        element["max_selected_items"] = max(field.max_selected, 1)
    return {**element, **_placeholder(field)}


def _picker(kind: str, initial_name: str, pattern: re.Pattern[str]) -> Callable[[Input], Block]:
    def build(field: Input) -> Block:
        initial = _word(field.initial)
        element: Block = {"type": kind}
        if kind != "timepicker":
            element |= _placeholder(field)
        return {**element, **({initial_name: initial} if pattern.fullmatch(initial) else {})}

    return build


def _datetime(field: Input) -> Block:
    value = field.initial
    seconds = int(value.timestamp()) if isinstance(value, datetime) else _number(value)
    fits = seconds is not None and 1_000_000_000 <= seconds <= 9_999_999_999
    return {"type": "datetimepicker", **({"initial_date_time": int(seconds)} if fits and seconds is not None else {})}


def _users(field: Input) -> Block:
    return _ids(field, "users_select", "initial_user", re.compile(r"[UW][A-Z0-9_]+"))


def _channels(field: Input) -> Block:
    element = _ids(field, "conversations_select", "initial_conversation", re.compile(r"[CGD][A-Z0-9_]+"))
    return {**element, "filter": {"include": ["public", "private"], "exclude_bot_users": True}}


def _ids(field: Input, kind: str, initial_name: str, pattern: re.Pattern[str]) -> Block:
    many = field.kind in ("users", "channels")
    chosen = [initial for initial in _initials(field.initial, many) if pattern.fullmatch(initial)]
    element: Block = {"type": f"multi_{kind}" if many else kind, **_placeholder(field)}
    if chosen:
        element[f"{initial_name}s" if many else initial_name] = chosen if many else chosen[0]
    if many and field.max_selected:
        element["max_selected_items"] = max(field.max_selected, 1)
    return element


def _files(field: Input) -> Block:
    element: Block = {"type": "file_input", "max_files": 1}
    return {**element, **({"filetypes": list(field.filetypes)} if field.filetypes else {})}


_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ELEMENTS: dict[str, Callable[[Input], Block]] = {
    "external": _external,
    "multi_external": _external,
    "date": _picker("datepicker", "initial_date", _DATE),
    "time": _picker("timepicker", "initial_time", _TIME),
    "datetime": _datetime,
    "user": _users,
    "users": _users,
    "channel": _channels,
    "channels": _channels,
    "file": _files,
}


def read(field: Input, element: Mapping[str, Any]) -> Any:
    """What was filled in, as the field's own value; None where nothing was.

    Numbers as int or float, boxes as bool (one) or list, dates as `YYYY-MM-DD`, times as `HH:MM`, date and time as Unix
    seconds, files as Slack's own descriptions of them.
    """
    for key in ("selected_options", "selected_users", "selected_conversations", "files"):
        if key in element:
            chosen = [_value_of(option) for option in element[key] or ()]
            if field.kind == "checkbox" and not field.options:
                return bool(chosen)
            return chosen or None
    for key in ("selected_user", "selected_conversation", "selected_date", "selected_time", "selected_date_time"):
        if key in element:
            return element[key] or None
    if "selected_option" in element:
        value = _value_of(element["selected_option"])
        return {"yes": True, "no": False}.get(value, value) if field.kind == "boolean" else value
    return _typed(field, element.get("value"))


def _value_of(option: Any) -> Any:
    return option["value"] if isinstance(option, Mapping) and "value" in option else option


def _typed(field: Input, value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        return None
    if field.kind in _MANY:
        return [word for word in (part.strip() for part in re.split(r"[\n,]", value)) if word] or None
    if field.kind in ("integer", "number"):
        number = _number(value)
        return value if number is None else int(number) if number == int(number) else number
    return value


def _choices(field: Input) -> list[Option]:
    return [option if isinstance(option, Option) else Option(*option[:3]) for option in field.options]


def _unique(field: Input) -> list[Option]:
    return list({option.value: option for option in _choices(field)}.values())


def choice(option: Option) -> Block:
    """An option as Slack takes it."""
    shown: Block = {"text": layout.plain_text(option.label or option.value, OPTION_LABEL), "value": option.value}
    if option.description.strip():
        shown["description"] = layout.plain_text(_sentence(option.description), OPTION_LABEL)
    return shown


def _initials(initial: Any, many: bool) -> list[str]:
    if initial is None or initial == "":
        return []
    several = initial if isinstance(initial, (list, tuple, set, frozenset)) else [initial]
    words = ["yes" if value is True else _word(value) for value in several]
    return [word for word in words if word][: None if many else 1]


def _placeholder(field: Input) -> Block:
    return {"placeholder": layout.plain_text(field.placeholder, PLACEHOLDER)} if field.placeholder.strip() else {}


def _word(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple, set, frozenset)):
        return "\n".join(str(part) for part in value)
    value = getattr(value, "value", value)
    return "" if value is False else str(value)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if abs(number) < 1e15 else None


def _digits(number: float) -> str:
    return str(int(number)) if number == int(number) else format(number, "f").rstrip("0")
