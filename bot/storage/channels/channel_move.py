"""A channel gets another id: all that is kept of it goes there."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Table, UniqueConstraint, and_, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import audit, channels, digests, metadata

HISTORY = (audit,)
"""Says where something was done, which stays as it was."""
UNIQUE = {digests: ("channel", "project_id", "schedule", "tz")}
"""What the indexes, which are known only to migrations, allow once."""


async def move_channel(database: Database, old: str, new: str) -> None:
    """All of it or nothing; where both ids are known already, the old one, which has the history, wins."""
    async with database.write() as db:
        for table in metadata.sorted_tables:
            if "channel" in table.c and table not in HISTORY:
                await _make_room(db, table, old, new)
                await db.execute(update(table).where(table.c.channel == old).values(channel=new))
        if (await db.execute(select(channels.c.id).where(channels.c.id == old))).one_or_none() is not None:
            await db.execute(delete(channels).where(channels.c.id == new))
            await db.execute(update(channels).where(channels.c.id == old).values(id=new))


async def _make_room(db: AsyncConnection, table: Table, old: str, new: str) -> None:
    """What the new id has already of the same is dropped, where a table holds it only once."""
    for names in _unique_within_channel(table):
        other = table.alias()
        same = [other.c[name] == table.c[name] for name in names if name != "channel"]
        twin = exists().where(and_(other.c.channel == old, *same))
        await db.execute(delete(table).where(table.c.channel == new, twin))


def _unique_within_channel(table: Table) -> Iterator[tuple[str, ...]]:
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and "channel" in constraint.columns:
            yield tuple(column.name for column in constraint.columns)
    if table in UNIQUE:
        yield UNIQUE[table]
