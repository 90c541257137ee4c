"""The digest of a channel: how everything stands, what changed, what waits for somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.cards import waiting
from bot.cards.blocks import layout, table
from bot.cards.blocks.buttons import offer_links
from bot.cards.blocks.chart import pie
from bot.cards.blocks.message import Block, Message
from bot.cards.vocabulary.naming import kind_words
from bot.cards.vocabulary.state import named
from bot.cards.vocabulary.waits import StateGroup, state_group
from bot.cards.vocabulary.words import count
from bot.cards.waiting import WaitingList
from bot.links import CommandLink
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import bold, date, escaped, shorten

WAITING, CHANGES, LATEST = 8, 25, 8
"""Rows of each part."""
OVERVIEW = "Overview"
UNPLEASANT = (StateGroup.NEEDS_YOU, StateGroup.BLOCKED)


@dataclass(frozen=True, slots=True)
class StateChange:
    """A state that is another one than in the digest before; `was` is empty for what is new, `now` for what is gone."""

    subject: Subject
    name: str
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class LatestEvent:
    """Something that happened; `what` is mrkdwn, as `activity.headline` makes it."""

    what: str
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class DigestData:
    """Everything a digest says. `counts` by kind and state, as the API names it; `missing`: what was not read."""

    generated_at: datetime
    counts: Mapping[Kind, Mapping[str, int]] = field(default_factory=dict)
    accounts: Sequence[tuple[Subject, str, str]] = ()
    """Subject, name, state."""
    changes: Sequence[StateChange] = ()
    state_groups: Mapping[StateGroup, int] = field(default_factory=dict)
    """How everything stands; empty: as `counts` tell."""
    waiting: WaitingList = field(default_factory=WaitingList)
    latest: Sequence[LatestEvent] = ()
    previous_at: datetime | None = None
    missing: Sequence[str] = ()
    title: str = "Status overview"
    late: bool = False
    before: Mapping[Kind, Mapping[str, int]] = field(default_factory=dict)
    """The counts of the digest before."""
    moved: Sequence[str] = ()
    """What Meta moved by itself since the last one, in plain sentences."""
    fallen: Sequence[str] = ()
    """Templates that are delivered, read or clicked less than before, worst first, in plain text."""
    unused: Sequence[str] = ()
    """Sentences about areas that this project does not use."""


def digest(data: DigestData, *, more: Sequence[CommandLink] = ()) -> Message:
    """The digest as a message: what waits first, then what changed, then the counts."""
    return layout.message(
        _in_short(data),
        layout.header(data.title),
        layout.context(*_when(data)),
        list(waiting.blocks(data.waiting, rows=WAITING)),
        list(_accounts(data)),
        list(_changes(data)),
        list(_moved(data)),
        list(_counts(data)),
        list(_latest(data)),
        layout.actions(*offer_links(more)),
    )


def _when(data: DigestData) -> list[str]:
    since = f"Previous digest: {date(data.previous_at)}" if data.previous_at else "First digest here"
    lines = [f"As of {date(data.generated_at)}. {since}."]
    if data.late:
        lines.append("Late: I wasn't running at the scheduled time.")
    if data.missing:
        lines.append(f":warning: {escaped(' '.join(data.missing))}")
    if data.unused:
        lines.append(escaped(" ".join(data.unused)))
    return lines


def _in_short(data: DigestData) -> str:
    totals = [
        f"{count(sum(states.values()), kind_words(kind))}" for kind, states in data.counts.items() if states.values()
    ]
    changed = f"{count(len(data.changes), 'change')} since the last digest." if data.previous_at else ""
    listed = "\n".join(f"• {line}" for line in waiting.lines(data.waiting, 20))
    parts = [escaped(data.title), waiting.in_short(data.waiting), listed, escaped(", ".join(totals)), changed]
    return "\n".join(part for part in parts if part)


def _accounts(data: DigestData) -> Iterator[Block]:
    lines = []
    for subject, name, value in data.accounts:
        state = named(subject.kind, value)
        lines.append(f"{state.emoji} {kind_words(subject.kind)} {bold(shorten(name, 150))}: {escaped(state.word)}")
    if lines:
        yield from layout.sections("\n".join(lines[:20]))


def _changes(data: DigestData) -> Iterator[Block]:
    if data.previous_at is None:
        return
    if not data.changes:
        yield layout.section("*Changed since the last digest*\nNothing")
        return
    yield layout.section(f"*Changed since the last digest* ({len(data.changes)})")
    rows = [
        [
            change.name,
            kind_words(change.subject.kind),
            _state_or("new", change, change.was),
            _state_or("gone", change, change.now),
        ]
        for change in data.changes[:CHANGES]
    ]
    changed = table.data_table("Changed since the last digest", ["Name", "Kind", "Was", "Now"], rows, characters=2_000)
    yield changed
    if beyond := len(data.changes) - table.length(changed):
        yield layout.context(f"and {beyond} more")


def _moved(data: DigestData) -> Iterator[Block]:
    """What costs money or readers, though nobody here did anything."""
    if data.moved:
        yield layout.section("*Moved by Meta*\n" + "\n".join(f"• {escaped(line)}" for line in data.moved))
    if data.fallen:
        yield layout.section(
            "*Templates whose performance fell most*\n" + "\n".join(f"• {escaped(line)}" for line in data.fallen)
        )


def _state_or(otherwise: str, change: StateChange, value: str) -> str:
    return str(named(change.subject.kind, value)) if value else otherwise


def _by_state(counts: Mapping[Kind, Mapping[str, int]]) -> Counter[StateGroup]:
    found: Counter[StateGroup] = Counter()
    for kind, states in counts.items():
        for value, number in states.items():
            found[state_group(kind, {"state": value})] += number
    return found


def _chart(state_groups: Mapping[StateGroup, int]) -> Block | None:
    """The overview as a pie. Slack colors segments by their order (blue, green, yellow, red, ...) and takes none that
    is empty: what is live is the second, green one, and nothing unpleasant ever is."""
    shares = {group: state_groups.get(group, 0) for group in StateGroup if state_groups.get(group, 0) > 0}
    second = next((group for group in (StateGroup.LIVE, *StateGroup) if group in shares and _pleasant(group)), None)
    rest = [group for group in shares if group is not second]
    if second is None and len(rest) > 1:
        return None
    ordered = [*rest[:1], *([second] if second else []), *rest[1:]]
    return pie(OVERVIEW, {group.value: shares[group] for group in ordered}, largest_first=False)


def _pleasant(group: StateGroup) -> bool:
    return group not in UNPLEASANT


def _counts(data: DigestData) -> Iterator[Block]:
    if chart := _chart(data.state_groups or _by_state(data.counts)):
        yield chart
    rows: list[list[str | int]] = [
        [kind_words(kind), sum(states.values()), " · ".join(_shares(data, kind, states))]
        for kind, states in data.counts.items()
        if any(states.values())
    ]
    if rows:
        yield table.data_table("Counts by state", ["Kind", "All", "By state"], rows, characters=1_800)


def _shares(data: DigestData, kind: Kind, states: Mapping[str, int]) -> list[str]:
    """`🟢 9 approved (+3)`, the largest first; the sign is the growth since the digest before, where it counted too."""
    before = data.before.get(kind)
    numbers = {**dict.fromkeys(before or {}, 0), **states}
    shares = []
    for value, number in sorted(numbers.items(), key=lambda state: -state[1]):
        growth = number - before.get(value, 0) if before is not None else 0
        if number or growth:
            state = named(kind, value)
            shares.append(f"{state.emoji} {number:,} {state.word}" + (f" ({growth:+,})" if growth else ""))
    return shares


def _latest(data: DigestData) -> Iterator[Block]:
    if data.latest:
        lines = [
            f"• {shorten(entry.what, 250)}" + (f" · {date(entry.when)}" if entry.when else "")
            for entry in data.latest[:LATEST]
        ]
        yield from layout.sections("*Latest activity*\n" + "\n".join(lines))
