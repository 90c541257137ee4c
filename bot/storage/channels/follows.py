"""Persons who follow one account, sender or template in their direct messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, false, select, true

from bot.storage.db.database import Repository
from bot.storage.db.rows import from_rows, insert
from bot.storage.db.tables import follows


@dataclass(frozen=True, slots=True)
class Follow:
    """One person follows one resource; `once`: only until the work that was asked for has ended."""

    id: int
    project_id: str
    subject: str
    user_id: str
    channel: str
    once: bool
    created_at: datetime


class FollowStore(Repository):
    """Follows by resource and by person."""

    async def add(
        self, project_id: str, subject: str, user_id: str, channel: str, now: datetime, *, once: bool = False
    ) -> bool:
        """False if the person follows it already; following for good takes the place of following once.

        `channel` is the direct message with that person.
        """
        statement = insert(follows, is_sqlite=self._db.sqlite).values(
            project_id=project_id, subject=subject, user_id=user_id, channel=channel, once=once, created_at=now
        )
        for_good = statement.on_conflict_do_update(
            index_elements=["project_id", "subject", "user_id"],
            set_={"once": False},
            where=follows.c.once.is_(True) & (false() if once else true()),
        )
        async with self._db.write() as db:
            return (await db.execute(for_good)).rowcount > 0

    async def remove(self, project_id: str, subject: str, user_id: str) -> bool:
        """End a person's follow; False if they did not follow the resource."""
        where = (follows.c.project_id == project_id) & (follows.c.subject == subject) & (follows.c.user_id == user_id)
        async with self._db.write() as db:
            return (await db.execute(delete(follows).where(where))).rowcount > 0

    async def of_subject(self, project_id: str, subject: str) -> list[Follow]:
        """Who follows a resource."""
        where = (follows.c.project_id == project_id) & (follows.c.subject == subject)
        async with self._db.read() as db:
            return from_rows(Follow, await db.execute(select(follows).where(where).order_by(follows.c.id)))

    async def prune(self, before: datetime) -> int:
        """Forgets who waits since before then for the end of something: it will not come any more."""
        old = follows.c.once.is_(True) & (follows.c.created_at < before)
        async with self._db.write() as db:
            return (await db.execute(delete(follows).where(old))).rowcount

    async def remove_project(self, project_id: str) -> int:
        """Ends all follows of a project that is no longer connected."""
        async with self._db.write() as db:
            return (await db.execute(delete(follows).where(follows.c.project_id == project_id))).rowcount

    async def of_user(self, user_id: str) -> list[Follow]:
        """What a person follows."""
        async with self._db.read() as db:
            found = await db.execute(select(follows).where(follows.c.user_id == user_id).order_by(follows.c.id))
            return from_rows(Follow, found)

    async def subjects(self, project_id: str) -> list[str]:
        """Keys of all resources that somebody follows, for the catch-up."""
        async with self._db.read() as db:
            found = await db.execute(select(follows.c.subject).where(follows.c.project_id == project_id).distinct())
            return list(found.scalars())
