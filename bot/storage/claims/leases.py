"""Which process does a thing that only one may do at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.claims.claims import is_over
from bot.storage.db.database import Database, Repository
from bot.storage.db.frozen import end_frozen
from bot.storage.db.notifier import Notifier
from bot.storage.db.rows import insert
from bot.storage.db.tables import leases


class LeaseLost(Exception):
    """Another process has taken over; whatever was about to be written must not be."""


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
        while it held the lease's row does not keep it.
        """
        if not self._db.sqlite:
            async with self._db.read() as db:
                await end_frozen(db)
        lasts = timedelta(seconds=seconds)
        until = now + lasts

        def by_rule(held: Held) -> bool:
            return is_over(held.owner, held.until - lasts, now, lasts)

        async with self._db.write() as db:
            statement = insert(leases, is_sqlite=self._db.sqlite).values(name=name, owner=owner, until=until)
            if (await db.execute(statement.on_conflict_do_nothing())).rowcount > 0:
                return True
            asked = select(leases.c.owner, leases.c.until).where(leases.c.name == name).with_for_update()
            held = _held((await db.execute(asked)).one_or_none())
            if held is None or (held.owner != owner and not (over or by_rule)(held)):
                return False
            await db.execute(update(leases).where(leases.c.name == name).values(owner=owner, until=until))
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
        """Return the process that holds a lease, or None."""
        held = await self.held(name)
        return held.owner if held is not None else None


def _held(row: Row[str, datetime] | None) -> Held | None:
    return None if row is None else Held(row.owner, row.until)


async def guard(db: AsyncConnection, name: str, owner: str) -> None:
    """Inside a transaction: raises `LeaseLost` unless `owner` still holds the lease; it stays so until the commit."""
    statement = select(leases.c.owner).where(leases.c.name == name).with_for_update()
    if (await db.execute(statement)).scalar_one_or_none() != owner:
        raise LeaseLost(name)
