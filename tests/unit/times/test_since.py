"""From when on: the words of the heading."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.times.since import is_one, phrase, since


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
        ("9 am", "since 9 am"),
        ("on friday", "since Friday"),
    ],
)
def test_a_time_reads_as_in_a_sentence(typed: str, said: str) -> None:
    assert not typed or is_one(typed)
    assert phrase(typed) == said


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9 am", "2026-11-30T08:00"),
        ("at 9:00", "2026-11-30T08:00"),
        ("20:59", "2026-11-30T19:59"),
        ("9:30 pm", "2026-11-29T20:30"),
        ("monday 9:00", "2026-11-30T08:00"),
        ("monday 22:00", "2026-11-23T21:00"),
        ("sunday 22:00", "2026-11-29T21:00"),
    ],
)
def test_a_clock_means_the_last_time_that_it_was_so_late(typed: str, expected: str) -> None:
    now = datetime(2026, 11, 30, 20, tzinfo=UTC)  # a Monday, 21:00 in Stockholm
    assert since(typed, now, "Europe/Stockholm").isoformat().startswith(expected)
