"""The review clock: from what was seen of resources to cases, and from cases to what is usual. Pure.

A case runs from the first sight of a waiting state to the next state. A sight is an event, an entry of an activity
list, a card, or what an earlier look remembered. Waits that follow one another in one stage are one case: a template
that is `IN_PROGRESS` and then `PENDING` has been in review all the time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from bot.cards.vocabulary.waits import Party, Wait, settled_operators, waits
from bot.flows.subject_keys import key_of
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import moment
from bot.times.lengths import Usual, usual

STUCK = timedelta(days=3)
"""Where there are too few cases to tell what is usual."""

Stage = tuple[str, str, str]
"""Kind of resource, party, sort of wait: cases of one stage are compared with one another."""
Track = tuple[str, str]
"""Key of a resource, and the operator where one decides for itself."""

RESOURCE = ""
"""The operator of what the resource as a whole waits for."""


@dataclass(frozen=True, slots=True, order=True)
class Sight:
    """How one track stood at a moment; no stage: it waited for nobody.

    `begins`: the stage began then even if it is the same as before, as an entry of an activity list says of what was
    submitted again. `late`: it may have stood so for some time already, so that no case is known to have ended then.
    """

    at: datetime
    stage: Stage | None = None
    begins: bool = False
    late: bool = False


@dataclass(slots=True)
class Timeline:
    """What was seen of all resources, by track."""

    sights: dict[Track, list[Sight]] = field(default_factory=lambda: defaultdict(list))

    def see(self, subject: Subject, payload: Mapping[str, object], at: datetime, *, late: bool = False) -> None:
        """The resource as an event, a card or the API (`late`) showed it."""
        self.add(sights_of(subject, payload, at, late=late))

    def add(self, seen: Iterable[tuple[Track, Sight]]) -> None:
        """What was seen of some tracks."""
        for track, sight in seen:
            self.sights[track].append(sight)

    def note(self, subject: Subject, kind: str, at: datetime) -> None:
        """An entry of its activity list, by the entry's type."""
        self.add(sights_in_entry(subject, kind, at))

    def submitted(self, subject: Subject, at: datetime) -> None:
        """Somebody here has submitted it for review; RCS senders are launched instead, which their events tell."""
        if subject.kind is not Kind.rcs_sender:
            self.note(subject, "IN_PROGRESS", at)

    def remember(self, track: Track, stage: Stage | None, at: datetime) -> None:
        """What an earlier look knew; no stage: it did not wait any more."""
        self.sights[track].append(Sight(at, stage, late=True))

    def since(self, track: Track, stage: Stage) -> datetime | None:
        """When the present stage began, as far as it was seen; None where it was not seen to be in it.

        A draft of changes ends nothing: what was rejected is still rejected while it is being mended.
        """
        for run in reversed(_runs(self.sights.get(track, ()))):
            if run.stage == stage:
                return run.began
            if run.stage is None or run.stage[2] != "draft":
                return None
        return None

    def usual(self) -> dict[Stage, Usual]:
        """For each stage how long its cases took."""
        lengths: dict[Stage, list[timedelta]] = defaultdict(list)
        for sights in self.sights.values():
            for run in _runs(sights):
                if run.stage is not None and run.ended is not None:
                    lengths[run.stage].append(run.ended - run.began)
        return {stage: usual(found) for stage, found in lengths.items()}


def sights_of(
    subject: Subject, payload: Mapping[str, object], at: datetime, *, late: bool = False
) -> Iterator[tuple[Track, Sight]]:
    """How each track of a resource stood at a moment, by its payload; operators by their own times, if any.

    A sender's `modified` says nothing of its operators: they decide later.
    """
    operators = {RESOURCE: Sight(at, late=late)}
    for wait in waits(subject.kind, payload):
        operator, began = track_of(wait), moment(wait.since)
        seen = Sight(began if began and wait.operators else at, stage_of(subject.kind, wait), late=late)
        if operator not in operators or operators[operator].stage is None:
            operators[operator] = seen
    for operator, at_rest in _settled(subject.kind, payload, at).items():
        operators.setdefault(operator, at_rest)
    key = key_of(subject)
    for operator, sight in operators.items():
        yield (key, operator), sight


def sights_in_entry(subject: Subject, kind: str, at: datetime) -> Iterator[tuple[Track, Sight]]:
    """How a resource stood after an entry of its activity list; nothing where the entry's type says nothing of it."""
    if kind in ENTRY_TYPES:
        yield (key_of(subject), RESOURCE), Sight(at, _stage_after(subject.kind, kind), begins=True)


@lru_cache(maxsize=200)
def _stage_after(kind: Kind, entry: str) -> Stage | None:
    payload = _ENTRIES[entry]
    found = waits(kind, dict(_RCS.get(entry, payload) if kind is Kind.rcs_sender else payload))
    return stage_of(kind, found[0]) if found else None


@dataclass(slots=True)
class _Run:
    stage: Stage | None
    began: datetime
    ended: datetime | None = None
    """None while it goes on, and where its end was not seen."""


def _runs(sights: Iterable[Sight]) -> list[_Run]:
    """The stages that a track went through, oldest first.

    What is only remembered stands behind what was seen at that very moment, which has ended the run before.
    """
    runs: list[_Run] = []
    for sight in sorted(sights, key=lambda seen: (seen.at, seen.late, seen.begins)):
        last = runs[-1] if runs else None
        if last is not None and last.stage == sight.stage:
            if not sight.begins or sight.at == last.began:
                continue
        elif last is not None and not sight.late and not _is_drafted(last.stage, sight.stage):
            last.ended = sight.at
        runs.append(_Run(sight.stage, sight.at))
    return runs


def _is_drafted(before: Stage | None, after: Stage | None) -> bool:
    """Whether somebody here began a draft after a review: it was decided before, nobody tells when."""
    return after is not None and after[2] == "draft" and before is not None and before[1] != Party.YOU.value


def is_stuck(age: timedelta, normal: Usual | None) -> bool:
    """Longer than the 90th percentile; three days where too little is known."""
    return age > normal.most if normal is not None and normal.tells else age >= STUCK


def stage_of(kind: str, wait: Wait) -> Stage:
    """With what other waits this one is compared."""
    return str(kind), wait.party.value, wait.what


def track_of(wait: Wait) -> str:
    """The operator that decides for itself; empty for what the resource as a whole waits for."""
    return wait.operators[0] if wait.what == "operator" else RESOURCE


_ENTRIES: Mapping[str, Mapping[str, object]] = {
    "IN_PROGRESS": {"changes": {"status": "IN_PROGRESS"}},
    "DRAFT": {"changes": {"status": "DRAFT"}},
    "REJECTED": {"changes": {"status": "REJECTED"}},
    "ERROR": {"changes": {"status": "ERROR"}},
    "PENDING_FACEBOOK_VERIFICATION": {"state": "PENDING_FACEBOOK_VERIFICATION"},
    "ACTIVE": {"state": "ACTIVE"},
    "INACTIVE": {"state": "INACTIVE"},
    "VERIFIED": {"state": "ACTIVE"},
    "TEST": {"state": "IN_TEST"},
    "DELETED": {},
}
"""Types of entries of activity lists -> how a resource stands after one; the others say nothing of it."""
ENTRY_TYPES = frozenset(_ENTRIES)
_RCS: Mapping[str, Mapping[str, object]] = {"ACTIVE": {"state": "LAUNCHED"}, "INACTIVE": {"state": "UNLAUNCHED"}}


def operator_stages(kind: str, payload: Mapping[str, object]) -> dict[str, Stage | None]:
    """Each operator of a sender, and the stage that it is in; None for one that has decided."""
    pending = {track_of(wait): stage_of(kind, wait) for wait in waits(kind, payload) if wait.what == "operator"}
    return {**dict.fromkeys(name for name, _ in settled_operators(payload)), **pending}


def _settled(kind: str, payload: Mapping[str, object], at: datetime) -> dict[str, Sight]:
    """Operators that have decided, and when."""
    if kind != Kind.rcs_sender:
        return {}
    return {name: Sight(moment(when) or at) for name, when in settled_operators(payload)}
