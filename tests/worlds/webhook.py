"""Headers as Sinch sends them, made independently of the bot's own check."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from uuid import uuid4


def signed(body: bytes, *, secret: str, age: int = 0, nonce: str | None = None) -> dict[str, str]:
    """`age` in seconds; negative: from the future."""
    nonce, stamp = nonce or uuid4().hex, str(int(time.time()) - age)
    mac = hmac.new(secret.encode(), body + f".{nonce}.{stamp}".encode(), hashlib.sha256).digest()
    return {
        "content-type": "application/json",
        "x-sinch-webhook-signature": base64.b64encode(mac).decode(),
        "x-sinch-webhook-signature-algorithm": "HmacSHA256",
        "x-sinch-webhook-signature-nonce": nonce,
        "x-sinch-webhook-signature-timestamp": stamp,
    }
