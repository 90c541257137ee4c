"""Whether a comment is at Sinch: comments there carry no id, so it is known by its text, its time and its place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.provisioning.subjects import Subject
from bot.slack.text import moment
from bot.storage.comments.comments import digest

if TYPE_CHECKING:
    from datetime import datetime

    from bot.provisioning.client import Provisioning
    from bot.storage.comments.comments import Comment, CommentStore

CLOCK_SKEW = timedelta(minutes=5)
"""How far Sinch's clock and ours may differ."""
ACTIVITY_PAGE_SIZE = 100
"""The most that the API gives at once: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/whatsapp-senders"""
PAGES = 5
"""Of an activity list, in which a comment is looked for."""


async def arrived(api: Provisioning, store: CommentStore, comment: Comment) -> bool:
    """Whether the activity list holds it; others of ours that say the same are not counted twice. Raises ApiError."""
    since = comment.created_at - CLOCK_SKEW
    there = await _count(api, comment, since)
    return there > 0 and there > await store.same(comment, since)


async def _count(api: Provisioning, comment: Comment, since: datetime) -> int:
    """How often the resource's activity list has this very text since then; the list is newest first."""
    subject, token, found = Subject.from_key(comment.subject), None, 0
    for _ in range(PAGES):
        page = await api.activity(subject, page_token=token, page_size=ACTIVITY_PAGE_SIZE)
        times = [moment(item.created) for item in page.items]
        for activity, at in zip(page.items, times, strict=True):
            recent = at is None or at >= since
            found += recent and activity.comment is not None and digest(activity.comment) == comment.sent_hash
        token = page.next_page_token
        if token is None or any(at is not None and at < since for at in times):
            break
    return found
