"""What a digest says, from what was read now, what was read last time, and what happened in between. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.cards.digest import DigestData, LatestEvent, StateChange
from bot.cards.vocabulary.naming import full_name
from bot.cards.vocabulary.state import state_value
from bot.cards.vocabulary.waits import Party, StateGroup, state_group
from bot.cards.waiting import WaitingItem, WaitingList
from bot.flows.overview.overview import Overview, subject_of_payload
from bot.provisioning.event_types import Tells
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import moment

REMEMBERED = 500
"""Waits that the next digest can compare with."""
SHOWN_CHANGES = 100
"""Rows of what changed since the last digest."""


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event of the inbox; `at` is when it came, or when it really happened if it was found later."""

    event: Event
    at: datetime


@dataclass(frozen=True, slots=True)
class DigestSnapshot:
    """What a digest leaves behind for the next one: counts, accounts, members of short lists, what waits since when."""

    at: datetime | None = None
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By kind: subject's key -> state. Kinds that were too many are absent."""
    waiting: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Subject's key -> [state, ISO time since when]."""

    def as_json(self) -> dict[str, Any]:
        """The snapshot as it is stored."""
        return {
            "at": self.at.isoformat() if self.at else None,
            "counts": {kind: dict(states) for kind, states in self.counts.items()},
            "accounts": dict(self.accounts),
            "members": {kind: dict(states) for kind, states in self.members.items()},
            "waiting": {key: list(value) for key, value in self.waiting.items()},
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> DigestSnapshot | None:
        """A stored snapshot; None where there is none, e.g. because a crash lost it."""
        if not stored or not (at := moment(stored.get("at"))):
            return None
        parts = {name: stored.get(name) or {} for name in ("counts", "accounts", "members", "waiting")}
        return cls(at=at, **parts)


def compose(
    overview: Overview,
    waiting: WaitingList,
    happened: Sequence[DatedEvent],
    previous: DigestSnapshot | None,
    now: datetime,
    *,
    latest: Sequence[LatestEvent] = (),
    late: bool = False,
) -> tuple[DigestData, DigestSnapshot]:
    """The digest and the snapshot for the next one; `happened` since the last one, newest first."""
    snapshot = _snapshot(overview, waiting, now)
    data = DigestData(
        generated_at=now,
        counts={Kind(kind): states for kind, states in snapshot.counts.items()},
        state_groups=_state_groups(overview, waiting),
        before={Kind(kind): states for kind, states in previous.counts.items()} if previous else {},
        accounts=[
            (Subject(kind), full_name(Subject(kind), payload), state_value(payload))
            for kind, payload in overview.accounts.items()
        ],
        changes=_changes(_names(overview), snapshot, previous, happened)[:SHOWN_CHANGES] if previous else (),
        waiting=waiting,
        latest=latest,
        previous_at=previous.at if previous else None,
        missing=[trouble.text for trouble in overview.troubles if not trouble.expected],
        unused=[trouble.text for trouble in overview.troubles if trouble.expected],
        late=late,
    )
    return data, snapshot


def _state_groups(overview: Overview, waiting: WaitingList) -> Counter[StateGroup]:
    """How everything stands; what needs you is counted from the list, which knows drafts and approvals."""
    found: Counter[StateGroup] = Counter()
    for counts in overview.lists.values():
        found += counts.state_groups
    found.update(state_group(kind, payload) for kind, payload in overview.accounts.items())
    found[StateGroup.INACTIVE] -= sum(_is_new_draft(item, overview) for item in waiting.items)
    found[StateGroup.NEEDS_YOU] = waiting.parties[Party.YOU]
    return +found


def _is_new_draft(item: WaitingItem, overview: Overview) -> bool:
    """Whether it is a draft with findings that was counted by its being a draft."""
    if not item.findings or item.subject is None or item.remembered:
        return False
    counts = overview.lists.get(item.subject.kind)
    kept = counts.waiting if counts else []
    return any(
        subject_of_payload(item.subject.kind, payload) == item.subject
        and state_group(item.subject.kind, payload) is StateGroup.INACTIVE
        for payload in kept
    )


def _snapshot(overview: Overview, waiting: WaitingList, now: datetime) -> DigestSnapshot:
    dated = [item for item in waiting.items if item.subject and item.party is not Party.OPERATORS]
    return DigestSnapshot(
        at=now,
        counts={kind.value: dict(counts.states) for kind, counts in overview.lists.items()},
        accounts={kind.value: state_value(payload) for kind, payload in overview.accounts.items()},
        members={
            kind.value: {
                subject_of_payload(kind, member).key: state_value(member) for member in counts.members.values()
            }
            for kind, counts in overview.lists.items()
            if counts.members is not None
        },
        waiting={
            item.subject.key: [item.state, (item.since or now).isoformat()]
            for item in dated[:REMEMBERED]
            if item.subject
        },
    )


def _names(overview: Overview) -> dict[str, str]:
    return {
        subject_of_payload(kind, payload).key: full_name(subject_of_payload(kind, payload), payload)
        for kind, counts in overview.lists.items()
        for payload in [*(counts.members or {}).values(), *counts.waiting]
    }


def _changes(
    names: Mapping[str, str], snapshot: DigestSnapshot, previous: DigestSnapshot, happened: Sequence[DatedEvent]
) -> list[StateChange]:
    """Whose state is another one: short lists compared whole, of long ones what waited and what was decided."""
    whole = {*snapshot.members} & {*previous.members}
    before: dict[str, str] = {}
    now: dict[str, str] = {}
    for kind in whole:
        before |= previous.members[kind]
        now |= snapshot.members[kind]
    for key, (was, *_) in _outside(previous.waiting, whole).items():
        if state := _outside(snapshot.waiting, whole).get(key):
            before[key], now[key] = was, state[0]
    for recent in reversed(happened):
        key, decided = recent.event.subject.key, _decided(recent.event)
        if decided and recent.event.subject.complete and recent.event.subject.kind not in whole:
            before.setdefault(key, _outside(previous.waiting, whole).get(key, ["IN_PROGRESS"])[0])
            now[key] = decided
    return [
        _change(key, names, before.get(key, ""), now.get(key, ""))
        for key in {**before, **now}
        if before.get(key, "") != now.get(key, "")
    ]


def _decided(event: Event) -> str:
    """The state of a template after a decision, known even where the list is too long to be remembered whole."""
    templates = event.subject.kind in (Kind.whatsapp_template, Kind.kakaotalk_template)
    return event.info.implies if templates and event.info and event.info.tells is Tells.DECISION else ""


def _outside(waiting: Mapping[str, Sequence[str]], kinds: set[str]) -> dict[str, Sequence[str]]:
    return {key: value for key, value in waiting.items() if key.partition(":")[0] not in kinds}


def _change(key: str, names: Mapping[str, str], was: str, now: str) -> StateChange:
    subject = Subject.from_key(key)
    language = f" ({subject.ids[1]})" if subject.kind is Kind.whatsapp_template and len(subject.ids) > 1 else ""
    return StateChange(subject, names.get(key) or f"{subject.ids[0] if subject.ids else key}{language}", was, now)
