"""Limits and quality say from what to what they moved, and whether that is known."""

from __future__ import annotations

import pytest

from bot.cards.events import moves


@pytest.mark.parametrize(
    ("old", "new", "said", "fell", "rose"),
    [
        ("TIER_10K", "TIER_1K", "down from 10,000", True, False),
        ("TIER_250", "TIER_UNLIMITED", "up from 250", False, True),
        ("TIER_1K", "TIER_1K", "", False, False),
        ("", "TIER_1K", "I don't know what it was before", False, False),
        ("NOT_SET", "TIER_1K", "I don't know what it was before", False, False),
        ("UNRECOGNIZED", "TIER_1K", "I don't know what it was before", False, False),
        ("TIER_1K", "TIER_7", "it was 1,000", False, False),
    ],
)
def test_a_limit_says_from_what_it_moved(old: str, new: str, said: str, fell: bool, rose: bool) -> None:
    move = moves.limit(old, new)
    assert said in move.said
    assert bool(move.said) == bool(said)
    assert (move.fell, move.rose) == (fell, rose)
