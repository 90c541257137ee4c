"""Requests of people that were acted on, so that a repetition of one is known as such, also after a restart."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_

from bot.storage.db.database import Repository
from bot.storage.db.rows import insert
from bot.storage.db.tables import requests


class RequestStore(Repository):
    """Keys of requests, each held by the first who claims it until it expires."""

    async def claim(self, key: str, now: datetime, until: datetime) -> bool:
        """True for the first of all who ask, however many ask at the same time; again once it has expired.

        What is held for far longer than anybody asks for was claimed before the clock was set back.
        """
        statement = insert(requests, is_sqlite=self._db.sqlite).values(key=key, expires_at=until)
        over = or_(requests.c.expires_at <= now, requests.c.expires_at > until + (until - now))
        again = statement.on_conflict_do_update(index_elements=[requests.c.key], set_={"expires_at": until}, where=over)
        async with self._db.write() as db:
            return (await db.execute(again)).rowcount > 0

    async def release(self, key: str) -> None:
        """Nothing was done: the same request may come once more."""
        async with self._db.write() as db:
            await db.execute(delete(requests).where(requests.c.key == key))

    async def prune(self, before: datetime) -> int:
        """Forgets what has expired."""
        async with self._db.write() as db:
            return (await db.execute(delete(requests).where(requests.c.expires_at < before))).rowcount
