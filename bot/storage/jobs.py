"""Long work over many rows, which outlives a restart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.claims.claims import Claims
from bot.storage.db.database import Repository
from bot.storage.db.tables import job_rows, jobs
from bot.storage.key_values import remove
from bot.storage.states import JobState

CLAIMS = Claims(jobs.c.owner, jobs.c.claimed_at, silence=timedelta(seconds=30))
"""Whoever works on a job confirms that several times in so long (`JobStore.confirm`)."""
TOPIC = "bulk"
"""Wakes the processes that work on jobs."""
OPEN = (JobState.WAITING, JobState.RUNNING, JobState.STOPPING)
RESUMABLE = (JobState.STOPPED, JobState.FAILED)
SLICE = 250
"""Rows that are read or written at once: the process serves others between two slices of a job of thousands."""


class AlreadyTaken(Exception):
    """Somebody else has made a job of it."""


@dataclass(frozen=True, slots=True)
class Job:
    """`position` rows are dealt with; `results` has one entry for each of them."""

    id: int
    kind: str
    project_id: str
    user_id: str
    channel: str
    ts: str | None
    state: JobState
    rows: list[Any]
    results: list[Any]
    position: int
    options: dict[str, Any]
    owner: str | None
    claimed_at: datetime | None
    error: str | None
    created_at: datetime
    updated_at: datetime


class JobStore(Repository):
    """Jobs by id; one process works on a job at a time.

    Each row has a record of its own, so that noting a result costs the same in a job of thousands.
    """

    async def add(
        self,
        kind: str,
        *,
        project_id: str,
        user_id: str,
        channel: str,
        rows: Sequence[Any],
        now: datetime,
        options: Mapping[str, Any] | None = None,
        ts: str | None = None,
        instead: Sequence[str] = (),
    ) -> Job:
        """Store a job with its rows, open; in the same moment the values of the keys `instead` go, whose work it is.

        Raises `AlreadyTaken` where the first of them is gone: then there is no second job.
        """
        values = {
            "kind": kind, "project_id": project_id, "user_id": user_id, "channel": channel, "ts": ts,
            "state": JobState.WAITING, "position": 0, "options": dict(options or {}), "created_at": now,
            "updated_at": now,
        }  # fmt: skip
        async with self._db.write() as db:
            if instead and not await remove(db, instead[0]):
                raise AlreadyTaken
            for key in instead[1:]:
                await remove(db, key)
            job = (await db.execute(insert(jobs).values(values).returning(jobs))).one()
            for first in range(0, len(rows), SLICE):
                some = enumerate(rows[first : first + SLICE], first)
                records = [{"job_id": job.id, "position": number, "content": row} for number, row in some]
                await db.execute(insert(job_rows), records)
        return Job(**job._mapping, rows=list(rows), results=[])

    async def get(self, job_id: int) -> Job | None:
        """A job, or None."""
        async with self._db.read() as db:
            return await _with_rows(db, (await db.execute(select(jobs).where(jobs.c.id == job_id))).one_or_none())

    async def claim(self, owner: str, now: datetime) -> Job | None:
        """The oldest job that nobody works on, or whose worker has died; None: nothing to do."""
        is_open = jobs.c.state.in_(OPEN)
        async with self._db.write() as db:
            oldest = (
                select(jobs.c.id)
                .where(is_open, await CLAIMS.free(db, now, is_open))
                .order_by(jobs.c.id)
                .limit(1)
                .with_for_update(skip_locked=True)
                .scalar_subquery()
            )
            values = {**CLAIMS.values(owner, now), "updated_at": now}
            claimed = update(jobs).where(jobs.c.id == oldest).values(values).returning(jobs)
            found = (await db.execute(claimed)).one_or_none()
        async with self._db.read() as db:
            return await _with_rows(db, found)

    async def confirm(self, job: Job, now: datetime) -> bool:
        """Its owner still works on it; False if another process has taken it over."""
        where = (jobs.c.id == job.id) & (jobs.c.owner == job.owner)
        async with self._db.write() as db:
            return (await db.execute(update(jobs).where(where).values(claimed_at=now))).rowcount > 0

    async def progress(self, job: Job, *, now: datetime, result: Any = None) -> Job | None:
        """Notes what came of the next row, or only a sign of life; None if another process has the job now.

        A wish to stop is not overwritten.
        """
        where = (jobs.c.id == job.id) & (jobs.c.owner == job.owner)
        results = job.results if result is None else [*job.results, result]
        values = {"position": len(results), "updated_at": now, "claimed_at": now}
        async with self._db.write() as db:
            if (await db.execute(update(jobs).where(where).values(values))).rowcount == 0:
                return None
            if result is not None:
                row = (job_rows.c.job_id == job.id) & (job_rows.c.position == job.position)
                await db.execute(update(job_rows).where(row).values(result=result))
            running = update(jobs).where(where, jobs.c.state != JobState.STOPPING).values(state=JobState.RUNNING)
            await db.execute(running)
            found = (await db.execute(select(jobs).where(jobs.c.id == job.id))).one_or_none()
        return replace(job, **found._mapping, results=results) if found is not None else None

    async def finish(self, job: Job, state: JobState, now: datetime, *, error: str | None = None) -> bool:
        """`state`: done, stopped or failed; False if another process has it now."""
        where = (jobs.c.id == job.id) & (jobs.c.owner == job.owner)
        values = {"state": state, "error": error, "updated_at": now, **CLAIMS.values(None, None)}
        async with self._db.write() as db:
            return (await db.execute(update(jobs).where(where).values(values))).rowcount > 0

    async def stop(self, job_id: int, now: datetime) -> bool:
        """Asks the worker to stop after the row it is at."""
        where = (jobs.c.id == job_id) & jobs.c.state.in_((JobState.WAITING, JobState.RUNNING))
        async with self._db.write() as db:
            statement = update(jobs).where(where).values(state=JobState.STOPPING, updated_at=now)
            return (await db.execute(statement)).rowcount > 0

    async def resume(self, job: Job, user_id: str, now: datetime) -> bool:
        """Opens a job again that stopped before its end, for whoever wants that now; False for the second who does.

        `told` in its options is how many rows its followers have heard of, `starters` who had it under way before.
        One that failed is as if it had been interrupted: Sinch may have refused to say what became of its row.
        """
        where = (jobs.c.id == job.id) & jobs.c.state.in_(RESUMABLE)
        starters = [*job.options.get("starters", []), job.user_id]
        options = {**job.options, "starters": starters, "told": job.position}
        state = JobState.RUNNING if job.state is JobState.FAILED else JobState.WAITING
        values = {
            "state": state, "user_id": user_id, "options": options, "error": None, "updated_at": now,
        }  # fmt: skip
        async with self._db.write() as db:
            return (await db.execute(update(jobs).where(where).values(values))).rowcount > 0

    async def shown(self, job_id: int, channel: str, ts: str) -> None:
        """Where its progress message stands."""
        async with self._db.write() as db:
            await db.execute(update(jobs).where(jobs.c.id == job_id).values(channel=channel, ts=ts))

    async def open(self) -> list[Job]:
        """The jobs that are not finished."""
        async with self._db.read() as db:
            found = (await db.execute(select(jobs).where(jobs.c.state.in_(OPEN)).order_by(jobs.c.id))).all()
            return [job for row in found if (job := await _with_rows(db, row))]

    async def prune(self, before: datetime) -> int:
        """Forgets the jobs that ended before then, with their rows."""
        old = jobs.c.state.not_in(OPEN) & (jobs.c.updated_at < before)
        async with self._db.write() as db:
            return (await db.execute(delete(jobs).where(old))).rowcount


async def _with_rows(db: AsyncConnection, found: Row[Any] | None) -> Job | None:
    """The job of that record with its rows, and what came of those before its position."""
    if found is None:
        return None
    rows: list[Any] = []
    results: list[Any] = []
    complete = False
    while not complete:
        rest = (job_rows.c.job_id == found.id) & (job_rows.c.position >= len(rows))
        asked = select(job_rows.c.content, job_rows.c.result).where(rest).order_by(job_rows.c.position).limit(SLICE)
        some = (await db.execute(asked)).all()
        rows += [row.content for row in some]
        results += [row.result for row in some]
        complete = len(some) < SLICE
    return Job(**found._mapping, rows=rows, results=results[: found.position])
