"""One template in several languages: what is to be translated, what must stay the same, what differs. Pure."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.templates import variables
from bot.templates.content import BUTTON_TEXT, CARD_BODY, LIMITS, components_of
from bot.templates.reading import Record, records, string, strings

Path = tuple[str | int, ...]
LABELLED = ("QUICK_REPLY", "URL", "PHONE_NUMBER", "FLOW", "OTP")
"""Kinds of buttons whose label is the sender\'s own, so that it is translated."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that has to be translated. `path` leads to the object that holds it, `field` names it there."""

    path: Path
    field: str
    name: str
    text: str
    limit: int
    examples: tuple[str, ...] = ()


def pieces(template: Mapping[str, Any]) -> list[Piece]:
    """The texts of a template, in order."""
    return list(_pieces(components_of(template), (), ""))


def _pieces(components: Sequence[Record], path: Path, row: str) -> Iterator[Piece]:
    limits = {"HEADER": LIMITS["header"], "BODY": CARD_BODY if row else LIMITS["body"], "FOOTER": LIMITS["footer"],
              "LIMITED_TIME_OFFER": LIMITS["offer"]}  # fmt: skip
    for at, part in enumerate(components):
        kind, here = string(part.get("type")), (*path, at)
        if kind in limits and string(part.get("text")):
            name = f"{row}{kind.replace('LIMITED_TIME_OFFER', 'offer').lower()}"
            examples = strings(part.get("examples")) or tuple(filter(None, [string(part.get("example"))]))
            yield Piece(here, "text", name, string(part.get("text")), limits[kind], examples)
        for nth, button in enumerate(records(part.get("buttons"))):
            if string(button.get("type")) in LABELLED and string(button.get("text")):
                inner: Path = (*here, "buttons", nth)
                yield Piece(inner, "text", f"{row}button {nth + 1}", string(button.get("text")), BUTTON_TEXT)
        for nth, card in enumerate(records(part.get("cards"))):
            cards: Path = (*here, "cards", nth, "components")
            yield from _pieces(records(card.get("components")), cards, f"card {nth + 1} ")


def translated(
    template: Mapping[str, Any], texts: Sequence[str], examples: Mapping[int, Sequence[str]]
) -> list[Record]:
    """The components with other texts, by number of their piece; everything else is taken over."""
    made = copy.deepcopy(components_of(template))
    for number, piece in enumerate(pieces(template)):
        holder: Any = made
        for step in piece.path:
            holder = holder[step]
        holder[piece.field] = texts[number]
        if given := list(examples.get(number, ())):
            if "examples" in holder:
                holder["examples"] = given
            elif "example" in holder:
                holder["example"] = given[0]
    return made


def fault(piece: Piece, text: str) -> str:
    """What is wrong with a translation of a piece; empty: nothing."""
    if not text.strip():
        return "is required"
    if len(text) > piece.limit:
        return f"has {len(text):,} characters; {piece.limit:,} at most"
    if odd := variables.malformed(text):
        return f"{odd[0][:40]} isn't a variable"
    before, after = Counter(variables.marks(piece.text)), Counter(variables.marks(text))
    if lost := _in_order(before.keys() - after.keys()):
        return f"{_named(lost)} {'is' if len(lost) == 1 else 'are'} missing"
    if added := _in_order(after.keys() - before.keys()):
        return f"{_named(added)} {'isn' if len(added) == 1 else 'aren'}'t in the original"
    return ""


def _in_order(marks: Iterable[str]) -> list[str]:
    """`2` before `10`."""
    return sorted(marks, key=lambda mark: (len(mark) if mark.isdigit() else 0, mark))


def _named(marks: Sequence[str]) -> str:
    return ", ".join(f"{{{{{mark}}}}}" for mark in marks)


def shape(template: Mapping[str, Any]) -> tuple[Any, ...]:
    """What languages of one name should have in common: parts, variables, buttons."""
    found: list[Any] = []
    for part in components_of(template):
        buttons = tuple(string(button.get("type")) for button in records(part.get("buttons")))
        kind, form = string(part.get("type")), string(part.get("format"))
        found.append((kind, form, tuple(sorted(set(variables.marks(string(part.get("text")))))), buttons))
    return tuple(sorted(found))


def differences(family: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """By language, in what it differs from most of the others: `category`, `variables or buttons`."""
    categories = Counter(string(template.get("category")) for template in family.values())
    shape_of = {language: shape(template) for language, template in family.items()}
    shapes = Counter(shape_of.values())
    found: dict[str, list[str]] = {}
    for language, template in family.items():
        if string(template.get("category")) != categories.most_common(1)[0][0]:
            found.setdefault(language, []).append("category")
        if shape_of[language] != shapes.most_common(1)[0][0]:
            found.setdefault(language, []).append("variables or buttons")
    return found
