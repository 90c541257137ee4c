"""Which process does a thing that only one may do at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.claims.claims import is_over
from bot.storage.db.database import Database, Repository
from bot.storage.db.frozen import end_frozen
from bot.storage.db.notifier import Notifier
from bot.storage.db.rows import insert
from bot.storage.db.tables import leases


class LeaseLost(Exception):
    """Another process has taken over; whatever was about to be written must not be."""


class RowIsHeld(Exception):
    """A transaction that goes on for longer than `LOOK_AGAIN_SECONDS` has locked the lease's row."""


LOOK_AGAIN_SECONDS = 1.0
"""After so long a wait for the row we look again whether who holds it has frozen meanwhile."""
LOCK_NOT_AVAILABLE = "55P03"
"""https://www.postgresql.org/docs/current/errcodes-appendix.html"""


@dataclass(frozen=True, slots=True)
class Held:
    """A lease as it stands; a renewal changes `until`."""

    owner: str
    until: datetime


def topic(name: str) -> str:
    """The topic that is notified when the lease becomes free."""
    return f"free {name}"


class LeaseStore(Repository):
    """Leases by name. A lease ends by itself, or earlier when whoever wants it knows that its owner is gone."""

    def __init__(self, database: Database, notifier: Notifier) -> None:
        super().__init__(database)
        self._notifier = notifier

    async def take(
        self,
        name: str,
        owner: str,
        now: datetime,
        seconds: float,
        *,
        over: Callable[[Held], bool] | None = None,
    ) -> bool:
        """Takes or renews the lease; False while somebody else holds it.

        `over` judges a lease of somebody else instead of the rule of `bot.storage.claims.claims`. A process that froze
        while it held the lease's row, be it long ago or since we wait for the row, does not keep it.
        """
        lasts = timedelta(seconds=seconds)

        def by_rule(held: Held) -> bool:
            return is_over(held.owner, held.until - lasts, now, lasts)

        wanted = {"name": name, "owner": owner, "until": now + lasts}
        if self._db.sqlite:
            async with self._db.write() as db:
                return await self._take(db, wanted, over or by_rule)
        while True:
            async with self._db.read() as db:
                await end_frozen(db)
            async with self._db.write() as db:
                with suppress(RowIsHeld):
                    async with _unless_held(db):
                        return await self._take(db, wanted, over or by_rule)

    async def _take(self, db: AsyncConnection, wanted: Mapping[str, Any], over: Callable[[Held], bool]) -> bool:
        statement = insert(leases, is_sqlite=self._db.sqlite).values(wanted)
        if (await db.execute(statement.on_conflict_do_nothing())).rowcount > 0:
            return True
        its_row = leases.c.name == wanted["name"]
        asked = select(leases.c.owner, leases.c.until).where(its_row).with_for_update()
        held = _held((await db.execute(asked)).one_or_none())
        if held is None or (held.owner != wanted["owner"] and not over(held)):
            return False
        await db.execute(update(leases).where(its_row).values(wanted))
        return True

    async def release(self, name: str, owner: str) -> None:
        """Lets the next one begin, and on PostgreSQL tells the other processes so."""
        async with self._db.write() as db:
            await db.execute(delete(leases).where(leases.c.name == name, leases.c.owner == owner))
            await self._notifier.notify_within(db, topic(name))

    async def held(self, name: str) -> Held | None:
        """Looks without taking part."""
        async with self._db.read() as db:
            asked = select(leases.c.owner, leases.c.until).where(leases.c.name == name)
            return _held((await db.execute(asked)).one_or_none())

    async def holder(self, name: str) -> str | None:
        """The process that holds a lease, or None."""
        held = await self.held(name)
        return held.owner if held is not None else None


@asynccontextmanager
async def _unless_held(db: AsyncConnection) -> AsyncIterator[None]:
    """Statements that wait for a row for a while only. Raises `RowIsHeld`; the transaction itself stands."""
    try:
        async with db.begin_nested():
            await db.execute(text(f"SET LOCAL lock_timeout = {round(LOOK_AGAIN_SECONDS * 1000)}"))
            yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            raise RowIsHeld from error
        raise


def _held(row: Row[str, datetime] | None) -> Held | None:
    return None if row is None else Held(row.owner, row.until)


async def guard(db: AsyncConnection, name: str, owner: str) -> None:
    """Inside a transaction: raises `LeaseLost` unless `owner` still holds the lease; it stays so until the commit."""
    statement = select(leases.c.owner).where(leases.c.name == name).with_for_update()
    if (await db.execute(statement)).scalar_one_or_none() != owner:
        raise LeaseLost(name)
