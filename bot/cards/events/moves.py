"""What Meta moves by itself, from what to what: quality and limits, up or down."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards.vocabulary.words import limit_number
from bot.slack.text import escaped

QUALITIES = {"QUALITY_SCORE_GREEN": "high", "QUALITY_SCORE_YELLOW": "medium", "QUALITY_SCORE_RED": "low"}
RATINGS = {"GREEN": "high", "YELLOW": "medium", "RED": "low"}
_ORDER = ("low", "medium", "high")
_LIMITS = ("TIER_50", "TIER_250", "TIER_1K", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED")

_UNKNOWN = ". I don't know what it was before"


@dataclass(frozen=True, slots=True)
class Move:
    """`said` follows the new value (`, down from high`); `fell`: somebody should know now."""

    said: str = ""
    fell: bool = False
    rose: bool = False


def quality(old: str, new: str) -> Move:
    """Of a template's score or a sender's rating; where the old one is not known, all but high is a fall."""
    before, now = _quality(old), _quality(new)
    if now not in _ORDER:
        return Move()
    if before not in _ORDER:
        return Move(_UNKNOWN, fell=now != "high")
    if before == now:
        return Move()
    fell = _ORDER.index(now) < _ORDER.index(before)
    return Move(f", {'down' if fell else 'up'} from {before}", fell=fell, rose=not fell)


def _quality(value: str) -> str:
    return QUALITIES.get(value) or RATINGS.get(value, "")


def limit(old: str, new: str) -> Move:
    """Of how many conversations may be begun in a day."""
    if not (before := escaped(limit_number(old))):
        return Move(_UNKNOWN)
    if new not in _LIMITS or old not in _LIMITS:
        return Move(f" (it was {before})" if old != new else "")
    if old == new:
        return Move()
    fell = _LIMITS.index(new) < _LIMITS.index(old)
    return Move(f", {'down' if fell else 'up'} from {before}", fell=fell, rose=not fell)
