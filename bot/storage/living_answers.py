"""Answers that are edited when something happens to the resource that they are about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, select, update

from bot.storage.channels.channels import LONGEST_PAUSE
from bot.storage.db.database import Repository
from bot.storage.db.rows import from_row, from_rows, insert
from bot.storage.db.tables import channels, inbox, living_answers

_CHANGED = -1
"""In place of the newest event: something changed without one."""


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """A message that answers the command at `path`; a channel has one for each resource."""

    project_id: str
    subject: str
    path: str
    args: dict[str, Any]
    user_id: str
    channel: str
    ts: str
    seen_id: int
    shown: str
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class LivingAnswer(NewAnswer):
    """One that is kept; `seen_id` is the newest event that it shows, `shown` a hash of what it shows."""

    id: int


class LivingAnswerStore(Repository):
    """Which messages show what, and which of them lag behind."""

    async def save(self, answer: NewAnswer) -> None:
        """The channel's answer about this resource from now on."""
        values = asdict(answer)
        statement = insert(living_answers, is_sqlite=self._db.sqlite).values(values)
        keys = ["channel", "project_id", "subject", "path"]
        new = {name: statement.excluded[name] for name in values if name not in keys}
        async with self._db.write() as db:
            await db.execute(statement.on_conflict_do_update(index_elements=keys, set_=new))

    async def find(self, channel: str, project_id: str, subject: str, path: str) -> LivingAnswer | None:
        """The channel's answer about a resource, or None."""
        columns = living_answers.c
        same = (columns.channel == channel) & (columns.project_id == project_id) & (columns.subject == subject)
        async with self._db.read() as db:
            found = await db.execute(select(living_answers).where(same, columns.path == path))
            return from_row(LivingAnswer, found.one_or_none())

    async def newest_event(self, project_id: str, subject: str) -> int:
        """The newest event of a resource that is routed; 0 where there is none."""
        same = (inbox.c.project_id == project_id) & (inbox.c.subject == subject)
        async with self._db.read() as db:
            found = await db.execute(select(func.max(inbox.c.id)).where(same))
            return int(found.scalar_one() or 0)

    async def lagging(self, limit: int, now: datetime, *, without: Collection[int] = ()) -> list[LivingAnswer]:
        """Those whose resource something has happened to, longest undrawn first; not where Slack refuses us now."""
        which = _lags() & ~_refusing(now) & living_answers.c.id.not_in(without)
        statement = select(living_answers).where(which).order_by(living_answers.c.drawn_at).limit(limit)
        async with self._db.read() as db:
            return from_rows(LivingAnswer, await db.execute(statement))

    async def changed(self, project_id: str, subject: str) -> int:
        """The resource has changed without an event; how many answers show it."""
        where = (living_answers.c.project_id == project_id) & (living_answers.c.subject == subject)
        return await self._set(where, seen_id=_CHANGED)

    async def age(self, before: datetime) -> int:
        """What was drawn before then is due again: it says how many days something takes."""
        return await self._set(living_answers.c.drawn_at < before, seen_id=_CHANGED)

    async def drawn(self, answer_id: int, seen_id: int, shown: str, now: datetime) -> None:
        """It shows everything up to an event now."""
        await self._set(living_answers.c.id == answer_id, seen_id=seen_id, shown=shown, drawn_at=now)

    async def remove(self, answer_id: int) -> None:
        """Edit it no more."""
        async with self._db.write() as db:
            await db.execute(delete(living_answers).where(living_answers.c.id == answer_id))

    async def remove_project(self, project_id: str) -> None:
        """Forgets those of a project that is no longer connected."""
        async with self._db.write() as db:
            await db.execute(delete(living_answers).where(living_answers.c.project_id == project_id))

    async def _set(self, where: ColumnElement[bool], **values: Any) -> int:
        async with self._db.write() as db:
            return (await db.execute(update(living_answers).where(where).values(**values))).rowcount


def _refusing(now: datetime) -> ColumnElement[bool]:
    """The channel is left alone until later; a time beyond the longest pause is a clock that has jumped."""
    of_channel = channels.c.id == living_answers.c.channel
    return exists().where(of_channel, channels.c.retry_at > now, channels.c.retry_at <= now + LONGEST_PAUSE)


def _lags() -> ColumnElement[bool]:
    newer = (inbox.c.project_id == living_answers.c.project_id) & (inbox.c.subject == living_answers.c.subject)
    return (living_answers.c.seen_id == _CHANGED) | exists().where(newer, inbox.c.id > living_answers.c.seen_id)
