"""Many operators' answers about one RCS sender in a few words: `waiting for 11 operators in FR and SE`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.state import named
from bot.cards.vocabulary.words import count, joined
from bot.provisioning.events import Event
from bot.slack.text import escaped

OPERATOR_EVENT = "RCS_SENDER_OPERATOR_STATUS_UPDATED"
FEW = 3
"""So many operators are named one by one."""


def in_few_words(events: Sequence[Event]) -> str:
    """Where the sender stands at these operators after all of these events, by status, the latest one last."""
    latest: dict[tuple[str, str], str] = {}
    for event in events:
        place = text(event.details, "operatorCountry"), text(event.details, "operator")
        latest.pop(place, None)
        latest[place] = text(event.details, "operatorCurrentStatus")
    by_status: dict[str, list[str]] = {}
    for (country, _), status in latest.items():
        by_status.setdefault(status, []).append(country)
    return ", ".join(_in_words(status, countries) for status, countries in by_status.items())


def _in_words(status: str, countries: Sequence[str]) -> str:
    operators = count(len(countries), "operator", "operators")
    places = sorted({country for country in countries if country})
    where = f" in {joined(places)}" if places else ""
    said = "waiting for" if status == "PENDING" else f"{escaped(named('', status).word)} at"
    return f"{said} {operators}{escaped(where)}"
