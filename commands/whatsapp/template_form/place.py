"""Where in the form a path of the API's complaints belongs, like `details.components.1.buttons.0.url`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.vocabulary.payload import mappings
from commands.whatsapp.template_form.shape import components, is_code

BASICS = {
    "name": "name",
    "language": "language",
    "category": "category",
    "allowCategoryChange": "allowCategoryChange",
    "messageSendTtlSeconds": "ttl",
}
HEADER = {"format": "header.format", "text": "header.text", "example": "header.example"}

Place = tuple[str, str]


def place_of(state: Mapping[str, Any], path: str) -> Place | None:
    """Step and input, as far as the path tells; the input may be one that the step does not show now."""
    steps = path.removeprefix("details.").split(".")
    if steps[0] in BASICS:
        return "basics", BASICS[steps[0]]
    if steps[0] == "components":
        steps = steps[1:]
    if not steps:
        return None
    kind, rest = _component(state, steps)
    if is_code(state):
        return "code", {"FOOTER": "code.minutes", "BODY": "code.security"}.get(kind, f"code.{rest[-1] if rest else ''}")
    if kind == "BUTTONS":
        return "buttons", _button(mappings(state, "buttons"), rest, "b")
    if kind == "CAROUSEL":
        return _card(state, rest)
    return _message(kind, rest)


def _component(state: Mapping[str, Any], steps: Sequence[str]) -> tuple[str, list[str]]:
    """Components go by their number or by their type."""
    if not steps[0].isdigit():
        return steps[0].upper(), list(steps[1:])
    made = components(state)
    at = int(steps[0])
    return (str(made[at]["type"]) if at < len(made) else "", list(steps[1:]))


def _message(kind: str, rest: Sequence[str]) -> Place | None:
    if kind == "HEADER":
        return "message", "header.url" if "url" in rest else HEADER.get(rest[0] if rest else "", "header.format")
    if kind == "BODY":
        at = next((int(step) for step in rest if step.isdigit()), None)
        return "message", f"body.example{at + 1}" if at is not None and "examples" in rest else "body.text"
    if kind == "FOOTER":
        return "message", "footer"
    return ("message", "offer.text") if kind == "LIMITED_TIME_OFFER" else None


def _button(held: Sequence[Mapping[str, Any]], rest: Sequence[str], prefix: str) -> str:
    """`buttons.0.url` names one; `text must be unique` names none: the last that has it."""
    field = next((step for step in reversed(rest) if not step.isdigit() and step != "buttons"), "text")
    at = next((int(step) for step in rest if step.isdigit()), None)
    if at is None:
        at = next((number for number in reversed(range(len(held))) if field in held[number]), 0)
    return f"{prefix}{at + 1}.{field}"


def _card(state: Mapping[str, Any], rest: Sequence[str]) -> Place:
    """`cards.1.components.0.example.url`; without a number it is about all of them."""
    if len(rest) < 2 or not rest[1].isdigit():
        return "carousel", "carousel.format"
    number = int(rest[1])
    name, cards = f"card{number + 1}", mappings(state, "cards")
    inner = rest[3:]
    kind = ("HEADER", "BODY", "BUTTONS")[int(inner[0])] if inner and inner[0] in ("0", "1", "2") else ""
    if kind == "HEADER":
        return name, f"{name}.url"
    if kind == "BUTTONS" and number < len(cards):
        return name, _button(mappings(cards[number], "buttons"), inner[1:], f"{name}.b")
    return name, f"{name}.text"
