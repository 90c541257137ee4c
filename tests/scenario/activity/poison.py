"""An event that our own code fails at."""

from __future__ import annotations

from typing import Any

from bot.flows.activity.matching import wants
from bot.provisioning.events import Event

WANTS = "bot.flows.activity.routing.wants"
"""What `fails_at_poison` takes the place of."""


def fails_at_poison(rule: Any, event: Event) -> bool:
    """Whether a rule wants an event, but for one about a resource called `poison`."""
    if event.payload.get("name") == "poison":
        raise KeyError("nobody thought of this")
    return wants(rule, event)
