"""Bodies of requests that nobody has vouched for yet: so large, so slow and so many at once, and not more.

A signature can only be checked when the whole body is there, so until then anybody may send one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

from bot.edge.http import WHOLE, Refused, header

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

T = TypeVar("T")

BODY_LIMIT = 1_048_576
"""Bytes."""
BODY_SECONDS = 5.0
UNREAD = 64
"""So many bodies may be on their way at once, of all routes together."""
LARGE = 65_536
"""Bytes of a body with which nothing is done on the loop that takes its whole length."""
HASHED = 8
"""So many large bodies are hashed beside the loop at once."""
GRACE_SECONDS = 0.25
"""A body younger than this is not given up for the sake of a newer one."""


class BodyReader:
    """Reads bodies; one for all routes, since what it bounds is the process's memory."""

    def __init__(self, *, unread: int = UNREAD, seconds: float = BODY_SECONDS) -> None:
        self._unread = unread
        self._seconds = seconds
        self._deadlines: dict[asyncio.Timeout, float] = {}
        """Of the bodies under way, with the loop's time at which each began; the oldest first."""
        self._hashed = 0

    async def read(self, scope: Scope, receive: Receive) -> bytes:
        """The body; raises `Refused` as soon as it is known to be too long, too slow or one too many."""
        refuse_long(scope)
        if WHOLE in scope:  # as nearly all come: there is nothing to bound, and a deadline costs more than the reading
            return await _whole(receive)
        if len(self._deadlines) >= self._unread and not self._make_room():
            return await _if_there(receive)
        began = asyncio.get_running_loop().time()
        deadline = asyncio.timeout(self._seconds)
        try:
            async with deadline:
                self._deadlines[deadline] = began
                return await _whole(receive)
        except TimeoutError as late:
            if asyncio.get_running_loop().time() - began < self._seconds:
                raise _busy() from late
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, f"The body took over {self._seconds:g} s.", close=True) from late
        finally:
            self._deadlines.pop(deadline, None)

    async def hashed(self, body: bytes, check: Callable[[], T]) -> T:
        """What `check` says, which hashes the body; for a large one in a thread, so that others get their turns.

        Of too many at once on the loop: it reads no further ones meanwhile, so that memory stays bounded.
        """
        if len(body) <= LARGE or self._hashed >= HASHED:
            return check()
        self._hashed += 1
        try:
            return await asyncio.to_thread(check)
        finally:
            self._hashed -= 1

    def _make_room(self) -> bool:
        """Give up the body that has been on its way for longest: slowness on purpose must not keep others out."""
        now = asyncio.get_running_loop().time()
        oldest = next((deadline for deadline, began in self._deadlines.items() if now - began >= GRACE_SECONDS), None)
        if oldest is None:
            return False
        del self._deadlines[oldest]
        oldest.reschedule(now)
        return True


def refuse_long(scope: Scope) -> None:
    """Raises `Refused` where the headers already say that the body is too long."""
    length = header(scope["headers"], b"content-length")
    if length.isdigit() and (len(length) > 12 or int(length) > BODY_LIMIT):
        raise _too_long()


async def _whole(receive: Receive) -> bytes:
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


async def _if_there(receive: Receive) -> bytes:
    """A body that came whole with its headers, as nearly all of Slack's and Sinch's do: it waits for nobody."""
    first = asyncio.ensure_future(receive())
    await asyncio.sleep(0)
    if not first.done():
        first.cancel()
        raise _busy()
    message = first.result()
    body: bytes = message.get("body", b"")
    if message["type"] == "http.disconnect" or message.get("more_body"):
        raise _busy()
    if len(body) > BODY_LIMIT:
        raise _too_long()
    return body


def _busy() -> Refused:
    return Refused(HTTPStatus.SERVICE_UNAVAILABLE, "Too many requests are on their way; try again.", close=True)


def _too_long() -> Refused:
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"At most {BODY_LIMIT} bytes are read.")
