"""Pages and their opaque tokens."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.sinch.api.errors import ApiError


@dataclass(frozen=True)
class Window:
    """Which part of a list is asked for. `query` tells one list from another: a token fits only its own."""

    size: int
    offset: int
    query: str

    def token(self, offset: int) -> str:
        """The token of another part of the same list."""
        raw = json.dumps([offset, self.size, self.query]).encode()
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    def cut(self, items: Sequence[Any]) -> tuple[list[Any], dict[str, Any]]:
        """This part of the items, and the fields that go with it."""
        head: dict[str, Any] = {"totalSize": len(items), "pageSize": self.size}
        if self.offset > 0:
            head["previousPageToken"] = self.token(max(0, self.offset - self.size))
        if self.offset + self.size < len(items):
            head["nextPageToken"] = self.token(self.offset + self.size)
        return list(items[self.offset : self.offset + self.size]), head


def open_token(token: str, query: str, size: int | None) -> Window:
    """The window that a token stands for; its page size holds unless another is asked for."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
        offset, old_size, old_query = json.loads(raw)
    except (ValueError, TypeError, binascii.Error) as error:
        raise ApiError("invalid_page_token") from error
    if old_query != query or not isinstance(offset, int) or offset < 0 or not isinstance(old_size, int):
        raise ApiError("invalid_page_token")
    return Window(size or old_size, offset, query)
