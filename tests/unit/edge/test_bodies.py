"""How much of what nobody has vouched for is read, how long, and how many at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import pytest

from bot.edge.bodies import BODY_LIMIT, HASHED, LARGE, BodyReader
from bot.edge.http import Refused

Message = dict[str, Any]
SCOPE: Message = {"headers": []}


def arriving(*chunks: bytes, ends: bool = True) -> Callable[[], Awaitable[Message]]:
    """`receive` of a request whose body comes in these pieces; without an end, it then keeps quiet."""
    left = list(chunks)

    async def receive() -> Message:
        if not left:
            await asyncio.Event().wait()
        chunk = left.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(left) or not ends}

    return receive


async def test_pieces_are_put_together() -> None:
    assert await BodyReader().read(SCOPE, arriving(b"a", b"", b"bc")) == b"abc"


@pytest.mark.parametrize("length", [b"1048577", b"9" * 5_000])
async def test_what_says_that_it_is_too_long_is_not_read(length: bytes) -> None:
    with pytest.raises(Refused) as refused:
        await BodyReader().read({"headers": [(b"content-length", length)]}, arriving(ends=False))
    assert refused.value.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


async def test_what_is_too_long_without_saying_so() -> None:
    with pytest.raises(Refused) as refused:
        await BodyReader().read(SCOPE, arriving(b"x" * BODY_LIMIT, b"x"))
    assert refused.value.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


async def test_what_never_ends() -> None:
    with pytest.raises(Refused) as refused:
        await BodyReader(seconds=0.01).read(SCOPE, arriving(b"x", ends=False))
    assert refused.value.status == HTTPStatus.REQUEST_TIMEOUT
    assert refused.value.close


async def test_one_too_many_is_told_so_and_a_whole_body_is_read_all_the_same() -> None:
    reader = BodyReader(unread=2)
    slow = [asyncio.create_task(reader.read(SCOPE, arriving(b"x", ends=False))) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Refused) as refused:
        await reader.read(SCOPE, arriving(b"x", ends=False))
    assert refused.value.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert await reader.read(SCOPE, arriving(b"whole")) == b"whole"
    for task in slow:
        task.cancel()
    await asyncio.gather(*slow, return_exceptions=True)
    assert await reader.read(SCOPE, arriving(b"a", b"b")) == b"ab"


async def test_the_slowest_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.edge.bodies.GRACE_SECONDS", 0.0)
    reader = BodyReader(unread=1)
    slow = asyncio.create_task(reader.read(SCOPE, arriving(b"x", ends=False)))
    await asyncio.sleep(0)
    assert await reader.read(SCOPE, arriving(b"a", b"b")) == b"ab"
    with pytest.raises(Refused) as refused:
        await slow
    assert refused.value.status == HTTPStatus.SERVICE_UNAVAILABLE


async def test_being_cancelled_is_no_refusal() -> None:
    reading = asyncio.create_task(BodyReader().read(SCOPE, arriving(b"x", ends=False)))
    await asyncio.sleep(0)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


async def test_large_bodies_are_hashed_beside_the_loop_a_few_at_once() -> None:
    reader, large, here = BodyReader(), b"x" * (LARGE + 1), threading.get_ident()
    assert await reader.hashed(b"x", threading.get_ident) == here
    assert await reader.hashed(large, threading.get_ident) != here
    go_on = threading.Event()
    held = [asyncio.create_task(reader.hashed(large, go_on.wait)) for _ in range(HASHED)]
    await asyncio.sleep(0)
    try:
        assert await reader.hashed(large, threading.get_ident) == here
    finally:
        go_on.set()
    assert await asyncio.gather(*held) == [True] * HASHED
    assert await reader.hashed(large, threading.get_ident) != here
