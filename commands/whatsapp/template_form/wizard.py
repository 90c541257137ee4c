"""The form as a whole: which steps, what its buttons do, what is sent."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.blocks.message import Block
from bot.cards.vocabulary.payload import mappings, text
from bot.command import REASONS, State, Step, Wizard
from bot.templates.checks.buttons import MOST_BUTTONS
from bot.templates.content import MOST_CARDS, content
from commands.whatsapp.template_form import mending, shape
from commands.whatsapp.template_form.carousel import Card, Cards, rebuilt
from commands.whatsapp.template_form.code import Code
from commands.whatsapp.template_form.place import place_of
from commands.whatsapp.template_form.review import Review
from commands.whatsapp.template_form.steps import Basics, Buttons, Message

COMPONENTS, TTL = "details.components", "details.messageSendTtlSeconds"
PLAIN = ("name", "language", "category", "allowCategoryChange", "saveDraftOnFailure")

CODES = {
    "template_exists": "name",
    "template_name_recently_used": "name",
    "template_language_recently_deleted": "language",
    "template_incorrect_category": "category",
    "template_invalid_category": "category",
    "template_category_not_updatable": "category",
    "template_allow_category_change_not_updatable": "allowCategoryChange",
    "template_restricted_Domain_for_button_url": "details.components.buttons.url",
    "template_invalid_button_example": "details.components.buttons.example",
    "file_invalid_mime_type": "details.components.header.example.url",
    "file_not_found": "details.components.header.example.url",
    "file_size_too_large": "details.components.header.example.url",
    "template_media_file_size_exceeds_maximum_file_size_limit": "details.components.header.example.url",
    "template_check_media_file_size": "details.components.header.example.url",
}


class TemplateForm(Wizard):
    """For a new template."""

    title = "New WhatsApp template"
    about = "Header, body, footer and buttons, a carousel, a one-time code or a limited-time offer, with a preview."
    saves = True
    codes = CODES

    def start(self, values: Mapping[str, Any]) -> State:
        state: State = {name: values[name] for name in PLAIN if values.get(name) is not None}
        if values.get(TTL) is not None:
            state["ttl"] = _whole(values[TTL])
        state |= shape.held(_components(values.get(COMPONENTS)), text(state, "category"))
        known = {*PLAIN, TTL, COMPONENTS, "status"}
        state["_other"] = {
            name: value for name, value in values.items() if name not in known and not name.startswith("_")
        }
        return state

    def steps(self, state: State) -> Sequence[Step]:
        if shape.is_code(state):
            return [Basics(), Code(), Review()]
        if shape.kind_of(state) == shape.CAROUSEL:
            return [Basics(), Message(), Cards(), *map(Card, range(len(mappings(state, "cards")))), Review()]
        return [Basics(), Message(), Buttons(state), Review()]

    def note(self, state: State, name: str) -> Sequence[Block]:
        if name == Review.name:
            return ()
        return [*super().note(state, name), *mending.note(state)]

    def act(self, state: State, action: str, value: str) -> State:
        if action == "mend":
            return {**state, mending.MENDING: True}
        buttons, cards = mappings(state, "buttons"), mappings(state, "cards")
        if action == "add_button" and value in shape.BUTTON_FIELDS and len(buttons) < MOST_BUTTONS:
            return {**state, "buttons": [*buttons, {"type": value}]}
        if action == "remove_button":
            return {**state, "buttons": [button for at, button in enumerate(buttons) if str(at) != value]}
        if action == "add_card" and len(cards) < MOST_CARDS:
            kinds = [text(button, "type") for button in mappings(cards[-1], "buttons")] if cards else []
            return {**state, "cards": [*cards, rebuilt({}, kinds)]}
        if action == "remove_card" and len(cards) > 1:
            return {**state, "cards": [card for at, card in enumerate(cards) if str(at) != value]}
        return state

    def goes_to(self, state: State, action: str, value: str) -> str:
        if action == "mend":
            place = self.place(state, value)
            return place[0] if place else "message"
        count = len(mappings(state, "cards"))
        if action == "add_card":
            return f"card{count}"
        return f"card{min(int(value) + 1, count)}" if action == "remove_card" and value.isdigit() else ""

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        values = {name: state[name] for name in PLAIN if state.get(name) is not None}
        values["status"] = "DRAFT" if as_draft else "SUBMIT"
        values[COMPONENTS] = shape.components(state, as_draft=as_draft)
        if state.get("ttl") is not None:
            values[TTL] = state["ttl"]
        return {**state.get("_other", {}), **values}

    def place(self, state: State, field: str) -> tuple[str, str] | None:
        found = place_of(state, field)
        return found if found and any(step.name == found[0] for step in self.steps(state)) else None


class TemplateChange(TemplateForm):
    """For one that exists: its name and language stay, its category mostly does."""

    title = "Edit a template"

    def start(self, values: Mapping[str, Any]) -> State:
        state = super().start(values)
        state["_update"] = True
        state["_fixed"] = bool(values.get("_fixed"))
        state["_was"] = {
            "category": values.get("_was_category", values.get("category")),
            "allowCategoryChange": bool(values.get("allowCategoryChange")),
        }
        if live := values.get("_live"):
            state["_live"] = shape.sent(super().start(live))
        return state

    def first(self, state: State) -> str:
        """Of a refused one the step with what was refused."""
        names = [step.name for step in self.steps(state)]
        if REASONS not in state:
            return names[0]
        places = (self.place(state, finding.path) for finding in mending.findings(state))
        return next((place[0] for place in places if place), names[0 if state["_fixed"] is False else 1])

    def present(self, found: Mapping[str, Any]) -> Mapping[str, Any]:
        """Its words: addresses of media are signed afresh each time, and quality and state change by themselves."""
        told = content(found["_template"])
        buttons = [
            [button.kind, button.label, button.url, *map(str, button.fields.values())] for button in told.buttons
        ]
        texts = [part.text for part in told.texts]
        return {"category": told.category, "text": texts, "buttons": buttons, TTL: found.get(TTL)}

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        values = super().finish(state, as_draft=as_draft)
        values.pop("saveDraftOnFailure", None)
        was = state.get("_was", {})
        if values.get("category") == was.get("category"):
            values.pop("category", None)
        if bool(values.get("allowCategoryChange")) == bool(was.get("allowCategoryChange")):
            values.pop("allowCategoryChange", None)
        return values


def _components(given: Any) -> list[Mapping[str, Any]]:
    """Components as typed, which may be JSON text; nonsense is none."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return []
    return [component for component in given if isinstance(component, Mapping)] if isinstance(given, list) else []


def _whole(value: Any) -> Any:
    number = shape.whole(value)
    return value if number is None else number
