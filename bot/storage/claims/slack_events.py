"""Events of Slack that were seen, because Slack delivers some of them again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Repository
from bot.storage.db.rows import insert
from bot.storage.db.tables import slack_events


class SlackEventStore(Repository):
    """Event ids with their age."""

    async def first_time(self, event_id: str, now: datetime) -> bool:
        """True exactly once for each id, however many requests ask at the same time."""
        async with self._db.write() as db:
            return await first_time(db, event_id, now, is_sqlite=self._db.sqlite)

    async def prune(self, before: datetime) -> int:
        """Delete event ids seen before this time; returns how many."""
        async with self._db.write() as db:
            return (await db.execute(delete(slack_events).where(slack_events.c.seen_at < before))).rowcount


async def first_time(db: AsyncConnection, event_id: str, now: datetime, *, is_sqlite: bool) -> bool:
    """Inside a transaction: whether this event is new; it is remembered when the transaction is committed."""
    statement = insert(slack_events, is_sqlite=is_sqlite).values(id=event_id, seen_at=now)
    return (await db.execute(statement.on_conflict_do_nothing())).rowcount > 0
