"""A few wrong signatures are refused at once; a flood of them waits."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.edge.throttle import FREE, HELD, HELD_SECONDS, SignatureThrottle


class Still:
    """A clock that stands, and notes who sleeps."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 1, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


async def test_a_few_are_not_held() -> None:
    clock = Still()
    throttle = SignatureThrottle(clock)
    for _ in range(5):
        for _ in range(FREE):
            await throttle.failed()
        clock.at += timedelta(seconds=1)
    assert clock.slept == []


async def test_a_flood_is_held() -> None:
    clock = Still()
    throttle = SignatureThrottle(clock)
    for _ in range(FREE + 3):
        await throttle.failed()
    assert clock.slept == [HELD_SECONDS] * 3


async def test_no_more_are_held_than_there_is_room() -> None:
    release = asyncio.Event()

    class Stuck(Still):
        async def sleep(self, seconds: float) -> None:
            self.slept.append(seconds)
            await release.wait()

    clock = Stuck()
    throttle = SignatureThrottle(clock)
    tasks = [asyncio.create_task(throttle.failed()) for _ in range(FREE + HELD + 50)]
    await asyncio.sleep(0)
    assert len(clock.slept) == HELD
    release.set()
    await asyncio.gather(*tasks)
