"""Small facts that outlive a restart: first start done, where a catch-up stands, whether Slack's token works."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Repository
from bot.storage.db.rows import insert
from bot.storage.db.tables import key_values

CHUNK = 250
"""Rows of one statement: databases bound the number of its values."""


class KeyValueStore(Repository):
    """JSON values by key."""

    async def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or `default`."""
        async with self._db.read() as db:
            found = (await db.execute(select(key_values.c.value).where(key_values.c.key == key))).one_or_none()
        return default if found is None else found.value

    async def set(self, key: str, value: Any, now: datetime) -> None:
        """Store a JSON value; it replaces an earlier one."""
        values = {"value": value, "updated_at": now}
        statement = insert(key_values, is_sqlite=self._db.sqlite).values(key=key, **values)
        async with self._db.write() as db:
            await db.execute(statement.on_conflict_do_update(index_elements=["key"], set_=values))

    async def set_all(self, values: Mapping[str, Any], now: datetime) -> None:
        """Several at once."""
        if values:
            async with self._db.write() as db:
                await write_all(db, values, now, is_sqlite=self._db.sqlite)

    async def once(self, key: str, now: datetime) -> bool:
        """True for the first who asks, ever."""
        statement = insert(key_values, is_sqlite=self._db.sqlite).values(key=key, value=True, updated_at=now)
        async with self._db.write() as db:
            return (await db.execute(statement.on_conflict_do_nothing())).rowcount > 0

    async def first(self, key: str, value: str, now: datetime) -> str:
        """Stores the value where the key has none; the one that it has then, the same for all who ask."""
        statement = insert(key_values, is_sqlite=self._db.sqlite).values(key=key, value=value, updated_at=now)
        async with self._db.write() as db:
            await db.execute(statement.on_conflict_do_nothing())
            return str((await db.execute(select(key_values.c.value).where(key_values.c.key == key))).scalar_one())

    async def among(self, keys: Collection[str]) -> dict[str, Any]:
        """The values of those of these keys that exist."""
        if not keys:
            return {}
        wanted, found = list(keys), dict[str, Any]()
        async with self._db.read() as db:
            for at in range(0, len(wanted), CHUNK):
                where = key_values.c.key.in_(wanted[at : at + CHUNK])
                rows = await db.execute(select(key_values.c.key, key_values.c.value).where(where))
                found |= {row.key: row.value for row in rows}
        return found

    async def prune(self, prefix: str, before: datetime) -> int:
        """Forgets the facts of one family that were not touched since then."""
        old = key_values.c.key.startswith(prefix, autoescape=True) & (key_values.c.updated_at < before)
        async with self._db.write() as db:
            return (await db.execute(delete(key_values).where(old))).rowcount

    async def remove(self, key: str) -> None:
        """Delete a key; one that does not exist is no error."""
        async with self._db.write() as db:
            await remove(db, key)


async def remove(db: AsyncConnection, key: str) -> bool:
    """Inside a transaction: delete a key; False if there is none."""
    return (await db.execute(delete(key_values).where(key_values.c.key == key))).rowcount > 0


async def read_locked(db: AsyncConnection, keys: Collection[str]) -> dict[str, Any]:
    """Inside a transaction: the values of those of these keys that exist; they stay so until its end."""
    where = key_values.c.key.in_(list(keys))
    rows = await db.execute(
        select(key_values.c.key, key_values.c.value).where(where).order_by(key_values.c.key).with_for_update()
    )
    return {row.key: row.value for row in rows}


async def write_all(db: AsyncConnection, values: Mapping[str, Any], now: datetime, *, is_sqlite: bool) -> None:
    """Inside a transaction: store JSON values by key."""
    rows = [{"key": key, "value": value, "updated_at": now} for key, value in values.items()]
    statement = insert(key_values, is_sqlite=is_sqlite)
    new = {"value": statement.excluded.value, "updated_at": statement.excluded.updated_at}
    # Row by row: one statement for all would be compiled again for each number of them.
    await db.execute(statement.on_conflict_do_update(index_elements=["key"], set_=new), rows)
