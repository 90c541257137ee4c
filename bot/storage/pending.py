"""Commands that wait for their person to confirm them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from bot.storage.db.database import Repository
from bot.storage.db.rows import one
from bot.storage.db.tables import pending


@dataclass(frozen=True, slots=True)
class Pending:
    """A command with arguments, saved until somebody says yes."""

    id: str
    user_id: str
    path: str
    args: dict[str, Any]
    place: dict[str, Any]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class PendingStore(Repository):
    """Each is taken once, by the person who asked, in time."""

    async def add(
        self,
        pending_id: str,
        user_id: str,
        path: str,
        *,
        args: Mapping[str, Any],
        place: Mapping[str, Any],
        now: datetime,
        expires_at: datetime,
    ) -> None:
        async with self._db.write() as db:
            await db.execute(
                insert(pending).values(
                    id=pending_id,
                    user_id=user_id,
                    path=path,
                    args=dict(args),
                    place=dict(place),
                    created_at=now,
                    expires_at=expires_at,
                )
            )

    async def take(self, pending_id: str, user_id: str, now: datetime) -> Pending | None:
        """The command, exactly once; None if it expired, was taken, or belongs to somebody else."""
        statement = (
            update(pending)
            .where(
                pending.c.id == pending_id,
                pending.c.user_id == user_id,
                pending.c.used_at.is_(None),
                pending.c.expires_at > now,
            )
            .values(used_at=now)
            .returning(pending)
        )
        async with self._db.write() as db:
            taken = one(Pending, (await db.execute(statement)).one_or_none())
            if taken is not None:  # what was typed may be a secret, and is not needed twice
                await db.execute(update(pending).where(pending.c.id == pending_id).values(args={}))
            return taken

    async def get(self, pending_id: str) -> Pending | None:
        """For saying why it cannot be taken."""
        async with self._db.read() as db:
            return one(Pending, (await db.execute(select(pending).where(pending.c.id == pending_id))).one_or_none())

    async def prune(self, before: datetime) -> int:
        async with self._db.write() as db:
            return (await db.execute(delete(pending).where(pending.c.expires_at < before))).rowcount
