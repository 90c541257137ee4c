"""A clock that is set while the bot runs."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import keep_time
from bot.clock import Jumps, SystemClock
from tests.fakes.clock import FakeClock


def test_a_jump_is_what_the_two_clocks_do_not_share() -> None:
    wall, steady = FakeClock(), [100.0]
    jumps = Jumps(wall, lambda: steady[0])
    wall.move(seconds=30)
    steady[0] += 30
    assert jumps.moved() == timedelta()
    wall.move(hours=-1, seconds=10)
    steady[0] += 10
    assert jumps.moved() == timedelta(hours=-1)
    assert jumps.moved() == timedelta()
    wall.move(minutes=5)
    assert jumps.moved() == timedelta(minutes=5)


class Set(SystemClock):
    """The machine's clock, set by a test."""

    def __init__(self) -> None:
        self.by = timedelta()

    def now(self) -> datetime:
        return super().now() + self.by


async def test_jobs_go_on_when_the_clock_is_set_back() -> None:
    """For the scheduler the next run is an hour away then, as it is here."""
    ran, clock = asyncio.Event(), Set()

    async def job() -> None:
        ran.set()

    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        job, "interval", seconds=15, misfire_grace_time=None, next_run_time=datetime.now(UTC) + timedelta(hours=1)
    )
    scheduler.start()
    watch = asyncio.create_task(keep_time(scheduler, clock, every=0.05))
    try:
        await asyncio.sleep(0.15)
        assert not ran.is_set()
        clock.by = timedelta(seconds=-10)
        async with asyncio.timeout(5):
            await ran.wait()
    finally:
        watch.cancel()
        scheduler.shutdown(wait=False)
