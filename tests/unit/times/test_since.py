"""From when on: the words of the heading."""

from __future__ import annotations

import pytest

from bot.times.since import is_one, phrase


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ""),
        ("today", "today"),
        ("this week", "this week"),
        ("yesterday", "since yesterday"),
        ("since monday", "since Monday"),
        ("Monday 9:00", "since Monday 9:00"),
        ("24h", "in the last 24h"),
        ("last 2 hours", "in the last 2 hours"),
        ("the past 3 days", "in the last 3 days"),
        ("3 days ago", "in the last 3 days"),
        ("in the last hour", "in the last hour"),
        ("last week", "since last week"),
        ("2 march", "since 2 march"),
        ("2026-03-02", "since 2026-03-02"),
    ],
)
def test_a_time_reads_as_in_a_sentence(typed: str, said: str) -> None:
    assert not typed or is_one(typed)
    assert phrase(typed) == said
