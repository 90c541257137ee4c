"""Whether a sentence may tell a secret: rather not answered than shown to everybody who reads along. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from uuid import UUID

from bot.redaction import SHORT
from bot.understanding.understand import Understanding

_NOUN = (
    r"(?:secret|pass(?:word|phrase|code)|token|credential|otp|(?:api|access|signing)[ _-]key|sign(?:ed)? (?:it )?with)"
)
_SPOKEN_OF = re.compile(rf"\b{_NOUN}s?\b", re.IGNORECASE)
_TOLD = re.compile(
    rf"\b(?:\w*_)?{_NOUN}(?:\s+(?:is|to|as|be|was|should|must|will|shall|called|named)\b|\s*[=:])*[\s\"'`“”‘’*_]*$",
    re.IGNORECASE,
)
"""What stands before a word that is told as a secret: `change the secret to`."""
_CODE = re.compile(r"\d{4,8}")
"""A one-time code; phone numbers are longer."""
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
    if takes_code and any(_CODE.fullmatch(number) for number in found.frame.numbers):
        return True
    return any(
        _TOLD.search(before) or (spoken_of and _is_mixed(word)) or (takes_one and looks_generated(word))
        for before, word in _unknown_words(found, text)
    )


def _is_mixed(word: str) -> bool:
    """Whether it has digits and small letters; ids are of digits and capitals."""
    return any(char.isdigit() for char in word) and any(char.islower() for char in word)


def looks_generated(word: str) -> bool:
    """Whether nobody would call anything so: letters and digits by turns, capitals inside, rare characters."""
    if len(word) < SHORT or not _is_mixed(word):
        return False
    kinds = [char.isdigit() for char in word if char.isalnum()]
    turns = sum(one is not other for one, other in pairwise(kinds))
    inner_capital = any(one.islower() and other.isupper() for one, other in pairwise(word))
    return turns > 1 or inner_capital or re.search(r"[^\w.,:;@'’-]", word) is not None


def _unknown_words(found: Understanding, text: str) -> Iterator[tuple[str, str]]:
    """Each word in which one stands that means nothing, with all that stands before it; no address and no id."""
    unknown = [token.text for token in found.frame.leftovers] if found.frame else []
    for match in re.finditer(r"\S+", text):
        word = match[0].strip("\"'`“”‘’.,;:!?()")
        strange = any(part in word for part in unknown)
        if len(word) >= SHORT and strange and "://" not in word and not word.startswith("<") and not _is_id(word):
            yield text[: match.start()], word


def _is_id(word: str) -> bool:
    if _ULID.fullmatch(word):
        return True
    try:
        UUID(word)
    except ValueError:
        return False
    return True
