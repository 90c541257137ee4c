"""Data that a template must not ask for: passwords, card numbers, national ids.

https://developers.facebook.com/docs/whatsapp/message-templates/guidelines/ (full payment card numbers, account
numbers, national identification numbers). Asking is a request and such a noun in one sentence; a warning ("never share
your password"), a new password, a card's last digits are none. "Send us your password so that we can reset it" asks
for the one there is: what follows a request that names the noun itself does not excuse it. A PIN or a one-time code may
be entered somewhere; it must not be told.
"""

from __future__ import annotations

import re

from bot.templates.wording.phrases import SENTENCES, Words, folded, whole

NOUNS = Words("sensitive")
REQUESTS = Words("requests")
NOT_ASKED = Words("not_asked")
RENEWALS = Words("renewals")
CODES_TOLD = Words("codes_told")
TELLING = Words("telling")
_FEW_WORDS = re.compile(r"\W*(?:\w+\W+){0,3}")
"""Between a request and what it asks for."""
_ONE_THING = re.compile(r"\s*(?:(?:is|was|has been|were)\s+)?")


def asked_for(language: str, text: str) -> str:
    """What a text asks for that it must not; languages whose words are not known here are read as English."""
    plain = folded(text)
    languages = [language] if NOUNS.knows(language) else []
    languages += ["EN"] if language.partition("_")[0] != "EN" else []
    for known in languages:
        if not NOUNS.find(known, plain) and not CODES_TOLD.find(known, plain):
            continue
        for sentence in SENTENCES.split(plain):
            if noun := _asked_in(known, sentence):
                return noun
    return ""


def _asked_in(language: str, sentence: str) -> str:
    if NOT_ASKED.find(language, sentence):
        return ""
    code, telling = CODES_TOLD.match(language, sentence), TELLING.match(language, sentence)
    if code and telling and (_names(sentence, telling, code) or _names(sentence, code, telling)):
        return whole(code)
    noun, request = NOUNS.match(language, sentence), REQUESTS.match(language, sentence)
    if not noun or not request:
        return ""
    renewal = RENEWALS.match(language, sentence)
    if renewal and not (_names(sentence, request, noun) and _comes_later(sentence, renewal, noun)):
        return ""
    return whole(noun)


def _names(sentence: str, request: re.Match[str], noun: re.Match[str]) -> bool:
    """Whether the noun follows the request closely: "send us your password", not "tell us what became of ..."."""
    return request.end() <= noun.start() and bool(_FEW_WORDS.fullmatch(sentence, request.end(), noun.start()))


def _comes_later(sentence: str, renewal: re.Match[str], noun: re.Match[str]) -> bool:
    """Whether a renewal stands apart behind the noun; "password reset", "password was changed" are one thing."""
    return renewal.start() > noun.end() and not _ONE_THING.fullmatch(sentence, noun.end(), renewal.start())
