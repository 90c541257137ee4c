"""Forms that are being filled in, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update

from bot.storage.db.database import Database, Repository
from bot.storage.db.rows import from_row
from bot.storage.db.tables import drafts
from bot.storage.secrets.cipher import Cipher
from bot.storage.secrets.sealing import Sealer, reseal, unreadable


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person has filled in so far for the command at `path`; `revision` grows when its fields are rearranged."""

    id: str
    user_id: str
    path: str
    project_id: str
    step: str
    state: dict[str, Any]
    revision: int
    updated_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class DraftStore(Repository):
    """Each belongs to one person, is kept for a while, and is sent once; secrets that were filled in are sealed."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        super().__init__(database)
        self.sealer = Sealer(cipher)

    async def add(
        self,
        draft_id: str,
        user_id: str,
        path: str,
        *,
        project_id: str,
        step: str,
        state: Mapping[str, Any],
        now: datetime,
        expires_at: datetime,
        secrets: Collection[str] = (),
    ) -> Draft:
        """`secrets` are the names of those fields that nobody may read later."""
        made = Draft(draft_id, user_id, path, project_id, step, dict(state), 0, now, expires_at)
        async with self._db.write() as db:
            kept = {**asdict(made), "state": self.sealer.seal(draft_id, state, secrets)}
            await db.execute(insert(drafts).values(kept))
        return made

    async def get(self, draft_id: str, user_id: str, now: datetime) -> Draft | None:
        """The draft; None if it has expired, was sent, or belongs to somebody else."""
        statement = select(drafts).where(drafts.c.id == draft_id, *_open(user_id, now))
        async with self._db.read() as db:
            return self._opened(from_row(Draft, (await db.execute(statement)).one_or_none()))

    async def latest(self, user_id: str, path: str, project_id: str, now: datetime) -> Draft | None:
        """What the person filled in last for a command and did not send."""
        statement = (
            select(drafts)
            .where(drafts.c.path == path, drafts.c.project_id == project_id, *_open(user_id, now))
            .order_by(drafts.c.updated_at.desc())
            .limit(1)
        )
        async with self._db.read() as db:
            return self._opened(from_row(Draft, (await db.execute(statement)).one_or_none()))

    async def save(
        self,
        draft: Draft,
        *,
        step: str,
        state: Mapping[str, Any],
        now: datetime,
        expires_at: datetime,
        rearranged: bool = False,
        secrets: Collection[str] = (),
    ) -> Draft | None:
        """Keep what was filled in; None if the draft was rearranged, sent or dropped since `draft` was read."""
        statement = (
            update(drafts)
            .where(drafts.c.id == draft.id, drafts.c.revision == draft.revision, *_open(draft.user_id, now))
            .values(
                step=step,
                state=self.sealer.seal(draft.id, state, secrets),
                revision=draft.revision + rearranged,
                updated_at=now,
                expires_at=expires_at,
            )
            .returning(drafts)
        )
        async with self._db.write() as db:
            return self._opened(from_row(Draft, (await db.execute(statement)).one_or_none()))

    def _opened(self, draft: Draft | None) -> Draft | None:
        """With its secrets; those that are lost (see `bot.storage.secrets.sealing`) are to be filled in again."""
        return draft and replace(draft, state=self.sealer.open(draft.id, draft.state).values)

    async def take(self, draft: Draft, now: datetime) -> bool:
        """The right to send it, given once until it is put back."""
        statement = update(drafts).where(drafts.c.id == draft.id, *_open(draft.user_id, now)).values(used_at=now)
        async with self._db.write() as db:
            return (await db.execute(statement)).rowcount == 1

    async def put_back(self, draft: Draft) -> None:
        """It was not sent after all."""
        async with self._db.write() as db:
            await db.execute(update(drafts).where(drafts.c.id == draft.id).values(used_at=None))

    async def remove(self, draft_id: str, user_id: str) -> None:
        """Delete a person's draft and the key of its secrets."""
        self.sealer.forget(draft_id)
        async with self._db.write() as db:
            await db.execute(delete(drafts).where(drafts.c.id == draft_id, drafts.c.user_id == user_id))

    async def unreadable(self) -> Counter[str]:
        """How many drafts have secrets that cannot be read, by the id of the key that is missing."""
        return await unreadable(self._db, self.sealer, drafts, drafts.c.state)

    async def reencrypt(self) -> int:
        """Encrypts with the first key what is not; how many rows that were."""
        return await reseal(self._db, self.sealer, drafts, drafts.c.state)

    async def prune(self, before: datetime) -> int:
        """Delete drafts that expired before this time; returns how many."""
        async with self._db.write() as db:
            return (await db.execute(delete(drafts).where(drafts.c.expires_at < before))).rowcount


def _open(user_id: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return drafts.c.user_id == user_id, drafts.c.used_at.is_(None), drafts.c.expires_at > now
