"""Decisions, and the submissions that they answer, among events, activity lists and the audit log. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.cards.report import Decision
from bot.cards.vocabulary.naming import full_name, kind_words
from bot.cards.vocabulary.payload import Payload, text
from bot.cards.vocabulary.state import Tone, named
from bot.cards.vocabulary.words import REJECTIONS, SENDER_ERRORS, in_words
from bot.provisioning.event_types import Tells
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject

SAME = timedelta(minutes=10)
"""Sinch tells some decisions twice, as an event of their own and as a change of state; lists tell them again."""
TEMPLATE_DECISIONS = ("APPROVED", "REJECTED")
OPERATOR_DECISIONS = ("LAUNCHED", "REJECTED", "SUSPENDED", "INVALID_IN_GOOGLE_MY_BUSINESS")
BRAND_DECISIONS = ("COMPLETED", "REJECTED", "INCOMPLETE")
ENTRIES: Mapping[str, str] = {"REJECTED": "REJECTED", "ACTIVE": "ACTIVE", "ERROR": "ERROR"}
"""Entries of activity lists that are decisions."""
SUBMITTED = "IN_PROGRESS"
AT_WORK = ("PENDING", "LAUNCHING", "PREPARING_LAUNCH")
"""States in which something is being decided; `changes.status` says `IN_PROGRESS` for that."""
BRAND = "brand"
"""In place of an operator: the registration of a sender's brand."""

Track = tuple[str, str]
"""Key of a resource, and the operator where one decides for itself."""


@dataclass(frozen=True, slots=True, order=True)
class _Sight:
    """Something was submitted (no outcome) or decided."""

    at: datetime
    outcome: str = ""
    reason: str = ""


@dataclass(slots=True)
class Decisions:
    """What was seen of all resources, by track, with their names."""

    sights: dict[Track, list[_Sight]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=dict)

    def see(self, event: Event, at: datetime) -> None:
        """An event of a resource."""
        key, subject = event.subject.key, event.subject
        if subject.kind is Kind.unknown:
            return
        if event.payload:
            self.names[key] = full_name(subject, event.payload)
        operator, outcome = _outcome(event)
        if outcome:
            self.sights[key, operator].append(_Sight(at, outcome, reason_of(event)))
        elif operator or is_at_work(event.payload) or event.details.get("newState") == "PENDING":
            self.sights[key, operator].append(_Sight(at))

    def submitted(self, subject: Subject, at: datetime) -> None:
        """Somebody has submitted it, as the audit log tells."""
        self.sights[subject.key, ""].append(_Sight(at))

    def note(self, subject: Subject, kind: str, at: datetime, said: str = "") -> None:
        """An entry of its activity list."""
        if kind == SUBMITTED:
            self.sights[subject.key, ""].append(_Sight(at))
        elif outcome := ENTRIES.get(kind):
            known = outcome if subject.kind is not Kind.whatsapp_template or outcome != "ACTIVE" else "APPROVED"
            decided = "LAUNCHED" if subject.kind is Kind.rcs_sender and outcome == "ACTIVE" else known
            self.sights[subject.key, ""].append(_Sight(at, decided, " ".join(said.split())))

    def untimed(self, since: datetime) -> list[Subject]:
        """Resources about which something was decided since then, and no submission is known."""
        keys = (key for (key, operator), found in self.sights.items() if not operator and _lacks(found, since))
        return [Subject.from_key(key) for key in keys]

    def all(self, since: datetime) -> list[Decision]:
        """The decisions since then, newest first."""
        found = [
            _decision(Subject.from_key(key), operator, self.names.get(key, ""), sight, began)
            for (key, operator), sights in self.sights.items()
            for sight, began in _paired(sights, self.sights.get((key, ""), ()) if operator else ())
            if sight.at >= since
        ]
        return sorted(found, key=lambda decision: decision.at, reverse=True)


def _outcome(event: Event) -> tuple[str, str]:
    """Who decided apart from the resource as a whole, and what; empty for no decision."""
    if event.info is not None and event.info.tells is Tells.DECISION:
        return "", event.info.implies
    details = event.details
    if event.type == "WHATSAPP_TEMPLATE_STATUS_UPDATED":
        state = text(details, "newState")
        return "", state if state in TEMPLATE_DECISIONS else ""
    if event.type == "RCS_SENDER_STATUS_UPDATED":
        return "", "LAUNCHED" if text(details, "currentState") == "LAUNCHED" else ""
    if event.type == "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED":
        return BRAND, status if (status := text(details, "status")) in BRAND_DECISIONS else ""
    if event.type == "RCS_SENDER_OPERATOR_STATUS_UPDATED":
        status, operator = text(details, "operatorCurrentStatus"), text(details, "operator")
        where = f"{operator} ({text(details, 'operatorCountry')})" if operator else ""
        if status in OPERATOR_DECISIONS:
            return where, status
        return (where, "") if status == "PENDING" else ("", "")
    return "", ""


def is_at_work(payload: Payload) -> bool:
    """Whether something is being decided about it."""
    return text(payload, "changes.status") == SUBMITTED or text(payload, "state") in AT_WORK


def reason_of(event: Event) -> str:
    """Why, in plain text: what is documented of the code, else what was said with it."""
    payload = event.payload
    code = text(payload, "rejectionCode")
    failed = text(payload, "changes.errorCode")
    known = REJECTIONS.get(code, in_words(code)) or SENDER_ERRORS.get(failed, in_words(failed))
    said = " ".join((event.comment or text(payload, "changes.errorReason")).split())
    return known if not said else said if not known else f"{said} ({known.rstrip('.')})"


def _paired(sights: Sequence[_Sight], whole: Iterable[_Sight] = ()) -> list[tuple[_Sight, datetime | None]]:
    """Each decision with the first submission since the one before it; `whole` is what was seen of the whole resource,
    whose submission is an operator's too."""
    found: list[tuple[_Sight, datetime | None]] = []
    began: datetime | None = None
    borrowed = sorted(sight.at for sight in whole if not sight.outcome)
    for sight in sorted(sights):
        if not sight.outcome:
            began = began or sight.at
            continue
        last = found[-1][0] if found else None
        if last is not None and last.outcome == sight.outcome and sight.at - last.at <= SAME:
            continue
        if began is None:
            after = last.at if last else datetime.min.replace(tzinfo=sight.at.tzinfo)
            began = next((at for at in borrowed if after < at <= sight.at), None)
        found.append((sight, began))
        began = None
    return found


def _lacks(sights: Sequence[_Sight], since: datetime) -> bool:
    return any(began is None and sight.at >= since for sight, began in _paired(sights))


def _decision(subject: Subject, operator: str, name: str, sight: _Sight, began: datetime | None) -> Decision:
    state = named("" if operator else subject.kind, sight.outcome)
    kind = "RCS brand" if operator == BRAND else "RCS operator" if operator else kind_words(subject.kind)
    own = name or full_name(subject, {})
    shown = f"{own}, {operator}" if operator and operator != BRAND else own
    return Decision(
        kind, shown, state, sight.at, state.tone is Tone.GOOD, "" if state.tone is Tone.GOOD else sight.reason, began
    )
