"""Which entries of activity lists no event tells of: whoever shows or counts both asks here. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.flows.activity_lists.reading import LONGEST
from bot.flows.decided import decision_in, decision_of
from bot.flows.subject_keys import key_of
from bot.provisioning.event_types import Tells
from bot.provisioning.events import Event
from bot.provisioning.subjects import subject_of_key
from bot.storage.activity.entries import ActivityEntry

COMMENTED = "COMMENT_ADDED"
CLOCK_SKEW = timedelta(minutes=2)
"""How far Sinch's clock and ours may differ; what people do is the same as an event so near to it."""
LATEST_TELLING = timedelta(hours=12)
"""How long after it happened an event still counts as telling of a decision; of comments any later one does."""
TWICE = timedelta(minutes=10)
"""Sinch tells some decisions in two events."""

Key = tuple[str, str]
"""A resource, and what happened to it."""
ANYTHING = "*"


@dataclass(slots=True)
class _Sign:
    """An event as it may tell of an entry; one that has told of one tells of no other."""

    at: datetime
    used: bool = False


def untold(entries: Iterable[ActivityEntry], events: Iterable[tuple[Event, datetime]]) -> list[ActivityEntry]:
    """The entries that none of the events (each with its time) tells of, oldest first."""
    oldest_first = sorted(entries, key=lambda entry: entry.at)
    keys = {key_of(subject) for entry in oldest_first if (subject := subject_of_key(entry.subject)) is not None}
    signs: dict[Key, list[_Sign]] = defaultdict(list)
    for event, at in events:
        if (key := key_of(event.subject)) in keys:
            sign = _Sign(at)
            for what in _told_by(event):
                signs[key, what].append(sign)
    for found in signs.values():
        found.sort(key=lambda sign: sign.at)
    return [entry for entry in oldest_first if not _is_told(entry, signs)]


def _told_by(event: Event) -> Iterator[str]:
    if event.info is not None and event.info.tells is Tells.COMMENT:
        yield _comment(event.comment or "")
        return
    yield ANYTHING
    who, decided = decision_of(event)
    if decided and not who:
        yield decided
    elif event.info is not None and event.info.listed_as:
        yield event.info.listed_as


def _comment(said: str) -> str:
    return f"said {said[:LONGEST].strip()}"


def _is_told(entry: ActivityEntry, signs: dict[Key, list[_Sign]]) -> bool:
    subject = subject_of_key(entry.subject)
    if subject is None:
        return True
    key = key_of(subject)
    if entry.type == COMMENTED:
        return _use(signs[key, _comment(entry.comment)], entry.at, None)
    decided = decision_in(subject.kind, entry.type)
    if found := signs.get((key, decided or entry.type)):
        return _use(found, entry.at, LATEST_TELLING)
    return not decided and any(abs(sign.at - entry.at) <= CLOCK_SKEW for sign in signs.get((key, ANYTHING), ()))


def _use(signs: list[_Sign], at: datetime, within: timedelta | None) -> bool:
    """Whether one of these tells of what happened then; with it those that tell the same once more."""
    for sign in signs:
        if not sign.used and sign.at >= at - CLOCK_SKEW and (within is None or sign.at <= at + within):
            first = sign.at
            for twin in signs:
                twin.used = twin.used or twin is sign or (within is not None and abs(twin.at - first) <= TWICE)
            return True
    return False
