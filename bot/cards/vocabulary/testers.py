"""How a test number of an RCS sender stands, in the same words wherever it shows."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.vocabulary.state import named
from bot.cards.vocabulary.tone import State

_WORDS = {
    "UNVERIFIED": "no answer yet",
    "VERIFIED": "accepted",
    "DECLINED": "declined",
    "EXPIRED": "no answer in time",
    "FAILED": "couldn't be added",
    "INVALID": "not a valid number",
    "PENDING": "waiting for its operator",
    "REJECTED": "refused",
}


def tester_state(value: str) -> State:
    """Its state by the API's name; a name that the API has added since is shown as it came."""
    state = named("", value)
    return replace(state, word=_WORDS.get(value, state.word))
