"""Decides for each new event which channels get it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain

from bot import log, metrics
from bot.cards.vocabulary.payload import text
from bot.flows.activity.completing import complete, is_partial
from bot.flows.activity.matching import is_comment, wants
from bot.flows.correlation import echoes, late
from bot.flows.correlation.command_events import is_outcome
from bot.flows.templates import last_known
from bot.provisioning.events import Event, parse_or_unknown
from bot.slack.text import moment
from bot.storage.activity.inbox import InboxEvent
from bot.storage.activity.routing import FactsMoved, Subscribers
from bot.storage.activity.targets import Routing, Target
from bot.storage.claims.leases import LeaseLost
from bot.storage.comments.comments import Comment
from bot.storage.db.refusals import is_refusal, reason
from bot.storage.store import Store

BATCH = 512
"""Events of one transaction. In a backlog the transaction costs more than the events."""
STORM_BATCH = 64
"""The same while many come in, which would wait for a larger one."""
SLICE = 32
"""Events that are looked at before others get a turn."""
CLOCK_SKEW = timedelta(minutes=5)
"""What claims to have happened later than this after it was signed has no time."""

logger = log.get("activity")


@dataclass(slots=True)
class RoutingResult:
    """What became of some events: how many they were, which comments of ours came back, how many are set aside."""

    events: int = 0
    echoes: list[Comment] = field(default_factory=list)
    aside: int = 0


def read(event: InboxEvent) -> Event:
    """The event of a stored row; a body that cannot be read any more becomes an unknown event."""
    return parse_or_unknown(event.type, event.body)


async def route_some(store: Store, now: datetime, *, lease: str, owner: str, most: int = BATCH) -> RoutingResult:
    """Routes some of what has come in, `most` events. Raises `LeaseLost`, and what a database raises that is away.

    An event that the database or our own code refuses is set aside, and stops nothing else.
    """
    rows = await store.routing.unrouted(most)
    routed = RoutingResult(events=len(rows))
    await _route(store, rows, now, LeaseHolder(lease, owner), routed)
    return routed


@dataclass(frozen=True, slots=True)
class LeaseHolder:
    """By whose right the routing is written: the lease, and the process that has it."""

    name: str
    owner: str


async def _route(
    store: Store, rows: Sequence[InboxEvent], now: datetime, lease: LeaseHolder, routed: RoutingResult
) -> None:
    if not rows:
        return
    try:
        routed.echoes += await _route_together(store, rows, now, lease)
    except LeaseLost:
        raise
    except FactsMoved:
        await _route(store, rows, now, lease, routed)
    except Exception as error:
        if not is_refusal(error):
            raise
        if len(rows) == 1:
            await _set_aside(store, rows[0], error)
            routed.aside += 1
            return
        half = len(rows) // 2
        await _route(store, rows[:half], now, lease, routed)
        await _route(store, rows[half:], now, lease, routed)


async def _set_aside(store: Store, row: InboxEvent, error: Exception) -> None:
    metrics.SET_ASIDE.inc()
    logger.error("event set aside", project=row.project_id, type=row.type, inbox_id=row.id, exc_info=error)
    await store.inbox.set_aside(row.id, reason(error))


async def _route_together(store: Store, rows: Sequence[InboxEvent], now: datetime, lease: LeaseHolder) -> list[Comment]:
    events = await _read_all(rows)
    causes, webhooks = echoes.keys(rows, events), late.keys(rows, events)
    wanted = {*last_known.keys(rows, events).values(), *chain.from_iterable(causes.values()), *webhooks}
    facts = await store.key_values.among(wanted)
    annotated = await last_known.annotate(store, rows, events, facts, now, state_at)
    rows, told = annotated.rows, annotated.events
    completed = await complete(store, rows, told)
    events = completed.events
    projects = {row.project_id for row in rows}
    subscribers = await store.routing.subscribers(projects, {event.subject.key for event in events}, now)
    ours = echoes.correlate(rows, causes, facts)
    routings: list[Routing] = []
    for number, (row, event, as_told) in enumerate(zip(rows, events, told, strict=True), 1):
        is_history = row.id in annotated.history
        routings.append(decide(row, event, subscribers, ours.get(row.id), told=as_told, is_history=is_history))
        if routings[-1].ends_follows:
            subscribers.end_follows(row.project_id, event.subject.key)
        if number % SLICE == 0:
            await asyncio.sleep(0)
    came = late.late_webhooks(webhooks, facts)
    assumed = {name: facts[name] for row in rows if row.id in ours for name in causes[row.id] if name in facts}
    own_comments = await store.routing.route(
        list(without(routings, events, came)),
        now,
        lease=lease.name,
        owner=lease.owner,
        learned=annotated.learned,
        assumed=assumed,
        bodies=completed.bodies,
    )
    await late.consume(store, came, now)
    return own_comments


async def _read_all(rows: Sequence[InboxEvent]) -> list[Event]:
    """The events of many rows; what comes in gets its turns in between."""
    events: list[Event] = []
    for row in rows:
        events.append(read(row))
        if len(events) % SLICE == 0:
            await asyncio.sleep(0)
    return events


def state_at(row: InboxEvent, event: Event) -> datetime | None:
    """When the state that an event tells came about; None where it tells none.

    What a catch-up found brings the resource as it was then, whenever the event itself happened.
    """
    if not event.tells_state:
        return None
    modified = moment(text(event.payload, "modified"))
    if modified is not None and (row.source == "catchup" or modified <= row.at + CLOCK_SKEW):
        return modified
    return row.at


def is_overtaken(row: InboxEvent, event: Event) -> bool:
    """Whether a catch-up found an event whose resource has another state by now."""
    if row.source != "catchup" or event.info is None or not event.info.implies:
        return False
    changes = event.payload.get("changes")
    pending = text(changes, "status") if isinstance(changes, Mapping) else ""
    return event.info.implies not in (text(event.payload, "state"), text(event.payload, "status"), pending)


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


def decide(
    row: InboxEvent,
    event: Event,
    subscribers: Subscribers,
    change: echoes.ChangeRecord | None = None,
    *,
    told: Event | None = None,
    is_history: bool = False,
) -> Routing:
    """One event: its channels, each once (the first rule that wants it counts), and what it says of its resource.

    The time of its state is noted in `subscribers`, for those that come after it. The echo of a `change` is no news to
    who made it, nor where everyone has read the answer. `told` is the event before it was completed, `is_history`
    whether something later than its move is known.
    """
    about = row.project_id, event.subject.key
    followers = subscribers.follows.get(about, ())
    since = state_at(row, told or event)
    known = subscribers.known_at.get(about)
    stale = is_history or (since is not None and known is not None and since < known)
    if since is not None and not stale:
        subscribers.known_at[about] = since
    return Routing(
        event=row,
        subject=event.subject.key,
        targets=tuple(_targets(row.project_id, event, subscribers, change)),
        payload=None if is_history and is_partial(told or event) else event.payload,
        comment=event.comment if is_comment(event) else None,
        ends_follows=any(follow.once for follow in followers) and is_outcome(event),
        by=change.by if change else None,
        state_at=since,
        stale=(stale or is_overtaken(row, event)) and not is_comment(event),
    )


def _targets(
    project_id: str, event: Event, subscribers: Subscribers, change: echoes.ChangeRecord | None
) -> Iterator[Target]:
    """By rules first, then by follows; less where it is no news, and where its resource is muted."""
    followers = subscribers.follows.get((project_id, event.subject.key), ())
    found: dict[str, Target] = {}
    for rule in subscribers.rules.get(project_id, ()):
        if rule.channel not in found and wants(rule, event):
            until = max((at for at in (subscribers.muted.get(rule.channel), rule.muted_until) if at), default=None)
            found[rule.channel] = Target(rule.channel, rule.id, until, fold=rule.channel in subscribers.refused)
    for follow in followers:
        if not follow.once or is_outcome(event):
            fold = follow.channel in subscribers.refused
            found.setdefault(follow.channel, Target(follow.channel, fold=fold))
    no_news = set(change.shown) if change else set()
    if change is not None:
        no_news |= {follow.channel for follow in followers if follow.user_id == change.user_id and not follow.once}
    for channel, target in found.items():
        if channel not in no_news and (channel, project_id, event.subject.key) not in subscribers.silent:
            yield target
