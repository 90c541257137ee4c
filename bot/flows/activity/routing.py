"""Decides for each new event which channels get it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import log
from bot.flows import caught
from bot.flows.activity.matching import is_comment, wants
from bot.provisioning.errors import MalformedEvent
from bot.provisioning.events import Event, parse
from bot.provisioning.subjects import Kind, Subject
from bot.storage.comments import Comment
from bot.storage.engine import Store
from bot.storage.follows import Follow
from bot.storage.inbox import Stored
from bot.storage.routing import Routing, Target
from bot.storage.subscriptions import Subscription

BATCH = 500

logger = log.get("activity")


@dataclass(frozen=True, slots=True)
class Wishes:
    """Who wants what, as it stands now."""

    rules: Mapping[str, Sequence[Subscription]]
    follows: dict[tuple[str, str], list[Follow]]
    muted: Mapping[str, datetime]
    silent: frozenset[tuple[str, str, str]]

    def end_follows(self, project_id: str, subject: str) -> None:
        """Those who wanted to hear of it once have heard."""
        kept = [follow for follow in self.follows.get((project_id, subject), ()) if not follow.once]
        self.follows[project_id, subject] = kept


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
    wishes = await gather(store, rows, events, now)
    routings: list[Routing] = []
    for row, event in zip(rows, events, strict=True):
        routings.append(decide(row, event, wishes))
        if routings[-1].ends_follows:
            wishes.end_follows(row.project_id, event.subject.key)
    came = await caught.repeats(store, rows, events)
    joined = await store.routing.route(list(without(routings, events, came)), now, lease=lease, owner=owner)
    await caught.settle(store, came, now)
    return len(rows), joined


def without(routings: Sequence[Routing], events: Sequence[Event], came: Counter[str]) -> Iterator[Routing]:
    """The routings, but silent for webhooks whose events the catch-up has shown already."""
    left = Counter(came)
    for routing, event in zip(routings, events, strict=True):
        name = caught.key(routing.event.project_id, event) if left else ""
        if left[name] > 0 and routing.event.source == "webhook":
            left[name] -= 1
            yield replace(routing, targets=(), payload=None)
        else:
            yield routing


async def gather(store: Store, rows: Sequence[Stored], events: Sequence[Event], now: datetime) -> Wishes:
    """Everything that decides about these events."""
    rules = {project: await store.subscriptions.of_project(project) for project in {row.project_id for row in rows}}
    follows: defaultdict[tuple[str, str], list[Follow]] = defaultdict(list)
    for follow in await store.follows.of_subjects({event.subject.key for event in events}):
        follows[follow.project_id, follow.subject].append(follow)
    return Wishes(
        rules=rules,
        follows=follows,
        muted=await store.channels.muted(now),
        silent=frozenset(await store.threads.muted(now)),
    )


def decide(row: Stored, event: Event, wishes: Wishes) -> Routing:
    """One event: its channels, each once (the first rule that wants it counts), and what it says of its resource."""
    subject = event.subject.key
    targets: dict[str, Target] = {}
    for rule in wishes.rules.get(row.project_id, ()):
        if rule.channel not in targets and wants(rule, event):
            until = max((at for at in (wishes.muted.get(rule.channel), rule.muted_until) if at), default=None)
            targets[rule.channel] = Target(rule.channel, rule.id, until)
    followers = wishes.follows.get((row.project_id, subject), ())
    for follow in followers:
        targets.setdefault(follow.channel, Target(follow.channel))
    for channel in [one for one in targets if (one, row.project_id, subject) in wishes.silent]:
        del targets[channel]
    return Routing(
        event=row,
        subject=subject,
        targets=tuple(targets.values()),
        payload=event.payload or None,
        comment=event.comment if is_comment(event) else None,
        ends_follows=not is_comment(event) and any(follow.once for follow in followers),
    )
