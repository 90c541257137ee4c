"""What stands beside the answers of an RCS launch: fields whose name ends in `Metadata`, whatever they hold. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.cards.vocabulary import any_value
from bot.cards.vocabulary.words import humanised
from bot.slack.text import escaped

ENDING = "Metadata"
LINES_SHOWN = 25


def of_answers(payload: object) -> list[str]:
    """A line in mrkdwn for each, named after the answer that it belongs to."""
    found: list[str] = []
    for name, value in _fields(payload):
        if words := any_value.in_full(value):
            found.append(f"• {escaped(humanised(name.removesuffix(ENDING)))}: {words}")
    more = len(found) - LINES_SHOWN
    return [*found[:LINES_SHOWN], *([f"… and {more} more"] if more > 0 else [])]


def _fields(value: object) -> Iterator[tuple[str, object]]:
    """Every such field at whatever depth; what had not the shape that is documented stands under `unfit`."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if str(name).endswith(ENDING):
                yield str(name), inner
            else:
                yield from _fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _fields(inner)
