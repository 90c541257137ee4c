"""Decisions, and the submissions that they answer, among events, activity lists and the audit log. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.cards.report import Decision
from bot.cards.vocabulary.naming import full_name, kind_words
from bot.cards.vocabulary.state import Tone, named
from bot.flows.decided import BRAND, SUBMITTED, decision_in, decision_of, reason_of, tells_submission
from bot.flows.subject_keys import key_of
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject, subject_of_key
from bot.storage.activity.entries import ActivityEntry

SAME = timedelta(minutes=10)
"""Sinch tells some decisions twice, as an event of their own and as a change of state; lists tell them again."""
UNTOLD = (Kind.whatsapp_template, Kind.kakaotalk_template)
"""Their lists tell when they were rejected, but not when they were approved."""

Track = tuple[str, str]
"""Key of a resource, and the operator where one decides for itself."""


@dataclass(frozen=True, slots=True, order=True)
class _Sight:
    """Something was submitted (no outcome) or decided."""

    at: datetime
    outcome: str = ""
    reason: str = ""
    listed: bool = False
    """Only an activity list tells of it, and that gives no reasons."""


@dataclass(slots=True)
class Decisions:
    """What was seen of all resources, by track, with their names."""

    sights: dict[Track, list[_Sight]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=dict)

    def see(self, event: Event, at: datetime) -> None:
        """An event of a resource."""
        key, subject = key_of(event.subject), event.subject
        if subject.kind is Kind.unknown:
            return
        if event.payload:
            self.names[key] = full_name(subject, event.payload)
        operator, outcome = decision_of(event)
        if outcome:
            self.sights[key, operator].append(_Sight(at, outcome, reason_of(event)))
        elif operator or tells_submission(event):
            self.sights[key, operator].append(_Sight(at))

    def submitted(self, subject: Subject, at: datetime) -> None:
        """Somebody has submitted it, as the audit log tells."""
        self.sights[key_of(subject), ""].append(_Sight(at))

    def note_all(self, entries: Iterable[ActivityEntry]) -> None:
        """Entries of activity lists."""
        for entry in entries:
            if (subject := subject_of_key(entry.subject)) is not None:
                self.note(subject, entry)

    def note(self, subject: Subject, entry: ActivityEntry) -> None:
        """An entry of its activity list."""
        key = key_of(subject)
        if entry.name:
            self.names.setdefault(key, entry.name)
        if entry.type == SUBMITTED:
            self.sights[key, ""].append(_Sight(entry.at, listed=True))
        elif outcome := decision_in(subject.kind, entry.type):
            said = " ".join((entry.comment or entry.reason).split())
            self.sights[key, ""].append(_Sight(entry.at, outcome, said, listed=True))

    def untimed(self, since: datetime) -> list[Subject]:
        """Resources about which something was decided since then, and no submission is known."""
        keys = (key for (key, operator), found in self.sights.items() if not operator and _lacks(found, since))
        return [Subject.from_key(key) for key in keys]

    def undecided(self, since: datetime) -> int:
        """Templates that were submitted since then, as lists tell, of which nobody has told a decision."""
        return sum(
            bool(sights) and max(sights).listed and not max(sights).outcome and max(sights).at >= since
            for (key, operator), sights in self.sights.items()
            if not operator and Subject.from_key(key).kind in UNTOLD
        )

    def all(self, since: datetime) -> list[Decision]:
        """The decisions since then, newest first."""
        found = [
            _decision(Subject.from_key(key), operator, self.names.get(key, ""), sight, began)
            for (key, operator), sights in self.sights.items()
            for sight, began in _paired(sights, self.sights.get((key, ""), ()) if operator else ())
            if sight.at >= since
        ]
        return sorted(found, key=lambda decision: decision.at, reverse=True)


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
            found[-1] = (
                replace(last, reason=last.reason or sight.reason, listed=last.listed and sight.listed),
                found[-1][1],
            )
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
        kind,
        shown,
        state,
        sight.at,
        state.tone is Tone.GOOD,
        "" if state.tone is Tone.GOOD else sight.reason,
        began,
        listed=sight.listed,
    )
