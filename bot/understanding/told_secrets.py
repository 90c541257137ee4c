"""Whether a sentence may tell a secret: rather not answered than shown to everybody who reads along. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from uuid import UUID

from bot.redaction import SHORT
from bot.understanding.understand import Understanding

BEFORE = 120
"""Characters before a word that are looked at."""
_HIDDEN = r"(?:secret|pass(?:word|phrase|code))"
_NOUN = rf"(?:{_HIDDEN}|token|credential|(?:api|access|signing)[ _-]key|sign(?:ed)? (?:it )?with)"
_VERB = r"\s+(?:is|to|as|be|was|should|must|will|shall|called|named)\b"
_QUOTE = "\"'`“”‘’*_"
_OPENING = ('"', "'", "`", "“", "‘")
_SPOKEN_OF = re.compile(rf"\b{_NOUN}s?\b", re.IGNORECASE)
_TOLD = re.compile(rf"\b(?:\w*_)?(?:{_NOUN}(?:{_VERB}|\s*[=:])*|otp(?:{_VERB}|\s*[=:])+)[\s{_QUOTE}]*$", re.IGNORECASE)
"""What stands before a word that is told as a secret: `the secret should be`. An `otp` alone is a sort of template."""
_GIVEN = re.compile(
    rf"(?:\b(?:\w*_)?(?:{_NOUN}|otp)\s*[=:]"
    rf"|\b(?:change|set|reset|update|make)\b[^.;:!?]{{0,60}}\b{_HIDDEN}\s+(?:to|as|be)\b"
    rf"|\bsign(?:ed)?\s+(?:it\s+)?with\b|\bwith\s+secret\b)[\s{_QUOTE}]*$",
    re.IGNORECASE,
)
"""What stands before a secret that may be an ordinary word as well: `change the secret to`, `secret=`."""
_FOLLOWS = re.compile(rf"\b{_NOUN}\b[^.;:!?=]{{1,40}}:[\s{_QUOTE}]*$", re.IGNORECASE)
"""`here is the secret for the webhook:`."""
_CALLED = re.compile(rf"\b(?:called|named|projects?|ticket|issue|case)[\s#:{_QUOTE}]*$", re.IGNORECASE)
"""What stands before a name."""
_PLAIN = re.compile(
    r"[^\W\d_]+(?:/[^\W\d_]+)*(?:['’][a-z]{1,2})?|[a-z-]+-(?:lived|based|only|free|safe|wide|specific|sensitive|date)"
)
"""An ordinary word: what a secret is like (`expired`, `short-lived`), or who is to get it (`Bernhard`)."""
_SLUG = re.compile(r"[a-z]{3,}(?:[-_.](?:[a-z]+|(?=\w{1,4}(?![^\W_]))[a-z]*\d+))+", re.IGNORECASE)
"""A name people gave: `order-events-v2-eu1`, `acme-2024-q3`."""
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:/\S*)?")
_EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_CODE = re.compile(r"\d{4,8}")
"""A one-time code; phone numbers are longer."""
_NO_CODE = re.compile(
    r"\b(?:(?:before|after|in|by|since|until|till|from|during|end of)\s+(?:\w+\s+)?(?=(?:19|20)\d\d\b)"
    r"|(?:ticket|issue|case)\s*#?)(\d+)\b",
    re.IGNORECASE,
)
"""A year, or the number of a ticket."""
_ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
"""https://github.com/ulid/spec: how Sinch writes ids, if not as UUIDs."""


def may_tell_secret(found: Understanding, text: str) -> bool:
    """Whether a word that nobody knows may be a secret: by what the sentence asks for, speaks of, or how it looks."""
    if found.frame is None:
        return False
    commands = [reading.command for reading in found.readings]
    takes_one = any(command.secrets for command in commands)
    spoken_of = _SPOKEN_OF.search(text) is not None
    takes_code = any(arg.kind == "secret" and arg.positional for command in commands for arg in command.arguments)
    if takes_code and any(_CODE.fullmatch(number) for number in set(found.frame.numbers) - set(_NO_CODE.findall(text))):
        return True
    generated = takes_one or (spoken_of and "template" not in found.frame.kinds)
    return any(
        _is_told(before, word) or (generated and looks_generated(word) and not _CALLED.search(before))
        for before, word in _unknown_words(found, text)
    )


def _is_told(before: str, word: str) -> bool:
    """Whether what stands before a word says that it's the secret; an ordinary word only where nothing else fits."""
    if _EMAIL.fullmatch(word):
        return False
    if _PLAIN.fullmatch(word) and not _has_inner_capital(word):
        quoted = before.endswith(_OPENING)
        return (_TOLD if quoted else _GIVEN).search(before) is not None
    return _TOLD.search(before) is not None or (_is_mixed(word) and _FOLLOWS.search(before) is not None)


def _has_inner_capital(word: str) -> bool:
    return any(one.islower() and other.isupper() for one, other in pairwise(word))


def _is_mixed(word: str) -> bool:
    """Whether it has digits and small letters; ids are of digits and capitals."""
    return any(char.isdigit() for char in word) and any(char.islower() for char in word)


def looks_generated(word: str) -> bool:
    """Whether nobody would call anything so: letters and digits by turns, capitals inside, rare characters."""
    if len(word) < SHORT or not _is_mixed(word) or any(shape.fullmatch(word) for shape in (_SLUG, _HOST, _EMAIL)):
        return False
    kinds = [char.isdigit() for char in word if char.isalnum()]
    turns = sum(one is not other for one, other in pairwise(kinds))
    return turns > 1 or _has_inner_capital(word) or re.search(r"[^\w.,:;@'’-]", word) is not None


def _unknown_words(found: Understanding, text: str) -> Iterator[tuple[str, str]]:
    """Each word in which one stands that means nothing, with what stands before it; no address and no id."""
    unknown = [token.text for token in found.frame.leftovers] if found.frame else []
    for match in re.finditer(r"\S+", text):
        word = match[0].strip("\"'`“”‘’.,;:!?()")
        strange = any(part in word for part in unknown)
        if len(word) >= SHORT and strange and "://" not in word and not word.startswith("<") and not _is_id(word):
            quote = match[0][0] if match[0].startswith(_OPENING) else ""
            yield text[max(0, match.start() - BEFORE) : match.start()] + quote, word


def _is_id(word: str) -> bool:
    if _ULID.fullmatch(word):
        return True
    try:
        UUID(word)
    except ValueError:
        return False
    return True
