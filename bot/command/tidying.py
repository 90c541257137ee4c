"""Values as they were meant, whatever way they came in: no invisible edges, no dashes in phone numbers. Pure.

JSON may hold half a surrogate pair, which nothing after this could write: a question mark stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.command.phones import plain_phone
from bot.slack.text import trim

_NUMBERED = re.compile(r"(?:phone|number)s?(?:no)?\Z")


def is_for_phones(name: str) -> bool:
    """Whether a field of this name holds phone numbers."""
    return _NUMBERED.search(name.lower().replace("_", "")) is not None


def tidy(value: Any, name: str = "") -> Any:
    """A value, and those inside of it, by the name of its field."""
    if isinstance(value, str):
        text = trim(value) if value.isascii() else trim(value.encode(errors="replace").decode())
        return plain_phone(text) if is_for_phones(name) else text
    if isinstance(value, Mapping):
        return {key: tidy(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [tidy(inner, name) for inner in value]
    return value
