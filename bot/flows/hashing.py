"""Keys made of several texts."""

from __future__ import annotations

import hashlib

SEPARATOR = "\x1f"
"""What no id, type or comment holds: without it, `a` and `bc` would be the same as `ab` and `c`."""


def joint_hash(*parts: str) -> str:
    """The SHA-256 of these texts in this order, in hexadecimal."""
    return hashlib.sha256(SEPARATOR.join(parts).encode("utf-8", "replace")).hexdigest()
