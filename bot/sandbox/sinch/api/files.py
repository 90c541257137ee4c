"""Files that the real API fetches and checks. The sandbox judges them by their address (see `service/app.py`)."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.sandbox.sinch.api.errors import ApiError

_WORDS = {
    "not-found": "file_not_found",
    "too-large": "file_size_too_large",
    "wrong-dimensions": "file_has_wrong_dimensions",
    "unexpected": "file_unexpected_error",
}
_REFUSED = (".gif", ".svg", ".txt", ".bmp", ".html")


def check_files(files: Iterable[tuple[str, str | None]], allowed: Iterable[str]) -> None:
    """`files`: (field, address) pairs; only the codes in `allowed` are raised, each message names its field."""
    codes = set(allowed)
    for field, address in files:
        code = _fault(address) if address else ""
        if code in codes:
            raise ApiError(code, f"{field}: {code.replace('_', ' ')}.")


def _fault(address: str) -> str:
    path = urlsplit(address).path.lower()
    named = next((code for word, code in _WORDS.items() if word in path), "")
    return named or ("file_invalid_mime_type" if path.endswith(_REFUSED) else "")
