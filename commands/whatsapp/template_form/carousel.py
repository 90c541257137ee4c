"""The steps for carousels: what all cards have in common, and each card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.blocks import layout
from bot.cards.blocks.input import Input, Option
from bot.cards.blocks.message import Block
from bot.cards.vocabulary.payload import as_payload, mappings, text
from bot.command import Button, Part, State, Step, row
from bot.templates.content import CARD_BODY, MOST_CARDS
from commands.whatsapp.template_form import parts
from commands.whatsapp.template_form.steps import preview

IN_CARDS = ("QUICK_REPLY", "URL", "PHONE_NUMBER")


class Cards(Step):
    """What all cards have in common: WhatsApp takes only cards that are built alike."""

    name, title = "carousel", "Carousel"

    def parts(self, state: State) -> Sequence[Part]:
        carousel = as_payload(state.get("carousel"))
        chosen = carousel.get("buttons") or []
        media = (Option("IMAGE", "Image"), Option("VIDEO", "Video"))
        options = parts.kind_options(IN_CARDS)
        found: list[Part] = [
            layout.section("All cards have the same parts: an image or a video, a text, and up to two buttons."),
            Input("carousel.format", "Top of each card", "", "select", options=media,
                  initial=text(carousel, "format") or "IMAGE"),
        ]  # fmt: skip
        for at in range(2):
            initial = chosen[at] if at < len(chosen) else None
            title = "First button" if not at else "Second button"
            found.append(
                Input(f"carousel.button{at + 1}", title, "", "select", options=options, initial=initial, required=False)
            )
        return found

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        kinds = [str(values[f"carousel.button{at}"]) for at in (1, 2) if values.get(f"carousel.button{at}")]
        carousel = {"format": values.get("carousel.format") or "IMAGE", "buttons": kinds}
        cards = mappings(state, "cards") or [{}, {}]
        return {**state, "carousel": carousel, "cards": [rebuilt(card, kinds) for card in cards]}


def rebuilt(card: Mapping[str, Any], kinds: Sequence[str]) -> State:
    """A card with buttons of these kinds; what is filled in of a kind that stays is kept."""
    before = mappings(card, "buttons")
    left = list(before)
    buttons: list[State] = []
    for kind in kinds:
        same = next((button for button in left if button["type"] == kind), None)
        if same is not None:
            left.remove(same)
        buttons.append(dict(same) if same else {"type": kind})
    return {"url": "", "text": "", "examples": [], **card, "buttons": buttons}


class Card(Step):
    """One card of a carousel."""

    def __init__(self, at: int) -> None:
        self._at = at
        self.name, self.title = f"card{at + 1}", f"Card {at + 1}"
        self.live = frozenset(f"{self.name}.b{nth}.url" for nth in (1, 2))

    def _mine(self, state: State) -> State:
        cards = mappings(state, "cards")
        return cards[self._at] if self._at < len(cards) else rebuilt({}, ())

    def parts(self, state: State) -> Sequence[Part]:
        mine, prefix = self._mine(state), self.name
        found: list[Part] = [
            *parts.file_parts(prefix, text(state, "carousel.format") or "IMAGE", mine),
            *parts.text_parts(prefix, "Text", mine, CARD_BODY),
        ]
        for nth, button in enumerate(mappings(mine, "buttons"), 1):
            found.append(layout.section(f"*Button {nth} · {parts.KINDS.get(text(button, 'type'), 'Button')}*"))
            found += parts.button_parts(f"{prefix}.b{nth}", button)
        count = len(mappings(state, "cards"))
        buttons = [
            Button("Show preview and examples", "look"),
            Button("Add a card", "add_card") if count < MOST_CARDS else None,
            Button("Remove this card", "remove_card", str(self._at), "danger") if count > 1 else None,
        ]
        note = f"{count} of {MOST_CARDS} cards. Two are enough: once approved, messages can have up to {MOST_CARDS}."
        return [*found, *row(*buttons), layout.context(note)]

    def below(self, state: State) -> Sequence[Block]:
        return preview(state)

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        cards = mappings(state, "cards")
        if self._at >= len(cards):
            return state
        prefix, mine = self.name, cards[self._at]
        buttons = [
            parts.take_button(f"{prefix}.b{nth}", button, values)
            for nth, button in enumerate(mappings(mine, "buttons"), 1)
        ]
        cards[self._at] = {
            **parts.take_file(prefix, mine, values),
            **parts.take_text(prefix, values),
            "buttons": buttons,
        }
        return {**state, "cards": cards}

    def check(self, state: State) -> dict[str, str]:
        mine, prefix = self._mine(state), self.name
        wrong = dict(parts.check_file(prefix, text(state, "carousel.format") or "IMAGE", mine))
        wrong |= dict(parts.check_text(prefix, mine, CARD_BODY))
        seen: set[tuple[str, str]] = set()
        for nth, button in enumerate(mappings(mine, "buttons"), 1):
            wrong |= dict(parts.check_button(f"{prefix}.b{nth}", button))
            same = text(button, "type"), text(button, "text")
            if same[1] and same in seen:
                wrong[f"{prefix}.b{nth}.text"] = "the other button already has this label"
            seen.add(same)
        return wrong
