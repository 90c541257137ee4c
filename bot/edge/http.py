"""Raw ASGI, for the two routes that have to be fast: a bounded body, a plain answer, a refusal in one sentence."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import Receive, Scope, Send

BODY_LIMIT = 1_048_576


class Refused(Exception):
    """The answer is an error; the message is the sentence in its body."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status

    async def answer(self, send: Send) -> None:
        """Say so."""
        allow = [(b"allow", b"POST")] if self.status is HTTPStatus.METHOD_NOT_ALLOWED else []
        body = json.dumps({"error": str(self)}).encode()
        await answer(send, self.status, [(b"content-type", b"application/json"), *allow], body)


def only_post(scope: Scope) -> None:
    """Raises `Refused` for every other method."""
    if scope["method"] != "POST":
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "Only POST is answered here.")


async def read(scope: Scope, receive: Receive) -> bytes:
    """The body; refused as soon as it is known to be too long."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit() and int(value) > BODY_LIMIT:
            raise _too_long()
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(HTTPStatus.BAD_REQUEST, "The body ended too early.")
        chunk: bytes = message.get("body", b"")
        size += len(chunk)
        if size > BODY_LIMIT:
            raise _too_long()
        chunks.append(chunk)
        if not message.get("more_body"):
            return b"".join(chunks) if len(chunks) > 1 else chunk


async def answer(send: Send, status: int, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> None:
    """A whole answer; its length is added."""
    fields = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": int(status), "headers": fields})
    await send({"type": "http.response.body", "body": body})


def _too_long() -> Refused:
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"At most {BODY_LIMIT} bytes are read.")
