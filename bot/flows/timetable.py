"""The scheduler: gives every job its turns, also when somebody sets the machine's clock."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import log, metrics
from bot.clock import Jumps
from bot.flows.jobs import JOBS, ScheduledJob

if TYPE_CHECKING:
    from bot.command.context import Services

JUMP, LOOK_SECONDS = timedelta(seconds=5), 10.0
"""How far the clock must have moved to count as set, and how often it is looked at."""
PATIENCE_SECONDS, CALM_SECONDS = 20.0, 0.25
"""How long a patient job waits at most, and how often it looks."""

logger = log.get("timetable")


async def run(services: Services, jobs: Sequence[ScheduledJob] = JOBS) -> None:
    """Run the jobs until cancelled."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job in jobs:
        scheduler.add_job(
            _turn,
            "interval",
            args=[services, job],
            seconds=job.seconds,
            # The scheduler goes by the machine's clock, whatever the bot's says; None would add the job paused.
            **({"next_run_time": datetime.now(UTC)} if job.at_start else {}),
            id=job.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    scheduler.start()
    try:
        await _keep_time(scheduler, services)
    finally:
        scheduler.shutdown(wait=False)


async def _turn(services: Services, job: ScheduledJob) -> None:
    """The scheduler logs what is raised here, and would also log that a job was cancelled at the end of the process."""
    with suppress(asyncio.CancelledError):
        try:
            if job.patient:
                await _calm(services)
            await job.run(services)
        except Exception:
            metrics.UNEXPECTED.labels(job.name).inc()
            raise


async def _calm(services: Services) -> None:
    """Until nothing comes in, or somebody who waits has waited enough."""
    for _ in range(int(PATIENCE_SECONDS / CALM_SECONDS)):
        if not services.store.inbox.is_busy:
            return
        await asyncio.sleep(CALM_SECONDS)


async def _keep_time(scheduler: AsyncIOScheduler, services: Services) -> None:
    """The scheduler goes by the wall clock: set back by an hour, it would rest for that hour."""
    jumps = Jumps(services.clock)
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        moved = jumps.moved()
        if abs(moved) > JUMP:
            logger.warning("the clock has jumped", seconds=round(moved.total_seconds()))
            for job in scheduler.get_jobs():
                job.modify(next_run_time=datetime.now(UTC))
