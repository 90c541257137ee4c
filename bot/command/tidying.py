"""Values as they were meant, whatever way they came in: no invisible edges, no dashes in phone numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.slack.text import trim

_NUMBERED = re.compile(r"(?:phone|number)s?(?:no)?\Z")
_PHONE = re.compile(r"\+[0-9][0-9\s().\-\u2010-\u2015/]{4,30}")
_BETWEEN = re.compile(r"[\s().\-\u2010-\u2015/]")


def tidy(value: Any, name: str = "") -> Any:
    """A value, and those inside of it, by the name of its field."""
    if isinstance(value, str):
        text = trim(value)
        return phone(text) if _NUMBERED.search(name.lower().replace("_", "")) else text
    if isinstance(value, Mapping):
        return {key: tidy(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [tidy(inner, name) for inner in value]
    return value


def phone(text: str) -> str:
    """A number with its country code as the API takes it: `+46 70-123 45 67` is `+46701234567`."""
    return _BETWEEN.sub("", text) if _PHONE.fullmatch(text) else text
