"""Until when, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.times.duration import until

NOW = datetime(2026, 3, 28, 14, 30, tzinfo=UTC)
"""The day before Stockholm's clocks go forward; 15:30 there."""
ZONE = "Europe/Stockholm"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("30m", timedelta(minutes=30)),
        ("2h", timedelta(hours=2)),
        ("for 2 hours", timedelta(hours=2)),
        ("1h30m", timedelta(minutes=90)),
        ("1 hour and 15 minutes", timedelta(minutes=75)),
        ("1.5h", timedelta(minutes=90)),
        ("1d", timedelta(days=1)),
        ("an hour", timedelta(hours=1)),
        ("2 W", timedelta(days=14)),
        ("2h and a half", timedelta(minutes=150)),
        ("three and a half days", timedelta(hours=84)),
    ],
)
def test_lengths_of_time(text: str, span: timedelta) -> None:
    assert until(text, NOW, ZONE) - NOW == span


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("until 17:00", datetime(2026, 3, 28, 16, 0, tzinfo=UTC)),
        ("5pm", datetime(2026, 3, 28, 16, 0, tzinfo=UTC)),
        ("till 9:00", datetime(2026, 3, 29, 7, 0, tzinfo=UTC)),
        ("tomorrow at 17:00", datetime(2026, 3, 29, 15, 0, tzinfo=UTC)),
        ("until 17:00 tomorrow", datetime(2026, 3, 29, 15, 0, tzinfo=UTC)),
        ("noon on monday", datetime(2026, 3, 30, 10, 0, tzinfo=UTC)),
        ("9:30 monday", datetime(2026, 3, 30, 7, 30, tzinfo=UTC)),
        ("until 9 mon", datetime(2026, 3, 30, 7, 0, tzinfo=UTC)),
        ("at 17 tomorrow", datetime(2026, 3, 29, 15, 0, tzinfo=UTC)),
        ("monday 9", datetime(2026, 3, 30, 7, 0, tzinfo=UTC)),
        ("today until 17:00", datetime(2026, 3, 28, 16, 0, tzinfo=UTC)),
        ("17:00 today", datetime(2026, 3, 28, 16, 0, tzinfo=UTC)),
        ("12am", datetime(2026, 3, 28, 23, 0, tzinfo=UTC)),
    ],
)
def test_times_of_day_are_those_of_the_person(text: str, moment: datetime) -> None:
    assert until(text, NOW, ZONE) == moment


def test_an_unknown_zone_is_utc() -> None:
    assert until("17:00", NOW, "Nowhere/Land").hour == 17


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a while",
        "2",
        "25:00",
        "17:75",
        "2h of rest",
        "-2h",
        "2x",
        "13",
        "h",
        "today",
        "2h tomorrow",
        "tomorrow monday",
        "for 2 mon",
        "10 sun",
        "1 mon",
        "about 3 sat",
        "20 today",
    ],
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="read that duration"):
        until(text, NOW, ZONE)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0m", "at least 1 minute"),
        ("31d", "30 days at most"),
        ("99999w", "30 days at most"),
        ("0.5m", "at least 1 minute"),
        ("2h 3h", "each unit once"),
        ("1 day and 2 days", "each unit once"),
    ],
)
def test_a_length_out_of_bounds_or_said_twice_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        until(text, NOW, ZONE)
