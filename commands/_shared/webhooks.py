"""What both ways to register a webhook share: its limits, and how many events it gets. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.vocabulary.words import count

ALL_EVENTS = "ALL"
"""The trigger that stands for every event, known today or not."""
TARGET_LENGTH, SECRET_LENGTH = 742, 128
"""Characters: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/webhooks"""
MOST_WEBHOOKS = 15
"""Of a project, or of a bundle: the page above."""


def how_many_events(triggers: Sequence[str]) -> str:
    """`every event`, `3 kinds of events`."""
    return "every event" if ALL_EVENTS in triggers else count(len(triggers), "kind of event", "kinds of events")
