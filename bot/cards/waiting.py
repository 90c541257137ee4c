"""What waits, by for whom: the list that `waiting`, the digest and the Home tab lead with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.cards.blocks import layout, table
from bot.cards.blocks.buttons import offer_link, offer_links
from bot.cards.blocks.message import Block, Message
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.naming import kind_words
from bot.cards.vocabulary.state import State, Tone, named
from bot.cards.vocabulary.waits import Party
from bot.cards.vocabulary.words import count, humanised, in_words, limit_number
from bot.links import CommandLink
from bot.provisioning.subjects import Subject
from bot.slack.text import bold, date, escaped, link, shorten
from bot.times.lengths import TOO_FEW, Usual, age, short

TITLE = "Needs attention"
INCOMPLETE = "I couldn't read everything at Sinch."
ROWS = 20
"""With a button each; the rest stands in a table."""
APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """Something that waits for somebody.

    `kind` as in `kind_words`, or `APPROVAL`; `state` is the API's value; `name` and `why` are plain text. `waited` is
    None where its beginning is not known; `remembered`: the API could not be asked now.
    """

    party: Party
    kind: str
    name: str
    state: str
    subject: Subject | None = None
    what: str = ""
    operators: tuple[str, ...] = ()
    why: str = ""
    since: datetime | None = None
    waited: timedelta | None = None
    usual: Usual | None = None
    stuck: bool = False
    remembered: bool = False
    findings: int = 0
    link: str = ""
    asked_by: str = ""
    """Of an approval: the name of who asked; no mention, which would call them at every digest."""

    @property
    def is_urgent(self) -> bool:
        """Whether it is yours to do, or stuck with others."""
        return self.party is Party.YOU or self.stuck


@dataclass(frozen=True, slots=True)
class WaitingList:
    """Everything that waits: by party, oldest first. `missing` says in plain text what could not be read now."""

    items: Sequence[WaitingItem] = ()
    missing: Sequence[str] = ()
    moved: Sequence[str] = ()
    """What Meta moved without an event, found by comparing; plain text."""
    more: int = 0
    """Of very long lists: how many wait for somebody here beside these."""
    theirs: Mapping[Party, int] = field(default_factory=dict)
    """The same for others."""
    quiet: int = 0
    """RCS senders in test and clean drafts that are not shown."""

    @property
    def parties(self) -> Counter[Party]:
        """How many wait for each party, those beside the list too: what heading, parts and charts are counted from."""
        found = Counter(item.party for item in self.items)
        found.update(self.theirs)
        found[Party.YOU] += self.more
        return +found

    @property
    def attention(self) -> int:
        """How many need somebody's attention."""
        return self.parties.total()


def message(found: WaitingList, *, place: str = "", again: Sequence[CommandLink] = ()) -> Message:
    """The list as an answer; `place` is the area that was asked for, in words."""
    title = f"{TITLE} in {place}" if place else TITLE
    return layout.message(
        "\n".join([in_short(found), *(f"• {line}" for line in lines(found, ROWS))]),
        list(blocks(found, title=title, rows=ROWS)),
        layout.context(*_small_print(found)),
        layout.actions(*offer_links(again)),
    )


def in_short(found: WaitingList) -> str:
    """`11 things need attention: 6 wait for you, 5 for Meta (2 stuck).`"""
    if not found.attention:
        return f"{INCOMPLETE} Nothing in the rest needs attention." if found.missing else "Nothing needs attention."
    return f"{count(found.attention, 'thing needs', 'things need')} attention: {_parties(found)}"


def _parties(found: WaitingList) -> str:
    """`6 wait for you, 5 for Meta (2 stuck).`"""
    parts: list[str] = []
    for party, number in _ordered(found):
        stuck = sum(item.stuck for item in found.items if item.party is party)
        note = f" ({stuck:,} stuck)" if stuck and party is not Party.YOU else ""
        verb = "" if parts else f" {'waits' if number == 1 else 'wait'}"
        parts.append(f"{number:,}{verb} for {'you' if party is Party.YOU else party.value}{note}")
    return f"{', '.join(parts)}." if parts else ""


def blocks(found: WaitingList, *, title: str = TITLE, rows: int = ROWS) -> Iterator[Block]:
    """The list in at most `rows` rows with a button, and a table of the rest."""
    if found.missing:
        yield layout.context(f":warning: {escaped(' '.join(found.missing))}")
    if not found.attention:
        yield layout.section(f"*{escaped(title)}*\n{'Nothing in what I could read' if found.missing else 'Nothing ✨'}")
    else:
        yield layout.section(f"*{escaped(title)}* ({found.attention:,})\n{_parties(found)}")
    shown = _chosen(found, rows)
    first = _first_of_their_kind(shown)
    for party, number in _ordered(found):
        mine = [item for item in shown if item.party is party]
        if mine:
            yield layout.section(f"*{party.value}* ({number:,})")
        for item in mine:
            step = next_step(item)
            yield layout.section(
                _row(item, says_too_few=id(item) in first), accessory=offer_link(step) if step else None
            )
    places = {id(item) for item in shown}
    rest = [item for item in found.items if id(item) not in places]
    beyond = 0
    if rest:
        columns = ["For", "Name", "State", "Waiting"]
        also = table.data_table("Also needs attention", columns, _rows(rest), characters=1_800)
        beyond = len(rest) - table.length(also)
        yield also
    theirs = sum(found.theirs.values())
    if beyond or found.more or theirs:
        whose = "" if beyond or theirs else " that need you"
        yield layout.context(f"and {beyond + found.more + theirs:,} more{whose}")
    if found.moved:
        yield _moved(found.moved)


def found_later(moved: Sequence[str]) -> Message:
    """What Meta moved without an event, found after the list was shown."""
    return layout.message(f"{count(len(moved), 'change')} by Meta, found by comparing", [_moved(moved)])


def _moved(found: Sequence[str]) -> Block:
    lines = "\n".join(f"• {escaped(line)}" for line in found)
    return layout.section(f"*Moved by Meta* (found by comparing)\n{lines}")


def next_step(item: WaitingItem) -> CommandLink | None:
    """What to do about it: the next step where it is yours, else a polite comment to look over and send."""
    if item.subject is None:
        return None
    if item.party is not Party.YOU:
        nudge = calls.call(item.subject, "comment", "form", text=nudge_text(item)) if item.subject.commentable else None
        return CommandLink.to("Nudge", nudge) if nudge else None
    label, verb, mode = _STEPS.get(item.what, ("View", "get", "run"))
    step = calls.call(item.subject, verb, "form" if mode == "form" else "run")
    return CommandLink.to(label, step) if step else None


_STEPS = {
    "rejected": ("Edit", "update", "form"),
    "paused": ("Edit", "update", "form"),
    "brand": ("Edit", "update", "form"),
    "code": ("Enter code", "verify", "form"),
    "draft": ("Edit", "update", "form"),
    "test": ("Launch", "launch", "run"),
}
"""Sorts of waits -> what the button says, the command's verb, and how it begins. Nothing changes by the press alone:
a form is opened, or the command asks."""


def nudge_text(item: WaitingItem) -> str:
    """A polite question to Sinch about something that takes its time, as a comment on it."""
    about = f"the {kind_words(item.kind)} {item.name}"
    waits_for = f" It waits for {' and '.join(item.operators)}." if item.operators else ""
    since = f" since {item.since:%d %B %Y}".replace(" 0", " ") if item.since else ""
    word = state_of(item).word
    length = f" ({_in_full(item.waited)})" if item.waited is not None and item.waited >= timedelta(days=1) else ""
    return (
        f"Hello, could you please have a look at {about}? It has been {word}{since}{length}.{waits_for} "
        "Is there anything you need from us? Thank you."
    )


def _in_full(length: timedelta) -> str:
    return count(length // timedelta(days=1), "day")


def verdict(item: WaitingItem, *, says_too_few: bool = True) -> str:
    """`usually 2 d, now 6 d: stuck`; plain text, empty where nothing is known."""
    now = f"now {age(item.waited)}" if item.waited is not None else ""
    normal = item.usual
    too_few = TOO_FEW if says_too_few else ""
    before = f"usually {short(normal.median)}" if normal is not None and normal.tells else too_few
    if item.kind == APPROVAL:
        before = ""
    said = ", ".join(part for part in (before, now) if part)
    return f"{said}: stuck" if item.stuck else said


def _first_of_their_kind(items: Iterable[WaitingItem]) -> set[int]:
    """The identities of those that are the first for which there are too few cases of their kind: they say so."""
    first: dict[tuple[str, Party, str], int] = {}
    for item in items:
        if item.usual is None or not item.usual.tells:
            first.setdefault((item.kind, item.party, item.what), id(item))
    return {*first.values()}


def state_of(item: WaitingItem) -> State:
    """Its state in words; a draft that would be rejected says so."""
    if item.kind == APPROVAL:
        by = f", asked by {item.asked_by}" if item.asked_by else ""
        return State(Tone.NEEDS_YOU, f"waiting for approval{by}")
    found = named(item.kind, item.state)
    if item.findings:
        return State(Tone.NEEDS_YOU, f"draft with {count(item.findings, 'finding')}")
    return found


def _row(item: WaitingItem, *, says_too_few: bool) -> str:
    state = state_of(item)
    name = bold(shorten(item.name, 150))
    kind = "Approval" if item.kind == APPROVAL else kind_words(item.kind)
    word = f"{_operators(item)} {state.word}" if item.operators else state.word
    since = f"since {date(item.since, '{date_short_pretty}')}" if item.since else "first seen now"
    known = " · last known" if item.remembered else ""
    opens = f" · {link(item.link, 'Open the request')}" if item.link else ""
    why = f"\n{escaped(shorten(item.why, 300))}" if item.why else ""
    pace = escaped(verdict(item, says_too_few=says_too_few))
    parts = (f"{state.emoji} {kind} {name}: {escaped(word)}", since, pace)
    return f"{' · '.join(part for part in parts if part)}{known}{opens}{why}"


def _operators(item: WaitingItem) -> str:
    names = list(item.operators)
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _fallback(item: WaitingItem, *, says_too_few: bool) -> str:
    word = f"{_operators(item)} {state_of(item).word}" if item.operators else state_of(item).word
    why = f". {item.why}" if item.why else ""
    pace = verdict(item, says_too_few=says_too_few)
    said = f"{item.party.value}: {shorten(item.name, 120)}: {word}{', ' if pace else ''}{pace}"
    return escaped(f"{said}{shorten(why, 200)}")


def lines(found: WaitingList, most: int) -> list[str]:
    """The first of them in a line each, in mrkdwn, for who cannot see blocks."""
    first = _first_of_their_kind(found.items[:most])
    said = [_fallback(item, says_too_few=id(item) in first) for item in found.items[:most]]
    left = found.attention - len(said)
    return [*said, f"and {left:,} more"] if said and left > 0 else said


def _rows(items: Sequence[WaitingItem]) -> list[list[table.Cell]]:
    return [
        [
            item.party.value,
            f"{item.name} · {_operators(item)}" if item.operators else item.name,
            state_of(item).word + (", stuck" if item.stuck else ""),
            age(item.waited) if item.waited is not None else "–",
        ]
        for item in items
    ]


def _ordered(found: WaitingList) -> list[tuple[Party, int]]:
    return [(party, number) for party in Party if (number := found.parties[party])]


def _chosen(found: WaitingList, rows: int) -> list[WaitingItem]:
    """Those with a row of their own: the oldest of each party, then what needs attention first."""
    oldest = {item.party: at for at, item in reversed([*enumerate(found.items)])}
    chosen = [oldest[party] for party in Party if party in oldest]
    left = [at for at in range(len(found.items)) if at not in chosen]
    wanted = [*chosen, *sorted(left, key=lambda at: not found.items[at].is_urgent)][: max(rows, 0)]
    return [found.items[at] for at in sorted(wanted)]


def _small_print(found: WaitingList) -> list[str]:
    lines = ["Stuck: longer than 9 in 10 of this project's cases, or 3 days if there are too few."]
    if found.quiet:
        lines.append(f"{count(found.quiet, 'draft or test', 'drafts and tests')} not shown: `/sinch waiting all=yes`.")
    return lines


def moved(label: str, field: str, old: str, new: str) -> str:
    """What Meta moved without an event, as plain text."""
    return f"{label}: {humanised(field).lower()} {_value(old)} → {_value(new)}"


def _value(value: str) -> str:
    if value.startswith("TIER_"):
        return limit_number(value)
    return in_words(value.removeprefix("QUALITY_SCORE_")) or "unknown"
