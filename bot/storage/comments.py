"""Comments on their way from Slack to Sinch, and back.

held ----------> sending --> sent
  |  \\--edit       |  \\---> failed ----retry----> sending
  |                \\-------> uncertain (the answer was lost: an echo turns it into `sent`, a person may retry)
  \\--> cancelled
asked (channel mode `ask`) --> sending, cancelled
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Update, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Small
from bot.storage.rows import insert, many, one
from bot.storage.tables import comments

OPEN = ("held", "asked")


def digest(text: str) -> str:
    """What two copies of one comment have in common; white space at the ends does not count."""
    return hashlib.sha256(text.strip().encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; `(channel, ts)` is the Slack message it was made from, `text` what its author wrote there."""

    id: int
    project_id: str
    subject: str
    channel: str
    ts: str
    thread_ts: str | None
    origin: str
    author_id: str
    author: str
    text: str
    sent_text: str | None
    sent_hash: str | None
    state: str
    due_at: datetime | None
    claimed_at: datetime | None
    sent_at: datetime | None
    notice: str | None
    attempts: int
    error: str | None
    echo_id: int | None
    created_at: datetime


class CommentStore(Small):
    """Every change of state is one conditional UPDATE: of two that try, one wins and the other is told."""

    async def add(
        self,
        *,
        project_id: str,
        subject: str,
        channel: str,
        ts: str,
        author_id: str,
        author: str,
        text: str,
        now: datetime,
        state: str = "held",
        due_at: datetime | None = None,
        thread_ts: str | None = None,
        origin: str = "thread",
    ) -> Comment | None:
        """A new comment, `held` until `due_at`, `asked` or at once `sending`; None if that message has one already."""
        values = {
            "project_id": project_id, "subject": subject, "channel": channel, "ts": ts, "thread_ts": thread_ts,
            "origin": origin, "author_id": author_id, "author": author, "text": text, "state": state,
            "due_at": due_at, "claimed_at": now if state == "sending" else None, "attempts": 0, "created_at": now,
        }  # fmt: skip
        statement = insert(comments, is_sqlite=self._db.sqlite).values(values).on_conflict_do_nothing()
        async with self._db.write() as db:
            return one(Comment, (await db.execute(statement.returning(comments))).one_or_none())

    async def get(self, comment_id: int) -> Comment | None:
        async with self._db.read() as db:
            return one(Comment, (await db.execute(select(comments).where(comments.c.id == comment_id))).one_or_none())

    async def at(self, channel: str, ts: str) -> Comment | None:
        """The comment made from this Slack message."""
        where = (comments.c.channel == channel) & (comments.c.ts == ts)
        async with self._db.read() as db:
            return one(Comment, (await db.execute(select(comments).where(where))).one_or_none())

    async def edit(self, channel: str, ts: str, text: str) -> Comment | None:
        """New text while it still waits; None once it is too late."""
        return await self._move(self._waiting(channel, ts).values(text=text))

    async def cancel(self, channel: str, ts: str) -> Comment | None:
        """Ends it while it still waits; None once it is too late."""
        return await self._move(self._waiting(channel, ts).values(state="cancelled", due_at=None))

    async def note(self, comment_id: int, notice: str | None) -> None:
        """Where (e.g. an ephemeral message's response_url or ts) the author was told that it waits."""
        async with self._db.write() as db:
            await db.execute(update(comments).where(comments.c.id == comment_id).values(notice=notice))

    async def claim(self, comment_id: int, now: datetime) -> Comment | None:
        """*Send now*, *Retry*: takes a waiting, failed or uncertain comment for sending; None if somebody was faster."""
        where = (comments.c.id == comment_id) & comments.c.state.in_((*OPEN, "failed", "uncertain"))
        return await self._move(update(comments).where(where).values(state="sending", claimed_at=now, error=None))

    async def claim_due(self, now: datetime, limit: int = 20) -> list[Comment]:
        """Takes the comments whose hold is over, oldest first; no two processes get the same."""
        due = (
            select(comments.c.id)
            .where(comments.c.state == "held", comments.c.due_at <= now)
            .order_by(comments.c.due_at, comments.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        statement = (
            update(comments)
            .where(comments.c.id.in_(due), comments.c.state == "held")
            .values(state="sending", claimed_at=now, due_at=None)
            .returning(comments)
        )
        async with self._db.write() as db:
            taken = many(Comment, await db.execute(statement))
        return sorted(taken, key=lambda comment: comment.id)

    async def next_due(self) -> datetime | None:
        """When the next hold ends."""
        async with self._db.read() as db:
            found = await db.execute(select(func.min(comments.c.due_at)).where(comments.c.state == "held"))
            due: datetime | None = found.scalar_one_or_none()
            return due

    async def begin(self, comment_id: int, sent_text: str, now: datetime) -> None:
        """Notes exactly what goes out, before it goes out: its echo may be faster than the answer."""
        async with self._db.write() as db:
            await db.execute(
                update(comments)
                .where(comments.c.id == comment_id)
                .values(
                    sent_text=sent_text, sent_hash=digest(sent_text), claimed_at=now, attempts=comments.c.attempts + 1
                )
            )

    async def sent(self, comment_id: int, now: datetime) -> None:
        await self._end(comment_id, state="sent", sent_at=now, error=None)

    async def failed(self, comment_id: int, error: str) -> None:
        """It surely did not arrive."""
        await self._end(comment_id, state="failed", error=error)

    async def uncertain(self, comment_id: int, error: str) -> None:
        """It may have arrived: never sent again by itself."""
        await self._end(comment_id, state="uncertain", error=error)

    async def stuck(self, before: datetime) -> list[Comment]:
        """Sendings that a crash cut off become uncertain (failed, if nothing had gone out); returns them."""
        cut = (comments.c.state == "sending") & (comments.c.claimed_at < before)
        async with self._db.write() as db:
            lost = update(comments).where(cut, comments.c.sent_text.is_not(None)).values(state="uncertain")
            found = many(Comment, await db.execute(lost.returning(comments)))
            unsent = update(comments).where(cut, comments.c.sent_text.is_(None)).values(state="failed")
            return found + many(Comment, await db.execute(unsent.returning(comments)))

    async def _end(self, comment_id: int, **values: Any) -> None:
        """An echo that was faster has made it `sent`; nothing later takes that back."""
        where = (comments.c.id == comment_id) & (comments.c.state == "sending")
        async with self._db.write() as db:
            await db.execute(update(comments).where(where).values(values))

    @staticmethod
    def _waiting(channel: str, ts: str) -> Update:
        where = (comments.c.channel == channel) & (comments.c.ts == ts) & comments.c.state.in_(OPEN)
        return update(comments).where(where)

    async def _move(self, statement: Update) -> Comment | None:
        async with self._db.write() as db:
            return one(Comment, (await db.execute(statement.returning(comments))).one_or_none())


async def join_echo(
    db: AsyncConnection, project_id: str, subject: str, text: str, inbox_id: int, since: datetime, until: datetime
) -> Comment | None:
    """Inside a transaction: the comment of ours that this event repeats, marked as sent and joined; None: not ours.

    Matched by project, subject and text, because account comments of RCS carry no id; each comment is joined once.
    """
    found = await db.execute(
        select(comments.c.id)
        .where(
            comments.c.sent_hash == digest(text),
            comments.c.project_id == project_id,
            comments.c.subject == subject,
            comments.c.echo_id.is_(None),
            comments.c.state.in_(("sending", "sent", "uncertain", "failed")),
            comments.c.claimed_at.between(since, until),
        )
        .order_by(comments.c.id)
        .limit(1)
        .with_for_update()
    )
    comment_id = found.scalar_one_or_none()
    if comment_id is None:
        return None
    joined = (
        update(comments)
        .where(comments.c.id == comment_id)
        .values(
            echo_id=inbox_id, state="sent", error=None, sent_at=func.coalesce(comments.c.sent_at, comments.c.claimed_at)
        )
        .returning(comments)
    )
    return one(Comment, (await db.execute(joined)).one_or_none())
