"""What a card says about one resource, before it becomes blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.cards.blocks.message import Block
from bot.cards.vocabulary import values
from bot.cards.vocabulary.payload import Payload, mapping, text
from bot.cards.vocabulary.words import humanised, in_words
from bot.links import Call
from bot.slack.text import escaped, shorten

VALUE = 300
"""Characters of a field's value."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done, as a button; None where it cannot be told for whom."""

    label: str
    call: Call | None
    primary: bool = False


@dataclass(slots=True)
class Facts:
    """The parts of a card: mrkdwn, ready to show.

    `kind` stands under the name, `problems` are titles with reasons in full, `preview` shows what recipients will see.
    """

    kind: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    preview: list[Block] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)


def shown(payload: object, *paths: str) -> str:
    """The first value that is there, as mrkdwn."""
    return escaped(shorten(text(payload, *paths), VALUE))


def worded(payload: object, *paths: str) -> str:
    """The first enum value that is there, in words."""
    return escaped(shorten(in_words(text(payload, *paths)), VALUE))


def differences(payload: Payload, hidden: Sequence[str] = ("components",)) -> list[str]:
    """What pending changes would alter, one mrkdwn line a field: `Name: old → new`; a new resource has none."""
    before, after = mapping(payload, "details"), mapping(payload, "changes.details")
    if not before:
        return []
    lines = []
    for name, new in after.items():
        old = before.get(name)
        if new == old:
            continue
        title = escaped(humanised(name))
        if name in hidden or not isinstance(new, (str, int, float, bool)):
            lines.append(f"• {title}: changed")
        else:
            lines.append(f"• {title}: {_short(name, old)} → *{_short(name, new)}*")
    return lines


def _short(name: str, value: object) -> str:
    return escaped(shorten(values.in_words(name, value).replace("*", "∗"), 150)) or "none"
