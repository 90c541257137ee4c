"""What waits in a project: read from the API, dated by what the bot has seen, remembered for the next look."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.cards.resources.refusal import PENDING_ONLY
from bot.cards.vocabulary.naming import full_name
from bot.cards.vocabulary.payload import Payload, text
from bot.cards.vocabulary.waits import Party, Wait, waits
from bot.cards.vocabulary.words import CHANNELS, REJECTIONS, SENDER_ERRORS, in_words
from bot.cards.waiting import APPROVAL, WaitingItem, WaitingList
from bot.flows.execution.approvals import in_short
from bot.flows.execution.recording import known_as
from bot.flows.overview.overview import Gate, Overview, collect
from bot.flows.subject_keys import key_of
from bot.flows.turns import in_turns
from bot.flows.waiting import drafts, history
from bot.flows.waiting.cases import Stage, Timeline, Track, is_stuck, stage_of, track_of
from bot.flows.waiting.memory import Memory, WaitRecord
from bot.provisioning.kinds import Kind
from bot.provisioning.subjects import Subject, subject_of_key
from bot.slack.text import moment
from bot.times.lengths import Usual

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.provisioning.client import Provisioning
    from bot.storage.activity.threads import Thread

PART_SECONDS = 15.0
"""For one part of the API; what it does not tell by then is shown as it was last known."""
MOST_ACTIVITIES = 20
"""Activity lists that are read: those of what has waited longest."""
MOST_LINKS = 5
"""Approval requests whose message is linked."""


@dataclass(frozen=True, slots=True)
class _FoundWait:
    """One wait of one resource; `from_card`: the API could not be asked now."""

    subject: Subject
    payload: Payload
    wait: Wait
    from_card: bool = False

    @property
    def track(self) -> Track:
        return key_of(self.subject), track_of(self.wait)

    @property
    def stage(self) -> Stage:
        return stage_of(self.subject.kind, self.wait)


@dataclass(frozen=True, slots=True)
class _Clock:
    """Since when things wait, and how long that usually takes."""

    timeline: Timeline
    usual: Mapping[Stage, Usual]
    now: datetime

    def since(self, entry: _FoundWait) -> datetime:
        """Now, where it was not seen before."""
        return self.timeline.since(entry.track, entry.stage) or moment(entry.wait.since) or self.now


async def read(
    services: Services,
    project_id: str,
    *,
    areas: Collection[str] = (),
    everything: bool = False,
    overview: Overview | None = None,
    snapshot: Mapping[str, Sequence[str]] | None = None,
    ask: bool = True,
) -> WaitingList:
    """Everything that waits, oldest first; with `everything` RCS senders in test and clean drafts too.

    `overview` is what was read already, `snapshot` what the digest before remembered; without `ask` drafts are not
    looked at, so that with an empty overview Sinch is asked nothing. Raises `UnknownProject`.
    """
    api, now, gate = services.projects.api(project_id), services.clock.now(), Gate()
    stands, findings, (timeline, cards), memory, approvals = await asyncio.gather(
        _collected(api, gate, areas, overview),
        drafts.of_whatsapp(services, project_id) if ask else _no_findings(),
        _timeline(services, project_id, now),
        Memory.load(services.store, project_id),
        _approvals(services, project_id, areas, now),
    )
    missing = _missing_kinds(stands, areas)
    seen = history.latest_payloads(cards, missing)
    listed = [*_in_overview(stands)]
    found = [*listed, *_on_cards(seen.values())]
    findings |= drafts.of_kakaotalk((entry.subject, entry.payload) for entry in found if entry.wait.what == "draft")
    found = [_with_findings(entry, findings) for entry in found]
    loud = [entry for entry in found if everything or not entry.wait.quiet]
    history.add_snapshot(timeline, snapshot or {})
    memory.recall(timeline)
    await _see(timeline, found, now)
    await history.add_activities(timeline, api, _oldest(loud, _Clock(timeline, {}, now)), gate)
    clock = _Clock(timeline, timeline.usual(), now)
    dated = [(entry, clock.since(entry)) async for entry in in_turns(found)]
    await memory.save(services.store, [_remembered(*one) async for one in in_turns(dated)], _kinds(stands), now)
    items = await _items(dated, clock, findings, everything=everything)
    kept = [row for row in memory.rows if row.kind in missing and row.key not in seen]
    items += [_from_memory(row, clock) for row in kept if everything or not row.quiet]
    quiet = len(found) - len(loud) + sum(bool(row.quiet) for row in kept)
    return _in_order([*items, *approvals], stands, listed, now, quiet=quiet)


async def _items(
    dated: Sequence[tuple[_FoundWait, datetime]], clock: _Clock, findings: Mapping[str, int], *, everything: bool
) -> list[WaitingItem]:
    """Each wait as it is shown, with the verdict; what is quiet only with `everything`."""
    shown = ((entry, since) for entry, since in dated if everything or not entry.wait.quiet)
    return [_item(entry, since, clock, findings) async for entry, since in in_turns(shown)]


def _in_order(
    items: Iterable[WaitingItem], stands: Overview, listed: Iterable[_FoundWait], now: datetime, *, quiet: int
) -> WaitingList:
    """By party, oldest first, with what could not be read or listed."""
    return WaitingList(
        items=sorted(items, key=lambda item: ([*Party].index(item.party), item.since or now)),
        missing=[trouble.text for trouble in stands.troubles if not trouble.expected],
        more=_beyond(stands, listed),
        theirs=sum((counts.theirs for counts in stands.lists.values()), Counter[Party]()),
        quiet=quiet,
    )


def _in_overview(overview: Overview) -> Iterator[_FoundWait]:
    accounts = [(Subject(kind), payload) for kind, payload in overview.accounts.items()]
    for subject, payload in [*accounts, *overview.waiting()]:
        for wait in waits(subject.kind, payload):
            yield _FoundWait(subject, payload, wait)


async def _collected(api: Provisioning, gate: Gate, areas: Collection[str], given: Overview | None) -> Overview:
    return given or await collect(api, gate=gate, part_seconds=PART_SECONDS, areas=areas)


async def _timeline(services: Services, project_id: str, now: datetime) -> tuple[Timeline, Sequence[Thread]]:
    seen = services.cache.of(history.SeenEvents, project_id)
    return await history.timeline(
        services.store, project_id, now, seen, services.cache.of(history.SeenEntries, project_id)
    )


async def _no_findings() -> dict[str, int]:
    return {}


def _missing_kinds(overview: Overview, areas: Collection[str]) -> set[Kind]:
    """Kinds that the API did not tell of now, though the project may use them."""
    unused = {trouble.area for trouble in overview.troubles if trouble.expected}
    wanted = {CHANNELS[area] for area in areas or CHANNELS} - unused if overview.troubles else set()
    return {kind for kind in Kind if CHANNELS.get(kind.partition("_")[0]) in wanted} - _kinds(overview)


def _on_cards(seen: Iterable[tuple[Subject, Payload]]) -> Iterator[_FoundWait]:
    for subject, payload in seen:
        for wait in waits(subject.kind, payload):
            yield _FoundWait(subject, payload, wait, from_card=True)


def _kinds(overview: Overview) -> set[Kind]:
    return {*overview.lists, *overview.accounts}


async def _see(timeline: Timeline, found: Iterable[_FoundWait], now: datetime) -> None:
    """What the API has told of is seen, as of its last change."""
    payloads = {entry.subject: entry.payload for entry in found if not entry.from_card}
    async for subject, payload in in_turns(payloads.items()):
        at = moment(text(payload, "modified") or text(payload, "created")) or now
        timeline.see(subject, payload, at, late=True)


def _with_findings(entry: _FoundWait, findings: Mapping[str, int]) -> _FoundWait:
    """A draft that would be rejected as it is waits for you; a clean one does not."""
    if entry.wait.what == "draft" and findings.get(entry.subject.key):
        return replace(entry, wait=replace(entry.wait, quiet=False))
    return entry


def _oldest(found: Iterable[_FoundWait], clock: _Clock) -> list[Subject]:
    """The resources whose activity lists are worth a call: the oldest first, those of unknown age before them."""
    dated: dict[Subject, datetime] = {}
    for entry in found:
        if entry.subject.complete and entry.wait.what != "operator" and not entry.from_card:
            dated.setdefault(entry.subject, clock.since(entry))
    ordered = sorted(dated, key=lambda subject: (dated[subject] < clock.now, dated[subject]))
    return ordered[:MOST_ACTIVITIES]


def _remembered(entry: _FoundWait, since: datetime) -> WaitRecord:
    name, quiet = full_name(entry.subject, entry.payload), "quiet" if entry.wait.quiet else ""
    return WaitRecord(*entry.track, *entry.stage, since.isoformat(), entry.wait.state, name, quiet=quiet)


def _item(entry: _FoundWait, since: datetime, clock: _Clock, findings: Mapping[str, int]) -> WaitingItem:
    wait = entry.wait
    item = WaitingItem(
        party=wait.party,
        kind=entry.subject.kind,
        name=full_name(entry.subject, entry.payload),
        state=wait.state,
        subject=entry.subject,
        what=wait.what,
        operators=wait.operators,
        why=_why(entry),
        remembered=entry.from_card,
        findings=findings.get(entry.subject.key, 0) if wait.what == "draft" else 0,
    )
    return _dated(item, since, entry.stage, clock)


def _from_memory(row: WaitRecord, clock: _Clock) -> WaitingItem:
    """What an earlier look saw and nothing has told of since."""
    item = WaitingItem(
        party=Party(row.party),
        kind=row.kind,
        name=row.name,
        state=row.state,
        subject=subject_of_key(row.key),
        what=row.what,
        operators=(row.operator,) if row.operator else (),
        remembered=True,
    )
    return _dated(item, moment(row.since) or clock.now, row.stage, clock)


def _dated(item: WaitingItem, since: datetime, stage: Stage, clock: _Clock) -> WaitingItem:
    """With the verdict; what was never seen before today has waited for nobody knows how long."""
    normal = clock.usual.get(stage)
    if since >= clock.now:
        return replace(item, usual=normal)
    waited = clock.now - since
    return replace(item, since=since, waited=waited, usual=normal, stuck=is_stuck(waited, normal))


def _why(entry: _FoundWait) -> str:
    """The reason as the API gives it, in words; empty where it gives none."""
    payload, wait = entry.payload, entry.wait
    if wait.party is not Party.YOU:
        return wait.why
    rejection, code = text(payload, "rejectionCode"), text(payload, "changes.errorCode")
    error = SENDER_ERRORS.get(code, in_words(code)) or text(payload, "changes.errorReason")
    live = text(payload, "state", "status")
    pending_only = live and wait.what == "rejected" and wait.state != live and not wait.operators
    parts = (
        REJECTIONS.get(rejection, in_words(rejection)) if wait.what == "rejected" else "",
        error if wait.what == "error" else "",
        wait.why,
        PENDING_ONLY if pending_only else "",
    )
    return " ".join(part for part in parts if part)


def _beyond(overview: Overview, listed: Iterable[_FoundWait]) -> int:
    """How many wait for somebody here in lists too long to be read, beside those that were kept."""
    kept = {entry.subject for entry in listed if entry.wait.party is Party.YOU and not entry.wait.quiet}
    of_kind = Counter(subject.kind for subject in kept)
    return sum(max(0, counts.needs_action - of_kind[kind]) for kind, counts in overview.lists.items())


async def _approvals(services: Services, project_id: str, areas: Collection[str], now: datetime) -> list[WaitingItem]:
    asked = await services.store.approvals.waiting(project_id, now)
    mine = [request for request in asked if not areas or request.path.split()[0] in areas]
    return [
        WaitingItem(
            party=Party.YOU,
            kind=APPROVAL,
            name=await in_short(services, request),
            state="asked",
            what=APPROVAL,
            since=request.created_at,
            waited=now - request.created_at,
            link=await services.slack.permalink(request.channel, request.ts) if request.ts and at < MOST_LINKS else "",
            asked_by=await known_as(services, request.user_id, request.user_id),
        )
        for at, request in enumerate(mine)
    ]
