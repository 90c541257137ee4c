"""The API's string formats (`url`, `e.164 phone number`, `otp` ...) as checks, and each one's complaint."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from jsonschema import FormatChecker

COMPLAINTS = {
    "url": "must be a URL address",
    "uri": "must be a URL address",
    "email": "must be an email",
    "phone number": "must be a valid phone number",
    "e.164 phone number": "must be a valid E.164 phone number",
    "numeric phone number": "must be a number string",
    "country code": "must be a valid country calling code",
    "digits": "must be a number string",
    "hex": "must be a hexadecimal color",
    "otp": "must be exactly 6 characters without spaces",
}

_PATTERNS = {
    "email": r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]+",
    "phone number": r"\+?[\d\s()-]{5,20}",
    "e.164 phone number": r"\+[1-9]\d{6,14}",
    "numeric phone number": r"\d{4,32}",
    "country code": r"\+?[1-9]\d{0,2}",
    "digits": r"\d+",
    "hex": r"#[0-9a-fA-F]{6}",
    "otp": r"[^\s]{6}",
}


def is_url(value: str) -> bool:
    """An absolute http or https address; `{{1}}` is allowed for templates' URL buttons."""
    if any(c.isspace() or ord(c) < 0x20 for c in value):
        return False
    try:
        parts = urlsplit(value)
        port_ok = parts.port is None or parts.port >= 0
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port_ok


def _matches(pattern: str, value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(pattern, value, re.ASCII) is not None


def make_checker() -> FormatChecker:
    """A checker for the API's formats only; others are ignored."""
    checker = FormatChecker(formats=())
    for name, pattern in _PATTERNS.items():
        checker.checks(name)(lambda value, pattern=pattern: _matches(pattern, value))
    for name in ("url", "uri"):
        checker.checks(name)(lambda value: not isinstance(value, str) or is_url(value))
    return checker
