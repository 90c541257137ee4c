"""A key for secrets at rest in tests."""

from __future__ import annotations

import base64

ENCRYPTION_KEY = base64.urlsafe_b64encode(b"a key that is good for tests only"[:32]).decode()
