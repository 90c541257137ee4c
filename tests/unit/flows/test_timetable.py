"""Jobs get their turns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.clock import Jumps
from bot.command.context import Services
from bot.flows import timetable
from bot.flows.jobs import ScheduledJob
from bot.storage.activity.inbox import InboxStore
from bot.storage.store import Store
from tests.worlds.clock_world import ClockWorld, clock_world
from tests.worlds.waiting import until


@pytest.fixture
async def world(sqlite_store: Store, sqlite_url: str) -> AsyncIterator[ClockWorld]:
    async with clock_world(sqlite_url) as found:
        yield found


@asynccontextmanager
async def running(world: ClockWorld, *, at_start: bool, patient: bool = False) -> AsyncIterator[asyncio.Event]:
    """A job of every hour; the event is set when it runs."""
    ran = asyncio.Event()

    async def job(services: Services) -> None:
        assert services is world.services
        ran.set()

    jobs = [ScheduledJob("hourly", 3600, job, at_start=at_start, patient=patient)]
    task = asyncio.create_task(timetable.run(world.services, jobs))
    yield ran
    task.cancel()
    await asyncio.wait({task})


async def test_a_job_of_the_start_runs_at_once_and_another_does_not(world: ClockWorld) -> None:
    async with running(world, at_start=True) as first, running(world, at_start=False) as second:
        async with asyncio.timeout(5):
            await first.wait()
        assert not second.is_set()


async def test_a_patient_job_waits_for_events_that_come_in_but_not_for_ever(
    world: ClockWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(InboxStore, "is_busy", True)
    monkeypatch.setattr(timetable, "CALM_SECONDS", 0.01)
    async with running(world, at_start=True, patient=True) as waits, running(world, at_start=True) as other:
        async with asyncio.timeout(5):
            await other.wait()
        assert not waits.is_set()
        monkeypatch.setattr(InboxStore, "is_busy", False)
        async with asyncio.timeout(5):
            await waits.wait()
    monkeypatch.setattr(InboxStore, "is_busy", True)
    monkeypatch.setattr(timetable, "PATIENCE_SECONDS", 0.05)
    async with running(world, at_start=True, patient=True) as waits, asyncio.timeout(5):
        await waits.wait()


async def test_jobs_go_on_when_the_clock_is_set_back(world: ClockWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timetable, "LOOK_SECONDS", 0.01)
    looks: list[timedelta] = []
    moved = Jumps.moved

    def counted(jumps: Jumps) -> timedelta:
        looks.append(moved(jumps))
        return looks[-1]

    monkeypatch.setattr(Jumps, "moved", counted)
    async with running(world, at_start=False) as ran:
        await until(lambda: len(looks) >= 3, "some looks at the clock")
        assert not ran.is_set()
        world.clock.move(hours=-1)
        async with asyncio.timeout(5):
            await ran.wait()
