"""Which comment of ours an event repeats: Sinch tells of every comment, also of those that came from here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, false, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.comments.comments import Comment, digest
from bot.storage.db.rows import from_row
from bot.storage.db.tables import comments
from bot.storage.states import CommentState

MAY_BE_AT_SINCH = (
    CommentState.HELD, CommentState.SENDING, CommentState.SENT, CommentState.UNCERTAIN, CommentState.FAILED,
)  # fmt: skip
"""States of a comment that an event may repeat: its answer may be lost, or slower than the event."""


async def correlate_echo(
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
            _about(subject),
            comments.c.echo_id.is_(None),
            comments.c.state.in_(MAY_BE_AT_SINCH),
            comments.c.claimed_at.between(since, until),
        )
        .order_by(comments.c.id)
        .limit(1)
        .with_for_update()
    )
    comment_id = found.scalar_one_or_none()
    if comment_id is None:
        return None
    confirmed = (
        update(comments)
        .where(comments.c.id == comment_id)
        .values(
            echo_id=inbox_id,
            state=CommentState.SENT,
            error=None,
            due_at=None,
            sent_at=func.coalesce(comments.c.sent_at, comments.c.claimed_at),
        )
        .returning(comments)
    )
    return from_row(Comment, (await db.execute(confirmed)).one_or_none())


def _about(subject: str) -> ColumnElement[bool]:
    """Comments on this resource; events name a template of KakaoTalk by its code only, people often in full."""
    kind, *ids = subject.split(":")
    if kind != "kakaotalk_template" or not ids:
        return comments.c.subject == subject
    return comments.c.subject.in_((subject, f"{kind}:{ids[-1]}")) | (
        comments.c.subject.endswith(f":{ids[-1]}", autoescape=True) & comments.c.subject.startswith(f"{kind}:")
        if len(ids) == 1
        else false()
    )
