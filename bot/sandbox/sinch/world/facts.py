"""Fixed values of the sandbox: made-up credentials of a made-up API, and the one-time code it sends."""

from __future__ import annotations

PROJECT_ID = "00000000-0000-4000-8000-000000000001"
KEY_ID = "00000000-0000-4000-8000-00000000000a"
KEY_SECRET = "sandbox-key-secret"  # noqa: S105 - not a secret of anything
ONE_TIME_CODE = "123456"
TOKEN_SECONDS = 3599
SITE = "https://northwind-coffee.example"
"""The web site of the company whose channels the sandbox holds."""
