"""Between what a person chooses and the values that Slack sends: state, actions, and the client's own checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.sandbox.slack.errors import ClientRefused
from bot.sandbox.slack.interactive import STATELESS, elements
from bot.sandbox.slack.model import JSON
from bot.sandbox.slack.payloads import file_json
from bot.sandbox.slack.workspace import Workspace

REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_OPTION_ONE = ("static_select", "external_select", "radio_buttons", "overflow")
_OPTION_MANY = ("multi_static_select", "multi_external_select", "checkboxes")
_TEXT = ("plain_text_input", "email_text_input", "url_text_input", "number_input")

#: For every other kind: the key of the chosen value, and the key of the initial one.
_KEYS: dict[str, tuple[str, str]] = {
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    **dict.fromkeys(_TEXT, ("value", "initial_value")),
    **dict.fromkeys(_OPTION_ONE, ("selected_option", "initial_option")),
    **dict.fromkeys(_OPTION_MANY, ("selected_options", "initial_options")),
}


def initial_state(blocks: list[JSON], before: Mapping[str, JSON] | None = None, here: str = "") -> dict[str, JSON]:
    """{block_id: {action_id: value}} of a fresh view or message.

    ``before``: the state of the view that it replaces: what a person filled in stays where both ids and type stay.
    ``here`` is the current conversation for menus that ask for it.
    """
    state: dict[str, JSON] = {}
    for block, element in elements(blocks):
        kind = element["type"]
        if kind in STATELESS:
            continue
        kept = ((before or {}).get(block["block_id"]) or {}).get(element["action_id"])
        key, initial = _KEYS[kind]
        value = element.get(initial)
        if value is None and element.get("default_to_current_conversation") and here:
            value = [here] if kind.startswith("multi_") else here
        if value is None and _is_list(kind):
            value = []
        fresh = {"type": kind, key: value}
        state.setdefault(block["block_id"], {})[element["action_id"]] = kept if kept and kept["type"] == kind else fresh
    return state


def chosen(workspace: Workspace, element: JSON, value: Any, offered: list[JSON] | None = None) -> JSON:
    """The state value when a person chooses or types ``value``; ``offered`` are the options of an external select."""
    kind = element["type"]
    if kind in STATELESS and kind != "overflow":
        return {"type": kind}
    key = _KEYS[kind][0]
    if kind in _OPTION_ONE:
        value = None if value in (None, "") else _option(element, value, offered)
    elif kind in _OPTION_MANY:
        value = [_option(element, item, offered) for item in value or []]
    elif kind == "file_input":
        value = [file_json(workspace, workspace.files[file_id]) for file_id in value or []]
    elif kind == "rich_text_input" and isinstance(value, str):
        value = rich_value(value)
    elif kind in _TEXT:
        value = None if value in (None, "") else str(value)
    elif _is_list(kind):
        value = list(value or [])
    _selectable(workspace, kind, value)
    most = element.get("max_selected_items") or element.get("max_files")
    if most and isinstance(value, list) and len(value) > most:
        raise ClientRefused(f"You can select up to {most} items.")
    return {"type": kind, key: value}


def value_of(state: JSON) -> Any:
    """The bare value in a state entry: text, option object, list, id ..."""
    return state.get(_KEYS[state["type"]][0])


def action(element: JSON, block: JSON, value: JSON, ts: str) -> JSON:
    """The entry of ``actions`` in block_actions."""
    kind = element["type"]
    body: JSON = {"action_id": element["action_id"], "block_id": block["block_id"], "type": kind, "action_ts": ts}
    if kind in ("button", "workflow_button", "icon_button"):
        body |= {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        return body
    initial = _KEYS[kind][1]
    for key in (initial, "placeholder"):
        if element.get(key) is not None:
            body[key] = element[key]
    return {**value, **body}


def problems(blocks: list[JSON], state: Mapping[str, JSON]) -> dict[str, str]:
    """What the client itself refuses on submit: {block_id: text}."""
    return dict(_problems(blocks, state))


def rich_value(text: str) -> JSON:
    """What a rich text field holds after plain typing."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}] if text else []}
    return {"type": "rich_text", "elements": [section]}


def _problems(blocks: list[JSON], state: Mapping[str, JSON]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = value_of(state[block["block_id"]][element["action_id"]])
        if value in (None, "", []):
            if not block.get("optional"):
                yield block["block_id"], REQUIRED
            continue
        problem = _problem(element, value)
        if problem:
            yield block["block_id"], problem


def _problem(element: JSON, value: Any) -> str:
    kind = element["type"]
    if kind == "plain_text_input":
        least, most = element.get("min_length", 0), element.get("max_length", 3000)
        if not least <= len(value) <= most:
            return f"Please enter between {least} and {most} characters."
    elif kind == "email_text_input" and not _EMAIL.fullmatch(value):
        return "Please enter a valid email address."
    elif kind == "url_text_input" and not re.match(r"https?://[^\s/]+", value):
        return "Please enter a valid URL."
    elif kind == "number_input":
        return _number_problem(element, value)
    return ""


def _number_problem(element: JSON, value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and not re.fullmatch(r"-?\d+", value):
        return "Please enter a whole number."
    if element.get("min_value") is not None and number < float(element["min_value"]):
        return f"Please enter a number that is {element['min_value']} or more."
    if element.get("max_value") is not None and number > float(element["max_value"]):
        return f"Please enter a number that is {element['max_value']} or less."
    return ""


def _option(element: JSON, value: Any, offered: list[JSON] | None) -> JSON:
    if isinstance(value, dict):
        return value
    known = [*element.get("options", ()), *(o for g in element.get("option_groups", ()) for o in g["options"])]
    initial = element.get("initial_option")
    known += [*(offered or []), *element.get("initial_options", ()), *([initial] if initial else [])]
    for option in known:
        if option["value"] == value:
            found: JSON = option
            return found
    raise ClientRefused(f"There is no option {value!r} here.")


def _selectable(workspace: Workspace, kind: str, value: Any) -> None:
    ids = value if isinstance(value, list) else [value] if value else []
    if "users_select" in kind and any(i not in workspace.users for i in ids):
        raise ClientRefused("There is no such person.")
    if ("channels_select" in kind or "conversations_select" in kind) and any(i not in workspace.channels for i in ids):
        raise ClientRefused("There is no such conversation.")


def _is_list(kind: str) -> bool:
    return kind.startswith("multi_") or kind in ("checkboxes", "file_input")
