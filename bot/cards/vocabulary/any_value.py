"""A value of whatever shape, of which nothing is known, as one line of mrkdwn. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.words import humanised, listed
from bot.slack.text import escaped, linkify, shorten

WIDTH, NAME, ITEMS = 500, 300, 15
"""Characters of a line and of a name, and items of a list that is shown in short."""


def in_full(value: object) -> str:
    """All that is in it, with the names of its fields."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        named = [(escaped(humanised(str(name))), in_full(inner)) for name, inner in value.items()]
        return shorten("; ".join(f"{name}: {words}" for name, words in named if words), WIDTH)
    if isinstance(value, list):
        return shorten(", ".join(filter(None, map(in_full, value))), WIDTH)
    return linkify(shorten(" ".join(str(value).split()), WIDTH))


def in_short(value: object) -> str:
    """An object by its name, a list of objects by their number."""
    match value:
        case bool() | None:
            return in_full(value)
        case int() | float():
            return f"{value:,}"
        case str():
            return linkify(shorten(value, WIDTH))
        case list():
            simple = [str(part) for part in value if isinstance(part, (str, int, float))]
            return escaped(shorten(listed(simple, ITEMS), WIDTH)) if simple else (f"{len(value)}" if value else "")
        case Mapping():
            return escaped(shorten(text(value, "name", "id", "status"), NAME)) or in_full(value)
        case _:
            return ""
