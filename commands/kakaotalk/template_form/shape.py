"""What the form holds, and the details of the API that it stands for; one becomes the other and back. Pure.

A template is held flat, by the command's own names (`details.content`); its buttons as a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.cards.vocabulary.payload import text
from bot.command import State
from bot.templates.kakaotalk import MOST_BUTTONS

DETAILS, BUTTONS = "details.", "details.buttons"
LINKS: Mapping[str, tuple[str, ...]] = {
    "WEB_LINK": ("linkMo", "linkPc"),
    "APP_LINK": ("schemeIos", "schemeAndroid", "linkMo", "linkPc"),
}
"""Where buttons of a kind lead; all others have only a label."""
NEEDED = {"WEB_LINK": ("linkMo",), "APP_LINK": ("schemeIos", "schemeAndroid")}
TEXT, IMAGE, NONE = "EMPHASIZE_TYPE_TEXT", "EMPHASIZE_TYPE_IMAGE", "EMPHASIZE_TYPE_NONE"
EXTRA = ("EXTRA_INFORMATION", "MIXED")
EMPHASIS = {TEXT: ("title", "subtitle"), IMAGE: ("imageUrl", "imageName")}
"""What each kind of emphasis shows."""

Details = dict[str, Any]


def held(values: Mapping[str, Any], given: Mapping[str, Any]) -> State:
    """The form's state for these values, of which some were typed: kinds that would hide those are changed."""
    state = {name: value for name, value in values.items() if value not in (None, "")}
    state[BUTTONS] = buttons_of(state.get(BUTTONS))
    for name in ("details.securityFlag", "saveDraftOnFailure"):
        if isinstance(state.get(name), str):
            state[name] = str(state[name]).lower() in ("true", "yes", "1", "on")
    for kind, names in EMPHASIS.items():
        if emphasis(state) == NONE and any(given.get(f"{DETAILS}{name}") for name in names):
            state["details.emphasizeType"] = kind
    if given.get("details.extra") and not has_extra(state):
        mixed = state.get("details.messageType") == "AD_INCLUDED"
        state["details.messageType"] = "MIXED" if mixed else "EXTRA_INFORMATION"
    return state


def buttons_of(given: Any) -> list[Details]:
    """Buttons in order, from a list or from JSON text; nonsense is none."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return []
    found = [dict(button) for button in given if isinstance(button, Mapping)] if isinstance(given, Sequence) else []
    found.sort(
        key=lambda button: button["ordering"] if isinstance(button.get("ordering"), (int, float)) else MOST_BUTTONS
    )
    return [{name: value for name, value in button.items() if name != "ordering"} for button in found[:MOST_BUTTONS]]


def numbered(given: Any) -> Any:
    """Buttons with their places; what is no list of buttons stays as it is, for the model to refuse."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return given
    if not isinstance(given, list) or not all(isinstance(button, Mapping) for button in given):
        return given
    return [{"ordering": at, **button} for at, button in enumerate(given, 1)]


def emphasis(state: Mapping[str, Any]) -> str:
    """What is highlighted."""
    return str(state.get("details.emphasizeType") or NONE)


def has_extra(state: Mapping[str, Any]) -> bool:
    """Whether a block that stays the same follows the text."""
    return state.get("details.messageType") in EXTRA


def details(state: Mapping[str, Any]) -> Details:
    """The API's details: what the chosen kinds show, the rest is left out."""
    made = {
        name.removeprefix(DETAILS): value
        for name, value in state.items()
        if name.startswith(DETAILS) and name != BUTTONS and value not in (None, "")
    }
    for kind, names in EMPHASIS.items():
        if emphasis(state) != kind:
            made = {name: value for name, value in made.items() if name not in names}
    if not has_extra(state):
        made.pop("extra", None)
    if shown := list(_buttons(buttons(state))):
        made["buttons"] = shown
    return made


def _buttons(given: Sequence[Mapping[str, Any]]) -> Iterator[Details]:
    for ordering, button in enumerate(given, 1):
        filled = {name: value for name, value in button.items() if value not in (None, "")}
        yield {"ordering": ordering, **filled}


def changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> Details:
    """What differs; None where something was taken away, which only the API's optional fields know."""
    before, after = details(was), details(now)
    gone: Details = {name: [] if name == "buttons" else None for name in before if name not in after}
    return {name: value for name, value in after.items() if before.get(name) != value} | gone


def taken(state: Mapping[str, Any]) -> set[str]:
    """Kinds of buttons that are there; each may be there once."""
    return {text(button, "type") for button in buttons(state)}


def buttons(state: Mapping[str, Any]) -> list[Details]:
    """The buttons that are there."""
    return [dict(button) for button in state.get(BUTTONS) or ()]


def typed(state: Mapping[str, Any], name: str) -> str:
    """A text by its dotted name; empty where there is none."""
    return str(state.get(name) or "")
