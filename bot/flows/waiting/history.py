"""What the bot has seen of resources: events, cards, an earlier look, activity lists, as sights on one timeline."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.payload import as_payload, mapping, text
from bot.cards.vocabulary.waits import Party, of_state, waits
from bot.flows import submissions
from bot.flows.activity.routing import CLOCK_SKEW
from bot.flows.subject_keys import key_of
from bot.flows.turns import in_turns
from bot.flows.waiting.cases import (
    ENTRY_TYPES,
    RESOURCE,
    Sight,
    Timeline,
    Track,
    operator_stages,
    sights_in_entry,
    sights_of,
    stage_of,
)
from bot.provisioning.errors import ApiError, MalformedEvent
from bot.provisioning.event_types import EVENT_TYPES
from bot.provisioning.events import content_of, parse_or_none
from bot.provisioning.subjects import Kind, Subject, subject_of_key
from bot.slack.text import moment
from bot.storage.states import EventState

if TYPE_CHECKING:
    from bot.flows.overview.overview import Gate
    from bot.provisioning.client import Provisioning
    from bot.storage.activity.inbox import InboxEvent
    from bot.storage.activity.threads import Thread
    from bot.storage.store import Store

SPAN = timedelta(days=90)
EVENTS = 2_000
"""The newest ones; older cases say little about today."""
CARDS = 500
ACTIVITIES = 50
"""Entries of one activity list."""
ACTIVITY_SECONDS = 10.0

LONGEST_COMMIT = timedelta(minutes=2)
"""No transaction lasts so long: till then a row may appear whose number is lower than those that are there."""

_Sights = list[tuple[Track, Sight]]


@dataclass(slots=True)
class Complete:
    """Up to which number no row is missing any more."""

    number: int = 0
    noted: tuple[datetime, int] | None = None
    """When a look saw which highest number."""

    def note(self, now: datetime, highest: int) -> int:
        """What is complete now that a look saw this number."""
        if self.noted is None:
            self.noted = now, highest
        elif now - self.noted[0] >= LONGEST_COMMIT:
            self.number, self.noted = self.noted[1], (now, highest)
        return self.number


@dataclass(slots=True)
class SeenEntries:
    """What was seen in a project's activity lists: by an entry's number when it happened, and what it showed."""

    shown: dict[int, tuple[datetime, _Sights]] = field(default_factory=dict)
    complete: Complete = field(default_factory=Complete)


@dataclass(slots=True)
class SeenEvents:
    """What was seen in a project's events: by an event's number when it came, and what it showed."""

    shown: dict[int, tuple[datetime, _Sights]] = field(default_factory=dict)
    complete: Complete = field(default_factory=Complete)
    after: int = 0
    """Events up to this number are all in it, and routed."""


_NEW_STATES = {"PAUSED": "PAUSED", "DISABLED": "DISABLED", "UNPAUSED": "APPROVED", "REINSTATED": "APPROVED"}


async def timeline(
    store: Store, project_id: str, now: datetime, seen: SeenEvents, listed: SeenEntries
) -> tuple[Timeline, Sequence[Thread]]:
    """From stored events and entries, the audit log and the latest cards, which come along; what was seen lasts."""
    found = Timeline()
    cards = await store.threads.latest(project_id, CARDS)
    for sights in await _of_events(store, project_id, now, seen):
        found.add(sights)
    found.add(await _of_entries(store, project_id, now, listed))
    for subject, at in await submissions.known(store, project_id, now - SPAN):
        found.submitted(subject, at)
    for thread in cards:
        if thread.latest_at is not None and (shown := subject_of_key(thread.subject)):
            found.see(shown, thread.payload, thread.latest_at)
    return found, cards


async def _of_events(store: Store, project_id: str, now: datetime, before: SeenEvents) -> list[_Sights]:
    """What the newest events show; what an earlier look read isn't read again, since routed events stay as they are."""
    since = now - SPAN
    shown = {number: seen for number, seen in before.shown.items() if seen[0] >= since}
    there = await store.inbox.numbers(project_id, since=since, after_id=before.after, limit=EVENTS)
    lowest = min((number for number in there if number not in shown), default=None)
    unrouted: list[int] = []
    rows: Sequence[InboxEvent] = ()
    if lowest is not None:
        rows = await store.inbox.recent(project_id, since=since, after_id=lowest - 1, limit=EVENTS)
    async for row in in_turns(row for row in rows if row.id not in shown):
        shown[row.id] = row.received_at, list(seen_in(row))
        if row.state == EventState.NEW:
            unrouted.append(row.id)
    newest = dict(sorted(shown.items())[-EVENTS:])
    final = {number: seen for number, seen in newest.items() if number not in unrouted}
    before.shown = final
    before.after = min([before.complete.note(now, max(newest, default=0)), *(at - 1 for at in unrouted)])
    return [sights for _, sights in newest.values()]


async def _of_entries(store: Store, project_id: str, now: datetime, listed: SeenEntries) -> _Sights:
    """What the stored entries of activity lists show; each is read once."""
    since, after = now - SPAN, listed.complete.number
    listed.shown = {number: seen for number, seen in listed.shown.items() if seen[0] >= since}
    while rows := await store.entries.after(project_id, after, types=ENTRY_TYPES):
        async for row in in_turns(row for row in rows if row.id not in listed.shown and row.at >= since):
            if (subject := subject_of_key(row.subject)) is not None:
                listed.shown[row.id] = row.at, list(sights_in_entry(subject, row.type, row.at))
        after = rows[-1].id
    listed.complete.note(now, after)
    return [sight for _, sights in listed.shown.values() for sight in sights]


def seen_in(row: InboxEvent) -> Iterator[tuple[Track, Sight]]:
    """What an event shows of its resource; nothing where it does not tell how that stands."""
    body, subject = _content(row.body), _subject(row)
    if subject is None or not subject.named:
        return
    payload = mapping(body, "payload")
    at = _happened(row, payload)
    if row.type.endswith("_DELETED"):
        yield from sights_of(subject, {}, at)
    elif stated := _stated(row.type, body, payload):
        yield from sights_of(subject, stated, at)
    if operator := text(body, "operator"):
        yield from _seen_of_operator(subject, operator, body, at)


def _happened(row: InboxEvent, payload: Mapping[str, Any]) -> datetime:
    """When it happened: `modified`, unless that lies in the future."""
    modified = moment(text(payload, "modified"))
    return modified if modified is not None and modified <= row.at + CLOCK_SKEW else row.at


def _subject(row: InboxEvent) -> Subject | None:
    """Known once it is routed; before, as its body says."""
    if row.subject is not None:
        return subject_of_key(row.subject)
    event = parse_or_none(row.body)
    return event.subject if event is not None else None


def _stated(kind: str, body: Mapping[str, Any], payload: dict[str, Any]) -> dict[str, Any]:
    """The payload with the state that the event tells of; empty where it tells none."""
    info = EVENT_TYPES.get(kind)
    state = _NEW_STATES.get(text(body, "newState"), "") or text(body, "currentState") or (info.implies if info else "")
    if state and not text(payload, "state", "changes.status"):
        return {**payload, "state": state}
    return payload if text(payload, "state", "status", "changes.status") else {}


def _seen_of_operator(
    subject: Subject, name: str, body: Mapping[str, Any], at: datetime
) -> Iterator[tuple[Track, Sight]]:
    """An operator's decision, also where the payload does not repeat it."""
    decided = {"name": name, "status": text(body, "operatorCurrentStatus")}
    country = {"country": text(body, "operatorCountry"), "operators": [decided]}
    alone = {"state": "LAUNCHING", "countryStatus": [country]}
    for operator, stage in operator_stages(subject.kind, alone).items():
        yield (key_of(subject), operator), Sight(at, stage)


async def add_activities(found: Timeline, api: Provisioning, subjects: Sequence[Subject], gate: Gate) -> None:
    """One call a subject; a list that cannot be read is done without."""
    lists = await asyncio.gather(*(_entries(api, subject, gate) for subject in subjects))
    for subject, entries in zip(subjects, lists, strict=True):
        for kind, at in entries:
            found.note(subject, kind, at)


async def _entries(api: Provisioning, subject: Subject, gate: Gate) -> list[tuple[str, datetime]]:
    try:
        async with asyncio.timeout(ACTIVITY_SECONDS):
            page = await gate(lambda: api.activity(subject, page_size=ACTIVITIES))
    except (TimeoutError, ApiError):
        return []
    entries = [as_payload(entry) for entry in page.items]
    return [(text(entry, "type"), at) for entry in entries if (at := moment(text(entry, "created")))]


def add_snapshot(found: Timeline, waiting: Mapping[str, Sequence[str]]) -> None:
    """What a digest remembered: by a resource's key its state, and since when."""
    for key, known in waiting.items():
        subject, since = subject_of_key(key), moment(known[1]) if len(known) > 1 else None
        if subject is None or since is None:
            continue
        in_state = [*of_state(subject.kind, known[0]), *waits(subject.kind, {"changes": {"status": known[0]}})]
        if in_state and in_state[0].party is not Party.OPERATORS:
            found.remember((key_of(subject), RESOURCE), stage_of(subject.kind, in_state[0]), since)


def latest_payloads(threads: Iterable[Thread], kinds: Collection[Kind]) -> dict[str, tuple[Subject, dict[str, Any]]]:
    """By key the newest card's payload of the resources of some kinds."""
    found: dict[str, tuple[Subject, dict[str, Any]]] = {}
    for thread in threads:
        subject = subject_of_key(thread.subject)
        if subject is not None and subject.kind in kinds and thread.payload:
            found.setdefault(key_of(subject), (subject, thread.payload))
    return found


def _content(body: bytes) -> dict[str, Any]:
    try:
        return content_of(body)
    except MalformedEvent:
        return {}
