"""What several forms say of what was typed into them: how long it is, whether it is an address. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

UNCHANGED = "Nothing has changed yet."


def counted(words: str, limit: int, name: str) -> str:
    """`Text 34 of 1,024 characters`"""
    mark = ":warning: " if len(words) > limit else ""
    return f"{mark}{name} {len(words):,} of {limit:,} characters"


def bad_length(words: str, limit: int) -> str:
    """What is wrong with the length of something that is needed; empty: nothing."""
    if not words.strip():
        return "is required"
    return f"has {len(words):,} characters; {limit:,} at most" if len(words) > limit else ""


def plain_code(text: str) -> str:
    """A one-time code without what messages write between its digits: `123-456` is `123456`; other text stays."""
    code = text.strip()
    return re.sub(r"\D", "", code) if re.fullmatch(r"[0-9]+(?:[-\u2010-\u2015 \u00a0][0-9]+)+", code) else code


def bad_address(address: str, like: str = "picture.jpg") -> str:
    """What is wrong with a web address; empty: nothing. `like` ends the example of a good one."""
    if not address.strip():
        return "is required"
    try:
        parts = urlsplit(address)
        is_address = (
            parts.scheme in ("http", "https") and parts.hostname and not any(char.isspace() for char in address)
        )
    except ValueError:
        is_address = False
    return "" if is_address else f"must be an address like https://example.com/{like}"
