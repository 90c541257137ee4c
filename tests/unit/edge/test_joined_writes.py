"""The head and the body of an answer leave in one go, in order, and nothing is lost at the end."""

from __future__ import annotations

import asyncio
from unittest.mock import Mock

import pytest

from bot.edge.joined_writes import JoinedWrites


@pytest.fixture
def wire() -> Mock:
    """What the bytes go to."""
    wire = Mock(spec=asyncio.Transport)
    wire.is_closing.return_value = False
    return wire


def sent(wire: Mock) -> list[bytes]:
    return [call.args[0] for call in wire.write.call_args_list]


async def test_two_writes_of_one_turn_are_one(wire: Mock) -> None:
    both = JoinedWrites(wire, asyncio.get_running_loop())
    both.write(b"head")
    both.write(b"body")
    assert sent(wire) == [b"headbody"]


async def test_what_no_other_write_follows_leaves_by_itself(wire: Mock) -> None:
    alone = JoinedWrites(wire, asyncio.get_running_loop())
    alone.write(b"head")
    assert not sent(wire)
    await asyncio.sleep(0)
    alone.write(b"body")
    await asyncio.sleep(0)
    assert sent(wire) == [b"head", b"body"]


async def test_closing_sends_what_is_held_first(wire: Mock) -> None:
    ending = JoinedWrites(wire, asyncio.get_running_loop())
    ending.write(b"last words")
    ending.close()
    assert [name for name, *_ in wire.method_calls if name in ("write", "close")] == ["write", "close"]


@pytest.mark.parametrize("end", ["abort", "lost"])
async def test_nothing_is_sent_after_the_end(wire: Mock, end: str) -> None:
    ended = JoinedWrites(wire, asyncio.get_running_loop())
    ended.write(b"too late")
    if end == "abort":
        ended.abort()
    wire.is_closing.return_value = True
    await asyncio.sleep(0)
    assert not sent(wire)
