"""Long work over many rows, which outlives a restart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, or_, select, update

from bot.storage.db.database import Repository
from bot.storage.db.rows import many, one
from bot.storage.db.tables import jobs


@dataclass(frozen=True, slots=True)
class Job:
    """`position` rows are dealt with; `results` has one entry for each of them."""

    id: int
    kind: str
    project_id: str
    user_id: str
    channel: str
    ts: str | None
    state: str
    rows: list[Any]
    results: list[Any]
    position: int
    options: dict[str, Any]
    owner: str | None
    lease_until: datetime | None
    error: str | None
    created_at: datetime
    updated_at: datetime


class JobStore(Repository):
    """Jobs by id; one process works on a job at a time."""

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
    ) -> Job:
        values = {
            "kind": kind, "project_id": project_id, "user_id": user_id, "channel": channel, "ts": ts,
            "state": "waiting", "rows": list(rows), "results": [], "position": 0, "options": dict(options or {}),
            "created_at": now, "updated_at": now,
        }  # fmt: skip
        async with self._db.write() as db:
            row = (await db.execute(insert(jobs).values(values).returning(jobs))).one()
        return Job(**row._mapping)

    async def get(self, job_id: int) -> Job | None:
        async with self._db.read() as db:
            return one(Job, (await db.execute(select(jobs).where(jobs.c.id == job_id))).one_or_none())

    async def claim(self, owner: str, now: datetime, seconds: float) -> Job | None:
        """The oldest job that nobody works on (or whose worker has died), leased for so long; None: nothing to do."""
        free = or_(jobs.c.lease_until.is_(None), jobs.c.lease_until < now)
        oldest = (
            select(jobs.c.id)
            .where(jobs.c.state.in_(("waiting", "running", "stopping")), free)
            .order_by(jobs.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        values = {"owner": owner, "lease_until": now + timedelta(seconds=seconds), "updated_at": now}
        async with self._db.write() as db:
            found = await db.execute(update(jobs).where(jobs.c.id == oldest).values(values).returning(jobs))
            return one(Job, found.one_or_none())

    async def progress(
        self, job: Job, *, position: int, results: Sequence[Any], now: datetime, seconds: float, state: str = "running"
    ) -> Job | None:
        """Notes how far it got and keeps the lease; None if the lease was lost. A wish to stop is not overwritten."""
        stopping = (jobs.c.state == "stopping") & (state == "running")
        where = (jobs.c.id == job.id) & (jobs.c.owner == job.owner)
        values = {
            "position": position, "results": list(results), "updated_at": now,
            "lease_until": now + timedelta(seconds=seconds),
        }  # fmt: skip
        async with self._db.write() as db:
            if (await db.execute(update(jobs).where(where).values(values))).rowcount == 0:
                return None
            await db.execute(update(jobs).where(where, ~stopping).values(state=state))
            return one(Job, (await db.execute(select(jobs).where(jobs.c.id == job.id))).one_or_none())

    async def finish(self, job_id: int, state: str, now: datetime, *, error: str | None = None) -> None:
        """`state`: done, stopped or failed."""
        values = {"state": state, "error": error, "owner": None, "lease_until": None, "updated_at": now}
        async with self._db.write() as db:
            await db.execute(update(jobs).where(jobs.c.id == job_id).values(values))

    async def stop(self, job_id: int, now: datetime) -> bool:
        """Asks the worker to stop after the row it is at."""
        where = (jobs.c.id == job_id) & jobs.c.state.in_(("waiting", "running"))
        async with self._db.write() as db:
            statement = update(jobs).where(where).values(state="stopping", updated_at=now)
            return (await db.execute(statement)).rowcount > 0

    async def shown(self, job_id: int, channel: str, ts: str) -> None:
        """Where its progress message stands."""
        async with self._db.write() as db:
            await db.execute(update(jobs).where(jobs.c.id == job_id).values(channel=channel, ts=ts))

    async def open(self) -> list[Job]:
        async with self._db.read() as db:
            where = jobs.c.state.in_(("waiting", "running", "stopping"))
            return many(Job, await db.execute(select(jobs).where(where).order_by(jobs.c.id)))
