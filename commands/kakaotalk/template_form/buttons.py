"""The step for the buttons below the message: one of each kind at most, with just what its kind needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.blocks.message import Block
from bot.cards.vocabulary.payload import text
from bot.command import Button, Menu, Part, State, Step, row
from bot.templates.kakaotalk import BUTTON_LINK, BUTTON_NAME, MOST_BUTTONS
from commands._shared.checks import bad_address, bad_length
from commands.kakaotalk.template_form import shape
from commands.kakaotalk.template_form.shape import BUTTONS, LINKS, NEEDED
from commands.kakaotalk.template_form.steps import preview

KINDS = (
    Option("WEB_LINK", "Web link", "opens a web page"),
    Option("APP_LINK", "App link", "opens a screen in an app"),
    Option("DELIVERY_SEARCH", "Track a parcel", "looks up the parcel number"),
    Option("CHANNEL_ID_ADDED", "Add the channel", "asks the person to add your channel"),
    Option("BOT_KEYWORD", "Keyword", "sends its label to your bot"),
    Option("BOT_TRANSFER", "Switch to the bot", "your bot takes over the chat"),
    Option("BOT_FOR_CONSULTATION", "Consultation", "starts a chat with your bot"),
    Option("MESSAGE_DELIVERY", "Message delivery"),
    Option("BUSINESS_FORM", "Kakao form", "opens a Kakao form"),
    Option("PERSONAL_INFORMATION_USE_PLUGIN_ID", "Privacy consent", "asks to use personal data"),
    Option("ONE_CLICK_PAYMENT_PLUGIN", "One-click payment"),
    Option("IMAGE_SECURE_TRANSMISSION_PLUGIN_ID", "Secure photo", "takes a photo securely"),
)
WORDS = {kind.value: kind.label for kind in KINDS}
TITLES = {
    "linkMo": "Address on phones",
    "linkPc": "Address on computers",
    "schemeIos": "Address for the iOS app",
    "schemeAndroid": "Address for the Android app",
}


class Buttons(Step):
    name, title = "buttons", "Buttons"

    def parts(self, state: State) -> Sequence[Part]:
        there = shape.buttons(state)
        found: list[Part] = []
        if not there:
            found.append(layout.section("No buttons yet (optional)."))
        for at, button in enumerate(there, 1):
            remove = Button("Remove", "remove_button", str(at - 1)).element()
            found.append(layout.section(f"*{at} · {WORDS.get(text(button, 'type'), 'Button')}*", accessory=remove))
            found += _parts(f"b{at}", button)
        left = [kind for kind in KINDS if kind.value not in shape.taken(state)]
        if len(there) < MOST_BUTTONS:
            found += row(Menu(f"Add a button ({len(there)} of {MOST_BUTTONS})", "add_button", left))
        found.append(layout.context(f"At most {MOST_BUTTONS} buttons, each type once."))
        return found

    def below(self, state: State) -> Sequence[Block]:
        return preview(state)

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        there = shape.buttons(state)
        return {**state, BUTTONS: [_taken(f"b{at}", button, values) for at, button in enumerate(there, 1)]}

    def check(self, state: State) -> dict[str, str]:
        return dict(fault for at, button in enumerate(shape.buttons(state), 1) for fault in _faults(f"b{at}", button))


def act(state: State, action: str, value: str) -> State:
    """The state after a button was added or removed."""
    there = shape.buttons(state)
    if action == "add_button" and value in WORDS and value not in shape.taken(state) and len(there) < MOST_BUTTONS:
        return {**state, BUTTONS: [*there, {"type": value}]}
    if action == "remove_button":
        return {**state, BUTTONS: [button for at, button in enumerate(there) if str(at) != value]}
    return state


def _fields(button: Mapping[str, Any]) -> tuple[str, ...]:
    return ("name", *LINKS.get(text(button, "type"), ()))


def _parts(prefix: str, button: Mapping[str, Any]) -> Iterator[Part]:
    hint = f"At most {BUTTON_NAME} characters."
    if text(button, "type") == "BOT_KEYWORD":
        hint += " Also the keyword."
    yield Input(f"{prefix}.name", "Label", hint, initial=text(button, "name"), max_length=BUTTON_NAME)
    needed = NEEDED.get(text(button, "type"), ())
    for name in _fields(button)[1:]:
        yield Input(
            f"{prefix}.{name}", TITLES[name], required=name in needed, initial=text(button, name),
            max_length=BUTTON_LINK, placeholder="https://",
        )  # fmt: skip


def _taken(prefix: str, button: Mapping[str, Any], values: Mapping[str, Any]) -> State:
    """What is asked for as it was filled in; anything else that the button has stays."""
    asked = _fields(button)
    kept = {name: value for name, value in button.items() if name not in asked}
    given = {name: str(values[f"{prefix}.{name}"]).strip() for name in asked if values.get(f"{prefix}.{name}")}
    return {**kept, **given}


def _faults(prefix: str, button: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if fault := bad_length(text(button, "name"), BUTTON_NAME):
        yield f"{prefix}.name", fault
    for name in _fields(button)[1:]:
        address = text(button, name)
        optional = name not in NEEDED.get(text(button, "type"), ())
        fault = bad_length(address, BUTTON_LINK) or bad_address(address, "shop")
        if fault and not (optional and not address):
            yield f"{prefix}.{name}", fault
