"""Headers as Slack sends them, made independently of the bot's own check."""

from __future__ import annotations

import hashlib
import hmac
import time

FORM = "application/x-www-form-urlencoded"
"""How Slack sends commands and interactions."""


def signed_headers(body: bytes, secret: str, *, kind: str, age: int = 0) -> dict[str, str]:
    """`age` in seconds; `kind` is the content type."""
    stamp = str(int(time.time()) - age)
    mac = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"content-type": kind, "x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={mac}"}
