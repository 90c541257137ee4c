"""One thread or resource is named, but the command is for the channel: `comments off for this thread`. Pure."""

from __future__ import annotations

import re

OF_CHANNEL = frozenset({"comments", "digest add", "subscribe", "unsubscribe"})
"""Commands that are never about one thread or resource."""
_ONE = re.compile(
    r"\b(?:(?:for|in|from|of|on)(?: just| only)?|unsubscribe) "
    r"((?:this|that) (?:thread|card|message|reply|template|sender|account|bundle|resource))\b",
    re.IGNORECASE,
)


def narrower(text: str, path: str) -> str:
    """`this thread`, where the command is about more than that; empty elsewhere."""
    found = _ONE.search(text) if path in OF_CHANNEL else None
    return found[1].lower() if found else ""
