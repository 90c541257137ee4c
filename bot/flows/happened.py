"""What happened in a project, newest first: its events, and what the API's activity lists add.

Only the database is asked: `/sinch activity`, the Home tab and the digest tell the same, of whatever was read before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
    from bot.storage.store import Store

COMMENT_CHARACTERS = 200
"""Of a comment, in the line of its event."""
BLOCK = 400
"""Events are read in the order in which they came; so many together are put into the order in which they happened."""
LOOKS = 5
"""For a page: blocks that hold no event of the area are passed over, and entries that events tell of."""
EVENTS_COMPARED = 400
"""Events of some resources, that may tell what entries of activity lists tell."""
ENTRIES_LOOKED_AT = 5
"""How often more entries are read in one look, where events tell all of them."""
MADE, BECAME = frozenset({"CREATED", "EDITED"}), frozenset({"IN_PROGRESS", "DRAFT"})
SAME_ACT = timedelta(seconds=5)
"""Sinch lists one act in two entries: that something was made or edited, and what became of it."""
MILLISECOND = timedelta(milliseconds=1)

_NUMBER = re.compile(r"[0-9]{1,14}")
"""Of a row, or milliseconds of a time that a calendar holds."""

Mark = tuple[datetime, int]
"""When something happened, and its number among what happened then."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened, in mrkdwn."""

    when: datetime
    said: str


@dataclass(frozen=True, slots=True)
class PageCursor:
    """Where a page goes on: in the block of events before a number, after one of them, and after an entry."""

    block: int | None = None
    event: Mark | None = None
    entry: Mark | None = None

    def __str__(self) -> str:
        marks = [(str((mark[0] - EPOCH) // MILLISECOND), str(mark[1])) if mark else ("", "") for mark in self._marks]
        return ".".join([str(self.block or ""), *marks[0], *marks[1]])

    @property
    def _marks(self) -> tuple[Mark | None, Mark | None]:
        return self.event, self.entry

    @classmethod
    def of(cls, words: str) -> PageCursor:
        """As it was written; what is none is the beginning, and earlier versions wrote a number alone."""
        parts = [int(part) if _NUMBER.fullmatch(part) else 0 for part in [*words.split("."), *[""] * 5][:5]]
        event, entry = (
            (EPOCH + at * MILLISECOND, number) if at and number else None for at, number in (parts[1:3], parts[3:5])
        )
        return cls(parts[0] or None, event, entry)


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """A page of what happened; `older` is where the next one goes on."""

    items: tuple[Item, ...]
    older: PageCursor | None = None


@dataclass(frozen=True, slots=True)
class _Dated:
    """An event with its row's number; `when` it happened, which may be long before it came."""

    id: int
    event: Event
    at: datetime
    when: datetime

    @property
    def mark(self) -> Mark:
        return self.when, self.id


@dataclass(frozen=True, slots=True)
class _Entries:
    """Entries that no event tells of, last first; after `looked_until` there are more that nobody has looked at."""

    found: Sequence[ActivityEntry]
    looked_until: Mark | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """Events in the order in which they happened, last first; `next` is the following block, None at the end."""

    found: Sequence[_Dated]
    next: int | None = None


async def happened(
    store: Store,
    project_id: str,
    *,
    area: str = "",
    since: datetime | None = None,
    after: PageCursor | None = None,
    limit: int,
) -> ActivityPage:
    """Events and entries of the area (empty: all) since then."""
    place: PageCursor | None = after or PageCursor()
    items: tuple[Item, ...] = ()
    for _ in range(LOOKS):
        if place is None:
            break
        block = await _block(store, project_id, area, since, place)
        entries = await _entries(store, project_id, area, since, place, block.found, limit)
        page = _merged(block, entries, place, limit - len(items))
        items += page.items
        ended = page.older is not None and page.older.block != place.block
        place = page.older
        if len(items) == limit or (items and ended):
            break
    return ActivityPage(items, place)


def _merged(block: _Block, listed: _Entries, place: PageCursor, limit: int) -> ActivityPage:
    """The newest of both; a page ends with its block, since the entries that are left may be older than the next.

    So it does where the entries that were looked at end, before what is older than they are.
    """
    events, entries, unread = block.found, listed.found, listed.looked_until
    items: list[Item] = []
    event, entry = 0, 0
    while len(items) < limit:
        if entry == len(entries) and unread is not None:
            place = replace(place, entry=unread)
        if event == len(events) and block.next is not None:
            return ActivityPage(tuple(items), PageCursor(block.next, None, place.entry))
        if entry == len(entries) and (event == len(events) or (unread is not None and events[event].when < unread[0])):
            return ActivityPage(tuple(items), place if unread is not None else None)
        if entry == len(entries) or (event < len(events) and events[event].when >= entries[entry].at):
            items.append(Item(events[event].when, _line(events[event].event)))
            place, event = replace(place, event=events[event].mark), event + 1
        else:
            items.append(_entry_item(entries[entry]))
            place, entry = replace(place, entry=(entries[entry].at, entries[entry].id)), entry + 1
    left = block.next is not None or event < len(events) or entry < len(entries) or unread is not None
    return ActivityPage(tuple(items), place if left else None)


async def _block(store: Store, project_id: str, area: str, since: datetime | None, place: PageCursor) -> _Block:
    """The events of the area that are left of a block."""
    rows = await store.inbox.recent(project_id, since=since, before_id=place.block, limit=BLOCK)
    found = sorted(
        (
            event
            for event in _dated(rows)
            if event.event.subject.kind.startswith(area)
            and (since is None or event.when >= since)
            and (place.event is None or event.mark < place.event)
        ),
        key=lambda event: event.mark,
        reverse=True,
    )
    return _Block(found, rows[-1].id if len(rows) == BLOCK else None)


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
    place: PageCursor,
    events: Sequence[_Dated],
    limit: int,
) -> _Entries:
    """The newest entries that no event tells of, and one more than there is room for."""
    found: list[ActivityEntry] = []
    before = place.entry
    for _ in range(ENTRIES_LOOKED_AT):
        page = await store.entries.newest(project_id, area=area, since=since, before=before, limit=2 * limit)
        if page:
            found += await _untold(store, project_id, page, events)
        if len(page) < 2 * limit:
            return _Entries(found)
        before = (page[-1].at, page[-1].id)
        if len(found) > limit:
            break
    return _Entries(found, before)


async def _untold(
    store: Store, project_id: str, page: Sequence[ActivityEntry], events: Sequence[_Dated]
) -> list[ActivityEntry]:
    """Without what the events tell that are looked at, or those that are stored of the same resources."""
    subjects = {subject for entry in page if (subject := subject_of_key(entry.subject)) is not None}
    keys = {subject.key for subject in subjects} | {key_of(subject) for subject in subjects}
    oldest = min(entry.at for entry in page) - LATEST_TELLING
    rows = await store.inbox.recent(project_id, subjects=sorted(keys), since=oldest, limit=EVENTS_COMPARED)
    known = {event.id: (event.event, event.at) for event in (*events, *_dated(rows))}
    left = _outspoken(untold(page, [known[number] for number in sorted(known)]))
    return sorted(left, key=lambda entry: (entry.at, entry.id), reverse=True)


def _outspoken(entries: Sequence[ActivityEntry]) -> list[ActivityEntry]:
    """Without what the next entry of the same act says better: who submits something has made or edited it."""
    became = [(entry.subject, entry.at) for entry in entries if entry.type in BECAME]
    return [
        entry
        for entry in entries
        if entry.type not in MADE
        or not any(subject == entry.subject and entry.at <= at <= entry.at + SAME_ACT for subject, at in became)
    ]


def _line(event: Event) -> str:
    """What happened in one line, with the beginning of a comment."""
    said = " ".join((event.comment or "").split())
    return cards.headline(event) + (f" “{escaped(shorten(said, COMMENT_CHARACTERS))}”" if said else "")


def _entry_item(entry: ActivityEntry) -> Item:
    subject = subject_of_key(entry.subject)
    told = {"type": entry.type, "author": entry.author, "comment": entry.comment}
    return Item(entry.at, cards.entry(subject, told, entry.name) if subject else entry.type)
