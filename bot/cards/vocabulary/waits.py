"""For whom a resource waits: the one place that decides it, for lists, cards, charts, digests and `waiting`. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.cards.vocabulary.kinds import CARDS
from bot.cards.vocabulary.kinds import Party as Party
from bot.cards.vocabulary.payload import mappings, text
from bot.cards.vocabulary.state import Tone, named
from bot.provisioning.subjects import Kind


class StateGroup(StrEnum):
    """What the states of all kinds come down to, in one word each."""

    SETTING_UP = "setting up"
    LIVE = "live"
    IN_REVIEW = "in review"
    NEEDS_YOU = "needs you"
    BLOCKED = "blocked"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing that a resource waits for.

    `state` is the API's value, `what` the sort of wait (`review`, `code`, ...): waits of one kind, party and sort are
    comparable. `since` is the API's own time of it, ISO 8601, where it tells one; `quiet` waits are shown on
    demand only.
    """

    party: Party
    what: str
    state: str
    operators: tuple[str, ...] = ()
    """`Telia (SE)`: the operators that it is about."""
    why: str = ""
    since: str = ""
    quiet: bool = False


_YOURS: Mapping[str, str] = {
    "REJECTED": "rejected",
    "PAUSED": "paused",
    "SUSPENDED": "suspended",
    "ERROR": "error",
    "MULTIPLE_WABA_ERROR": "error",
    "PENDING_VERIFICATION": "code",
    "VERIFYING": "code",
    "PENDING_FACEBOOK_VERIFICATION": "verification",
}
"""States and statuses that somebody here has to do something about, whatever the kind, and the sort of wait."""
_REVIEWED = frozenset({"PENDING", "IN_PROGRESS"})
_MENDED_BY_REVIEW = frozenset({"REJECTED", "PAUSED"})
"""States that were answered by submitting changes: then the reviewer's turn has come."""
_BANS = frozenset({"SCHEDULE_FOR_DISABLE", "DISABLE"})
_BRAND_YOURS = frozenset({"INCOMPLETE", "REJECTED"})
_BRAND_THEIRS = frozenset({"NEW", "PENDING", "PENDING_REVIEW", "MANUAL_REVIEW"})
_OPERATORS_YOURS = frozenset({"REJECTED", "SUSPENDED", "INVALID_IN_GOOGLE_MY_BUSINESS"})
_OPERATORS_THEIRS = frozenset({"PENDING", "PENDING_UNLAUNCHED"})
_BEFORE_OPERATORS = frozenset({"DRAFT", "IN_PROGRESS", "UNLAUNCHED"})
_INACTIVE = frozenset({"INACTIVE", "UNLAUNCHED"})


def waits(kind: str, payload: object) -> list[Wait]:
    """What a resource waits for, by what its payload says: yours first; empty where it waits for nobody."""
    found = [*(_of_rcs_sender(payload) if kind == Kind.rcs_sender else _of_review(kind, payload))]
    return sorted(found, key=lambda wait: (wait.quiet, wait.party is not Party.YOU))


def needs_you(kind: str, payload: object) -> bool:
    """Whether somebody here has to do something about it."""
    return any(wait.party is Party.YOU and not wait.quiet for wait in waits(kind, payload))


def state_group(kind: str, payload: object) -> StateGroup:
    """The group that the overview counts it in."""
    live = text(payload, "state", "status")
    tone = named(kind, live or text(payload, "changes.status")).tone
    if needs_you(kind, payload):
        return StateGroup.NEEDS_YOU
    if live in _INACTIVE:
        return StateGroup.INACTIVE
    return _GROUPS.get(tone, StateGroup.INACTIVE)


_GROUPS = {
    Tone.GOOD: StateGroup.LIVE,
    Tone.WORKING: StateGroup.SETTING_UP,
    Tone.WAITING: StateGroup.IN_REVIEW,
    Tone.BAD: StateGroup.BLOCKED,
}


def of_state(kind: str, state: str) -> list[Wait]:
    """What everything in a live state waits for, where no more is known of it."""
    return waits(kind, {"state": state})


def settled_operators(payload: object) -> list[tuple[str, str]]:
    """Operators of an RCS sender that wait for nothing, and since when."""
    return [
        (operator.name, operator.modified)
        for operator in _operators(payload)
        if operator.status not in _OPERATORS_THEIRS
    ]


def _of_review(kind: str, payload: object) -> Iterator[Wait]:
    """Accounts, senders and templates that have a live state and pending changes."""
    live, changes = text(payload, "state", "status"), text(payload, "changes.status")
    reviewer = CARDS[Kind(kind)].reviewer if kind in CARDS else Party.SINCH
    since = text(payload, "modified") or text(payload, "created")
    in_review = changes == "IN_PROGRESS" or live in _REVIEWED
    if live in _YOURS and not (live in _MENDED_BY_REVIEW and changes == "IN_PROGRESS"):
        yield Wait(Party.YOU, _YOURS[live], live, since=since)
    elif changes in _YOURS:
        yield Wait(Party.YOU, _YOURS[changes], changes, since=since)
    elif text(payload, "wabaBanState") in _BANS:
        ban = text(payload, "wabaBanState")
        yield Wait(
            Party.YOU,
            "ban",
            ban,
            why="Meta has disabled the account, or is about to.",
            since=text(payload, "wabaBanDate"),
        )
    if in_review:
        yield Wait(reviewer, "review", live if live in _REVIEWED else changes, since=since)
    elif kind == Kind.whatsapp_sender and text(payload, "metadata.displayName.status") == "PENDING":
        yield Wait(Party.META, "name", "PENDING", why="Meta is reviewing its display name.", since=since)
    if changes == "DRAFT" and live not in _YOURS:
        yield Wait(Party.YOU, "draft", "DRAFT", since=since, quiet=True)


def _of_rcs_sender(payload: object) -> Iterator[Wait]:
    live = text(payload, "state", "status")
    since = text(payload, "modified") or text(payload, "created")
    brand = text(payload, "brandDetails.registration.status")
    operators = [] if live in _BEFORE_OPERATORS else list(_operators(payload))
    theirs = [operator for operator in operators if operator.status in _OPERATORS_THEIRS]
    if brand in _BRAND_YOURS:
        yield Wait(Party.YOU, "brand", live or brand, why=_BRAND_WHY[brand], since=since)
    if refused := [operator for operator in operators if operator.status in _OPERATORS_YOURS]:
        yield _refused(refused)
    yield from (
        Wait(Party.OPERATORS, "operator", their.status, (their.name,), their.remark, their.modified) for their in theirs
    )
    match live:
        case "DRAFT" | "IN_TEST":
            yield Wait(Party.YOU, "draft" if live == "DRAFT" else "test", live, since=since, quiet=True)
        case "IN_PROGRESS":
            yield Wait(Party.SINCH, "setup", live, since=since)
        case "PREPARING_LAUNCH" if brand in _BRAND_THEIRS:
            yield Wait(Party.OPERATORS, "brand", live, why="Brand registration: in review.", since=since)
        case "PREPARING_LAUNCH" if brand not in _BRAND_YOURS and not theirs:
            yield Wait(Party.SINCH, "launch", live, since=since)
        case "LAUNCHING" if not theirs:
            yield Wait(Party.OPERATORS, "launch", live, since=since)


_BRAND_WHY = {
    "INCOMPLETE": "Brand registration: incomplete.",
    "REJECTED": "Brand registration: rejected.",
}


@dataclass(frozen=True, slots=True)
class _Operator:
    name: str
    status: str
    remark: str
    modified: str


def _operators(payload: object) -> Iterator[_Operator]:
    """Operators by country; a country that names none stands for itself."""
    for country in mappings(payload, "countryStatus"):
        where = text(country, "country")
        operators = mappings(country, "operators")
        for operator in operators:
            name = f"{text(operator, 'name') or 'an operator'} ({where})" if where else text(operator, "name")
            yield _Operator(name, text(operator, "status"), text(operator, "remark"), text(operator, "modified"))
        if not operators and where:
            yield _Operator(where, text(country, "status"), "", "")


def _refused(operators: Sequence[_Operator]) -> Wait:
    """Operators that refused it, as one thing to mend; since the first of them did."""
    alone = len(operators) == 1
    why = " ".join(
        operator.remark if alone else f"{operator.name}: {operator.remark}" for operator in operators if operator.remark
    )
    since = min((operator.modified for operator in operators if operator.modified), default="")
    return Wait(Party.YOU, "rejected", operators[0].status, tuple(operator.name for operator in operators), why, since)
