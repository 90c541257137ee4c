"""A card and the first message of its thread do not repeat each other, whatever event made the card."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from bot.cards import activity
from bot.cards.blocks import layout
from bot.cards.blocks.message import Message
from bot.cards.resources import event_card
from bot.provisioning.event_types import EVENT_TYPES
from tests.unit.cards.checks import accepted, labels
from tests.unit.cards.samples import event

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SAID = "The footer promises too much. Please remove it."
SHORT = 12
"""Characters of what may stand in both: a name, a word for a state."""


def sentences(message: Message) -> set[str]:
    """What is read, sentence by sentence, without buttons and small print."""
    blocks = [block for block in message.blocks if block["type"] == "section"]
    said = {part.strip(" *>_") for text in layout.texts(blocks) for part in re.split(r"[.\n:]", text)}
    return {item for item in said if len(item) > SHORT}


@pytest.mark.parametrize("kind", sorted(EVENT_TYPES))
@pytest.mark.parametrize("comment", ["", SAID])
def test_they_do_not_repeat_each_other(kind: str, comment: str) -> None:
    happened = event(kind, comment=comment or None)
    state = activity.is_state(happened)
    last = event_card.LastChange("" if state else activity.in_short(happened), NOW, said=comment if state else "")
    card = accepted(event_card.card(happened.subject, happened.payload, comments="auto", last=last))
    first = accepted(activity.reply(happened, carded=True))
    assert not sentences(card) & sentences(first)
    if state:
        assert not {*labels(card)} & {*labels(first)}
    if comment:
        both = f"{sentences(card)}{sentences(first)}"
        assert both.count("Please remove it") == 1, "said, and once"


def test_what_only_the_card_said_is_told_with_the_next_event() -> None:
    rejected = event("WHATSAPP_TEMPLATE_REJECTED", comment=SAID)
    before = activity.reason(rejected)
    assert SAID in before
    then = accepted(activity.reply(event("WHATSAPP_TEMPLATE_APPROVED"), before=before))
    assert any(SAID in text for text in layout.texts(then.blocks))
    assert activity.reason(event("WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED")) == ""
