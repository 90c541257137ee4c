"""Buttons that are commands: whatever a person can type, a card can offer as a button.

`action_id` is `MODE:PATH` (plus `#N` where one block offers the same command twice), `value` the arguments as JSON.
Modes: `run` answers with a message of its own, `turn` replaces the message it stands in (pages, toggles), `form` opens
the command's modal filled with the arguments.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from bot.cards.blocks.message import Block, Message
from bot.links import Call, CommandLink, Mode
from bot.slack.text import clean, plain_untrusted, shorten

MODES: tuple[Mode, ...] = ("run", "turn", "form")
VALUE_LIMIT = 2000
LABEL_LIMIT = 75
ACTION_ID_LIMIT = 250  # Slack's 255, less what tells two of the same apart
"""Characters: https://docs.slack.dev/reference/block-kit/block-elements/button-element"""


def button(label: str, call: Call, *, style: Literal["primary", "danger"] | None = None, nth: int = 0) -> Block:
    """A Block Kit button that makes `call` when pressed; ValueError when the arguments are too long for Slack."""
    value = json.dumps(dict(call.args), separators=(",", ":"), ensure_ascii=False, default=str)
    value.encode()  # half a surrogate pair cannot be sent: a UnicodeEncodeError is a ValueError
    if len(value) > VALUE_LIMIT:
        raise ValueError(f"arguments of {call.path!r} do not fit into a button ({len(value)} characters)")
    action_id = f"{call.mode}:{call.path}" + (f"#{nth}" if nth else "")
    if len(action_id) > ACTION_ID_LIMIT or action_id != clean(action_id):
        raise ValueError("no command has such a path")
    element: Block = {
        "type": "button",
        "text": {
            "type": "plain_text",
            "text": shorten(plain_untrusted(label).strip(), LABEL_LIMIT) or "–",
            "emoji": True,
        },
        "action_id": action_id,
        "value": value,
    }
    if style:
        element["style"] = style
    return element


def offer(label: str, call: Call, *, style: Literal["primary", "danger"] | None = None) -> Block | None:
    """As `button`, but None where the arguments are too long: for cards, which show what they can."""
    try:
        return button(label, call, style=style)
    except ValueError:
        return None


def offer_link(link: CommandLink, *, style: Literal["primary", "danger"] | None = None) -> Block | None:
    """The button of a link, as `offer`."""
    return offer(link.label, link.call, style=style)


def offer_links(links: Iterable[CommandLink]) -> list[Block | None]:
    """The buttons of some links, as `offer`."""
    return [offer_link(link) for link in links]


def read(action_id: str, value: str) -> Call | None:
    """The call behind a pressed button, or None if the button is not a command. Malformed values raise ValueError."""
    if action_id.partition("#")[0] == "menu":
        action_id, brace, rest = value.partition("{")
        value = brace + rest
    mode, colon, path = action_id.partition(":")
    if not colon or mode not in MODES:
        return None
    args = json.loads(value or "{}")
    if not isinstance(args, dict):
        raise ValueError("a button's value is a JSON object")
    return Call(path=path.partition("#")[0], args=args, mode=mode)


OPTIONS = 100
OPTION_VALUE = 150
"""https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element and https://docs.slack.dev/reference/block-kit/composition-objects/option-object"""


def menu(placeholder: str, choices: Sequence[CommandLink]) -> Block | None:
    """A menu of calls to one command (its `action_id` as a button's, the chosen option's value the arguments).

    Choices whose arguments are too long for Slack, or that name another command than the first, are left out; None
    when nothing is left.
    """
    if not choices:
        return None
    first = choices[0]
    options = []
    for link in choices:
        value = json.dumps(dict(link.args), separators=(",", ":"), ensure_ascii=False, default=str)
        same = (link.path, link.mode) == (first.path, first.mode)
        if same and len(value) <= OPTION_VALUE and value == clean(value):
            text = shorten(plain_untrusted(link.label).strip(), LABEL_LIMIT) or "–"
            options.append({"text": {"type": "plain_text", "text": text, "emoji": True}, "value": value})
    if not options:
        return None
    return {
        "type": "static_select",
        "placeholder": {"type": "plain_text", "text": shorten(placeholder, 150) or "Choose…", "emoji": True},
        "action_id": f"{first.mode}:{first.path}#menu",
        "options": options[:OPTIONS],
    }


def overflow(choices: Sequence[CommandLink]) -> Block | None:
    """A `⋯` menu of at most five different calls; an option's value is `MODE:PATH` followed by the arguments."""
    options = []
    for link in choices:
        value = f"{link.mode}:{link.path}" + json.dumps(dict(link.args), separators=(",", ":"), ensure_ascii=False)
        if len(value) <= OPTION_VALUE and value == clean(value):
            text = shorten(plain_untrusted(link.label).strip(), LABEL_LIMIT) or "–"
            options.append({"text": {"type": "plain_text", "text": text, "emoji": True}, "value": value})
    return {"type": "overflow", "action_id": "menu", "options": options[:5]} if options else None


PIN = "project:"


def addressed(message: Message, project_id: str) -> Message:
    """The same message, its buttons and menus meant for one project, whatever its channel means later.

    The project stands among the arguments; where they would grow too long for Slack, in the id of the block.
    """
    return replace(message, blocks=tuple(_pinned(nth, block, project_id) for nth, block in enumerate(message.blocks)))


def addressed_view(view: Block, project_id: str) -> Block:
    """The same for a modal or a home tab."""
    return {**view, "blocks": [_pinned(nth, block, project_id) for nth, block in enumerate(view["blocks"])]}


def pinned(call: Call | None, block_id: str) -> Call | None:
    """The call with the project that its block is meant for, unless it names one itself."""
    if call is None or not block_id.startswith(PIN) or "project" in call.args:
        return call
    return replace(call, args={**call.args, "project": block_id.removeprefix(PIN).rpartition(":")[0]})


def _pinned(nth: int, block: Block, project_id: str) -> Block:
    addressed_block: Block = _addressed(block, project_id)
    if addressed_block.get("block_id") or all("project" in call.args for call in _calls(addressed_block)):
        return addressed_block
    return {**addressed_block, "block_id": f"{PIN}{project_id}:{nth}"}


def _calls(node: Any) -> Iterator[Call]:
    """The commands behind a block's buttons and menus."""
    if isinstance(node, list):
        for inner in node:
            yield from _calls(inner)
    elif isinstance(node, dict):
        action_id = str(node.get("action_id", ""))
        options = [option["value"] for option in node.get("options") or () if "value" in option]
        for value in (node.get("value"), *options):
            if action_id and isinstance(value, str) and (call := _read_or_none(action_id, value)):
                yield call
        for inner in node.values():
            yield from _calls(inner)


def _read_or_none(action_id: str, value: str) -> Call | None:
    try:
        return read(action_id, value)
    except ValueError:
        return None


def _addressed(node: Any, project_id: str) -> Any:
    if isinstance(node, list):
        return [_addressed(child, project_id) for child in node]
    if not isinstance(node, dict):
        return node
    action = str(node.get("action_id", ""))
    if action.partition(":")[0] in MODES and ":" in action:
        if node.get("type") == "button":
            return {**node, "value": _with_project(str(node.get("value", "")), project_id, VALUE_LIMIT)}
        return {**node, "options": [_option(option, project_id) for option in node.get("options", ())]}
    if action == "menu":
        return {**node, "options": [_option(option, project_id) for option in node.get("options", ())]}
    return {name: _addressed(inner, project_id) for name, inner in node.items()}


def _option(option: Block, project_id: str) -> Block:
    return {**option, "value": _with_project(str(option.get("value", "")), project_id, OPTION_VALUE)}


def _with_project(value: str, project_id: str, limit: int) -> str:
    """`value` ends in the arguments as JSON; one that names a project already keeps it."""
    before, brace, rest = value.partition("{")
    args = json.loads(brace + rest) if brace else {}
    longer = before + json.dumps({"project": project_id, **args}, separators=(",", ":"), ensure_ascii=False)
    return longer if len(longer) <= limit else value
