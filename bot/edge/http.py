"""Raw ASGI, for the routes that have to be fast: a plain answer, a refusal in one sentence."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.types import Scope, Send

Header = tuple[bytes, bytes]

RETRY_SECONDS = 1
WHOLE = "bot.whole"
"""Set in the scope of a request whose body has come to its end: `receive` waits for nothing."""


class Refused(Exception):
    """The answer is an error; the message is the sentence in its body."""

    def __init__(self, status: HTTPStatus, sentence: str, *, close: bool = False) -> None:
        super().__init__(sentence)
        self.status = status
        self.close = close
        """Whether the connection ends with the answer, because what comes on it next is the rest of a body."""

    async def answer(self, send: Send) -> None:
        """Say so."""
        headers: list[Header] = [(b"content-type", b"application/json")]
        if self.status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers.append((b"allow", b"POST"))
        if self.status is HTTPStatus.SERVICE_UNAVAILABLE:
            headers.append((b"retry-after", str(RETRY_SECONDS).encode()))
        if self.close:
            headers.append((b"connection", b"close"))
        await answer(send, self.status, headers, json.dumps({"error": str(self)}).encode())


def only_post(scope: Scope) -> None:
    """Raises `Refused` for every other method."""
    if scope["method"] != "POST":
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "Only POST is answered here.")


def header(headers: Iterable[Header], name: bytes) -> bytes:
    """The first header of this (lower-case) name; empty where there is none."""
    for each, value in headers:
        if each == name:
            return value
    return b""


async def answer(send: Send, status: int, headers: Sequence[Header], body: bytes) -> None:
    """A whole answer; its length is added."""
    fields = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": int(status), "headers": fields})
    await send({"type": "http.response.body", "body": body})
