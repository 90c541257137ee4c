"""An import goes on within five seconds of the kill of its process: by the clock that the worker goes by, not by ours.

The process is a real one and really killed; the worker's waits move a clock instead of taking time, so that what is
bounded is what the code waits for, however slow the machine is.
"""

from __future__ import annotations

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.command.context import Services
from bot.flows.execution.bulk import Bulk
from bot.flows.execution.job_kinds import JOB_KINDS
from bot.process import place
from bot.storage.states import JobState
from bot.storage.store import Store
from tests.worlds.clock import FakeClock

SOON = timedelta(seconds=5)


class Resumed(Exception):
    """The worker has the job in its hands; what it does with it others test."""


class Heir(Bulk):
    """A worker that stops where its work on a job would begin."""

    async def _work(self, job: Any, api: Any, kind: Any) -> None:
        assert (job.state, job.position) == (JobState.RUNNING, 1)
        raise Resumed


@pytest.fixture
async def owner() -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec("sleep", "600")
    yield process
    if process.returncode is None:
        await kill(process)


async def kill(process: Process) -> None:
    process.send_signal(signal.SIGKILL)
    await process.wait()


async def under_way(store: Store, clock: FakeClock, owner: Process) -> None:
    """A job whose first row is done, in the hands of that process."""
    await store.jobs.add(next(iter(JOB_KINDS)), project_id="p", user_id="U", channel="C", rows=[1, 2], now=clock.at)
    job = await store.jobs.claim(f"{place()}/{owner.pid}/x", clock.at)
    assert job is not None
    assert await store.jobs.progress(job, result="created", now=clock.at)


def heir(store: Store, clock: FakeClock) -> Heir:
    projects = SimpleNamespace(api=lambda project_id: object())
    return Heir(cast("Services", SimpleNamespace(store=store, clock=clock, projects=projects)), pace=0.0)


async def test_a_worker_that_serves_already_takes_over(
    store: Store, owner: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was killed just after the worker had looked, and nobody notifies: the longest that it can take."""
    clock = FakeClock()
    died: list[datetime] = []

    async def wait(topic: str, seconds: float) -> bool:
        if not died:
            died.append(clock.at)
            await kill(owner)
        assert clock.at - died[0] <= SOON, "still waiting"
        await clock.sleep(seconds)
        return False

    monkeypatch.setattr(store.notifier, "wait", wait)
    await under_way(store, clock, owner)
    with pytest.raises(Resumed):
        await heir(store, clock).run()
    assert died, "it was taken from a process that lived"
    assert clock.at - died[0] <= SOON


async def test_a_process_that_starts_after_the_kill_takes_over_at_its_first_look(store: Store, owner: Process) -> None:
    clock = FakeClock()
    await under_way(store, clock, owner)
    assert not await heir(store, clock).step()
    await kill(owner)
    with pytest.raises(Resumed):
        await heir(store, clock).step()
