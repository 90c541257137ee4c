"""Secrets taken out of what the API says: event bodies before they are stored, error texts before anybody reads them.

Pure. Known by the name of their field, or by their shape: bearer tokens, JSON Web Tokens, tokens of Meta and Slack.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

MASK = "***"
SHORT = 6
"""Characters below which a given secret is not looked for in a text: it would be found in ordinary words."""

_NAMED = re.compile(
    r"(?:secret|passw(?:or)?d|passphrase|credentials?|authorization|api[_-]?key|private[_-]?key|(?<!page)(?<!next)token)$",
    re.IGNORECASE,
)
_SHAPED = re.compile(
    r"(?P<scheme>\b(?:bearer|basic)\s+)[A-Za-z0-9._~+/=-]{8,}"
    r"|(?P<name>\b[\w-]{0,40}(?:secret|passw(?:or)?d|token|api[_-]?key)[\"']?\s*[=:]\s*[\"']?)(?!\*{3})[^\s\"'&,;}\]]{6,}"
    r"|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"
    r"|\bEAA[A-Za-z0-9]{20,}"
    r"|\bxox[a-z]-[\w-]{8,}|\bxapp-[\w-]{8,}",
    re.IGNORECASE,
)
_HINTS = (b"secret", b"pass", b"credential", b"authorization", b"key", b"token", b"bearer", b"basic ",
          b"eyj", b"eaa", b"xox", b"xapp-", b"\\u")  # fmt: skip
"""What a body holds that may hold a secret; of others nothing is parsed."""


def redacted_text(text: str, given: Collection[str] = ()) -> str:
    """The text without what looks like a secret, and without the secrets that were `given`."""
    for secret in given:
        if len(secret) >= SHORT:
            text = text.replace(secret, MASK)
    return _SHAPED.sub(lambda found: (found["scheme"] or found["name"] or "") + MASK, text)


def redacted(value: Any, given: Collection[str] = ()) -> Any:
    """JSON without secrets, however deep."""
    if isinstance(value, Mapping):
        return {
            name: MASK if _NAMED.search(str(name)) and inner and isinstance(inner, str) else redacted(inner, given)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [redacted(inner, given) for inner in value]
    return redacted_text(value, given) if isinstance(value, str) else value


def redacted_body(body: bytes) -> bytes:
    """An event as it may be stored; the very same bytes where there is nothing to hide."""
    lower = body.lower()
    if not any(map(lower.__contains__, _HINTS)):
        return body
    try:
        found = json.loads(body)
        hidden = redacted(found)
        return body if hidden == found else json.dumps(hidden, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):
        return redacted_text(body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def secrets_of(value: Any) -> frozenset[str]:
    """The texts that stand under the name of a secret."""
    if isinstance(value, Mapping):
        own = {inner for name, inner in value.items() if isinstance(inner, str) and _NAMED.search(str(name))}
        return frozenset(own).union(*(secrets_of(inner) for inner in value.values()))
    if isinstance(value, list):
        return frozenset[str]().union(*map(secrets_of, value))
    return frozenset()
