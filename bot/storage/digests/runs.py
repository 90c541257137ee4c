"""Each digest's slots: claimed once, by one process, with what was counted then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from bot.storage.claims.claims import Claims
from bot.storage.db.database import Repository
from bot.storage.db.rows import from_row, from_rows, insert
from bot.storage.db.tables import digest_runs
from bot.storage.states import RunState

CLAIMS = Claims(digest_runs.c.owner, digest_runs.c.started_at, silence=timedelta(minutes=5))


@dataclass(frozen=True, slots=True)
class Run:
    """One sending of a digest; `snapshot` is what the next one compares itself with."""

    id: int
    digest_id: int
    slot: datetime
    state: RunState
    owner: str | None
    started_at: datetime
    finished_at: datetime | None
    snapshot: dict[str, Any] | None
    ts: str | None
    error: str | None


class RunStore(Repository):
    """The unique (digest, slot) is what makes a digest come once."""

    async def claim(self, digest_id: int, slot: datetime, owner: str, now: datetime) -> Run | None:
        """The slot's run, for the first who asks; None for all others."""
        statement = insert(digest_runs, is_sqlite=self._db.sqlite).values(
            digest_id=digest_id, slot=slot, state=RunState.RUNNING, **CLAIMS.values(owner, now)
        )
        async with self._db.write() as db:
            found = await db.execute(statement.on_conflict_do_nothing().returning(digest_runs))
            return from_row(Run, found.one_or_none())

    async def take_over(self, run: Run, owner: str, now: datetime) -> Run | None:
        """A run that was cut off, for the first who asks while it is as it was seen; None for all others."""
        seen = (digest_runs.c.id == run.id) & (digest_runs.c.state == RunState.RUNNING)
        unchanged = CLAIMS.is_unchanged(run.owner, run.started_at)
        statement = update(digest_runs).where(seen, unchanged).values(CLAIMS.values(owner, now)).returning(digest_runs)
        async with self._db.write() as db:
            return from_row(Run, (await db.execute(statement)).one_or_none())

    async def give_back(self, run: Run) -> None:
        """It cannot be sent now: whoever asks for abandoned runs next may take it over."""
        mine = (digest_runs.c.id == run.id) & CLAIMS.is_unchanged(run.owner, run.started_at)
        async with self._db.write() as db:
            await db.execute(update(digest_runs).where(mine).values({digest_runs.c.owner.name: None}))

    async def abandoned(self, now: datetime) -> list[Run]:
        """Runs that were begun, have not ended, and whose process is dead."""
        running = digest_runs.c.state == RunState.RUNNING
        async with self._db.read() as db:
            where = running & await CLAIMS.free(db, now, running)
            return from_rows(Run, await db.execute(select(digest_runs).where(where).order_by(digest_runs.c.id)))

    async def unfinished(self) -> list[Run]:
        """Runs that were begun and have not ended."""
        where = digest_runs.c.state == RunState.RUNNING
        async with self._db.read() as db:
            return from_rows(Run, await db.execute(select(digest_runs).where(where).order_by(digest_runs.c.id)))

    async def sent(self, run_id: int, snapshot: Mapping[str, Any], ts: str | None, now: datetime) -> None:
        """Mark a run as sent and keep the states it showed."""
        values = {"state": RunState.SENT, "snapshot": dict(snapshot), "ts": ts, "finished_at": now}
        async with self._db.write() as db:
            await db.execute(update(digest_runs).where(digest_runs.c.id == run_id).values(values))

    async def failed(self, run_id: int, error: str, now: datetime) -> None:
        """Mark a run as failed, and why."""
        values = {"state": RunState.FAILED, "error": error, "finished_at": now}
        async with self._db.write() as db:
            await db.execute(update(digest_runs).where(digest_runs.c.id == run_id).values(values))

    async def last_sent(self, digest_id: int) -> Run | None:
        """The run to compare with."""
        where = (digest_runs.c.digest_id == digest_id) & (digest_runs.c.state == RunState.SENT)
        async with self._db.read() as db:
            found = await db.execute(select(digest_runs).where(where).order_by(digest_runs.c.slot.desc()).limit(1))
            return from_row(Run, found.one_or_none())

    async def prune(self, before: datetime) -> int:
        """Delete runs that started before this time; returns how many."""
        async with self._db.write() as db:
            return (await db.execute(delete(digest_runs).where(digest_runs.c.started_at < before))).rowcount
