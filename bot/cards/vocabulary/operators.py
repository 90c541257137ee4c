"""What the mobile operators of an RCS sender say. Pure."""

from __future__ import annotations

from bot.cards.vocabulary.payload import mappings, text


def remark_of(sender: object, operator: str, country: str) -> str:
    """What an operator says of its decision in a country; empty where it says nothing."""
    decided = (
        decision
        for status in mappings(sender, "countryStatus")
        for decision in mappings(status, "operators")
        if text(status, "country") == country and text(decision, "name") == operator
    )
    return text(next(decided, {}), "remark")
