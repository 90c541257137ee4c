"""Roles that were given to persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.db.database import Repository
from bot.storage.db.rows import from_row, from_rows, insert
from bot.storage.db.tables import grants


@dataclass(frozen=True, slots=True)
class Grant:
    """A person's role, in the words of `Role`."""

    user_id: str
    role: str
    granted_by: str
    granted_at: datetime


class GrantStore(Repository):
    """Roles by person; who has none here is a viewer (or an admin by other means)."""

    async def get(self, user_id: str) -> Grant | None:
        """The role granted to a person, or None."""
        async with self._db.read() as db:
            return from_row(Grant, (await db.execute(select(grants).where(grants.c.user_id == user_id))).one_or_none())

    async def all(self) -> list[Grant]:
        """Every grant."""
        async with self._db.read() as db:
            return from_rows(Grant, await db.execute(select(grants).order_by(grants.c.granted_at, grants.c.user_id)))

    async def give(self, user_id: str, role: str, granted_by: str, now: datetime) -> None:
        """Grant a role; it replaces an earlier one."""
        values = {"role": role, "granted_by": granted_by, "granted_at": now}
        statement = insert(grants, is_sqlite=self._db.sqlite).values(user_id=user_id, **values)
        async with self._db.write() as db:
            await db.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=values))

    async def revoke(self, user_id: str) -> bool:
        """Remove a person's grant; False if there is none."""
        async with self._db.write() as db:
            return (await db.execute(delete(grants).where(grants.c.user_id == user_id))).rowcount > 0
