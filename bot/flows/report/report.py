"""Reads what a report tells: stored events, activity lists, comments, and what was submitted through the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.cards.report import Comments, Report
from bot.cards.vocabulary.payload import text
from bot.flows import submissions
from bot.flows.activity.matching import is_comment
from bot.flows.activity_lists import first_look, latest
from bot.flows.activity_lists.reading import ListedResource
from bot.flows.activity_lists.told import COMMENTED, untold
from bot.flows.report.decisions import Decisions
from bot.flows.templates import comparing
from bot.flows.turns import in_turns
from bot.provisioning.events import Event, parse_or_none
from bot.storage.states import CommentState

if TYPE_CHECKING:
    from bot.command.context import Ctx
    from bot.storage.activity.entries import ActivityEntry
    from bot.storage.activity.inbox import InboxEvent

BEFORE = timedelta(days=30)
"""What was decided in the days of the report may have been submitted so long before them."""
EVENTS, PAGE_SIZE, ENTRIES = 20_000, 500, 20_000
"""Events that a report looks at, those that are read together, and entries of activity lists."""
AT_A_TIME = 40
"""Events that are read before others get their turn."""
LISTS, READ_SECONDS, UNTIMED_SECONDS = 20, 1.5, 1.0
"""Activity lists that are asked for submissions that nobody has told; for how long lists are read, and those."""
API_USER = "Provisioning API user"
"""Author of what came over the API, as the bot's own comments do."""
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
    progress, unread = await asyncio.gather(
        first_look.known(ctx, READ_SECONDS), latest.refresh(ctx, area=area, seconds=READ_SECONDS)
    )
    events, whole = await _events(ctx, since - BEFORE, area)
    seen = await _seen(ctx, events, since, area)
    entries = await _untold(ctx, events, since, area)
    seen.note_all(entries)
    if untimed := seen.untimed(since):
        wanted = [ListedResource(subject, "") for subject in untimed if subject.commentable and subject.complete]
        unread += await latest.read_anew(ctx, wanted[:LISTS], seconds=UNTIMED_SECONDS, max_age=latest.A_WHILE)
        known = {entry.id for entry in entries}
        entries = await _untold(ctx, events, since, area)
        seen.note_all(entry for entry in entries if entry.id not in known)
    decisions = await asyncio.to_thread(seen.all, since)
    recent = [entry for entry in events if entry.at >= since]
    listed = [entry for entry in entries if entry.at >= since]
    return Report(
        title=title,
        since=since,
        now=now,
        decisions=[decision for decision in decisions if decision.at <= now],
        comments=await _comments(ctx, recent, listed, since, area),
        moved=_moved([entry.event for entry in recent]),
        missing=[
            *latest.sentences(tuple(dict.fromkeys(unread))),
            *filter(None, [first_look.unread(progress)]),
            *([] if whole else [f"This only covers the newest {EVENTS:,} events."]),
        ],
        listed_before=progress.at if progress and progress.at > since else None,
        undecided=seen.undecided(since),
        buckets=buckets,
        tz=ctx.actor.tz,
    )


async def _seen(ctx: Ctx, events: Sequence[SeenEvent], since: datetime, area: str) -> Decisions:
    """What events and the audit log tell."""
    seen = Decisions()
    async for event in in_turns(events, AT_A_TIME):
        seen.see(event.event, event.at)
    for subject, at in await submissions.known(ctx.store, ctx.project_id, since - BEFORE):
        if subject.kind.startswith(area):
            seen.submitted(subject, at)
    return seen


async def _untold(ctx: Ctx, events: Sequence[SeenEvent], since: datetime, area: str) -> list[ActivityEntry]:
    """The entries of activity lists that no event tells; compared beside the loop, which others wait for."""
    listed = await ctx.store.entries.newest(ctx.project_id, area=area, since=since - BEFORE, limit=ENTRIES)
    return await asyncio.to_thread(untold, listed, [(event.event, event.at) for event in events])


async def _events(ctx: Ctx, since: datetime, area: str) -> tuple[list[SeenEvent], bool]:
    """Oldest first; False where there are more than are looked at."""
    found: list[SeenEvent] = []
    before: int | None = None
    for _ in range(EVENTS // PAGE_SIZE):
        rows = await ctx.store.inbox.recent(ctx.project_id, since=since, before_id=before, limit=PAGE_SIZE)
        async for row in in_turns(rows, AT_A_TIME):
            if (entry := _seen_event(row, area)) is not None:
                found.append(entry)
        if len(rows) < PAGE_SIZE:
            return sorted(found, key=lambda entry: entry.at), True
        before = rows[-1].id
    return sorted(found, key=lambda entry: entry.at), False


def _seen_event(row: InboxEvent, area: str) -> SeenEvent | None:
    event = parse_or_none(row.body)
    if event is None or not event.subject.kind.startswith(area):
        return None
    return SeenEvent(event, row.at, row.comment_id is not None)


async def _comments(
    ctx: Ctx, events: Sequence[SeenEvent], listed: Sequence[ActivityEntry], since: datetime, area: str
) -> Comments:
    rows = [row for row in await ctx.store.comments.since(ctx.project_id, since) if row.subject.startswith(area)]
    others = [entry.at for entry in listed if entry.type == COMMENTED and entry.author != API_USER]
    return Comments(
        sent=[(row.author, row.sent_at or row.created_at) for row in rows if row.state is CommentState.SENT],
        failed=sum(row.state in FAILED for row in rows),
        received=[*(entry.at for entry in events if is_comment(entry.event) and not entry.ours), *others],
    )


def _moved(events: Sequence[Event]) -> list[str]:
    """What Meta moved, and what it stopped."""
    lines = comparing.by_meta(events)
    for state, words in (("PAUSED", "paused"), ("DISABLED", "disabled")):
        stopped = [event for event in events if text(event.details, "newState") == state]
        if stopped:
            lines.append(f"Templates: {len(stopped)} {words}")
    return lines
