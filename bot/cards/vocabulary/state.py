"""How a resource stands, in one emoji and one or two words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.cards.vocabulary.kinds import CARDS
from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.tone import CHANGES, State, Tone
from bot.cards.vocabulary.words import capitalised, in_words
from bot.provisioning.subjects import Kind

__all__ = ["PENDING_WORDS", "STATELESS", "UNKNOWN", "State", "Tone", "known_states", "named", "state_of", "state_value"]

PENDING_WORDS = {
    "DRAFT": "changes in draft",
    "IN_PROGRESS": "changes in review",
    "REJECTED": "changes rejected",
    "ERROR": "changes failed",
}

CHANGES_OF_SEVERAL = {"MULTIPLE_WABA_ERROR": "Several WhatsApp accounts"}
"""Shares its word with other errors."""
CHANGE_LABELS = {value: capitalised(state.word) for value, state in CHANGES.items()} | CHANGES_OF_SEVERAL
_QUALITIES = {
    "RED_QUALITY": State(Tone.BAD, "low quality", "Many recipients blocked or reported it lately. Meta may pause it."),
    "YELLOW_QUALITY": State(Tone.NEEDS_YOU, "medium quality", "Some recipients blocked or reported it lately."),
    "GREEN_QUALITY": State(Tone.GOOD, "high quality", "Recipients rarely blocked or reported it lately."),
}
"""Meta's ratings of templates and WhatsApp senders."""
UNKNOWN = State(Tone.OFF, "state unknown")
STATELESS = State(Tone.NONE, "")


def state_of(kind: str, payload: object) -> State:
    """How a resource stands by its payload; unknown values are shown as they came."""
    live = text(payload, "state", "status")
    changes = text(payload, "changes.status")
    if not live:
        if changes:
            return named("", changes)
        return UNKNOWN if _states(kind) else STATELESS
    found = named(kind, live)
    if kind == Kind.whatsapp_template and found.tone is Tone.GOOD and text(payload, "qualityScore").endswith("_RED"):
        found = State(Tone.NEEDS_YOU, "approved, low quality", "Meta may pause it.")
    if not changes or (changes == "IN_PROGRESS" and found.word == CHANGES[changes].word):
        return found
    if live == "REJECTED" and changes == "IN_PROGRESS":
        found = replace(found, means="Can't be sent until the changes are approved.")
    tone = Tone.NEEDS_YOU if found.tone is Tone.GOOD and CHANGES.get(changes, UNKNOWN).tone is Tone.BAD else found.tone
    return State(tone, found.word, found.means, PENDING_WORDS.get(changes, in_words(changes)))


def _states(kind: str) -> Mapping[str, State]:
    return CARDS[Kind(kind)].states if kind in CARDS else {}


def known_states() -> tuple[str, ...]:
    """Every state of a resource that has a name here, as the API calls it."""
    return tuple(sorted({value for card in CARDS.values() for value in card.states} | {*CHANGES}))


def state_labels(kind: Kind | None = None) -> dict[str, str]:
    """What a filter calls each state, by the API's name: as cards and lists do, of one kind or of all."""
    cards = [CARDS[kind]] if kind else [*CARDS.values()]
    every: dict[str, list[str]] = {}
    for states in (*(card.states for card in cards), *([] if kind else [CHANGES])):
        for value, state in states.items():
            every.setdefault(value, []).append(state.word)
    words = {value: " / ".join(dict.fromkeys(found)) for value, found in every.items()}
    labels = {value: capitalised(said) for value, said in words.items()}
    return labels | CHANGES_OF_SEVERAL | {"UNKNOWN": capitalised(UNKNOWN.word)}


def meanings(said: str) -> list[tuple[str, State]]:
    """What a state means, by the kinds that have it; empty for a word that is none. Changes come last."""
    wanted = " ".join(said.replace("_", " ").lower().split())
    places = [*((card.words, card.states) for card in CARDS.values()), ("Changes", CHANGES), ("WhatsApp", _QUALITIES)]
    return [
        (place, state)
        for place, states in places
        for value, state in states.items()
        if state.means and wanted in (state.word.lower(), in_words(value).lower())
    ]


def state_value(payload: object) -> str:
    """The state of a resource as the API names it: the live one, else that of its pending changes."""
    return text(payload, "state", "status") or text(payload, "changes.status")


def named(kind: str, value: str) -> State:
    """One state of a kind by the API's name for it."""
    known = _states(kind).get(value) or CHANGES.get(value)
    if known:
        return known
    return State(_tone(value), in_words(value) or UNKNOWN.word)


def _tone(value: str) -> Tone:
    """A guess for values of other kinds (SMS apps, operators, channels) and of later API versions."""
    if any(word in value for word in ("FAIL", "ERROR", "REJECT", "BLOCKED", "SUSPEND", "DECLINED", "INVALID")):
        return Tone.BAD
    if any(word in value for word in ("PENDING", "REVIEW", "PROGRESS", "PROVISIONING", "LAUNCHING", "UNVERIFIED")):
        return Tone.WAITING
    words = value.split("_")
    if {"ACTIVE", "LAUNCHED", "PUBLISHED", "READY", "VERIFIED", "COMPLETED", "DONE", "APPROVED"} & {*words} and not (
        {"NOT", "IN"} & {*words}
    ):
        return Tone.GOOD
    return Tone.OFF
