"""How things were before a change, and how the change left them: kept for as long as it can be undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy import insert as plain_insert

from bot.storage.db.database import Database, Repository
from bot.storage.db.guard_tables import snapshots
from bot.storage.db.rows import from_row, from_rows
from bot.storage.secrets.cipher import Cipher
from bot.storage.secrets.sealing import SEALED, Sealer, reseal

SEALED_IN = ("args", "before", "after")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One change; `id` is that of its row in the audit log, written before the act.

    `before` and `after` hold the fields that the change has changed, by name; what is absent had no value.
    """

    id: int
    path: str
    args: Mapping[str, Any]
    project_id: str
    channel: str
    user_id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    created_at: datetime
    used_at: datetime | None = None


class SnapshotStore(Repository):
    """Each is put back once; addresses with a password in them are sealed, beside the arguments."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        super().__init__(database)
        self._sealer = Sealer(cipher)

    async def add(self, snapshot: Snapshot) -> None:
        """Keep how one change found things and left them."""
        values = asdict(snapshot)
        kept = self._sealer.seal(str(snapshot.id), {name: values[name] for name in SEALED_IN}, ())
        if SEALED in kept:
            kept["args"] = {**kept["args"], SEALED: kept.pop(SEALED)}
        async with self._db.write() as db:
            await db.execute(plain_insert(snapshots).values({**values, **kept}))

    async def get(self, snapshot_id: int) -> Snapshot | None:
        """The one of a change, by its audit row; None where nothing was kept."""
        async with self._db.read() as db:
            found = await db.execute(select(snapshots).where(snapshots.c.id == snapshot_id))
            kept = from_row(Snapshot, found.one_or_none())
        return None if kept is None else self._opened(kept)

    async def among(self, ids: Collection[int]) -> dict[int, Snapshot]:
        """Those of these that there are."""
        async with self._db.read() as db:
            found = from_rows(Snapshot, await db.execute(select(snapshots).where(snapshots.c.id.in_(ids))))
        return {snapshot.id: opened for snapshot in found if (opened := self._opened(snapshot)) is not None}

    def _opened(self, snapshot: Snapshot) -> Snapshot | None:
        """With what was sealed; None where that can no longer be read, so that nothing can be put back."""
        if SEALED not in snapshot.args:
            return snapshot
        args = dict(snapshot.args)
        sealed = {"args": args, "before": snapshot.before, "after": snapshot.after, SEALED: args.pop(SEALED)}
        opened = self._sealer.open(str(snapshot.id), sealed)
        return replace(snapshot, **opened.values) if opened.complete else None

    async def reencrypt(self) -> int:
        """Encrypts with the first key what is not; how many rows that were."""
        return await reseal(self._db, self._sealer, snapshots, snapshots.c.args)

    async def take(self, snapshot_id: int, now: datetime) -> bool:
        """The right to put it back, given once until it is given back."""
        where = (snapshots.c.id == snapshot_id) & snapshots.c.used_at.is_(None)
        async with self._db.write() as db:
            return (await db.execute(update(snapshots).where(where).values(used_at=now))).rowcount > 0

    async def give_back(self, snapshot_id: int) -> None:
        """It was not put back after all."""
        async with self._db.write() as db:
            await db.execute(update(snapshots).where(snapshots.c.id == snapshot_id).values(used_at=None))

    async def prune(self, before: datetime) -> int:
        """Forget those that were made before then; how many."""
        async with self._db.write() as db:
            return (await db.execute(delete(snapshots).where(snapshots.c.created_at < before))).rowcount
