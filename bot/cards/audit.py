"""Who did what, when, with what outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.cards.blocks import layout
from bot.cards.blocks.message import Message
from bot.cards.blocks.table import CHARACTERS, Cell, Listing, Pages, listing
from bot.cards.vocabulary.naming import full_name, kind_words
from bot.cards.vocabulary.paths import COMPONENTS, WRAPPERS
from bot.cards.vocabulary.values import in_words
from bot.cards.vocabulary.words import field_title, humanised
from bot.links import Call, CommandLink
from bot.provisioning.subjects import subject_of_key
from bot.slack.text import local_date, unescape

_OUTCOMES = {
    "done": "🟢 done",
    "failed": "🔴 failed",
    "refused": "⛔ refused",
    "cancelled": "⚪ canceled",
    "too late": "🟡 too late",
    "unchanged": "⚪ nothing to change",
    "unclear": "🟡 no clear answer",
    "begun": "🟡 started, outcome unknown",
}


REQUEST = "request_id"
"""The argument that names a request for approval."""
_TITLES = {REQUEST: "Request", "rule_id": "Rule"}


class Entry(Protocol):
    """One line of the audit log, as the database keeps it."""

    @property
    def at(self) -> datetime: ...
    @property
    def user_id(self) -> str: ...
    @property
    def channel(self) -> str | None: ...
    @property
    def user_name(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def args(self) -> Mapping[str, Any]: ...
    @property
    def outcome(self) -> str: ...
    @property
    def detail(self) -> str | None: ...


MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
CHANNEL = re.compile(r"<#([CGD][A-Z0-9]+)(?:\|[^>]*)?>")
CELL = 2_100
"""No value of an entry is longer: see `ARGUMENT_LIMIT` of the recording."""
ROOM = CHARACTERS - 200
"""Characters of all rows of one page."""


def fitting(entries: Sequence[Entry], names: Mapping[str, str], tz: str) -> int:
    """How many of them, from the first, one table shows with nothing cut off; one at least."""
    room = ROOM
    for number, entry in enumerate(entries):
        room -= sum(len(str(cell)) for cell in _row(entry, names, tz))
        if room < 0:
            return max(number, 1)
    return len(entries)


def table(
    entries: Sequence[Entry],
    *,
    older: Call | None = None,
    newest: Call | None = None,
    export: Call | None = None,
    names: Mapping[str, str] | None = None,
    tz: str = "UTC",
    filtered: bool = False,
) -> Message:
    """A page of the audit log, newest first; people and channels as in `names` (by id): tables show no mentions."""
    turns = [("Newest", newest), ("Older", older)]
    return listing(
        Listing(
            title="Audit log",
            columns=["When", "Who", "Where", "What", "Outcome", "With"],
            rows=[_row(entry, names or {}, tz) for entry in entries],
            empty="No changes match." if filtered else "No changes yet. Every change made through me is listed here.",
            pages=Pages(whole=not (older or newest)),
            more=[CommandLink.to(label, call) for label, call in turns if call],
            export=export,
            cell=CELL,
            note=f"Newest first. Times in {tz}.",
        )
    )


def verified(broken: tuple[int, str] | None) -> Message:
    """Whether every row follows the one before it; else the number of the first that does not, and why."""
    if broken is None:
        text = ":white_check_mark: The audit log is complete: every row follows the one before it."
    else:
        row, reason = broken
        text = (
            f":x: Row {row} of the audit log {reason}.\n"
            "Compare it with a database backup, and check who else can write to it."
        )
    return layout.paragraph(text)


def _row(entry: Entry, names: Mapping[str, str], tz: str) -> list[Cell]:
    given = "; ".join(line for name, value in entry.args.items() for line in _given(name, value, names))
    outcome = _OUTCOMES.get(entry.outcome, entry.outcome)
    detail = f": {_plain(entry.detail, names)}" if entry.detail else ""
    return [
        local_date(entry.at, tz),
        names.get(entry.user_id, entry.user_name),
        names.get(entry.channel or "", entry.channel or ""),
        entry.action,
        outcome + detail,
        given,
    ]


def _given(name: str, value: object, names: Mapping[str, str]) -> Iterator[str]:
    """An argument as `Title: value`; a body as its fields."""
    if name == "body" and isinstance(value, Mapping):
        yield from _fields(value, names)
    elif said := _value_in_words(name, value, names):
        yield f"{_TITLES.get(name) or field_title(name)}: {said}"


def _fields(body: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """Without the objects around everything; each component of a template under its kind."""
    for name, inner in body.items():
        if name in WRAPPERS and isinstance(inner, Mapping):
            yield from _fields(inner, names)
        elif name == COMPONENTS and isinstance(inner, list) and all(isinstance(part, Mapping) for part in inner):
            yield from (f"{humanised(str(part.get('type')))}: {_component(part, names)}" for part in inner)
        elif said := in_words(name, inner, names):
            yield f"{field_title(name)}: {said}"


def _component(part: Mapping[str, Any], names: Mapping[str, str]) -> str:
    rest = {name: value for name, value in part.items() if name != "type"}
    return in_words("", rest["text"] if rest.keys() == {"text"} else rest, names)


def _value_in_words(name: str, value: object, names: Mapping[str, str]) -> str:
    if name == REQUEST:
        return names.get(str(value), "")  # its id says nothing to anybody
    return _subject(value, names) if name == "subject" else in_words(name, value, names)


def _subject(key: object, names: Mapping[str, str]) -> str:
    """What was commented on, in words: a comment is logged with the key of its subject."""
    subject = subject_of_key(str(key))
    if subject is None:
        return in_words("", key, names)
    kind = kind_words(subject.kind)
    name = next((names[id_] for id_ in subject.ids if id_ in names), full_name(subject, {}))
    return kind if name == kind else f"{kind} {name}"


def _plain(mrkdwn: str, names: Mapping[str, str]) -> str:
    """Without markup, which table cells show as it is; people and channels by name."""
    placed = CHANNEL.sub(lambda found: names.get(found[1], found[1]), mrkdwn)
    named = MENTION.sub(lambda found: f"@{names.get(found[1], found[1])}", placed)
    return re.sub(r"[*`]", "", unescape(named))
