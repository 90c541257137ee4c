"""Comments on their way from Slack to Sinch, and back.

asked -> held -> sending -> sent
                         -> failed       it surely did not arrive; a person may retry
                         -> uncertain    nobody knows; its echo turns it into `sent`, a person may retry
                         -> held         its process has died

What is asked or held may be cancelled. A comment with a `sent_text` may have been sent: it is looked for at Sinch
before it goes out again. An edit that comes too late is a comment of its own, its `ts` that of the message with
`/edited` behind: so there is one at most.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import Update, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.claims.claims import CLOCK_SKEW, Claims
from bot.storage.claims.slack_events import first_time
from bot.storage.db.database import Repository
from bot.storage.db.rows import from_row, from_rows, insert
from bot.storage.db.tables import comments
from bot.storage.states import CommentState

CLAIMS = Claims(comments.c.claimed_by, comments.c.claimed_at, silence=timedelta(seconds=90))
"""Longer than one sending may take; each look for it at Sinch renews the claim."""
OPEN = (CommentState.HELD, CommentState.ASKED)
ENDED = (CommentState.SENT, CommentState.FAILED, CommentState.UNCERTAIN)
OWED = timedelta(days=7)
"""So long it is tried to tell an author what became of a comment."""
OWED_AT_A_TIME = 50
EDITED = "/edited"
"""Behind the time stamp of the message that a correction is of."""
GONE = "gone"
"""Notice of a sent comment whose message was deleted: its author is to be told what stays."""
RETRIED = "retried"
"""Notice of a comment that somebody tries again: what was said of its failure is still to be read."""

ChangeKind = Literal["changed", "cancelled", "correction", "gone"]


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
    state: CommentState
    due_at: datetime | None
    claimed_at: datetime | None
    sent_at: datetime | None
    notice: str | None
    attempts: int
    error: str | None
    echo_id: int | None
    created_at: datetime
    claimed_by: str | None = None

    @property
    def message_ts(self) -> str:
        """Slack's own `ts` of the message."""
        return self.ts.removesuffix(EDITED)

    @property
    def movable(self) -> bool:
        """Whether nothing has been sent, so that it may still change."""
        return self.state == CommentState.FAILED or (self.state in OPEN and self.sent_text is None)

    @property
    def correction(self) -> bool:
        """Whether it repeats, corrected, what was sent before."""
        return self.ts.endswith(EDITED)


@dataclass(frozen=True, slots=True)
class CommentChange:
    """What an edit or a deletion in Slack has come to; of a `correction` its author is to be asked, of `gone` told."""

    what: ChangeKind
    comment: Comment


class CommentStore(Repository):
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
        state: str = CommentState.HELD,
        due_at: datetime | None = None,
        thread_ts: str | None = None,
        origin: str = "thread",
        by: str = "",
    ) -> Comment | None:
        """A new comment, `held` until `due_at`, `asked` or at once `sending`; None if that message has one already."""
        values = {
            "project_id": project_id, "subject": subject, "channel": channel, "ts": ts, "thread_ts": thread_ts,
            "origin": origin, "author_id": author_id, "author": author, "text": text, "state": state,
            "due_at": due_at, **(CLAIMS.values(by or None, now) if state == CommentState.SENDING else {}),
            "attempts": 0, "created_at": now,
        }  # fmt: skip
        statement = insert(comments, is_sqlite=self._db.sqlite).values(values).on_conflict_do_nothing()
        async with self._db.write() as db:
            return from_row(Comment, (await db.execute(statement.returning(comments))).one_or_none())

    async def since(self, project_id: str, since: datetime) -> list[Comment]:
        """Comments of a project that were made since then, oldest first."""
        where = (comments.c.project_id == project_id) & (comments.c.created_at >= since)
        async with self._db.read() as db:
            return from_rows(Comment, await db.execute(select(comments).where(where).order_by(comments.c.id)))

    async def prune(self, before: datetime) -> int:
        """Forgets what was sent, failed or cancelled, and made before then; what is on its way stays."""
        ended = comments.c.state.in_((*ENDED, CommentState.CANCELLED))
        async with self._db.write() as db:
            return (await db.execute(delete(comments).where(ended, comments.c.created_at < before))).rowcount

    async def get(self, comment_id: int) -> Comment | None:
        """A comment, or None."""
        async with self._db.read() as db:
            return from_row(
                Comment, (await db.execute(select(comments).where(comments.c.id == comment_id))).one_or_none()
            )

    async def at(self, channel: str, ts: str) -> Comment | None:
        """The comment made from this Slack message."""
        where = (comments.c.channel == channel) & (comments.c.ts == ts)
        async with self._db.read() as db:
            return from_row(Comment, (await db.execute(select(comments).where(where))).one_or_none())

    async def revise(
        self, channel: str, ts: str, text: str, *, event_id: str, now: datetime, hold: timedelta
    ) -> CommentChange | None:
        """Somebody has edited the message; None if that was told before or changes nothing.

        What waits or has failed takes the new text (and waits `hold` from now); what was sent gets a correction, whose
        author is to be asked.
        """
        async with self._db.write() as db:
            if not await first_time(db, event_id, now, is_sqlite=self._db.sqlite):
                return None
            comment = await self._locked(db, channel, ts)
            if comment is None or comment.state == CommentState.CANCELLED or comment.text == text:
                return None
            if comment.movable:
                due_at = now + hold if comment.state == CommentState.HELD else None
                return await self._change(db, "changed", comment.id, text=text, due_at=due_at)
            earlier = await self._locked(db, channel, ts + EDITED)
            if earlier is None:
                return await self._correct(db, comment, text, now)
            if earlier.state in OPEN:
                await self._change(db, "changed", earlier.id, text=text)
            return None

    async def withdraw(self, channel: str, ts: str, *, event_id: str, now: datetime) -> CommentChange | None:
        """Somebody has deleted the message, or made it internal; None if that was told before or changes nothing.

        What was sent stays (`gone`: its author is to be told, once); everything else of this message is cancelled.
        """
        async with self._db.write() as db:
            if not await first_time(db, event_id, now, is_sqlite=self._db.sqlite):
                return None
            comment = await self._locked(db, channel, ts)
            correction = await self._locked(db, channel, ts + EDITED)
            if correction is not None and correction.movable:
                await self._change(db, "cancelled", correction.id, state=CommentState.CANCELLED, due_at=None)
            if comment is None or comment.state == CommentState.CANCELLED or comment.notice in (GONE, "deleted"):
                return None
            if comment.movable:
                return await self._change(db, "cancelled", comment.id, state=CommentState.CANCELLED, due_at=None)
            return await self._change(db, "gone", comment.id, notice=GONE)

    async def cancel(self, comment_id: int) -> Comment | None:
        """Ends it while nothing has been sent; None once it is too late."""
        where = (comments.c.id == comment_id) & comments.c.state.in_(OPEN) & comments.c.sent_text.is_(None)
        return await self._move(update(comments).where(where).values(state=CommentState.CANCELLED, due_at=None))

    async def expire(self, before: datetime) -> None:
        """Ends those that their authors were asked about until then: nobody answered, so they stay in Slack."""
        where = (comments.c.state == CommentState.ASKED) & (comments.c.created_at <= before)
        async with self._db.write() as db:
            await db.execute(update(comments).where(where).values(state=CommentState.CANCELLED))

    async def send_now(self, comment_id: int, now: datetime) -> Comment | None:
        """*Send now*, *Send to Sinch*: its wait ends now; None if it does not wait."""
        where = (comments.c.id == comment_id) & comments.c.state.in_(OPEN)
        return await self._move(update(comments).where(where).values(state=CommentState.HELD, due_at=now))

    async def retry(self, comment_id: int, now: datetime, *, by: str = "") -> Comment | None:
        """*Retry*: takes what did not arrive, or may not have, for sending; None if somebody was faster."""
        surely_not = comments.c.state == CommentState.FAILED
        where = (comments.c.id == comment_id) & comments.c.state.in_((CommentState.FAILED, CommentState.UNCERTAIN))
        values = {
            "state": CommentState.SENDING, **CLAIMS.values(by or None, now), "error": None, "notice": RETRIED,
            "sent_text": case((surely_not, None), else_=comments.c.sent_text),
            "sent_hash": case((surely_not, None), else_=comments.c.sent_hash),
        }  # fmt: skip
        return await self._move(update(comments).where(where).values(values))

    async def requeue(self, now: datetime, silence: timedelta = CLAIMS.silence) -> list[Comment]:
        """Takes up the sendings that nobody has worked on for too long, and those that the dead had not begun."""
        sending = comments.c.state == CommentState.SENDING
        async with self._db.write() as db:
            left = comments.c.claimed_by.in_(await CLAIMS.dead(db, sending)) & comments.c.sent_text.is_(None)
            cut = sending & (replace(CLAIMS, silence=silence).is_silent(now) | left)
            statement = update(comments).where(cut).values(state=CommentState.HELD, due_at=now).returning(comments)
            return from_rows(Comment, await db.execute(statement))

    async def orphans(self) -> list[Comment]:
        """What the dead were sending when they died: it may have arrived, or be on its way still."""
        begun = (comments.c.state == CommentState.SENDING) & comments.c.sent_text.is_not(None)
        async with self._db.read() as db:
            dead = await CLAIMS.dead(db, begun)
            return from_rows(Comment, await db.execute(select(comments).where(begun, comments.c.claimed_by.in_(dead))))

    async def mark_notified(self, comment_id: int, notice: str) -> None:
        """What its author was told last: the state, or `deleted` once told what stays at Sinch."""
        final = ("deleted",) if notice == "deleted" else ("deleted", GONE)
        where = (comments.c.id == comment_id) & func.coalesce(comments.c.notice, "").not_in(final)
        async with self._db.write() as db:
            await db.execute(update(comments).where(where).values(notice=notice))

    async def not_notified(self, before: datetime) -> list[Comment]:
        """Comments of the days before, untouched since then, whose author has not been told what became of them."""
        latest = func.coalesce(comments.c.claimed_at, comments.c.created_at)
        notice = comments.c.notice
        owed = notice.is_(None) | ((notice != comments.c.state) & (notice != "deleted"))
        where = comments.c.state.in_((CommentState.ASKED, *ENDED)) & (latest < before) & owed
        where &= comments.c.created_at > before - OWED
        async with self._db.read() as db:
            return from_rows(
                Comment, await db.execute(select(comments).where(where).order_by(comments.c.id).limit(OWED_AT_A_TIME))
            )

    async def claim_due(
        self, now: datetime, limit: int = 20, *, hold: timedelta | None = None, by: str = ""
    ) -> list[Comment]:
        """Takes the comments whose hold is over, oldest first; no two processes get the same.

        One that would wait for longer than a `hold` was made before the clock was set back: it is due too.
        """
        over = comments.c.due_at <= now
        if hold is not None:
            over |= comments.c.due_at > now + hold + CLOCK_SKEW
        due = (
            select(comments.c.id)
            .where(comments.c.state == CommentState.HELD, over)
            .order_by(comments.c.due_at, comments.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        statement = (
            update(comments)
            .where(comments.c.id.in_(due), comments.c.state == CommentState.HELD)
            .values(state=CommentState.SENDING, due_at=None, **CLAIMS.values(by or None, now))
            .returning(comments)
        )
        async with self._db.write() as db:
            taken = from_rows(Comment, await db.execute(statement))
        return sorted(taken, key=lambda comment: comment.id)

    async def next_due(self) -> datetime | None:
        """When the next hold ends."""
        asked = select(func.min(comments.c.due_at)).where(comments.c.state == CommentState.HELD)
        async with self._db.read() as db:
            return cast("datetime | None", (await db.execute(asked)).scalar_one_or_none())

    async def begin(self, comment: Comment, author: str, sent_text: str, now: datetime) -> Comment | None:
        """Notes exactly what goes out, before it goes out: its echo may be faster than the answer.

        None if another process has taken the comment over since it was claimed.
        """
        values = {
            "author": author, "sent_text": sent_text, "sent_hash": digest(sent_text), "claimed_at": now,
            "attempts": comments.c.attempts + 1,
        }  # fmt: skip
        return await self._move(self._mine(comment).values(values))

    async def same(self, comment: Comment, since: datetime) -> int:
        """How many other comments of ours with the same text are known to have reached the same resource since then."""
        where = (
            (comments.c.sent_hash == comment.sent_hash)
            & (comments.c.project_id == comment.project_id)
            & (comments.c.subject == comment.subject)
            & (comments.c.state == CommentState.SENT)
            & (comments.c.sent_at >= since)
            & (comments.c.id != comment.id)
        )
        async with self._db.read() as db:
            return int((await db.execute(select(func.count()).select_from(comments).where(where))).scalar_one())

    async def renew(self, comment: Comment, now: datetime) -> Comment | None:
        """Still at it; None if another process has taken it over."""
        return await self._move(self._mine(comment).values(claimed_at=now))

    async def refuse(self, comment_id: int, reason: str) -> bool:
        """It may not be sent at all; True for the first who says so."""
        where = (comments.c.id == comment_id) & comments.c.state.in_((*OPEN, CommentState.SENDING))
        changed = update(comments).where(where).values(state=CommentState.CANCELLED, due_at=None, error=reason)
        async with self._db.write() as db:
            return (await db.execute(changed)).rowcount > 0

    async def sent(self, comment_id: int, now: datetime) -> bool:
        """It has arrived; False where that was known already."""
        return await self._end(comment_id, state=CommentState.SENT, sent_at=now, error=None)

    async def failed(self, comment_id: int, error: str) -> None:
        """It surely didn't arrive."""
        await self._end(comment_id, state=CommentState.FAILED, error=error)

    async def uncertain(self, comment_id: int, error: str) -> None:
        """It may have arrived: never sent again by itself."""
        await self._end(comment_id, state=CommentState.UNCERTAIN, error=error)

    async def _end(self, comment_id: int, **values: Any) -> bool:
        """An echo that was faster has made it `sent`; nothing later takes that back."""
        where = (comments.c.id == comment_id) & (comments.c.state == CommentState.SENDING)
        async with self._db.write() as db:
            return (await db.execute(update(comments).where(where).values(values))).rowcount > 0

    @staticmethod
    def _mine(comment: Comment) -> Update:
        claimed = (comments.c.state == CommentState.SENDING) & (comments.c.claimed_at == comment.claimed_at)
        return update(comments).where(comments.c.id == comment.id, claimed)

    async def _locked(self, db: AsyncConnection, channel: str, ts: str) -> Comment | None:
        statement = select(comments).where(comments.c.channel == channel, comments.c.ts == ts).with_for_update()
        return from_row(Comment, (await db.execute(statement)).one_or_none())

    async def _change(self, db: AsyncConnection, what: ChangeKind, comment_id: int, **values: Any) -> CommentChange:
        statement = update(comments).where(comments.c.id == comment_id).values(values).returning(comments)
        return CommentChange(what, Comment(**(await db.execute(statement)).one()._mapping))

    async def _correct(self, db: AsyncConnection, comment: Comment, text: str, now: datetime) -> CommentChange:
        values = {
            "project_id": comment.project_id, "subject": comment.subject, "channel": comment.channel,
            "ts": comment.ts + EDITED, "thread_ts": comment.thread_ts, "origin": comment.origin,
            "author_id": comment.author_id, "author": comment.author, "text": text, "state": CommentState.ASKED,
            "attempts": 0, "created_at": now,
        }  # fmt: skip
        statement = insert(comments, is_sqlite=self._db.sqlite).values(values).returning(comments)
        return CommentChange("correction", Comment(**(await db.execute(statement)).one()._mapping))

    async def _move(self, statement: Update) -> Comment | None:
        async with self._db.write() as db:
            return from_row(Comment, (await db.execute(statement.returning(comments))).one_or_none())
