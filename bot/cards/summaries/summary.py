"""Many events at once in few messages: counts, then every event by name; the surplus in a file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from bot.cards.blocks import layout, sheet
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Block, File, Message
from bot.cards.blocks.table import data_table
from bot.cards.events.by_type import resource, text_of
from bot.cards.summaries.operators import FEW, OPERATOR_EVENT, in_few_words
from bot.cards.vocabulary.words import count
from bot.links import Call
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind
from bot.slack.text import date, escaped, mention, plain_date, shorten, unescape

MESSAGES = 3
LINE_CHARACTERS = 200
CHAIN = 5  # events of one resource in one line
TABLE = 25  # events from which counts help; fewer are seen at a glance
ROWS = 20
STATES = (
    "_APPROVED", "_REJECTED", "_ACTIVE", "_INACTIVE", "_ERROR", "_ONBOARDED", "_PENDING_VERIFICATION", "_DELETED",
    "_TEMPLATE_STATUS_UPDATED",
)  # fmt: skip
"""How the types of events end that bring a resource as a whole into another state; the latest one counts."""
FIRST, FURTHER = 6_500, 10_000  # characters of lines in the first message, which also holds the table, and the others


def summary_messages(
    events: Sequence[Event],
    since: datetime,
    until: datetime,
    *,
    by: Sequence[str | None] = (),
    full: Call | None = None,
    most: int = MESSAGES,
) -> list[Message]:
    """At most `most` messages that name every event, by kind; `full` leads to the whole list. Empty for no events.

    `by` says for each event which person is behind it, where one is known.
    """
    if not events:
        return []
    kinds = _by_kind(events, by)
    acting = sum(unsettled(happened) for resources in kinds.values() for happened in resources.values())
    pages, left = _pages(_lines(kinds), max(most, 1))
    file = _file(events, since) if left else None
    return [
        _message(
            events, acting, since, until, page, number, len(pages), left if number == len(pages) else 0, file, full
        )
        for number, page in enumerate(pages, 1)
    ]


Named = tuple[str, int]
"""A line, and how many events it names."""


History = Sequence[tuple[Event, str | None]]
"""What happened to one resource, oldest first, each with who is behind it."""


ByKind = dict[str, dict[tuple[str, str], list[tuple[Event, str | None]]]]


def _by_kind(events: Sequence[Event], by: Sequence[str | None]) -> ByKind:
    """By kind, since resources of different kinds may have the same name; what happened to one resource together."""
    kinds: ByKind = {}
    for event, who in zip_longest(events, by[: len(events)]):
        words, name = resource(event)
        kinds.setdefault(words, {}).setdefault((event.subject.key, name), []).append((event, who))
    return kinds


def _lines(kinds: ByKind) -> list[Named]:
    lines: list[Named] = []
    for words, resources in kinds.items():
        named = [line for happened in resources.values() for line in of_one(happened)]
        first, number = named[0]
        lines += [(f"_{words}_\n{first}", number), *named[1:]]  # the heading never ends a message
    return lines


def unsettled(happened: History) -> int:
    """How much of it somebody has to do something about: what a later event of its sort took back, nobody has."""
    needs_action: dict[tuple[str, str], bool] = {}
    for event, _ in happened:
        if not event.type.endswith("_COMMENT_ADDED"):
            sort = "state" if event.type.endswith(STATES) else event.type
            needs_action[sort, str(event.details.get("operator"))] = text_of(event).action
    return sum(needs_action.values())


def of_one(happened: History) -> list[Named]:
    """`🟢 order_update (EN_US): quality low → quality high`, bold where somebody has to act, with its latest emoji."""
    lines = []
    needs_action = unsettled(happened) > 0
    phrases = _phrases(happened)
    for start in range(0, len(phrases), CHAIN):
        chain = phrases[start : start + CHAIN]
        latest = chain[-1].latest
        name = escaped(resource(latest)[1].replace("*", "∗").replace("\n", " "))
        first = f"{text_of(latest).emoji} {f'*{name}*' if needs_action else name}: "
        said = " → ".join(phrase.words + (f" ×{phrase.repeated}" if phrase.repeated > 1 else "") for phrase in chain)
        lines.append((shorten(first + said, LINE_CHARACTERS * len(chain)), sum(phrase.events for phrase in chain)))
    return lines


@dataclass(frozen=True, slots=True)
class Phrase:
    """What some events in a row say: in words, how often, how many they are, and the last of them."""

    words: str
    events: int
    latest: Event
    repeated: int = 1


def _phrases(happened: History) -> list[Phrase]:
    """In order; equal ones in a row are one, and so are those of many operators, unless somebody has to act on them."""
    operators = [event for event, _ in happened if event.type == OPERATOR_EVENT and not text_of(event).action]
    many = len(operators) > FEW
    phrases: list[Phrase] = []
    for event, who in happened:
        if many and any(event is operator for operator in operators):
            if event is operators[-1]:
                phrases.append(Phrase(in_few_words(operators), len(operators), event))
            continue
        words = _in_words(event, who)
        if phrases and phrases[-1].words == words:
            before = phrases.pop()
            phrases.append(Phrase(words, before.events + 1, event, before.repeated + 1))
        else:
            phrases.append(Phrase(words, 1, event))
    return phrases


def _in_words(event: Event, by: str | None) -> str:
    said = f" “{escaped(shorten(' '.join(event.comment.split()), 80))}”" if event.comment else ""
    return shorten(text_of(event).short + said + (f" ({mention(by)})" if by else ""), LINE_CHARACTERS)


def _pages(lines: Sequence[Named], most: int) -> tuple[list[list[str]], int]:
    """The lines by message, and how many events did not fit."""
    pages: list[list[str]] = [[]]
    room = FIRST
    for at, (line, _) in enumerate(lines):
        if len(line) + 1 > room:
            if len(pages) == most:
                return pages, sum(number for _, number in lines[at:])
            pages.append([])
            room = FURTHER
        pages[-1].append(line)
        room -= len(line) + 1
    return pages, 0


def _message(
    events: Sequence[Event],
    acting: int,
    since: datetime,
    until: datetime,
    lines: Sequence[str],
    number: int,
    of: int,
    left: int,
    file: File | None,
    full: Call | None,
) -> Message:
    wanted = f", {count(acting, 'needs', 'need')} action" if acting else ""
    part = f" ({number} of {of})" if of > 1 else ""
    title = f"📥 *{count(len(events), 'event')}*{wanted}{part}"
    named = f"{count(left, 'more event')} in the file {escaped(file.name)}." if file and left else ""
    last = number == of
    start, end = date(since, "{time_secs}"), date(until, "{time_secs}")
    return layout.message(
        f"{title}\n" + "\n".join(lines),
        layout.section(f"{title}\n{start}" + (f" – {end}" if end != start else "")),
        _counts(events) if number == 1 else None,
        layout.sections("\n".join(lines)),
        layout.context(named) if named and last else None,
        layout.actions(offer("Full list", full)) if full and last else None,
        file=file if last else None,
    )


def _counts(events: Sequence[Event]) -> Block | None:
    """How many of what; none for few events, which the lines tell as well."""
    kinds = Counter((resource(event)[0], _plain_short(event)) for event in events)
    if len(events) < TABLE:
        return None
    most = kinds.most_common(ROWS)
    rows: list[list[str | int]] = [[kind, what, number] for (kind, what), number in most]
    if rest := len(events) - sum(number for _, number in most):
        rows.append(["Others", "", rest])
    return data_table("Events by kind", ["Kind", "What", "Events"], rows, characters=2_500)


def _plain_short(event: Event) -> str:
    event_text = text_of(event)
    short = "operator status" if event.type == OPERATOR_EVENT else unescape(event_text.short)
    return f"{event_text.emoji} {event.type if event.subject.kind is Kind.unknown else short}"


def _file(events: Sequence[Event], since: datetime) -> File:
    """Every event of the summary, one row each; cells that a spreadsheet would run are neutralised."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["number", "type", "kind", "name", "what", "comment"])
    for number, event in enumerate(events, 1):
        row = [event.type, *resource(event), unescape(text_of(event).short)]
        writer.writerow([number, *(sheet.neutral(cell) for cell in [*row, event.comment or ""])])
    stamp = plain_date(since).replace(" UTC", "").replace(" ", "-").replace(":", "")
    name = f"events-{stamp}.csv"
    return File(name=name, content=out.getvalue().encode("utf-8", "replace"), title=f"{len(events)} events")
