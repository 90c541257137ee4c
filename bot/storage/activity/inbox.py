"""What Sinch has told us, in the order in which it came.

new --> routed   its channels are known
  \\--> aside    the database or our own code refuses it; an admin may retry

Rows are written in groups: while one transaction is on its way to the disk, the requests that arrive meanwhile wait for
the next one, which takes them all. Each is answered only after its own row is committed.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.storage.db.database import Database, Repository
from bot.storage.db.notifier import Notifier
from bot.storage.db.refusals import is_refusal
from bot.storage.db.rows import from_row, from_rows, insert
from bot.storage.db.tables import inbox
from bot.storage.db.types import clean, to_milliseconds
from bot.storage.db.writer import GroupWriter, Insert
from bot.storage.states import EventState

GROUP = 500
"""Events of one transaction at most."""
BUSY_SECONDS, BUSY_EVENTS = 0.25, 100
"""So many events within so long are a storm; a few of them keep nobody from routing a backlog."""
GATHERED_TURNS = 4
"""Turns of the event loop that a transaction waits in a storm: whoever was answered sends the next one meanwhile, and
larger groups cost a third less for each event."""
PRUNE_STEP = 1000
"""Events of one transaction while old ones are forgotten: others must get their turn."""
TOPIC = "activity"
"""Wakes the process that posts."""
INSERT = Insert(
    "INSERT INTO inbox (project_id, nonce, source, type, body, received_at, happened_at, state) VALUES",
    "(?, ?, ?, ?, ?, ?, ?, 'new')",
    "ON CONFLICT (project_id, nonce) DO NOTHING",
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One event as it came in; `nonce` is unique within the project, `source` is `webhook` or `catchup`.

    `happened_at` is what its sender says of the time, before anybody has read the body.
    """

    project_id: str
    nonce: str
    type: str
    body: bytes
    received_at: datetime
    source: str = "webhook"
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InboxEvent:
    """One event as it is kept; `subject` is known once it is routed."""

    id: int
    project_id: str
    nonce: str
    source: str
    type: str
    subject: str | None
    body: bytes
    received_at: datetime
    state: str
    comment_id: int | None
    happened_at: datetime | None = None
    error: str | None = None

    @property
    def at(self) -> datetime:
        """When it happened, as far as is known."""
        return self.happened_at or self.received_at


@dataclass(frozen=True, slots=True)
class AsideEvent:
    """An event that could not be routed; `id` for a retry."""

    id: int
    project_id: str
    type: str
    error: str
    received_at: datetime


Group = list[tuple[Arrival, "asyncio.Future[bool]"]]


class InboxClosed(Exception):
    """The process is going down; nothing more is taken in."""


class InboxStore(Repository):
    """Append in groups, look, prune."""

    def __init__(self, database: Database, notifier: Notifier) -> None:
        super().__init__(database)
        self._notifier = notifier
        self._waiting: list[tuple[Arrival, asyncio.Future[bool]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._fast = GroupWriter(database.path, INSERT) if database.path else None
        self._shut = False
        self._counted_since, self._counted = -BUSY_SECONDS, 0
        self._busy_until = 0.0

    async def add(self, arrival: Arrival) -> bool:
        """Keeps the event; True if it was new. Returns only after it is on disk; raises what the database raised."""
        if self._shut:
            raise InboxClosed("the inbox is closed")
        loop = asyncio.get_running_loop()
        kept: asyncio.Future[bool] = loop.create_future()
        self._waiting.append((arrival, kept))
        if self._writer is None or self._writer.done():
            self._writer = loop.create_task(self._write(), name="inbox writer")
        return await kept

    @property
    def is_busy(self) -> bool:
        """Whether many events come in just now: what comes in goes before what goes out."""
        return time.monotonic() < self._busy_until

    async def close(self) -> None:
        """Writes what waits and takes nothing more."""
        self._shut = True
        if self._writer is not None:
            await self._writer
        if self._fast is not None:
            await self._fast.close()
            self._fast = None

    async def _write(self) -> None:
        while self._waiting:
            if self.is_busy:
                await self._gather()
            group, self._waiting = self._waiting[:GROUP], self._waiting[GROUP:]
            try:
                await self._commit(group)
            except Exception as error:  # noqa: BLE001 - whatever it is, those who wait have to be told
                await self._in_halves(group, error)

    async def _gather(self) -> None:
        for _ in range(GATHERED_TURNS):
            await asyncio.sleep(0)

    async def _in_halves(self, group: Group, error: Exception) -> None:
        """One bad row must not take the others along; a database that is away takes them all."""
        if len(group) == 1 or not is_refusal(error):
            for _arrival, kept in group:
                fail(kept, error)
            return
        half = len(group) // 2
        for part in (group[:half], group[half:]):
            try:
                await self._commit(part)
            except Exception as own_error:  # noqa: BLE001 - as above
                await self._in_halves(part, own_error)

    async def _commit(self, group: Group) -> None:
        news = await (self._commit_fast(group, self._fast) if self._fast else self._commit_core(group))
        for (_arrival, kept), fresh in zip(group, news, strict=True):
            if not kept.done():
                kept.set_result(fresh)
        self._count(len(group), time.monotonic())
        self._notifier.notify_local(TOPIC)

    def _count(self, events: int, now: float) -> None:
        if now - self._counted_since > BUSY_SECONDS:
            self._counted_since, self._counted = now, 0
        self._counted += events
        if self._counted >= BUSY_EVENTS:
            self._busy_until = now + BUSY_SECONDS

    async def _commit_fast(self, group: Group, writer: GroupWriter) -> list[bool]:
        rows = [row_of(arrival) for arrival, _ in group]
        async with self._db.turn():
            return await writer.write(rows)

    async def _commit_core(self, group: Group) -> list[bool]:
        statement = (
            insert(inbox, is_sqlite=self._db.sqlite)
            .on_conflict_do_nothing(index_elements=["project_id", "nonce"])
            .returning(inbox.c.project_id, inbox.c.nonce)
        )
        async with self._db.write() as db:
            fresh = {(row.project_id, row.nonce) for row in await db.execute(statement, values(group))}
            await self._notifier.notify_within(db, TOPIC)
        news = []
        for arrival, _ in group:
            news.append((arrival.project_id, arrival.nonce) in fresh)
            fresh.discard((arrival.project_id, arrival.nonce))
        return news

    async def get(self, inbox_id: int) -> InboxEvent | None:
        """A stored event, or None."""
        async with self._db.read() as db:
            return from_row(InboxEvent, (await db.execute(select(inbox).where(inbox.c.id == inbox_id))).one_or_none())

    async def rewrite(self, inbox_id: int, body: bytes) -> None:
        """Its body with what the bot knows besides."""
        async with self._db.write() as db:
            await db.execute(update(inbox).where(inbox.c.id == inbox_id).values(body=body))

    async def recent(
        self,
        project_id: str,
        *,
        subject: str | None = None,
        subjects: Sequence[str] = (),
        types: Sequence[str] = (),
        since: datetime | None = None,
        before_id: int | None = None,
        after_id: int | None = None,
        limit: int = 20,
    ) -> list[InboxEvent]:
        """Latest events first, of one or some resources or of the project; `before_id` pages on, `after_id` goes on."""
        statement = select(inbox).where(inbox.c.project_id == project_id).order_by(inbox.c.id.desc()).limit(limit)
        if subject is not None:
            statement = statement.where(inbox.c.subject == subject)
        if subjects:
            statement = statement.where(inbox.c.subject.in_(subjects))
        if types:
            statement = statement.where(inbox.c.type.in_(types))
        if since is not None:
            statement = statement.where(inbox.c.received_at >= since)
        if before_id is not None:
            statement = statement.where(inbox.c.id < before_id)
        if after_id is not None:
            statement = statement.where(inbox.c.id > after_id)
        async with self._db.read() as db:
            return from_rows(InboxEvent, await db.execute(statement))

    async def numbers(self, project_id: str, *, since: datetime, after_id: int, limit: int) -> list[int]:
        """The numbers of the latest events after one, without what they hold."""
        where = (inbox.c.project_id == project_id) & (inbox.c.received_at >= since) & (inbox.c.id > after_id)
        async with self._db.read() as db:
            found = await db.execute(select(inbox.c.id).where(where).order_by(inbox.c.id.desc()).limit(limit))
            return list(found.scalars())

    async def seen(self, project_id: str, nonces: Sequence[str]) -> set[str]:
        """Those of the given nonces that are already kept."""
        if not nonces:
            return set()
        where = (inbox.c.project_id == project_id) & inbox.c.nonce.in_(nonces)
        async with self._db.read() as db:
            return set((await db.execute(select(inbox.c.nonce).where(where))).scalars())

    async def waiting(self) -> int:
        """How many are not routed yet."""
        async with self._db.read() as db:
            found = await db.execute(select(func.count()).select_from(inbox).where(inbox.c.state == EventState.NEW))
            return int(found.scalar_one())

    async def set_aside(self, inbox_id: int, error: str) -> None:
        """It stops nothing else any more; why is kept for who looks at it."""
        async with self._db.write() as db:
            where = (inbox.c.id == inbox_id) & (inbox.c.state == EventState.NEW)
            await db.execute(update(inbox).where(where).values(state=EventState.ASIDE, error=error))

    async def aside(self, limit: int = 20) -> list[AsideEvent]:
        """What was set aside, latest first."""
        columns = (inbox.c.id, inbox.c.project_id, inbox.c.type, inbox.c.error, inbox.c.received_at)
        statement = select(*columns).where(inbox.c.state == EventState.ASIDE).order_by(inbox.c.id.desc()).limit(limit)
        async with self._db.read() as db:
            return from_rows(AsideEvent, await db.execute(statement))

    async def count_aside(self) -> int:
        """Count the events that were set aside."""
        async with self._db.read() as db:
            found = await db.execute(select(func.count()).select_from(inbox).where(inbox.c.state == EventState.ASIDE))
            return int(found.scalar_one())

    async def retry_aside(self, inbox_id: int | None = None) -> int:
        """Gives what was set aside (one, or all) another chance; says how many."""
        where = inbox.c.state == EventState.ASIDE
        if inbox_id is not None:
            where &= inbox.c.id == inbox_id
        async with self._db.write() as db:
            return (await db.execute(update(inbox).where(where).values(state=EventState.NEW, error=None))).rowcount

    async def prune(self, before: datetime) -> int:
        """Forgets events from before then that are routed or set aside, with their deliveries, a little at a time.

        Goes by number, because later events have greater ones: an index by time would cost every insert something.
        """
        gone, last = 0, 0
        while True:
            query = select(inbox.c.id, inbox.c.received_at, inbox.c.state).where(inbox.c.id > last).order_by(inbox.c.id)
            async with self._db.read() as db:
                rows = list(await db.execute(query.limit(PRUNE_STEP)))
            old = [row.id for row in rows if row.received_at < before]
            routed = [row.id for row in rows if row.received_at < before and row.state != EventState.NEW]
            if routed:
                async with self._db.write() as db:
                    gone += (await db.execute(delete(inbox).where(inbox.c.id.in_(routed)))).rowcount
            if not old:
                return gone
            last = rows[-1].id


def values(group: Sequence[tuple[Arrival, object]]) -> list[dict[str, Any]]:
    """The rows of a group; a nonce that stands in it twice only once, because PostgreSQL wants it so."""
    return [
        {
            "project_id": arrival.project_id,
            "nonce": arrival.nonce,
            "source": arrival.source,
            "type": arrival.type,
            "body": arrival.body,
            "received_at": arrival.received_at,
            "happened_at": arrival.happened_at,
            "state": EventState.NEW,
        }
        for arrival in {(arrival.project_id, arrival.nonce): arrival for arrival, _ in reversed(group)}.values()
    ][::-1]


def row_of(arrival: Arrival) -> tuple[Any, ...]:
    """The parameters of `INSERT`."""
    return (
        arrival.project_id,
        clean(arrival.nonce),
        arrival.source,
        clean(arrival.type),
        arrival.body,
        to_milliseconds(arrival.received_at),
        None if arrival.happened_at is None else to_milliseconds(arrival.happened_at),
    )


def fail(kept: asyncio.Future[bool], error: Exception) -> None:
    """Let whoever waits for this event see the error; nobody may wait any more."""
    with contextlib.suppress(asyncio.InvalidStateError):
        kept.set_exception(error)
