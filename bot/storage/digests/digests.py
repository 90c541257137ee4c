"""Digests that channels have asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from bot.storage.db.database import Repository
from bot.storage.db.rows import from_row, from_rows, insert
from bot.storage.db.tables import digests


@dataclass(frozen=True, slots=True)
class Digest:
    """A schedule in the words it was given in, with its time zone; `next_at` is the slot that comes next."""

    id: int
    project_id: str
    channel: str
    schedule: str
    tz: str
    scope: dict[str, Any]
    created_by: str
    created_at: datetime
    paused_at: datetime | None
    next_at: datetime | None


class DigestStore(Repository):
    """Digests by id and channel."""

    async def add(
        self,
        project_id: str,
        channel: str,
        schedule: str,
        tz: str,
        *,
        created_by: str,
        now: datetime,
        next_at: datetime | None = None,
        scope: Mapping[str, Any] | None = None,
    ) -> Digest | None:
        """The new digest; None where the channel has one of this project at the same times already."""
        values = {
            "project_id": project_id, "channel": channel, "schedule": schedule, "tz": tz, "scope": dict(scope or {}),
            "created_by": created_by, "created_at": now, "next_at": next_at,
        }  # fmt: skip
        async with self._db.write() as db:
            statement = insert(digests, is_sqlite=self._db.sqlite).values(values).on_conflict_do_nothing()
            return from_row(Digest, (await db.execute(statement.returning(digests))).one_or_none())

    async def same(self, project_id: str, channel: str, schedule: str, tz: str) -> Digest | None:
        """The channel's digest of this project at these times."""
        where = (
            digests.c.project_id == project_id, digests.c.channel == channel,
            digests.c.schedule == schedule, digests.c.tz == tz,
        )  # fmt: skip
        async with self._db.read() as db:
            return from_row(Digest, (await db.execute(select(digests).where(*where))).one_or_none())

    async def put_back(self, digest: Digest, next_at: datetime | None) -> bool:
        """The digest as it was, also where it was removed meanwhile; False where the channel has such a one already."""
        values = {name: value for name, value in asdict(digest).items() if name != "id"} | {"next_at": next_at}
        same = await self.same(digest.project_id, digest.channel, digest.schedule, digest.tz)
        if same is not None and same.id != digest.id:
            return False
        statement = insert(digests, is_sqlite=self._db.sqlite).values(id=digest.id, **values)
        async with self._db.write() as db:
            await db.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
        return True

    async def get(self, digest_id: int) -> Digest | None:
        """A digest, or None."""
        async with self._db.read() as db:
            return from_row(Digest, (await db.execute(select(digests).where(digests.c.id == digest_id))).one_or_none())

    async def in_channel(self, channel: str) -> list[Digest]:
        """A channel's digests."""
        async with self._db.read() as db:
            found = await db.execute(select(digests).where(digests.c.channel == channel).order_by(digests.c.id))
            return from_rows(Digest, found)

    async def all(self) -> list[Digest]:
        """Every digest, paused ones too."""
        async with self._db.read() as db:
            return from_rows(Digest, await db.execute(select(digests).order_by(digests.c.id)))

    async def due(self, now: datetime) -> list[Digest]:
        """Digests whose next slot has come and that are not paused."""
        where = digests.c.paused_at.is_(None) & (digests.c.next_at <= now)
        async with self._db.read() as db:
            return from_rows(Digest, await db.execute(select(digests).where(where).order_by(digests.c.next_at)))

    async def advance(self, digest_id: int, slot: datetime, next_at: datetime | None) -> bool:
        """On to the next slot; False if somebody else has moved it since."""
        return await self._set(digest_id, digests.c.next_at == slot, next_at=next_at)

    async def pause(self, digest_id: int, now: datetime) -> bool:
        """Stop a digest until it is resumed; False if there is none with this id."""
        return await self._set(digest_id, paused_at=now)

    async def resume(self, digest_id: int, next_at: datetime | None) -> bool:
        """Let a paused digest run again at `next_at`; False if there is none with this id."""
        return await self._set(digest_id, paused_at=None, next_at=next_at)

    async def reschedule(self, digest_id: int, schedule: str, tz: str, next_at: datetime | None) -> bool:
        """Another schedule for the same digest, which goes on comparing itself with its last one."""
        return await self._set(digest_id, schedule=schedule, tz=tz, next_at=next_at)

    async def remove_project(self, project_id: str) -> int:
        """Ends all digests of a project that is no longer connected."""
        async with self._db.write() as db:
            return (await db.execute(delete(digests).where(digests.c.project_id == project_id))).rowcount

    async def remove(self, digest_id: int) -> bool:
        """Its runs go with it."""
        async with self._db.write() as db:
            return (await db.execute(delete(digests).where(digests.c.id == digest_id))).rowcount > 0

    async def _set(self, digest_id: int, *conditions: ColumnElement[bool], **values: Any) -> bool:
        where = (digests.c.id == digest_id, *conditions)
        async with self._db.write() as db:
            return (await db.execute(update(digests).where(*where).values(values))).rowcount > 0
