"""Commands that wait for their person to confirm them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, insert, select, update

from bot.storage.db.database import Database, Repository
from bot.storage.db.rows import from_row, from_rows
from bot.storage.db.tables import pending
from bot.storage.secrets.cipher import Cipher
from bot.storage.secrets.sealing import Sealer, reseal, unreadable

SHOWN = "shown"
"""Name under which a question's place has its message: channel, time stamp, text."""

ANSWER = "answer"
"""Name under which an answered question's place has how it was answered."""

How = Literal["confirmed", "cancelled", "lost"]
"""How a question ended when it was taken; `lost`: what was asked about can no longer be read."""

PRESS = "press"
"""Name under which a question's place has the key of the press that opened it."""


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

    @property
    def answer(self) -> How | None:
        """How it was answered; None where it was not. One that an earlier version took was confirmed."""
        how: How = self.place.get(ANSWER, "confirmed")
        return None if self.used_at is None else how


class PendingStore(Repository):
    """Each is taken once, by the person who asked, in time; secrets among the arguments are sealed."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        super().__init__(database)
        self.sealer = Sealer(cipher)

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
        secrets: Collection[str] = (),
    ) -> None:
        """`secrets` are the names of those arguments that nobody may read later."""
        async with self._db.write() as db:
            await db.execute(
                insert(pending).values(
                    id=pending_id,
                    user_id=user_id,
                    path=path,
                    args=self.sealer.seal(pending_id, args, secrets),
                    place=dict(place),
                    created_at=now,
                    expires_at=expires_at,
                )
            )

    async def take(self, pending_id: str, user_id: str, now: datetime, how: How = "confirmed") -> Pending | None:
        """The command, exactly once; None if it expired, was taken, is somebody else's, or its secrets are lost."""
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
            taken = from_row(Pending, (await db.execute(statement)).one_or_none())
            if taken is not None:  # what was typed may be a secret, and is not needed twice
                opened = self.sealer.open(pending_id, taken.args)
                place = {**taken.place, ANSWER: how if opened.complete else "lost"}
                await db.execute(update(pending).where(pending.c.id == pending_id).values(args={}, place=place))
        if taken is None:
            return None
        self.sealer.forget(pending_id)
        return replace(taken, args=opened.values) if opened.complete else None

    async def get(self, pending_id: str) -> Pending | None:
        """For saying why it cannot be taken."""
        async with self._db.read() as db:
            return from_row(
                Pending, (await db.execute(select(pending).where(pending.c.id == pending_id))).one_or_none()
            )

    async def open_of(self, user_id: str, now: datetime) -> list[Pending]:
        """What this person was asked and may still answer, arguments sealed."""
        mine = (pending.c.user_id == user_id) & pending.c.used_at.is_(None) & (pending.c.expires_at > now)
        async with self._db.read() as db:
            return from_rows(Pending, await db.execute(select(pending).where(mine)))

    async def shown(self, pending_id: str, channel: str, ts: str, text: str) -> None:
        """Where it stands, as a message that can be edited."""
        await self._place(pending_id, {SHOWN: {"channel": channel, "ts": ts, "text": text}})

    async def over(self, now: datetime) -> list[Pending]:
        """What nobody answered in time and still stands somewhere, buttons and all."""
        late = pending.c.used_at.is_(None) & (pending.c.expires_at <= now)
        async with self._db.read() as db:
            found = from_rows(Pending, await db.execute(select(pending).where(late)))
        return [question for question in found if question.place.get(SHOWN)]

    async def taken_down(self, pending_id: str) -> None:
        """Its message says now that it is over."""
        await self._place(pending_id, {SHOWN: None})

    async def _place(self, pending_id: str, known: Mapping[str, Any]) -> None:
        where = pending.c.id == pending_id
        async with self._db.write() as db:
            place = (await db.execute(select(pending.c.place).where(where))).scalar_one_or_none()
            await db.execute(update(pending).where(where).values(place={**(place or {}), **known}))

    async def blank(self, now: datetime) -> None:
        """What was typed for a question that has expired is needed by nobody."""
        async with self._db.write() as db:
            await db.execute(update(pending).where(pending.c.expires_at <= now).values(args={}))

    async def unreadable(self) -> Counter[str]:
        """How many questions have secrets that cannot be read, by the id of the key that is missing."""
        return await unreadable(self._db, self.sealer, pending, pending.c.args)

    async def reencrypt(self) -> int:
        """Encrypts with the first key what is not; how many rows that were."""
        return await reseal(self._db, self.sealer, pending, pending.c.args)

    async def prune(self, before: datetime) -> int:
        """Delete questions that expired before this time; returns how many."""
        async with self._db.write() as db:
            return (await db.execute(delete(pending).where(pending.c.expires_at < before))).rowcount
