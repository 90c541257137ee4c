"""How many days somebody speaks of: `the past three months`, `this quarter`, `weekly`. Pure."""

from __future__ import annotations

import re

_SPAN = re.compile(r"\b(\d+) ?(days?|d|weeks?|w|months?|quarters?|years?)\b")
_DAYS = {"d": 1.0, "w": 7.0, "m": 30.0, "q": 90.0, "y": 365.0}
_ONE = re.compile(r"\b(?:last|past|this|previous|a|the|one)\s+(?=(?:day|week|month|quarter|year)\b)")
_BARE = re.compile(r"(?<!\d )\b(?=(?:week|month|quarter|year)\b)")
_EVERY = re.compile(r"\b(week|month|quarter|year)ly\b")
_NUMERALS = {
    "two": "2", "three": "3", "four": "4", "six": "6", "seven": "7", "thirty": "30", "sixty": "60", "ninety": "90"
}  # fmt: skip


def spoken_days(text: str) -> float | None:
    """The longest span that is named, in days; None where none is."""
    low = _BARE.sub("1 ", _ONE.sub("1 ", _EVERY.sub(r"1 \1", text.lower())))
    low = re.sub(r"\b(?:" + "|".join(_NUMERALS) + r")\b", lambda word: _NUMERALS[word[0]], low)
    return max((float(count) * _DAYS[unit[0]] for count, unit in _SPAN.findall(low)), default=None)
