"""Phone numbers as people write them, and as the API takes them (E.164). Pure."""

from __future__ import annotations

import re

E164 = r"^\+[1-9][0-9]{5,14}$"
"""A number with its country code, as a pattern of a field."""
_BETWEEN = r"\s().\-\u2010-\u2015/"
_WRITTEN = re.compile(rf"(?:tel:)?(\+[0-9][0-9{_BETWEEN}]{{4,30}})", re.IGNORECASE)
_TRUNK = re.compile(r"^(?!\+39|\+37[89])(.*?)\(\s*0\s*\)")
"""`+46 (0)70`: the zero is for who dials without the country code; Italy and its neighbours dial it always."""
_BEGINS = re.compile(rf"\+[0-9][0-9{_BETWEEN}]*")
_PIECE = re.compile(rf"(?=.*[0-9])[0-9{_BETWEEN}]+")
_ALIKE = re.compile(r"(?!\d{4}-\d\d?-\d\d?$)\+?[0-9][0-9-]{6,}")
"""A day, as `2026-11-30`, is no number."""
_LONGEST = 15
_WHOLE = 10
"""Digits, with those of the country, of which a number can be all."""
_NORTH_AMERICAN = 11


def is_e164(text: str) -> bool:
    """Whether the API takes this as a phone number."""
    return re.fullmatch(E164, text) is not None


def is_phone(text: str) -> bool:
    """Whether this is a phone number at all: digits alone, the plus left out or not."""
    return re.fullmatch(r"\+?[0-9]{5,15}", text) is not None


def looks_like_phone(word: str) -> bool:
    """Whether a word of a sentence is a phone number, the plus left out or not."""
    return _ALIKE.fullmatch(word) is not None


def plain_phone(text: str) -> str:
    """A number with its country code as the API takes it: `+46 70-123 45 67` is `+46701234567`; other text stays."""
    written = _WRITTEN.fullmatch(text)
    return without_separators(_TRUNK.sub(r"\1", written[1])) if written else text


def goes_on(begun: str, piece: str) -> bool:
    """Whether a word is the next piece of a number that was written with blanks: `+46` and `70-123`.

    No number goes on that was written without blanks and is long enough; nor one that would be too long then.
    """
    if _BEGINS.fullmatch(begun) is None or _PIECE.fullmatch(piece) is None:
        return False
    so_far, more = len(plain_phone(begun)) - 1, len(without_separators(piece))
    if begun.startswith("+1"):
        return so_far + more <= _NORTH_AMERICAN
    in_pieces = " " in begun and more > 1  # `+46 70 123 45 67 2`: what follows is another value
    return so_far + more <= _LONGEST and (so_far < _WHOLE or in_pieces)


def without_separators(text: str) -> str:
    """A phone number without the blanks, dots, dashes and brackets that people put into it."""
    return re.sub(f"[{_BETWEEN}]", "", text)
