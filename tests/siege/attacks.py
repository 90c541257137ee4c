"""What somebody without a secret can do to the bot's address, on loopback only and bounded in time and number."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from tests.bench.load import http

HEALTH = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
Attack = Callable[[int], Awaitable[None]]
"""Goes on until it is cancelled; the bot's port is given."""

MEGABYTE = b"a=" + b"x" * 1_048_000


async def connect(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", port)


async def half_open(port: int) -> None:
    """A thousand connections that begin a request and do not end its head."""
    await _hold(port, 1_000, b"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slow: ")


async def silent(port: int) -> None:
    """A thousand connections that say nothing."""
    await _hold(port, 1_000, b"")


async def slow_bodies(port: int) -> None:
    """Three hundred requests that could be Slack's, whose bodies stop short of their end."""
    body = b"x" * 500_000
    await _hold(port, 300, http("/slack/events", body, _plausible())[:-10])


async def endless_head(port: int) -> None:
    """Headers that never end, on eight connections."""
    await asyncio.gather(*(_repeat(port, b"GET / HTTP/1.1\r\nX: ", b"x" * 65_536) for _ in range(8)))


async def endless_trailers(port: int) -> None:
    """Bodies that could be Slack's, after which headers follow that never end, on eight connections."""
    await asyncio.gather(*(_repeat(port, _chunked() + b"0\r\n", b"A: a\r\n" * 10_000) for _ in range(8)))


async def crumbs(port: int) -> None:
    """Bodies that could be Slack's, in chunks of one byte, on eight connections."""
    await asyncio.gather(*(_repeat(port, _chunked(), b"1\r\na\r\n" * 10_000) for _ in range(8)))


def _chunked() -> bytes:
    """The head of a request whose body has no length."""
    head = http("/slack/events", b"", {"Transfer-Encoding": "chunked", **_plausible()})
    return head.replace(b"Content-Length: 0\r\n", b"")


def _plausible() -> dict[str, str]:
    return {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=" + "0" * 64}


async def unsigned_forms(port: int) -> None:
    """Forms of a megabyte without a signature, as fast as they are answered, on eight connections."""
    request = http("/slack/events", MEGABYTE, {"Content-Type": "application/x-www-form-urlencoded"})
    await asyncio.gather(*(_repeat(port, b"", request, answers=True) for _ in range(8)))


async def forged_forms(port: int) -> None:
    """The same with a signature of the right form and a wrong key."""

    def request() -> bytes:
        stamp = str(int(time.time()))
        mac = hmac.new(b"guessed", stamp.encode(), "sha256").hexdigest()
        headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={mac}"}
        return http("/slack/events", MEGABYTE, headers)

    await asyncio.gather(*(_repeat(port, b"", request(), answers=True) for _ in range(8)))


ATTACKS: dict[str, Attack] = {
    "1,000 half-open heads": half_open,
    "1,000 silent connections": silent,
    "300 slow bodies": slow_bodies,
    "8 endless heads": endless_head,
    "8 endless trailers": endless_trailers,
    "8 bodies in chunks of one byte": crumbs,
    "unsigned 1 MiB forms, 8 connections": unsigned_forms,
    "forged 1 MiB forms, 8 connections": forged_forms,
}


async def _hold(port: int, count: int, beginning: bytes) -> None:
    """Keep so many connections as the bot lets us, opening again what it ends."""
    async with AsyncExitStack() as stack:
        while True:
            for _ in range(count):
                with contextlib.suppress(OSError):
                    _, writer = await connect(port)
                    stack.callback(writer.close)
                    writer.write(beginning)
            await asyncio.sleep(2)
            await stack.aclose()


async def _repeat(port: int, beginning: bytes, again: bytes, *, answers: bool = False) -> None:
    while True:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await connect(port)
            try:
                writer.write(beginning)
                while not writer.is_closing():
                    writer.write(again)
                    await writer.drain()
                    if answers:
                        await reader.readuntil(b"\r\n\r\n")
            finally:
                writer.close()
        await asyncio.sleep(0.01)


if __name__ == "__main__":
    asyncio.run(asyncio.wait_for(ATTACKS[sys.argv[1]](int(sys.argv[2])), timeout=60))
