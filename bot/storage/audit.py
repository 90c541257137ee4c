"""Who did what, when, where, and how it ended. Never pruned by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from bot.storage.db.database import Repository
from bot.storage.db.rows import many
from bot.storage.db.tables import audit


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log; `args` have their secrets taken out by whoever writes it."""

    id: int
    at: datetime
    user_id: str
    user_name: str
    project_id: str | None
    channel: str | None
    action: str
    args: dict[str, Any]
    outcome: str
    detail: str | None
    request_id: str | None


class AuditStore(Repository):
    """Append and look."""

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
    ) -> int:
        """`outcome`: done, failed, refused or cancelled. Returns the row's number."""
        statement = insert(audit).values(
            at=at,
            user_id=user_id,
            user_name=user_name,
            action=action,
            args=dict(args),
            outcome=outcome,
            project_id=project_id,
            channel=channel,
            detail=detail,
            request_id=request_id,
        )
        async with self._db.write() as db:
            return int((await db.execute(statement.returning(audit.c.id))).scalar_one())

    async def recent(
        self,
        limit: int = 20,
        *,
        before_id: int | None = None,
        user_id: str | None = None,
        action: str | None = None,
        project_id: str | None = None,
        since: datetime | None = None,
    ) -> list[Entry]:
        """Newest first; `before_id` pages on; `action` is the beginning of a command's words."""
        statement = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if before_id is not None:
            statement = statement.where(audit.c.id < before_id)
        if user_id is not None:
            statement = statement.where(audit.c.user_id == user_id)
        if action is not None:
            statement = statement.where(audit.c.action.startswith(action, autoescape=True))
        if project_id is not None:
            statement = statement.where(audit.c.project_id == project_id)
        if since is not None:
            statement = statement.where(audit.c.at >= since)
        async with self._db.read() as db:
            return many(Entry, await db.execute(statement))
