"""Entries of the API's activity lists, as they were read: what happened before the bot came, and what no event tells.

An entry never changes, so one that is read again is the same row.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.db.database import Repository
from bot.storage.db.rows import from_rows, insert
from bot.storage.db.tables import activity_entries

PAGE = 500
"""Rows that are read together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityEntry:
    """One entry, and whose it is: `subject` is a key, `name` what people call it.

    `mark` is the same for the same entry; `reason` is why the resource is rejected since then, as it says itself.
    `id` is 0 until it is stored.
    """

    project_id: str
    mark: str
    subject: str
    name: str
    type: str
    at: datetime
    author: str = ""
    comment: str = ""
    reason: str = ""
    id: int = 0


class ActivityEntryStore(Repository):
    """Add, look, prune."""

    async def add(self, entries: Sequence[ActivityEntry]) -> None:
        """Keep those that are new."""
        if not entries:
            return
        rows = [{name: value for name, value in asdict(entry).items() if name != "id"} for entry in entries]
        statement = insert(activity_entries, is_sqlite=self._db.sqlite).on_conflict_do_nothing(
            index_elements=["project_id", "mark"]
        )
        async with self._db.write() as db:
            await db.execute(statement, rows)

    async def newest(
        self,
        project_id: str,
        *,
        area: str = "",
        since: datetime | None = None,
        before: tuple[datetime, int] | None = None,
        limit: int = PAGE,
    ) -> list[ActivityEntry]:
        """The latest first, of resources whose kind begins with `area`; `before`, an entry's time and id, pages on."""
        table = activity_entries.c
        statement = select(activity_entries).where(table.project_id == project_id)
        if area:
            statement = statement.where(table.subject.startswith(area, autoescape=True))
        if since is not None:
            statement = statement.where(table.at >= since)
        if before is not None:
            at, number = before
            statement = statement.where((table.at < at) | ((table.at == at) & (table.id < number)))
        statement = statement.order_by(table.at.desc(), table.id.desc()).limit(limit)
        async with self._db.read() as db:
            return from_rows(ActivityEntry, await db.execute(statement))

    async def after(
        self, project_id: str, number: int, *, types: Collection[str], limit: int = PAGE
    ) -> list[ActivityEntry]:
        """Those of some types with a greater number, by number."""
        table = activity_entries.c
        where = (table.project_id == project_id) & (table.id > number) & table.type.in_(types)
        async with self._db.read() as db:
            found = await db.execute(select(activity_entries).where(where).order_by(table.id).limit(limit))
            return from_rows(ActivityEntry, found)

    async def prune(self, before: datetime) -> int:
        """Forgets what happened before then; how many entries."""
        async with self._db.write() as db:
            return (await db.execute(delete(activity_entries).where(activity_entries.c.at < before))).rowcount
