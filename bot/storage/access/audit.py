"""Who did what, when, where, and how it ended. Never pruned by itself, never changed.

What changes something is written before it happens (`begun`), its outcome after it in a row of its own: where nothing
can be written, nothing is done. Each row carries the hash of the row before it; `audit_head` remembers the last one.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, cast, exists, insert, or_, select, type_coerce, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.access.audit_chain import START, ChainBreak, first_break, row_hash
from bot.storage.db.database import Repository
from bot.storage.db.rows import from_row, from_rows
from bot.storage.db.tables import audit, audit_head
from bot.storage.db.types import clean, to_milliseconds

CHUNK = 500
"""Rows that are read at a time."""
_HEAD = 1
"""The only row of `audit_head`."""
HEAD_GONE = "may not be the newest: the note of which one is was removed, and nothing can be changed until it's back"
RESTORE_HEAD = "INSERT INTO audit_head SELECT 1, id, hash FROM audit ORDER BY id DESC LIMIT 1"
"""What makes the newest row that is there the newest one; for who has compared it with a backup."""


class Unaudited(SQLAlchemyError):
    """An act was not begun, because the row before it could not be written."""


class HeadMissing(Unaudited):
    """Nothing can be appended: somebody has removed the note of which row is the newest."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit log; `args` have no secrets: whoever writes it has masked them."""

    id: int
    at: datetime
    user_id: str
    user_name: str
    project_id: str | None
    channel: str | None
    action: str
    args: dict[str, Any]
    outcome: str
    """An `AuditOutcome`."""
    detail: str | None
    request_id: str | None
    begun_id: int | None = None


_COLUMNS = [audit.c[name] for name in AuditEntry.__slots__]


class AuditStore(Repository):
    """Append, look, verify."""

    async def add(
        self,
        *,
        at: datetime,
        user_id: str,
        user_name: str,
        action: str,
        args: Mapping[str, Any],
        outcome: str,
        project_id: str | None = None,
        channel: str | None = None,
        detail: str | None = None,
        request_id: str | None = None,
        begun_id: int | None = None,
    ) -> int:
        """Append a row; its number. Raises `HeadMissing`.

        `begun_id` is that of the row written before the act whose outcome this tells.
        """
        values = {
            "user_id": clean(user_id), "user_name": clean(user_name), "project_id": project_id, "channel": channel,
            "action": clean(action), "args": json.loads(json.dumps(dict(args), default=str)), "outcome": outcome,
            "detail": None if detail is None else clean(detail), "request_id": request_id, "begun_id": begun_id,
        }  # fmt: skip
        async with self._db.write() as db:
            last = await _last(db)
            row = {**values, "id": last.id + 1, "at": to_milliseconds(at), "previous": last.hash}
            row["hash"] = row_hash(row)
            await db.execute(insert(audit).values({**row, "at": at}))
            await db.execute(update(audit_head).values(row_id=row["id"], hash=row["hash"]))
        return int(row["id"])

    async def recent(
        self,
        limit: int = 20,
        *,
        before_id: int | None = None,
        user_id: str | None = None,
        action: str | None = None,
        project_id: str | None = None,
        since: datetime | None = None,
        request_id: str | None = None,
        about: Collection[str] = (),
        verbs: Collection[str] = (),
    ) -> list[AuditEntry]:
        """Newest first, an act with its outcome as one; `before_id` pages on; `action` begins a command's words.

        `about`: only what names one of these words, in whatever argument; `verbs` end a command's words.
        """
        later = audit.alias("later")
        has_outcome = exists().where(later.c.begun_id == audit.c.id)
        statement = select(*_COLUMNS).where(~has_outcome).order_by(audit.c.id.desc()).limit(limit)
        if before_id is not None:
            statement = statement.where(audit.c.id < before_id)
        if user_id is not None:
            statement = statement.where(audit.c.user_id == user_id)
        if action is not None:
            statement = statement.where(audit.c.action.startswith(action, autoescape=True))
        if project_id is not None:
            statement = statement.where(audit.c.project_id == project_id)
        if request_id is not None:
            statement = statement.where(audit.c.request_id == request_id)
        if since is not None:
            statement = statement.where(audit.c.at >= since)
        if verbs:
            statement = statement.where(or_(*(audit.c.action.endswith(f" {verb}", autoescape=True) for verb in verbs)))
        if about:
            return await self._naming(statement, about, limit)
        async with self._db.read() as db:
            return from_rows(AuditEntry, await db.execute(statement))

    async def _naming(self, statement: Select[Any], words: Collection[str], limit: int) -> list[AuditEntry]:
        """The database finds the letters, and here it is seen whether they are a name or only a part of one."""
        stored = type_coerce(cast(audit.c.args, Text), Text)
        letters = or_(*(stored.icontains(json.dumps(word)[1:-1], autoescape=True) for word in words))
        whole = re.compile("|".join(rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in words), re.IGNORECASE)
        found: list[AuditEntry] = []
        last: int | None = None
        while len(found) < limit:
            chosen = statement.where(letters) if last is None else statement.where(letters, audit.c.id < last)
            async with self._db.read() as db:
                rows = from_rows(AuditEntry, await db.execute(chosen.limit(CHUNK)))
            found += [row for row in rows if any(whole.search(text) for text in _texts(row.args))]
            if len(rows) < CHUNK:
                break
            last = rows[-1].id
        return found[:limit]

    async def entry(self, row_id: int) -> AuditEntry | None:
        """One row."""
        async with self._db.read() as db:
            return from_row(AuditEntry, (await db.execute(select(*_COLUMNS).where(audit.c.id == row_id))).one_or_none())

    async def verify(self) -> ChainBreak | None:
        """Walks the whole chain; the first row that does not fit, None where all do."""
        previous, last = START, 0
        async for rows in self._chunks():
            if found := first_break(rows, previous):
                return found
            previous, last = rows[-1]["hash"], rows[-1]["id"]
        async with self._db.read() as db:
            head = (await db.execute(select(audit_head))).one_or_none()
            if head is None:
                return ChainBreak(last, HEAD_GONE)
            if head.hash == previous:
                return None
            if head.row_id <= last:
                return ChainBreak(last, "was added by hand: I didn't write it")
            newer = await db.execute(select(audit.c.id).where(audit.c.hash == head.hash))
            if newer.one_or_none() is not None:
                return None  # written while we looked
        return ChainBreak(head.row_id, "is missing: it was the newest one")

    async def _chunks(self) -> AsyncIterator[list[dict[str, Any]]]:
        """All rows as they are stored, oldest first."""
        columns = [column for column in audit.c if column.name not in ("at", "args")]
        # As stored: what somebody wrote by hand need be neither a time nor JSON.
        raw = [type_coerce(audit.c.at, audit.c.id.type).label("at"), type_coerce(audit.c.args, Text).label("args")]
        statement = select(*columns, *raw).order_by(audit.c.id).limit(CHUNK)
        last: int | None = None  # what somebody added by hand may have any number
        while True:
            async with self._db.read() as db:
                chosen = statement if last is None else statement.where(audit.c.id > last)
                rows = [{**row._mapping, "args": _parsed(row.args)} for row in await db.execute(chosen)]
            if not rows:
                return
            last = rows[-1]["id"]
            yield rows


async def _last(db: AsyncConnection) -> Any:
    """The newest row's number and hash; on PostgreSQL nobody else appends until the commit. Raises `HeadMissing`."""
    head = select(audit_head.c.row_id.label("id"), audit_head.c.hash).where(audit_head.c.id == _HEAD)
    found = (await db.execute(head.with_for_update())).one_or_none()
    if found is None:
        raise HeadMissing("audit_head is empty")
    return found


def _texts(value: Any) -> Iterator[str]:
    """All that is text in it, however deep."""
    if isinstance(value, Mapping):
        value = [*value.values()]
    if isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def _parsed(stored: Any) -> Any:
    if not isinstance(stored, str):
        return stored
    try:
        return json.loads(stored)
    except ValueError:
        return stored
