"""Which process does a thing that only one may do at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Small
from bot.storage.rows import insert
from bot.storage.tables import leases


class LeaseLost(Exception):
    """Another process has taken over; whatever was about to be written must not be."""


class LeaseStore(Small):
    """Leases by name. A lease ends by itself, or at once when its owner is known to be dead."""

    async def take(
        self,
        name: str,
        owner: str,
        now: datetime,
        seconds: float,
        *,
        dead: Callable[[str], bool] = lambda _owner: False,
    ) -> bool:
        """Takes or renews the lease; False while somebody else holds it.

        One that lasts longer than anybody may ask for was written by a clock that has jumped: it counts as over.
        """
        until = now + timedelta(seconds=seconds)
        async with self._db.write() as db:
            statement = insert(leases, is_sqlite=self._db.sqlite).values(name=name, owner=owner, until=until)
            if (await db.execute(statement.on_conflict_do_nothing())).rowcount > 0:
                return True
            found = (await db.execute(select(leases).where(leases.c.name == name).with_for_update())).one_or_none()
            if found is None:
                return False
            over = found.until <= now or found.until > now + timedelta(seconds=seconds * 2)
            if found.owner != owner and not over and not dead(found.owner):
                return False
            await db.execute(update(leases).where(leases.c.name == name).values(owner=owner, until=until))
            return True

    async def release(self, name: str, owner: str) -> None:
        async with self._db.write() as db:
            await db.execute(delete(leases).where(leases.c.name == name, leases.c.owner == owner))

    async def holder(self, name: str) -> str | None:
        async with self._db.read() as db:
            return (await db.execute(select(leases.c.owner).where(leases.c.name == name))).scalar_one_or_none()


async def guard(db: AsyncConnection, name: str, owner: str) -> None:
    """Inside a transaction: raises `LeaseLost` unless `owner` still holds the lease; it stays so until the commit."""
    statement = select(leases.c.owner).where(leases.c.name == name).with_for_update()
    if (await db.execute(statement)).scalar_one_or_none() != owner:
        raise LeaseLost(name)
