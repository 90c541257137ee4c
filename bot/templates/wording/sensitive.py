"""Data that a template must not ask for: passwords, card numbers, national ids.

https://developers.facebook.com/docs/whatsapp/message-templates/guidelines/ (full payment card numbers, account
numbers, national identification numbers). Asking is a request and such a noun in one sentence; a warning ("never share
your password"), a new password, a card's last digits are none.
"""

from __future__ import annotations

import re

from bot.templates.wording.phrases import Words

NOUNS = Words("sensitive")
REQUESTS = Words("requests")
NOT_ASKED = Words("not_asked")
_SENTENCES = re.compile(r"[.!?\n\u3002\uff01\uff1f\u061f\u0964]+")


def asked_for(language: str, text: str) -> str:
    """What a text asks for that it must not; languages whose words are not known here are read as English."""
    folded = text.casefold().replace("\u2019", "'")
    languages = [language] if NOUNS.knows(language) else []
    languages += ["EN"] if language.partition("_")[0] != "EN" else []
    for known in languages:
        if not NOUNS.find(known, folded):
            continue
        for sentence in _SENTENCES.split(folded):
            noun = NOUNS.find(known, sentence)
            if noun and REQUESTS.find(known, sentence) and not NOT_ASKED.find(known, sentence):
                return noun
    return ""
