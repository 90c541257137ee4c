"""How a resource stands, in one emoji and one or two words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.words import in_words
from bot.provisioning.subjects import Kind


class Tone(StrEnum):
    """What a state means for the people here; the value is its emoji."""

    GOOD = "🟢"
    WORKING = "🔵"
    WAITING = "🟡"  # for somebody else
    ASKS = "🟠"  # for somebody here
    BAD = "🔴"
    OFF = "⚪"
    NONE = "🔹"  # for what has no state


@dataclass(frozen=True, slots=True)
class State:
    """`word` is plain text; `means` says what follows from it; `pending` how changes to it stand."""

    tone: Tone
    word: str
    means: str = ""
    pending: str = ""

    @property
    def emoji(self) -> str:
        return self.tone.value

    def __str__(self) -> str:
        return f"{self.emoji} {self.word}" + (f" ({self.pending})" if self.pending else "")


_CHANGES = {
    "DRAFT": State(Tone.OFF, "draft", "Not submitted yet."),
    "IN_PROGRESS": State(Tone.WAITING, "in review", "Submitted and being reviewed."),
    "REJECTED": State(Tone.BAD, "rejected", "Fix it and resubmit."),
    "ERROR": State(Tone.BAD, "error", "Processing failed."),
    "MULTIPLE_WABA_ERROR": State(Tone.BAD, "error", "The project has more than one WhatsApp Business Account."),
    "PENDING_FACEBOOK_VERIFICATION": State(
        Tone.ASKS, "waiting for Meta's verification", "Complete the business verification at Meta."
    ),
}
_PENDING = {
    "DRAFT": "changes in draft",
    "IN_PROGRESS": "changes in review",
    "REJECTED": "changes rejected",
    "ERROR": "changes failed",
}

_STATES: dict[str, dict[str, State]] = {
    Kind.whatsapp_account: {
        "ONBOARDED": State(Tone.GOOD, "onboarded", "You can use senders and templates."),
        "PENDING_FACEBOOK_VERIFICATION": _CHANGES["PENDING_FACEBOOK_VERIFICATION"],
        "REJECTED": _CHANGES["REJECTED"],
    },
    Kind.whatsapp_sender: {
        "ACTIVE": State(Tone.GOOD, "active", "Can send and receive."),
        "IN_PROGRESS": State(Tone.WORKING, "setting up", "Being set up."),
        "INACTIVE": State(Tone.BAD, "inactive", "Can't send."),
        "PENDING_VERIFICATION": State(Tone.ASKS, "pending verification", "Enter the one-time code for its number."),
        "SUSPENDED": State(Tone.BAD, "suspended", "Can't send until Meta lifts the suspension."),
        "ERROR": State(Tone.BAD, "error", "Setup failed."),
    },
    Kind.whatsapp_template: {
        "APPROVED": State(Tone.GOOD, "approved", "Can be sent."),
        "PENDING": State(Tone.WAITING, "in review", "Meta is reviewing it."),
        "REJECTED": State(Tone.BAD, "rejected", "Can't be sent. Fix it and resubmit."),
        "PAUSED": State(Tone.BAD, "paused", "Can't be sent until Meta resumes it."),
        "DISABLED": State(Tone.BAD, "disabled", "Can't be sent any longer."),
    },
    Kind.kakaotalk_sender: {
        "ACTIVE": State(Tone.GOOD, "active", "Can send."),
        "BLOCKED": State(Tone.BAD, "blocked", "Can't be used."),
        "INACTIVE": State(Tone.BAD, "inactive", "Can't send."),
        "SUSPENDED": State(Tone.BAD, "suspended", "Suspended for now."),
        "VERIFYING": State(Tone.ASKS, "verifying", "Enter the one-time code sent to its admin's phone."),
    },
    Kind.kakaotalk_template: {
        "APPROVED": State(Tone.GOOD, "approved", "Can be sent."),
        "REJECTED": State(Tone.BAD, "rejected", "Can't be sent. Fix it and resubmit."),
    },
    Kind.rcs_sender: {
        "DRAFT": State(Tone.OFF, "draft", "Saved, not complete."),
        "IN_PROGRESS": State(Tone.WORKING, "setting up", "It is being registered."),
        "IN_TEST": State(Tone.WORKING, "in test", "Test numbers can use it. Launch it when ready."),
        "PREPARING_LAUNCH": State(Tone.WAITING, "preparing launch", "The launch was accepted and is waiting."),
        "LAUNCHING": State(Tone.WAITING, "launching", "Operators are deciding."),
        "LAUNCHED": State(Tone.GOOD, "launched", "Can send."),
        "UNLAUNCHED": State(Tone.BAD, "unlaunched", "Withdrawn. Can't send."),
    },
    Kind.bundle: {
        "DONE": State(Tone.GOOD, "done", "Everything in it is set up."),
        "IN_PROGRESS": State(Tone.WORKING, "setting up", "Being set up."),
        "FAILED": State(Tone.BAD, "failed", "Not everything could be set up."),
    },
    Kind.rcs_account: {},
}

UNKNOWN = State(Tone.OFF, "state unknown")
STATELESS = State(Tone.NONE, "")


def state_of(kind: str, payload: object) -> State:
    """How a resource stands by its payload; unknown values are shown as they came."""
    live = text(payload, "state", "status")
    changes = text(payload, "changes.status")
    if not live:
        if changes:
            return named("", changes)
        return UNKNOWN if _STATES.get(kind) else STATELESS
    found = named(kind, live)
    if kind == Kind.whatsapp_template and found.tone is Tone.GOOD and text(payload, "qualityScore").endswith("_RED"):
        found = State(Tone.ASKS, "approved, low quality", "Meta may pause it.")
    if not changes or (changes == "IN_PROGRESS" and found.word == _CHANGES[changes].word):
        return found
    tone = Tone.ASKS if found.tone is Tone.GOOD and _CHANGES.get(changes, UNKNOWN).tone is Tone.BAD else found.tone
    return State(tone, found.word, found.means, _PENDING.get(changes, in_words(changes)))


def known_states() -> tuple[str, ...]:
    """Every state of a resource that has a name here, as the API calls it."""
    return tuple(sorted({value for states in _STATES.values() for value in states} | {*_CHANGES}))


def state_value(payload: object) -> str:
    """The state of a resource as the API names it: the live one, else that of its pending changes."""
    return text(payload, "state", "status") or text(payload, "changes.status")


def named(kind: str, value: str) -> State:
    """One state of a kind by the API's name for it."""
    known = _STATES.get(kind, {}).get(value) or _CHANGES.get(value)
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
