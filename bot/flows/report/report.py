"""Reads what a report tells: stored events, activity lists, comments, and what was submitted through the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.cards.report import Comments, Report
from bot.cards.vocabulary.payload import as_payload, text
from bot.flows import submissions
from bot.flows.activity.matching import is_comment
from bot.flows.report.decisions import Decisions
from bot.flows.templates import comparing
from bot.provisioning.errors import ApiError
from bot.provisioning.events import Event, parse_or_none
from bot.provisioning.subjects import Subject, subject_of_key
from bot.slack.text import moment
from bot.storage.states import CommentState

if TYPE_CHECKING:
    from bot.command.context import Ctx
    from bot.storage.activity.inbox import InboxEvent

BEFORE = timedelta(days=30)
"""What was decided in the days of the report may have been submitted so long before them."""
EVENTS, PAGE_SIZE = 20_000, 500
"""Events that a report looks at, and those that are read together."""
AT_A_TIME = 40
"""Events that are read before others get their turn."""
LISTS, SIDE_BY_SIDE, LISTS_SECONDS, ENTRIES = 20, 8, 5.0, 50
"""Activity lists that are asked, at a time, for how long, and how much of each."""
FAILED = (CommentState.FAILED, CommentState.UNCERTAIN)


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """An event and when it happened; `ours`: the echo of a comment from Slack."""

    event: Event
    at: datetime
    ours: bool = False


async def read(ctx: Ctx, title: str, span: timedelta, area: str, buckets: int) -> Report:
    """The report of the last `span`, of one area or (empty) all. Says in it what could not be read."""
    now = ctx.services.clock.now()
    since = now - span
    events, whole = await _events(ctx, since - BEFORE, area)
    seen = Decisions()
    for number, entry in enumerate(events, 1):
        seen.see(entry.event, entry.at)
        if number % AT_A_TIME == 0:
            await asyncio.sleep(0)
    for subject, at in await submissions.known(ctx.store, ctx.project_id, since - BEFORE):
        if subject.kind.startswith(area):
            seen.submitted(subject, at)
    missing = await _activities(ctx, seen, since, area)
    recent = [entry for entry in events if entry.at >= since]
    return Report(
        title=title,
        since=since,
        now=now,
        decisions=[decision for decision in seen.all(since) if decision.at <= now],
        comments=await _comments(ctx, recent, since, area),
        moved=_moved([entry.event for entry in recent]),
        missing=[*missing, *([] if whole else [f"This only covers the newest {EVENTS:,} events."])],
        buckets=buckets,
        tz=ctx.actor.tz,
    )


async def _events(ctx: Ctx, since: datetime, area: str) -> tuple[list[SeenEvent], bool]:
    """Oldest first; False where there are more than are looked at."""
    found: list[SeenEvent] = []
    before: int | None = None
    for _ in range(EVENTS // PAGE_SIZE):
        rows = await ctx.store.inbox.recent(ctx.project_id, since=since, before_id=before, limit=PAGE_SIZE)
        for number, row in enumerate(rows, 1):
            if (entry := _seen_event(row, area)) is not None:
                found.append(entry)
            if number % AT_A_TIME == 0:
                await asyncio.sleep(0)
        if len(rows) < PAGE_SIZE:
            return sorted(found, key=lambda entry: entry.at), True
        before = rows[-1].id
    return sorted(found, key=lambda entry: entry.at), False


def _seen_event(row: InboxEvent, area: str) -> SeenEvent | None:
    event = parse_or_none(row.body)
    if event is None or not event.subject.kind.startswith(area):
        return None
    return SeenEvent(event, row.at, row.comment_id is not None)


async def _activities(ctx: Ctx, seen: Decisions, since: datetime, area: str) -> list[str]:
    """Asks the activity lists of what was decided without a known submission, and of what has a card."""
    wanted = {subject.key: subject for subject in seen.untimed(since)}
    for thread in await ctx.store.threads.latest(ctx.project_id, LISTS):
        if (subject := subject_of_key(thread.subject)) is not None and subject.kind.startswith(area):
            wanted.setdefault(subject.key, subject)
    gate = asyncio.Semaphore(SIDE_BY_SIDE)
    asked = [subject for subject in wanted.values() if subject.commentable and subject.complete][:LISTS]
    lists = await asyncio.gather(*(_entries(ctx, subject, gate) for subject in asked))
    for subject, entries in zip(asked, lists, strict=True):
        for kind, at, said in entries or ():
            if at >= since - BEFORE:
                seen.note(subject, kind, at, said)
    unread = sum(entries is None for entries in lists)
    return [f"{unread} of {len(lists)} activity lists couldn't be read."] if unread else []


async def _entries(ctx: Ctx, subject: Subject, gate: asyncio.Semaphore) -> list[tuple[str, datetime, str]] | None:
    """Type, time and comment of each entry; None where the API does not answer."""
    try:
        async with asyncio.timeout(LISTS_SECONDS), gate:
            page = await ctx.api.activity(subject, page_size=ENTRIES)
    except (TimeoutError, ApiError):
        return None
    entries = [as_payload(entry) for entry in page.items]
    return [
        (text(entry, "type"), at, text(entry, "comment")) for entry in entries if (at := moment(text(entry, "created")))
    ]


async def _comments(ctx: Ctx, events: Sequence[SeenEvent], since: datetime, area: str) -> Comments:
    rows = [row for row in await ctx.store.comments.since(ctx.project_id, since) if row.subject.startswith(area)]
    return Comments(
        sent=[(row.author, row.sent_at or row.created_at) for row in rows if row.state is CommentState.SENT],
        failed=sum(row.state in FAILED for row in rows),
        received=[entry.at for entry in events if is_comment(entry.event) and not entry.ours],
    )


def _moved(events: Sequence[Event]) -> list[str]:
    """What Meta moved, and what it stopped."""
    lines = comparing.by_meta(events)
    for state, words in (("PAUSED", "paused"), ("DISABLED", "disabled")):
        stopped = [event for event in events if text(event.details, "newState") == state]
        if stopped:
            lines.append(f"Templates: {len(stopped)} {words}")
    return lines
