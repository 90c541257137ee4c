"""What a digest says, from what was read now, what was read last time, and what happened in between. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.cards.activity import headline
from bot.cards.digest import Change, DigestData, Latest, Waiting, standing
from bot.cards.vocabulary.naming import full_name
from bot.cards.vocabulary.payload import Payload, text
from bot.cards.vocabulary.words import REJECTIONS, SENDER_ERRORS, in_words
from bot.flows.digest.counts import LISTS
from bot.flows.digest.overview import Noted, Overview, subject_of
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import moment, outside, shorten

STUCK = timedelta(days=3)
REMEMBERED = 500
SHOWN_WAITING = 100
SHOWN_CHANGES = 100
SHOWN_LATEST = 8
QUOTED = 120
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_BRAND_ASKS = ("INCOMPLETE", "REJECTED")
_DECIDED = {
    "WHATSAPP_TEMPLATE_APPROVED": "APPROVED",
    "WHATSAPP_TEMPLATE_REJECTED": "REJECTED",
    "KAKAOTALK_TEMPLATE_APPROVED": "APPROVED",
    "KAKAOTALK_TEMPLATE_REJECTED": "REJECTED",
}
"""Events after which a state is known even where the list is too long to be remembered whole."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of the inbox; `at` is when it came, or when it really happened if it was found later."""

    event: Event
    at: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a digest leaves behind for the next one: counts, accounts, members of short lists, what waits since when."""

    at: datetime | None = None
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By kind: subject's key -> standing. Kinds that were too many are absent."""
    waiting: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Subject's key -> [state, ISO time since when]."""

    def as_json(self) -> dict[str, Any]:
        """Return the snapshot as it is stored."""
        return {
            "at": self.at.isoformat() if self.at else None,
            "counts": {kind: dict(states) for kind, states in self.counts.items()},
            "accounts": dict(self.accounts),
            "members": {kind: dict(states) for kind, states in self.members.items()},
            "waiting": {key: list(value) for key, value in self.waiting.items()},
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> Snapshot | None:
        """A stored snapshot; None where there is none, e.g. because a crash lost it."""
        if not stored or not (at := moment(stored.get("at"))):
            return None
        parts = {name: stored.get(name) or {} for name in ("counts", "accounts", "members", "waiting")}
        return cls(at=at, **parts)


def compose(
    overview: Overview,
    happened: Sequence[Happened],
    previous: Snapshot | None,
    now: datetime,
    *,
    late: bool = False,
) -> tuple[DigestData, Snapshot]:
    """The digest and the snapshot for the next one; `happened` since the last one, newest first."""
    waiting = _waiting(overview, previous, now)
    snapshot = _snapshot(overview, waiting, now)
    shown = [one.shown for one in waiting if one.asks or one.stuck(now)]
    asking = sum(census.asking for census in overview.lists.values())
    data = DigestData(
        generated_at=now,
        counts={Kind(kind): states for kind, states in snapshot.counts.items()},
        before={Kind(kind): states for kind, states in previous.counts.items()} if previous else {},
        accounts=[
            (Subject(kind), full_name(Subject(kind), payload), standing(payload))
            for kind, payload in overview.accounts.items()
        ],
        changes=_changes(_names(overview), snapshot, previous, happened)[:SHOWN_CHANGES] if previous else (),
        waiting=shown[:SHOWN_WAITING],
        waiting_total=max(len(shown), asking + sum(not one.asks and one.stuck(now) for one in waiting)),
        latest=_latest(overview, happened),
        previous_at=previous.at if previous else None,
        missing=[one.text for one in overview.troubles if not one.expected],
        unused=[one.text for one in overview.troubles if one.expected],
        late=late,
    )
    return data, snapshot


@dataclass(frozen=True, slots=True)
class _Waiter:
    """Something that waits; `asks`: for somebody here, now. What is merely slow counts once it is stuck.

    `since` is when it began, or when it was first seen where the API does not tell.
    """

    shown: Waiting
    asks: bool
    since: datetime

    def stuck(self, now: datetime) -> bool:
        return now - self.since >= STUCK


def _snapshot(overview: Overview, waiting: Sequence[_Waiter], now: datetime) -> Snapshot:
    return Snapshot(
        at=now,
        counts={kind.value: dict(census.standing) for kind, census in overview.lists.items()},
        accounts={kind.value: standing(payload) for kind, payload in overview.accounts.items()},
        members={
            kind.value: {subject_of(kind, one).key: standing(one) for one in census.members.values()}
            for kind, census in overview.lists.items()
            if census.members is not None
        },
        waiting={one.shown.subject.key: [one.shown.state, one.since.isoformat()] for one in waiting[:REMEMBERED]},
    )


def _asks(kind: Kind) -> frozenset[str]:
    return LISTS[kind].asks if kind in LISTS else frozenset({"REJECTED", "PENDING_FACEBOOK_VERIFICATION"})


def _waiting(overview: Overview, previous: Snapshot | None, now: datetime) -> list[_Waiter]:
    """What calls for somebody before what is slow, each longest first."""
    known = previous.waiting if previous else {}
    everything = [*_waiting_accounts(overview), *overview.waiting()]
    found = [_waiter(subject, payload, known.get(subject.key, ()), now) for subject, payload in everything]
    return sorted(found, key=lambda one: (not one.asks, one.since))


def _waiting_accounts(overview: Overview) -> Iterator[tuple[Subject, Payload]]:
    for kind, payload in overview.accounts.items():
        if {text(payload, "state"), text(payload, "changes.status")} & _asks(kind):
            yield Subject(kind), payload


def _waiter(subject: Subject, payload: Payload, known: Sequence[str], now: datetime) -> _Waiter:
    """`known` is what the snapshot before said of it: since when it has this state."""
    live, changes = text(payload, "state"), text(payload, "changes.status")
    slow = LISTS[subject.kind].slow if subject.kind in LISTS else frozenset()
    asking = [one for one in (live, changes) if one in _asks(subject.kind)]
    state = next(iter([*asking, *(one for one in (live, changes) if one in slow)]), live or changes)
    since = moment(known[1]) if len(known) > 1 and known[0] == state else None
    since = since or moment(text(payload, "modified") or text(payload, "created"))
    brand = text(payload, "brandDetails.registration.status")
    asks = bool(asking) or brand in _BRAND_ASKS
    days = (now - (since or now)).days
    stuck = f"No change for {days} days." if not asks and days >= STUCK.days else ""
    why = " ".join(part for part in (_why(payload, state, live, brand), stuck) if part)
    return _Waiter(Waiting(subject, full_name(subject, payload), state, why, since), asks, since or now)


def _why(payload: Payload, state: str, live: str, brand: str) -> str:
    """The reason as the API gives it, in words; empty where it gives none."""
    rejection, code = text(payload, "rejectionCode"), text(payload, "changes.errorCode")
    parts = (
        REJECTIONS.get(rejection, in_words(rejection)),
        SENDER_ERRORS.get(code, in_words(code)) or text(payload, "changes.errorReason"),
        f"Brand registration: {in_words(brand)}." if brand in _BRAND_ASKS else "",
        "Only the pending changes were rejected; the live version still works."
        if live and state == "REJECTED" != live
        else "",
    )
    return " ".join(part for part in parts if part)


def _names(overview: Overview) -> dict[str, str]:
    return {
        subject_of(kind, one).key: full_name(subject_of(kind, one), one)
        for kind, census in overview.lists.items()
        for one in [*(census.members or {}).values(), *census.waiting]
    }


def _changes(
    names: Mapping[str, str], snapshot: Snapshot, previous: Snapshot, happened: Sequence[Happened]
) -> list[Change]:
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
    for one in reversed(happened):
        key, decided = one.event.subject.key, _DECIDED.get(one.event.type, "")
        if decided and one.event.subject.complete and one.event.subject.kind not in whole:
            before.setdefault(key, _outside(previous.waiting, whole).get(key, ["IN_PROGRESS"])[0])
            now[key] = decided
    return [
        _change(key, names, before.get(key, ""), now.get(key, ""))
        for key in {**before, **now}
        if before.get(key, "") != now.get(key, "")
    ]


def _outside(waiting: Mapping[str, Sequence[str]], kinds: set[str]) -> dict[str, Sequence[str]]:
    return {key: value for key, value in waiting.items() if key.partition(":")[0] not in kinds}


def _change(key: str, names: Mapping[str, str], was: str, now: str) -> Change:
    subject = Subject.from_key(key)
    language = f" ({subject.ids[1]})" if subject.kind is Kind.whatsapp_template and len(subject.ids) > 1 else ""
    return Change(subject, names.get(key) or f"{subject.ids[0] if subject.ids else key}{language}", was, now)


def _latest(overview: Overview, happened: Sequence[Happened]) -> list[Latest]:
    """The newest events, and the accounts' own entries that are not among them."""
    events = [Latest(headline(one.event), one.at) for one in happened[:SHOWN_LATEST]]
    told = {(one.event.subject.key, one.event.comment) for one in happened if one.event.comment}
    entries = [
        Latest(_entry(one), moment(one.created))
        for one in overview.latest
        if (one.subject.key, one.comment) not in told or not one.comment
    ]
    ordered = sorted([*events, *entries], key=lambda one: one.when or EPOCH, reverse=True)
    return ordered[:SHOWN_LATEST]


def _entry(one: Noted) -> str:
    area = "RCS account" if one.subject.kind is Kind.rcs_account else "WhatsApp account"
    author = outside(shorten(one.author, 80)) or "Somebody"
    if one.comment:
        return f"💬 {author} on the {area}: {outside(shorten(' '.join(one.comment.split()), QUOTED))}"
    return f"{area}: {outside(in_words(one.type)) or 'changed'}, by {author}"
