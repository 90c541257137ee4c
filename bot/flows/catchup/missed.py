"""Which entries of an activity list, and which states, never came as a webhook. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.cards.vocabulary.payload import Payload, text
from bot.flows.hashing import joint_hash
from bot.provisioning.commenting import Activity
from bot.provisioning.event_types import EVENT_TYPES, Tells
from bot.provisioning.subjects import Kind, Subject
from bot.redaction import redacted_body
from bot.slack.text import moment

CLOCK_SKEW = timedelta(minutes=2)
"""How far Sinch's clock and ours may differ."""
LATEST_TELLING = timedelta(hours=12)
"""How long after it happened a webhook still counts as telling of a change of state; comments have no such limit."""

COMMENTED = "COMMENT_ADDED"

FROM_ENTRY: dict[Kind, dict[str, str]] = {}
"""Entries of activity lists for which there is an event; the others (created, edited ...) are never sent."""
FROM_STATE: dict[Kind, dict[str, str]] = {}
"""States that no activity list tells of, and the events that do."""
for _type, _info in EVENT_TYPES.items():
    if _entry := COMMENTED if _info.tells is Tells.COMMENT else _info.listed_as:
        FROM_ENTRY.setdefault(_info.kind, {})[_entry] = _type
    for _state in _info.states:
        FROM_STATE.setdefault(_info.kind, {})[_state] = _type


@dataclass(frozen=True, slots=True)
class ReceivedEvent:
    """An event that is in the inbox; `state` is the live one in its payload."""

    type: str
    at: datetime
    comment: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class MissedEvent:
    """Something that happened `at` and was not told; `entry` is what the activity list says of it, if anything."""

    type: str
    at: datetime
    comment: str = ""
    author: str = ""
    before: str = ""


def entries(subject: Subject, found: Iterable[Activity], since: datetime, until: datetime) -> list[MissedEvent]:
    """The entries of a list after `since` up to `until` that webhooks tell of, oldest first."""
    types = FROM_ENTRY.get(subject.kind, {})
    wanted = [
        MissedEvent(types[activity.type], at, activity.comment or "", activity.author or "")
        for activity in found
        if activity.type in types and (at := moment(activity.created)) is not None and since < at <= until
    ]
    return sorted(wanted, key=lambda missed: missed.at)


def not_yet_received(wanted: Sequence[MissedEvent], seen: Iterable[ReceivedEvent]) -> list[MissedEvent]:
    """Those for which no event is in the inbox; each event stands for one entry."""
    pool = sorted(seen, key=lambda entry: entry.at)
    missing = []
    for missed in wanted:
        match = next((event for event in pool if _tells(event, missed)), None)
        if match is None:
            missing.append(missed)
        else:
            pool.remove(match)
    return missing


def _tells(event: ReceivedEvent, missed: MissedEvent) -> bool:
    if event.type != missed.type or event.at < missed.at - CLOCK_SKEW:
        return False
    if missed.type.endswith(COMMENTED):
        return event.comment.strip() == missed.comment.strip()
    return event.at <= missed.at + LATEST_TELLING


def state_change(
    subject: Subject, payload: Payload, before: str, seen: Iterable[ReceivedEvent], now: datetime
) -> MissedEvent | None:
    """A state that is another one than at the last look, although no event told of it."""
    state = text(payload, "state")
    kind = FROM_STATE.get(subject.kind, {}).get(state)
    if not kind or not before or state == before or any(event.state == state for event in seen):
        return None
    at = moment(text(payload, "modified")) or now
    return MissedEvent(kind, min(at, now), before=before)


def body(subject: Subject, missed: MissedEvent, payload: Mapping[str, Any]) -> bytes:
    """The event as its webhook would have brought it, with the resource as it is now."""
    content: dict[str, Any] = {"type": missed.type}
    if subject.kind is not Kind.rcs_account:
        content["payload"] = dict(payload)
    if missed.comment:
        content["comment"] = missed.comment
    if missed.type == "RCS_SENDER_STATUS_UPDATED":
        content |= {"previousState": missed.before, "currentState": text(payload, "state")}
    return redacted_body(json.dumps(content, ensure_ascii=False, default=str).encode("utf-8", "replace"))


def nonce(subject: Subject, missed: MissedEvent, nth: int = 0) -> str:
    """The same for the same happening, whoever finds it; `nth` tells apart what happened twice in one moment."""
    same = joint_hash(subject.key, missed.type, missed.at.isoformat(), missed.comment, missed.before, str(nth))
    return f"catchup-{same[:40]}"
