"""Decides for each new event which channels get it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot import log
from bot.flows.activity.matching import is_comment, wants
from bot.flows.correlation import echoes, late
from bot.flows.correlation.causes import is_outcome
from bot.provisioning.errors import MalformedEvent
from bot.provisioning.events import Event, parse
from bot.provisioning.subjects import Kind, Subject
from bot.storage.comments import Comment
from bot.storage.engine import Store
from bot.storage.inbox import Stored
from bot.storage.routing import Routing, Target, Wishes

BATCH = 64

logger = log.get("activity")


def read(event: Stored) -> Event:
    """The event of a stored row; a body that cannot be read any more becomes an unknown event."""
    try:
        return parse(event.body)
    except MalformedEvent:
        return Event(event.type, Subject(Kind.unknown), known=False)


async def route_some(store: Store, now: datetime, *, lease: str, owner: str) -> tuple[int, list[Comment]]:
    """Routes the oldest events; says how many, and which comments of ours came back. Raises `LeaseLost`."""
    rows = await store.routing.unrouted(BATCH)
    if not rows:
        return 0, []
    events = [read(row) for row in rows]
    projects = {row.project_id for row in rows}
    wishes = await store.routing.wishes(projects, {event.subject.key for event in events}, now)
    ours = await echoes.joined(store, rows, events)
    routings: list[Routing] = []
    for row, event in zip(rows, events, strict=True):
        routings.append(decide(row, event, wishes, ours.get(row.id)))
        if routings[-1].ends_follows:
            wishes.end_follows(row.project_id, event.subject.key)
    came = await late.repeats(store, rows, events)
    joined = await store.routing.route(list(without(routings, events, came)), now, lease=lease, owner=owner)
    await late.settle(store, came, now)
    return len(rows), joined


def without(routings: Sequence[Routing], events: Sequence[Event], came: Counter[str]) -> Iterator[Routing]:
    """The routings, but silent for webhooks whose events the catch-up has shown already."""
    left = Counter(came)
    for routing, event in zip(routings, events, strict=True):
        name = late.key(routing.event.project_id, event) if left else ""
        if left[name] > 0 and routing.event.source == "webhook":
            left[name] -= 1
            yield replace(routing, targets=(), payload=None)
        else:
            yield routing


def decide(row: Stored, event: Event, wishes: Wishes, change: echoes.Change | None = None) -> Routing:
    """One event: its channels, each once (the first rule that wants it counts), and what it says of its resource.

    The echo of a `change` is no news to who made it, nor where everyone has read the answer.
    """
    subject = event.subject.key
    targets: dict[str, Target] = {}
    for rule in wishes.rules.get(row.project_id, ()):
        if rule.channel not in targets and wants(rule, event):
            until = max((at for at in (wishes.muted.get(rule.channel), rule.muted_until) if at), default=None)
            targets[rule.channel] = Target(rule.channel, rule.id, until)
    followers = wishes.follows.get((row.project_id, subject), ())
    ended = is_outcome(event)
    for follow in followers:
        if ended or not follow.once:
            targets.setdefault(follow.channel, Target(follow.channel))
    if change is not None:
        own = [follow.channel for follow in followers if follow.user_id == change.user_id and not follow.once]
        for channel in {*own, change.shown}:
            targets.pop(channel, None)
    for channel in [one for one in targets if (one, row.project_id, subject) in wishes.silent]:
        del targets[channel]
    return Routing(
        event=row,
        subject=subject,
        targets=tuple(targets.values()),
        payload=event.payload,
        comment=event.comment if is_comment(event) else None,
        ends_follows=ended and any(follow.once for follow in followers),
        by=change.by if change else None,
    )
