"""A channel gets another id: all that is kept of it goes there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, Text, UniqueConstraint, and_, cast, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import audit, channels, digests, key_values, metadata

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
            if "place" in table.c:
                await _move_places(db, table, old, new)
        await _move_facts(db, old, new)
        if (await db.execute(select(channels.c.id).where(channels.c.id == old))).one_or_none() is not None:
            await db.execute(delete(channels).where(channels.c.id == new))
            await db.execute(update(channels).where(channels.c.id == old).values(id=new))


async def _move_places(db: AsyncConnection, table: Table, old: str, new: str) -> None:
    """Where something was asked, and is answered."""
    named = cast(table.c.place, Text).contains(f'"{old}"', autoescape=True)
    for row in (await db.execute(select(table.c.id, table.c.place).where(named))).all():
        await db.execute(update(table).where(table.c.id == row.id).values(place=_renamed(row.place, old, new)))


def _renamed(place: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """The place itself, and that of the message which asks there."""
    moved = {name: _renamed(value, old, new) if isinstance(value, dict) else value for name, value in place.items()}
    return {**moved, "channel": new} if place.get("channel") == old else moved


async def _move_facts(db: AsyncConnection, old: str, new: str) -> None:
    """Facts whose key names the channel: the project that its commands mean, a question that stands in it."""
    name = re.compile(rf"(?<![A-Za-z0-9]){re.escape(old)}(?![A-Za-z0-9])")
    keys = (await db.execute(select(key_values.c.key).where(key_values.c.key.contains(old, autoescape=True)))).scalars()
    for key in [key for key in keys if name.search(key)]:
        moved = name.sub(new, key)
        await db.execute(delete(key_values).where(key_values.c.key == moved))
        await db.execute(update(key_values).where(key_values.c.key == key).values(key=moved))


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
