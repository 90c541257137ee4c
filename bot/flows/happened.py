"""What happened in a project, newest first: its events, and what the API's activity lists add.

Only the database is asked: `/sinch activity`, the Home tab and the digest tell the same, of whatever was read before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.cards import activity as cards
from bot.clock import EPOCH
from bot.flows.activity_lists.told import LATEST_TELLING, untold
from bot.flows.subject_keys import key_of
from bot.provisioning.events import Event, parse_or_none
from bot.provisioning.subjects import subject_of_key
from bot.slack.text import escaped, shorten

if TYPE_CHECKING:
    from bot.storage.activity.entries import ActivityEntry
    from bot.storage.activity.inbox import InboxEvent
    from bot.storage.engine import Store

COMMENT_CHARACTERS = 200
"""Of a comment, in the line of its event."""
EVENTS_LOOKED_AT = 400
"""Events that are looked through for those of one area, or of some resources."""
LATE = 20
"""Events that are looked at beside those of a page, in case some came late."""
ENTRIES_LOOKED_AT = 5
"""How often more entries are read, where events tell all of them."""
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened, in mrkdwn."""

    when: datetime
    said: str


@dataclass(frozen=True, slots=True)
class Place:
    """After which event (its number), and after which entry (its time and number), a page goes on."""

    event: int | None = None
    entry: tuple[datetime, int] | None = None

    def __str__(self) -> str:
        at, number = self.entry or (None, "")
        return f"{self.event or ''}.{(at - EPOCH) // MILLISECOND if at else ''}.{number}"

    @classmethod
    def of(cls, words: str) -> Place:
        """As it was written; what is none is the beginning, and earlier versions wrote the event's number alone."""
        event, at, number = [int(part) if part.isdecimal() else 0 for part in [*words.split("."), "", ""][:3]]
        return cls(event or None, (EPOCH + at * MILLISECOND, number) if at else None)


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """A page of what happened; `older` is where the next one goes on."""

    items: tuple[Item, ...]
    older: Place | None = None


@dataclass(frozen=True, slots=True)
class _Dated:
    """An event with its row's number; `when` it happened, which may be long before it came."""

    id: int
    event: Event
    at: datetime
    when: datetime


@dataclass(frozen=True, slots=True)
class _Events:
    """Some events in the order in which they came, last first; `last` is the row to go on after, None at the end."""

    found: Sequence[_Dated]
    last: int | None = None


async def happened(
    store: Store,
    project_id: str,
    *,
    area: str = "",
    since: datetime | None = None,
    after: Place | None = None,
    limit: int,
) -> ActivityPage:
    """Events and entries of the area (empty: all) since then."""
    place = after or Place()
    events = await _events(store, project_id, area, since, place, limit)
    entries = await _entries(store, project_id, area, since, place, events.found, limit)
    return _merged(events, entries, place, limit)


def _merged(events: _Events, entries: Sequence[ActivityEntry], place: Place, limit: int) -> ActivityPage:
    """The newest of both. Events keep the order in which they came, so that none is lost between two pages: an old one
    that came late goes with those that came before it."""
    found = events.found
    ahead = list(accumulate((event.when for event in reversed(found)), max))[::-1]
    items: list[Item] = []
    event, entry = 0, 0
    while len(items) < limit and (event < len(found) or entry < len(entries)):
        if entry == len(entries) or (event < len(found) and ahead[event] >= entries[entry].at):
            items.append(Item(found[event].when, _line(found[event].event)))
            place, event = replace(place, event=found[event].id), event + 1
        else:
            items.append(_entry_item(entries[entry]))
            place, entry = replace(place, entry=(entries[entry].at, entries[entry].id)), entry + 1
    if event == len(found) and events.last is not None:
        place = replace(place, event=events.last)
    left = events.last is not None or event < len(found) or entry < len(entries)
    return ActivityPage(tuple(sorted(items, key=lambda item: item.when, reverse=True)), place if left else None)


async def _events(
    store: Store, project_id: str, area: str, since: datetime | None, place: Place, limit: int
) -> _Events:
    """The newest events of the area; those of one area have to be looked for."""
    most = EVENTS_LOOKED_AT if area else limit + LATE
    rows = await store.inbox.recent(project_id, since=since, before_id=place.event, limit=most)
    found = [
        event
        for event in _dated(rows)
        if event.event.subject.kind.startswith(area) and (since is None or event.when >= since)
    ]
    return _Events(found, rows[-1].id if len(rows) == most else None)


def _dated(rows: Sequence[InboxEvent]) -> list[_Dated]:
    return [
        _Dated(row.id, event, row.at, min(row.at, row.received_at))
        for row in rows
        if (event := parse_or_none(row.body)) is not None
    ]


async def _entries(
    store: Store,
    project_id: str,
    area: str,
    since: datetime | None,
    place: Place,
    events: Sequence[_Dated],
    limit: int,
) -> list[ActivityEntry]:
    """The newest entries that no event tells of, and one more than there is room for."""
    found: list[ActivityEntry] = []
    before = place.entry
    for _ in range(ENTRIES_LOOKED_AT):
        page = await store.entries.newest(project_id, area=area, since=since, before=before, limit=2 * limit)
        if page:
            found += await _untold(store, project_id, page, events)
        if len(page) < 2 * limit or len(found) > limit:
            break
        before = (page[-1].at, page[-1].id)
    return found


async def _untold(
    store: Store, project_id: str, page: Sequence[ActivityEntry], events: Sequence[_Dated]
) -> list[ActivityEntry]:
    """Without what the events tell that are looked at, or those that are stored of the same resources."""
    subjects = {subject for entry in page if (subject := subject_of_key(entry.subject)) is not None}
    keys = {subject.key for subject in subjects} | {key_of(subject) for subject in subjects}
    oldest = min(entry.at for entry in page) - LATEST_TELLING
    rows = await store.inbox.recent(project_id, subjects=sorted(keys), since=oldest, limit=EVENTS_LOOKED_AT)
    known = {event.id: (event.event, event.at) for event in (*events, *_dated(rows))}
    left = untold(page, [known[number] for number in sorted(known)])
    return sorted(left, key=lambda entry: (entry.at, entry.id), reverse=True)


def _line(event: Event) -> str:
    """What happened in one line, with the beginning of a comment."""
    said = " ".join((event.comment or "").split())
    return cards.headline(event) + (f' "{escaped(shorten(said, COMMENT_CHARACTERS))}"' if said else "")


def _entry_item(entry: ActivityEntry) -> Item:
    subject = subject_of_key(entry.subject)
    told = {"type": entry.type, "author": entry.author, "comment": entry.comment}
    return Item(entry.at, cards.entry(subject, told, entry.name) if subject else entry.type)
