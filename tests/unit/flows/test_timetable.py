"""Jobs get their turns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.command.context import Services
from bot.flows import timetable
from bot.flows.jobs import Job
from bot.storage.engine import Store
from tests.worlds.clock_world import ClockWorld, clock_world


@pytest.fixture
async def world(sqlite_store: Store, sqlite_url: str) -> AsyncIterator[ClockWorld]:
    async with clock_world(sqlite_url) as found:
        yield found


@asynccontextmanager
async def running(world: ClockWorld, *, at_start: bool) -> AsyncIterator[asyncio.Event]:
    """A job of every hour; the event is set when it runs."""
    ran = asyncio.Event()

    async def job(services: Services) -> None:
        assert services is world.services
        ran.set()

    jobs = [Job("hourly", 3600, job, at_start=at_start)]
    task = asyncio.create_task(timetable.run(world.services, jobs, look_seconds=0.05))
    yield ran
    task.cancel()
    await asyncio.wait({task})


async def test_a_job_of_the_start_runs_at_once_and_another_does_not(world: ClockWorld) -> None:
    async with running(world, at_start=True) as first, running(world, at_start=False) as second:
        async with asyncio.timeout(5):
            await first.wait()
        assert not second.is_set()


async def test_jobs_go_on_when_the_clock_is_set_back(world: ClockWorld) -> None:
    async with running(world, at_start=False) as ran:
        await asyncio.sleep(0.2)
        assert not ran.is_set()
        world.clock.move(hours=-1)
        async with asyncio.timeout(5):
            await ran.wait()
