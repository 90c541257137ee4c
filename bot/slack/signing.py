"""Whether a request is Slack's: HMAC-SHA256 over `v0:TIMESTAMP:BODY`. Pure, and on bytes: nothing is parsed before.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import hmac
import re

TOLERANCE = 300
"""Seconds, both ways."""
_TIMESTAMP = re.compile(rb"[0-9]{1,12}")


def plausible(timestamp: bytes, signature: bytes, now: float) -> bool:
    """Whether headers can be Slack's at all: what can be said before the body is read; `now` in seconds since 1970."""
    if not signature.startswith(b"v0=") or not _TIMESTAMP.fullmatch(timestamp):
        return False
    return abs(now - int(timestamp)) <= TOLERANCE


def fits(secret: str, timestamp: bytes, body: bytes, signature: bytes) -> bool:
    """Whether the signature is this body's."""
    mac = hmac.digest(secret.encode(), b"v0:" + timestamp + b":" + body, "sha256")
    return hmac.compare_digest(b"v0=" + mac.hex().encode(), signature)
