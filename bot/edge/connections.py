"""The bounds that uvicorn does not set: how many connections, how long a request's head may take, how large it may be.

Whoever opens connections and says nothing, or says it endlessly, must not keep the others out.
"""

from __future__ import annotations

import asyncio
import resource
from http import HTTPStatus
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.edge.http import WHOLE
from bot.edge.joined_writes import JoinedWrites

CONNECTIONS = 512
"""Open at once; a process that may open fewer files has fewer."""
HEAD_SECONDS = 10.0
"""From the opening of a connection, or the last answer on it, to the end of the next request's head."""
HEAD_BYTES = 65_536
SEPARATORS = len(": \r\n")
"""Bytes of a header besides its name and value."""
FRAMING_BYTES = 65_536
"""What comes with one body and is none of it: the sizes of its chunks, their extensions, trailers."""
PIECES = FRAMING_BYTES // len("1\r\n\r\n")
"""Of one body: what the smallest chunks would be, so that not even one read has more to be gone through."""
TRAILERS = 100
"""Fields after a body that comes in chunks."""
LOOK_SECONDS = 1.0
"""How often a connection with a request under way is looked at again."""
SLOW_SECONDS = 0.25
"""A body that takes longer than this may be given up for a new connection."""


class HeadTooLarge(Exception):
    """Ends the parsing of a request; httptools turns it into an error of its own."""


class TooManyPieces(Exception):
    """The same, of a body that is mostly framing."""


def most_connections() -> int:
    """`CONNECTIONS`, or what the process may open at all, less what database and clients need."""
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return CONNECTIONS if soft == resource.RLIM_INFINITY else max(16, min(CONNECTIONS, soft // 2))


class BoundedHttp(HttpToolsProtocol):
    """uvicorn's HTTP with bounds. `Config(http=BoundedHttp)` makes one for each connection."""

    most = most_connections()
    quiet: ClassVar[dict[BoundedHttp, None]] = {}
    """Connections on which the head of a request is waited for, the one that has kept quiet for longest first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: float | None = None
        self.began = 0.0
        self._in_head = False
        self._head_bytes = 0
        self._chunk = 0
        self._head_at_most = 0
        self._too_large = False
        self._in_body = False
        self._pieces: list[bytes] = []
        self._body_bytes = 0
        self._framing_bytes = 0
        self._piece_count = 0
        self._trailer_count = 0
        self._too_scattered = False
        self._timer: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> float | None:
        """Since when (the loop's time) the head of a request is waited for; None while a request is under way."""
        return self._waiting

    @waiting.setter
    def waiting(self, since: float | None) -> None:
        self._waiting = since
        self.quiet.pop(self, None)
        if since is not None:
            self.quiet[self] = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(JoinedWrites(transport, self.loop))
        self.waiting = self.loop.time()
        self._timer = self.loop.call_later(HEAD_SECONDS, self._look)
        if len(self.connections) > self.most and not self._make_room():
            self._say(HTTPStatus.SERVICE_UNAVAILABLE, "Too many connections; try again.")

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self.quiet.pop(self, None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        before, self._chunk = self._in_head, len(data)
        if before:
            self._head_at_most += len(data)
        in_body, self._body_bytes = self._in_body, 0
        super().data_received(data)
        self._hand_on_body()
        if in_body and self._in_body:
            self._count_framing(len(data) - self._body_bytes)
        if not self._in_head:
            return
        if before:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES and not self.transport.is_closing():
                self._say(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The head of the request is too large.")
        elif self.waiting is not None:  # it has begun, and the deadline for its rest runs
            self.waiting = self.loop.time()

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_head, self._head_bytes, self._head_at_most = True, 0, self._chunk

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header; those that come after the body are nobody's business."""
        if self._in_head:
            super().on_header(name, value)
            return
        self._trailer_count += 1
        if self._trailer_count > TRAILERS:
            self._too_scattered = True
            raise TooManyPieces

    def on_headers_complete(self) -> None:
        """The head is whole: its size is checked, the deadline for the body runs."""
        self._in_head = False
        if self._head_at_most > HEAD_BYTES and self._size_of_head() > HEAD_BYTES:
            self._too_large = True
            raise HeadTooLarge
        self.waiting, self.began = None, self.loop.time()
        self._in_body, self._framing_bytes, self._piece_count, self._trailer_count = True, 0, 0, 0
        super().on_headers_complete()

    def _size_of_head(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + SEPARATORS for name, value in self.headers)

    def on_body(self, body: bytes) -> None:
        """A piece of the body, of which one read may hold tens of thousands: they are put together once."""
        self._body_bytes += len(body)
        self._piece_count += 1
        if self._piece_count > PIECES:
            self._too_scattered = True
            raise TooManyPieces
        self._pieces.append(body)

    def _hand_on_body(self) -> None:
        if self._pieces:
            body = b"".join(self._pieces)
            self._pieces.clear()
            super().on_body(body)

    def _count_framing(self, count: int) -> None:
        """Bytes of a message that are no content: endless trailers would cost as much as an endless head."""
        self._framing_bytes += count
        if self._framing_bytes > FRAMING_BYTES and not self.transport.is_closing():
            self._end_scattered()

    def _end_scattered(self) -> None:
        if self.cycle.response_started:
            self.transport.close()
        else:
            self._say(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body comes in too many pieces.")

    def on_message_complete(self) -> None:
        """The body is whole."""
        self._in_body = False
        self._hand_on_body()
        super().on_message_complete()
        self.scope[WHOLE] = True  # type: ignore[literal-required]  # a key of ours, in a scope of ours

    def on_response_complete(self) -> None:
        """The answer is out: the connection is idle from now on."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self.waiting = self.loop.time()

    def send_400_response(self, msg: str) -> None:
        """Answer a head that can't be read, or is too large."""
        if self._too_large:
            self._say(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The head of the request is too large.")
        elif self._too_scattered:
            self._end_scattered()
        elif not self.transport.is_closing():
            super().send_400_response(msg)

    def _look(self) -> None:
        """Whether the next head is overdue; what is left of a body that nobody reads any more counts as none."""
        if self.transport.is_closing():
            return
        left = LOOK_SECONDS if self.waiting is None else self.waiting + HEAD_SECONDS - self.loop.time()
        if left <= 0:
            self.transport.close()
            return
        self._timer = self.loop.call_later(left, self._look)

    def _make_room(self) -> bool:
        """End the connection that has kept quiet for longest, else the one whose body takes longest."""
        mine = (
            connection
            for connection in self.quiet
            if connection is not self and connection.connections is self.connections
        )
        victim = next(mine, None) or self._slowest()
        if victim is None:
            return False
        self.quiet.pop(victim, None)
        self.connections.discard(victim)
        victim.transport.abort()
        return True

    def _slowest(self) -> BoundedHttp | None:
        now = self.loop.time()
        others = (
            connection
            for connection in self.connections
            if isinstance(connection, BoundedHttp) and connection is not self
        )
        stalled = [other for other in others if other.reads_body and now - other.began > SLOW_SECONDS]
        return min(stalled, key=lambda connection: connection.began, default=None)

    @property
    def reads_body(self) -> bool:
        """Whether a request waits for the rest of its body."""
        return self.waiting is None and self.cycle.more_body and not self.cycle.response_started

    def _say(self, status: HTTPStatus, sentence: str) -> None:
        """A last answer."""
        retry = "retry-after: 1\r\n" if status is HTTPStatus.SERVICE_UNAVAILABLE else ""
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: text/plain; charset=utf-8\r\n{retry}"
        self.transport.write(f"{head}content-length: {len(sentence)}\r\nconnection: close\r\n\r\n{sentence}".encode())
        self.transport.close()
