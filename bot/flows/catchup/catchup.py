"""What webhooks did not bring: activity lists and states are compared with the inbox, and what is missing is added.

One process at a time does this. Each account, carded or followed resource has a mark that says from when on it is
watched (`since`), up to when it was compared (`until`), and its live state then.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot import log
from bot.cards.vocabulary.payload import Payload, as_payload, text
from bot.errors import UnknownProject
from bot.flows.activity_lists import first_look
from bot.flows.activity_lists.reading import entries_since
from bot.flows.catchup import polls
from bot.flows.catchup.missed import (
    CLOCK_SKEW,
    FROM_ENTRY,
    FROM_STATE,
    MissedEvent,
    ReceivedEvent,
    body,
    entries,
    nonce,
    not_yet_received,
    state_change,
)
from bot.flows.correlation import late
from bot.flows.overview.overview import Gate
from bot.flows.projects import webhook_check
from bot.process import identity
from bot.provisioning.commenting import fetch
from bot.provisioning.errors import (
    ApiError,
    CredentialsRefused,
    InvalidInput,
    Rejected,
    Unauthorized,
    Unreachable,
)
from bot.provisioning.events import parse, parse_or_none
from bot.provisioning.subjects import Kind, Subject, named_subject
from bot.slack.text import moment
from bot.storage.activity import inbox
from bot.storage.activity.inbox import Arrival
from bot.storage.activity.routing import BACKLOG

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.storage.activity.threads import Thread

LEASE = "catch-up"
LEASE_SECONDS = 600.0
"""Longer than a catch-up of all projects may take."""
GRACE = timedelta(seconds=20)
"""What is younger may still come by itself. Short, so that a start finds what was missed just before it; a webhook that
comes later still is silent."""
OVERLAP = timedelta(minutes=10)
"""Looked at again, in case the clocks differ."""
SUBJECTS_WATCHED = 300
"""Of a project: those with the newest cards, and as many that people follow."""
MOST_PAGES = 5
"""Of an activity list."""
EVENTS_COMPARED = 300
"""The newest of a resource, against which its activity list is held."""
SIDE_BY_SIDE = 4
"""Calls at a time."""
FETCHED = frozenset({*FROM_STATE, Kind.kakaotalk_sender})
"""Kinds whose state is asked for at each look: that no event was missed, and that their cards are right."""
STATE_FIELDS = ("state", "status", "rejectionReason")
ACCOUNTS = (Subject(Kind.whatsapp_account), Subject(Kind.rcs_account))
HOPELESS = (CredentialsRefused, Unauthorized, Unreachable)

logger = log.get("catch-up")


@dataclass(frozen=True, slots=True)
class WatchedResource:
    """A resource to look at, since when it is somebody's concern, and the live state that its card shows."""

    subject: Subject
    since: datetime
    state: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a resource has been compared."""

    since: datetime
    until: datetime
    state: str = ""

    def as_json(self) -> dict[str, str]:
        """The cursor as it is stored."""
        return {"since": self.since.isoformat(), "until": self.until.isoformat(), "state": self.state}

    @classmethod
    def of(cls, stored: Any) -> Cursor | None:
        """Read a stored cursor; None if it can't be read."""
        if not isinstance(stored, dict):
            return None
        since, until = moment(stored.get("since")), moment(stored.get("until"))
        return cls(since, until, str(stored.get("state", ""))) if since and until else None


async def run(services: Services) -> None:
    """Every project: webhook, activity, polls; what cannot be reached now is looked at next time.

    While a backlog is routed nothing is compared: what came goes first, and nobody knows yet what is missing.
    """
    if await services.store.inbox.waiting() > BACKLOG:
        return
    owner, now = identity(), services.clock.now()
    if not await services.store.leases.take(LEASE, owner, now, LEASE_SECONDS):
        return
    try:
        async with asyncio.timeout(LEASE_SECONDS * 0.9):
            # First: lists that are slow for ever may leave no time for it.
            await services.store.key_values.prune(late.PREFIX, now - late.KEPT)
            for project_id in services.projects.ids():
                await _project(services, project_id)
            # Last and side by side: a project whose lists are slow holds no other's comparison.
            looks = [first_look.begin(services, project_id) for project_id in services.projects.ids()]
            await asyncio.gather(*(look.wait() for look in looks))
    except TimeoutError:
        logger.warning("took too long; goes on next time")
    finally:
        await services.store.leases.release(LEASE, owner)


async def _project(services: Services, project_id: str) -> None:
    try:
        await webhook_check.check(services, project_id)
        found = await compare(services, project_id)
        polled = await polls.poll(services, project_id)
    except (ApiError, UnknownProject) as error:
        logger.warning("not possible now", project=project_id, error=str(error))
        return
    if found or polled:
        logger.info("found", project=project_id, missed=found, polled=polled)


async def compare(services: Services, project_id: str) -> int:
    """Adds to the inbox what webhooks did not bring; how many that were. Raises what makes further calls hopeless."""
    gate = Gate(SIDE_BY_SIDE)
    watched = await _watched(services, project_id)
    results = await asyncio.gather(*(_one(services, project_id, gate, resource) for resource in watched))
    return sum(results)


async def _watched(services: Services, project_id: str) -> list[WatchedResource]:
    """The accounts, what people follow, and what has a card, newest first; everything once."""
    now = services.clock.now()
    found: dict[str, WatchedResource] = {account.key: WatchedResource(account, now) for account in ACCOUNTS}
    for thread in await services.store.threads.latest(project_id, SUBJECTS_WATCHED):
        if subject := _watchable(thread.subject):
            shown = text(thread.payload, "state")
            found.setdefault(thread.subject, WatchedResource(subject, thread.created_at, shown))
    for key in (await services.store.follows.subjects(project_id))[:SUBJECTS_WATCHED]:
        if subject := _watchable(key):
            found.setdefault(key, WatchedResource(subject, now))
    return list(found.values())


def _watchable(key: str) -> Subject | None:
    subject = named_subject(key)
    return subject if subject is not None and (subject.kind in FROM_ENTRY or subject.kind in FROM_STATE) else None


async def _one(services: Services, project_id: str, gate: Gate, watched: WatchedResource) -> int:
    """One resource; what the API refuses for it (gone, not used) is nobody's concern."""
    key = f"watched:{project_id}:{watched.subject.key}"
    cursor = Cursor.of(await services.store.key_values.get(key))
    try:
        return await gate(lambda: _compared(services, project_id, watched, cursor, key))
    except HOPELESS:
        raise
    except (Rejected, InvalidInput) as refusal:
        logger.debug("not comparable", project=project_id, subject=watched.subject.key, error=str(refusal))
    except ApiError as error:
        logger.warning("not compared", project=project_id, subject=watched.subject.key, error=str(error))
    return 0


async def _compared(
    services: Services, project_id: str, watched: WatchedResource, cursor: Cursor | None, key: str
) -> int:
    subject, now = watched.subject, services.clock.now()
    api = services.projects.api(project_id)
    cards = await services.store.threads.of_subject(project_id, subject.key)
    payload: Payload | None = as_payload(await fetch(api, subject)) if subject.kind in FETCHED else None
    if payload:
        await _correct(services, cards, payload)
    old = cursor or Cursor(watched.since, watched.since, watched.state)
    low, until = max(old.since, old.until - OVERLAP), now - GRACE
    listed = await entries_since(api, subject, low, MOST_PAGES) if subject.kind in FROM_ENTRY else []
    seen = await _seen(services, project_id, subject, low - CLOCK_SKEW)
    missing = not_yet_received(entries(subject, listed, low, until), seen)
    if payload is not None and (change := state_change(subject, payload, old.state, seen, now)):
        missing.append(change)
    if missing and payload is None:
        payload = as_payload(await fetch(api, subject))
    added = await _add(services, project_id, subject, missing, payload or {})
    state = text(payload, "state") if payload is not None else old.state
    await services.store.key_values.set(key, Cursor(old.since, max(until, old.until), state).as_json(), now)
    return added


async def _correct(services: Services, cards: Sequence[Thread], payload: Payload) -> None:
    """Cards that show another state than the API tells, whatever made them do so; unless they change meanwhile."""
    now, since = services.clock.now(), moment(text(payload, "modified"))
    wrong = [card for card in cards if any(text(card.payload, name) != text(payload, name) for name in STATE_FIELDS)]
    for card in wrong:
        await services.store.threads.correct(card, dict(payload), now, since=since)
    if wrong:
        services.wake(inbox.TOPIC)


async def _seen(services: Services, project_id: str, subject: Subject, since: datetime) -> list[ReceivedEvent]:
    rows = await services.store.inbox.recent(project_id, subject=subject.key, since=since, limit=EVENTS_COMPARED)
    return [
        ReceivedEvent(event.type, row.received_at, event.comment or "", text(event.payload, "state"))
        for row in rows
        if (event := parse_or_none(row.body)) is not None
    ]


async def _add(
    services: Services, project_id: str, subject: Subject, missing: Sequence[MissedEvent], payload: Payload
) -> int:
    """Into the inbox, dated when it happened; how many were new."""
    alike: Counter[MissedEvent] = Counter()
    added = 0
    for missed in missing:
        content = body(subject, missed, payload)
        arrival = Arrival(
            project_id,
            nonce(subject, missed, alike[missed]),
            missed.type,
            content,
            received_at=missed.at,
            source="catchup",
        )
        alike[missed] += 1
        if await services.store.inbox.add(arrival):
            await late.note(services.store, project_id, parse(content), services.clock.now())
            added += 1
    if added:
        services.wake(inbox.TOPIC)
    return added
