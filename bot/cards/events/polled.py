"""What the bot has found out by looking, since Sinch sends no event for it: SMS apps, upscales, solutions, flows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.events.event_text import NAME, EventText
from bot.cards.vocabulary.facts import Offer
from bot.cards.vocabulary.naming import kind_words, name_of
from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.state import Tone, named
from bot.cards.vocabulary.words import in_words
from bot.links import Call
from bot.provisioning.events import Event
from bot.slack.text import bold, escaped, shorten


@dataclass(frozen=True, slots=True)
class PolledKind:
    """What a type's first words stand for: the kind as the cards call it, and the list that shows all of them."""

    kind: str
    listing: str


KINDS: Mapping[str, PolledKind] = {
    "SMS_APP": PolledKind("sms_app", "sms apps list"),
    "RCS_UPSCALE": PolledKind("upscale", "rcs upscales list"),
    "WHATSAPP_SOLUTION": PolledKind("solution", "whatsapp solutions list"),
    "WHATSAPP_FLOW": PolledKind("flow", "whatsapp flows list"),
}
VERBS = ("ADDED", "CHANGED", "REMOVED")


def read(event: Event) -> tuple[PolledKind, str] | None:
    """What an event of ours is about and what happened to it; None for all others."""
    prefix, _, verb = event.type.rpartition("_")
    found = KINDS.get(prefix)
    return (found, verb) if found and verb in VERBS else None


def name(event: Event) -> tuple[str, str] | None:
    """The words for what it is about, and its name; None for all other events."""
    seen = read(event)
    return (kind_words(seen[0].kind), name_of(seen[0].kind, event.payload)) if seen else None


def text_of(event: Event) -> EventText | None:
    """The event told; None where it is none of these."""
    seen = read(event)
    if seen is None:
        return None
    found, verb = seen
    name = f"{escaped(kind_words(found.kind))} {bold(shorten(name_of(found.kind, event.payload), NAME))}"
    state = text(event.payload, "status", "state")
    tone, did, short = _what(event, verb, state)
    return EventText(
        emoji=tone.value,
        what=f"{name} {did}.",
        short=short,
        means="Sinch sends no event for this, so I check every 15 minutes.",
        offers=(Offer("Show all", Call(found.listing)),),
        action=tone is Tone.BAD,
    )


def _what(event: Event, verb: str, state: str) -> tuple[Tone, str, str]:
    now = named("", state)
    if verb == "ADDED":
        return now.tone, f"is new{_state_after_colon(state)}", "new"
    if verb == "REMOVED":
        return Tone.OFF, "was deleted", "deleted"
    if "assigned" in event.payload and not state:
        assigned = bool(event.payload["assigned"])
        return Tone.GOOD if assigned else Tone.OFF, "is assigned" if assigned else "is no longer assigned", "changed"
    before = text(event.payload, "previousStatus")
    was = f" (before: {escaped(in_words(before))})" if in_words(before) else ""
    return now.tone, f"is now {escaped(now.word)}{was}", now.word


def _state_after_colon(state: str) -> str:
    return f": {escaped(in_words(state))}" if in_words(state) else ""
