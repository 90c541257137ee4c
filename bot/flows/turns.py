"""Long loops that let others get their turn: the event loop serves everybody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

T = TypeVar("T")

AT_A_TIME = 100
"""Items that are looked at before others get their turn; a hundred cost about a millisecond."""


async def in_turns(items: Iterable[T], at_a_time: int = AT_A_TIME) -> AsyncIterator[T]:
    """The items, with a rest after every so many."""
    for number, item in enumerate(items, 1):
        yield item
        if number % at_a_time == 0:
            await asyncio.sleep(0)
