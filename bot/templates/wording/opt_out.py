"""How people are told to stop marketing. Meta asks that opting out is honoured: https://business.whatsapp.com/policy"""

from __future__ import annotations

from bot.templates.wording.phrases import Words

WORDS = Words("opt_out", "stop", "unsubscribe", "opt-out", "opt out", "arret")


def offered(language: str, text: str) -> bool:
    """Whether the text, or a button's label in it, says how to stop."""
    return bool(WORDS.find(language, text.casefold().replace("\u2019", "'")))
