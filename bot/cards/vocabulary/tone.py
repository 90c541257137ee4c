"""A state in one emoji and one or two words, and the states that changes to a resource of any kind may have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a state means for the people here; the value is its emoji."""

    GOOD = "🟢"
    WORKING = "🔵"
    WAITING = "🟡"  # for somebody else
    NEEDS_YOU = "🟠"  # for somebody here
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


CHANGES = {
    "DRAFT": State(Tone.OFF, "draft", "Not submitted yet."),
    "IN_PROGRESS": State(Tone.WAITING, "in review", "Submitted and being reviewed."),
    "REJECTED": State(Tone.BAD, "rejected", "Fix it and resubmit."),
    "ERROR": State(Tone.BAD, "error", "Processing failed."),
    "MULTIPLE_WABA_ERROR": State(Tone.BAD, "error", "The project has more than one WhatsApp Business Account."),
    "PENDING_FACEBOOK_VERIFICATION": State(
        Tone.NEEDS_YOU, "waiting for Meta's verification", "Complete the business verification at Meta."
    ),
}
"""By the status of changes that are not live yet."""
