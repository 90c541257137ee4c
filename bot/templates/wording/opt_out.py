"""How people are told to stop marketing. Meta asks that opting out is honoured: https://business.whatsapp.com/policy"""

from __future__ import annotations

import re

from bot.templates.wording.phrases import Words, folded

WORDS = Words("opt_out", "stop", "unsubscribe", "opt-out", "opt out", "arret")

_NO_WAY_OUT = re.compile(
    r"(?:non-?|one-|can't |cannot |never |won't |don't |bus |pit |next |last )stop"
    r"|stop (?:by|in|at|over|for|off|wasting|worrying|waiting|scrolling|looking|searching|paying|and)(?!\w)"
)
"""A stop that ends no messages: "stop by our store"."""


def offered(language: str, text: str) -> bool:
    """Whether the text, or a button's label in it, says how to stop."""
    return bool(WORDS.find(language, _NO_WAY_OUT.sub(" ", folded(text))))
