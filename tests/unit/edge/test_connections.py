"""What a request may cost before anybody vouches for it: heads, bodies in pieces, and what follows a body."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest

from bot.edge.connections import FRAMING_BYTES, HEAD_BYTES
from bot.edge.server import config, listen
from bot.sandbox.guest_server import serving

HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
LAST = b"0\r\n\r\n"
TRAILERS = b"0\r\nX-Late: 1\r\n\r\n"
OK, TOO_LARGE, HEAD_TOO_LARGE = b"200", b"413", b"431"


def chunks(body: bytes, size: int) -> bytes:
    """The body in chunks of so many bytes, without the last one."""
    pieces = (body[start : start + size] for start in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


async def _sums(scope: Any, receive: Any, send: Any) -> None:
    """Answers with the length and a sum of the body, and whether a header came that belongs to no head."""
    if scope["type"] == "lifespan":
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body, more = body + message["body"], message["more_body"]
    late = any(name == b"x-late" for name, _ in scope["headers"])
    said = f"{len(body)} {sum(body)} {late}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(said))]})
    await send({"type": "http.response.body", "body": said})


@asynccontextmanager
async def server() -> AsyncIterator[int]:
    listener = listen("127.0.0.1", 0)
    async with serving(config(_sums, drain_seconds=1), listener):
        yield listener.getsockname()[1]


async def answer(port: int, request: bytes) -> tuple[bytes, bytes]:
    """The status of the answer, and its last line."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    said = await reader.readexactly(length)
    writer.close()
    return head.split()[1], said


def served(body: bytes) -> tuple[bytes, bytes]:
    return OK, f"{len(body)} {sum(body)} False".encode()


@pytest.mark.parametrize("size", [1, 7, 4_096])
@pytest.mark.parametrize("end", [LAST, TRAILERS])
async def test_a_body_in_pieces_is_the_same_body(size: int, end: bytes) -> None:
    body = bytes(range(256)) * 40
    async with server() as port:
        assert await answer(port, CHUNKED + chunks(body, size) + end) == served(body)
        both = HEAD + b"Content-Length: 3\r\n\r\nabc" + CHUNKED + chunks(body, size) + end
        assert await answer(port, both) == served(b"abc")


async def test_a_large_body_in_usual_chunks_is_served() -> None:
    body = b"x" * 1_048_576
    async with server() as port:
        assert await answer(port, CHUNKED + chunks(body, 256) + LAST) == served(body)


ENDLESS = {
    "chunks of one byte": b"1\r\na\r\n",
    "an extension": b"1;" + b"x" * 6,
    "a trailer": b"0\r\nX-Late: " + b"x" * 6,
    "trailers": b"0\r\n" + b"A: a\r\n",
}
"""How each begins; the last six bytes are repeated."""


@pytest.mark.parametrize("what", ENDLESS)
async def test_what_is_no_body_ends(what: str) -> None:
    """None of these is complete: the connection ends before they do."""
    async with server() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(CHUNKED + ENDLESS[what])
        await writer.drain()
        writer.write(ENDLESS[what][-6:] * (FRAMING_BYTES // 2))
        async with asyncio.timeout(4):  # a body that only takes too long has five
            with suppress(ConnectionError):  # whoever still writes may not get to read the answer
                assert (await reader.readline()).split()[1] == TOO_LARGE
        writer.close()


@pytest.mark.parametrize("header", [b"A: " + b"x" * HEAD_BYTES + b"\r\n", b"A: a\r\n" * (HEAD_BYTES // 6)])
@pytest.mark.parametrize("begin", [b"GET / HTTP/1.1\r\n", b"GET /" + b"x" * 99 + b" HTTP/1.1\r\n"])
async def test_a_head_is_bounded_with_all_that_stands_in_it(begin: bytes, header: bytes) -> None:
    async with server() as port:
        status, _ = await answer(port, begin + b"Host: x\r\n" + header + b"\r\n")
        assert status == HEAD_TOO_LARGE
