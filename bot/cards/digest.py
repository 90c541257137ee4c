"""The digest of a channel: how everything stands, what changed, what waits for somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.cards.blocks import layout, table
from bot.cards.blocks.buttons import Call, offer
from bot.cards.blocks.chart import pie
from bot.cards.blocks.message import Block, Message
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.naming import kind_words
from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.state import Tone, named
from bot.cards.vocabulary.words import count
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import bold, date, outside, plain_date, shorten

WAITING, CHANGES, LATEST = 8, 25, 8
_MEANS = {
    Tone.GOOD: "live",
    Tone.WORKING: "setting up",
    Tone.WAITING: "in review",
    Tone.ASKS: "needs you",
    Tone.BAD: "blocked",
    Tone.OFF: "inactive",
    Tone.NONE: "inactive",
}
"""What the chart counts: across all kinds, for the table below it has the states of each."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for somebody; `state` is the API's value, `why` plain text, `since` when it began."""

    subject: Subject
    name: str
    state: str
    why: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A state that is another one than in the digest before; `was` is empty for what is new, `now` for what is gone."""

    subject: Subject
    name: str
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Latest:
    """Something that happened; `what` is mrkdwn, as `activity.headline` makes it."""

    what: str
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class DigestData:
    """Everything a digest says. `counts` by kind and state as `standing` names them; `missing`: what was not read."""

    generated_at: datetime
    counts: Mapping[Kind, Mapping[str, int]] = field(default_factory=dict)
    accounts: Sequence[tuple[Subject, str, str]] = ()
    """Subject, name, state."""
    changes: Sequence[Change] = ()
    waiting: Sequence[Waiting] = ()
    latest: Sequence[Latest] = ()
    previous_at: datetime | None = None
    missing: Sequence[str] = ()
    title: str = "Status overview"
    late: bool = False
    waiting_total: int = 0
    """How many wait, where `waiting` holds only the first of them."""
    before: Mapping[Kind, Mapping[str, int]] = field(default_factory=dict)
    """The counts of the digest before."""
    moved: Sequence[str] = ()
    """What Meta moved by itself since the last one, in plain sentences."""
    fallen: Sequence[str] = ()
    """Templates that are delivered, read or clicked less than before, worst first, in plain text."""
    unused: Sequence[str] = ()
    """Sentences about areas that this project does not use."""

    @property
    def waits(self) -> int:
        return max(len(self.waiting), self.waiting_total)


def standing(payload: object) -> str:
    """The state of a resource as the API names it: the live one, else that of its pending changes."""
    return text(payload, "state", "status") or text(payload, "changes.status")


def digest(data: DigestData, *, more: Sequence[tuple[str, Call]] = ()) -> Message:
    """The digest as a message: what waits first, then what changed, then the counts."""
    return layout.message(
        _in_short(data),
        layout.header(data.title),
        layout.context(*_when(data)),
        list(_accounts(data)),
        list(_waiting(data)),
        list(_changes(data)),
        list(_moved(data)),
        list(_counts(data)),
        list(_latest(data)),
        layout.actions(*(offer(label, call) for label, call in more)),
    )


def without_charts(message: Message) -> Message:
    """The same message for workspaces that refuse Slack's newer blocks: charts and tables become text."""
    return table.without_new_blocks(message)


def _when(data: DigestData) -> list[str]:
    since = f"Previous digest: {date(data.previous_at)}" if data.previous_at else "First digest here"
    lines = [f"As of {date(data.generated_at)}. {since}."]
    if data.late:
        lines.append("Late: I wasn't running at the scheduled time.")
    if data.missing:
        lines.append(f":warning: {outside(' '.join(data.missing))}")
    if data.unused:
        lines.append(outside(" ".join(data.unused)))
    return lines


def _in_short(data: DigestData) -> str:
    totals = [
        f"{count(sum(states.values()), kind_words(kind))}" for kind, states in data.counts.items() if states.values()
    ]
    waits = (
        f"{count(data.waits, 'thing needs', 'things need')} attention." if data.waits else "Nothing needs attention."
    )
    changed = f"{count(len(data.changes), 'change')} since the last digest." if data.previous_at else ""
    listed = "\n".join(f"• {outside(_waits(one))}" for one in data.waiting[:20])
    parts = [outside(data.title), outside(", ".join(totals)), waits, listed, changed]
    return "\n".join(part for part in parts if part)


def _waits(one: Waiting) -> str:
    state = named(one.subject.kind, one.state)
    why = f". {one.why}" if one.why else ""
    return f"{state.emoji} {shorten(one.name, 120)}: {state.word}{shorten(why, 300)}"


def _accounts(data: DigestData) -> Iterator[Block]:
    lines = []
    for subject, name, value in data.accounts:
        state = named(subject.kind, value)
        lines.append(f"{state.emoji} {kind_words(subject.kind)} {bold(shorten(name, 150))}: {outside(state.word)}")
    if lines:
        yield from layout.sections("\n".join(lines[:20]))


def _waiting(data: DigestData) -> Iterator[Block]:
    if not data.waiting:
        yield layout.section("*Needs attention*\nNothing ✨")
        return
    yield layout.section(f"*Needs attention* ({data.waits:,})")
    for one in data.waiting[:WAITING]:
        view = calls.view(one.subject)
        state = named(one.subject.kind, one.state)
        since = f" since {date(one.since, '{date_short_pretty}')}" if one.since else ""
        why = f"\n{outside(shorten(one.why, 400))}" if one.why else ""
        line = f"{state.emoji} {kind_words(one.subject.kind)} {bold(shorten(one.name, 150))}: {outside(state.word)}"
        yield layout.section(f"{line}{since}{why}", accessory=offer("View", view) if view else None)
    rest = data.waiting[WAITING:]
    if rest:
        rows = [
            [one.name, kind_words(one.subject.kind), named(one.subject.kind, one.state).word, plain_date(one.since)]
            for one in rest
        ]
        yield table.data_table("Also needs attention", ["Name", "Kind", "State", "Since"], rows, characters=1_800)
    if data.waits > len(data.waiting):
        yield layout.context(f"and {data.waits - len(data.waiting):,} more")


def _changes(data: DigestData) -> Iterator[Block]:
    if data.previous_at is None:
        return
    if not data.changes:
        yield layout.section("*Changed since the last digest*\nNothing")
        return
    yield layout.section(f"*Changed since the last digest* ({len(data.changes)})")
    rows = [
        [one.name, kind_words(one.subject.kind), _was(one, one.was, "new"), _was(one, one.now, "gone")]
        for one in data.changes[:CHANGES]
    ]
    yield table.data_table("Changed since the last digest", ["Name", "Kind", "Was", "Now"], rows, characters=2_000)
    if len(data.changes) > CHANGES:
        yield layout.context(f"and {len(data.changes) - CHANGES} more")


def _moved(data: DigestData) -> Iterator[Block]:
    """What costs money or readers, though nobody here did anything."""
    if data.moved:
        yield layout.section("*Moved by Meta*\n" + "\n".join(f"• {outside(line)}" for line in data.moved))
    if data.fallen:
        yield layout.section(
            "*Templates whose performance fell most*\n" + "\n".join(f"• {outside(line)}" for line in data.fallen)
        )


def _was(one: Change, value: str, otherwise: str) -> str:
    return str(named(one.subject.kind, value)) if value else otherwise


def _counts(data: DigestData) -> Iterator[Block]:
    shares: Counter[str] = Counter()
    for kind, states in data.counts.items():
        for value, number in states.items():
            shares[_MEANS[named(kind, value).tone]] += number
    if chart := pie("Overview", shares):
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
    every = {**dict.fromkeys(before or {}, 0), **states}
    shares = []
    for value, number in sorted(every.items(), key=lambda state: -state[1]):
        growth = number - before.get(value, 0) if before is not None else 0
        if number or growth:
            state = named(kind, value)
            shares.append(f"{state.emoji} {number:,} {state.word}" + (f" ({growth:+,})" if growth else ""))
    return shares


def _latest(data: DigestData) -> Iterator[Block]:
    if data.latest:
        lines = [
            f"• {shorten(one.what, 250)}" + (f" · {date(one.when)}" if one.when else "") for one in data.latest[:LATEST]
        ]
        yield from layout.sections("*Latest activity*\n" + "\n".join(lines))
