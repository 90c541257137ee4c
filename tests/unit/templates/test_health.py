"""How a template does, week by week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.templates.health import health

NOW = datetime(2026, 11, 29, tzinfo=UTC)


def entry(days_ago: int, read: int, *, days: int = 7, sent: int = 100) -> dict[str, Any]:
    end = NOW - timedelta(days=days_ago)
    return {"sent": sent, "delivered": sent, "read": read, "start": (end - timedelta(days=days)).isoformat(),
            "end": end.isoformat(), "buttons": [{"type": "URL", "content": "x", "clicks": read // 10}]}  # fmt: skip


def test_this_week_stands_against_the_median_of_four() -> None:
    found = health([entry(7 * week, 60 + week) for week in range(1, 5)] + [entry(0, 40)], NOW)
    read = next(trend for trend in found.trends if trend.name == "read")
    assert read.now == 0.4
    assert read.median == pytest.approx(0.625)
    assert found.fall is not None
    assert found.fall.name in ("read", "clicked")


def test_days_are_added_up_to_weeks() -> None:
    entries = [entry(day, 50, days=1) for day in range(35)]
    found = health(entries, NOW)
    assert [week.sent for week in found.weeks] == [700] * 5
    assert found.fall is None


def test_two_weeks_are_too_few_to_tell() -> None:
    found = health([entry(7, 90), entry(0, 10)], NOW)
    assert all(trend.median is None for trend in found.trends)
    assert found.fall is None


def test_few_messages_say_nothing() -> None:
    found = health([entry(7 * week, 6, sent=10) for week in range(1, 5)] + [entry(0, 1, sent=10)], NOW)
    assert found.fall is None


def test_one_figure_for_the_whole_span_is_compared_by_average_and_says_so() -> None:
    found = health([entry(0, 240, days=30, sent=400)], NOW, [entry(0, 30)])
    assert not found.by_week
    read = next(trend for trend in found.trends if trend.name == "read")
    assert (read.now, read.median) == (0.3, 0.7)


@pytest.mark.parametrize("odd", [[{}], [{"start": "x", "end": None}], [{"sent": "many"}]])
def test_odd_figures_are_none(odd: list[Any]) -> None:
    assert health(odd, NOW).fall is None


def test_a_figure_that_is_not_given_is_no_zero() -> None:
    entries = [{**entry(7 * week, 60), "buttons": None} for week in range(5)]
    found = health([{**item, "read": None} for item in entries], NOW)
    assert [found.weeks[-1].rate(name) for name in ("delivered", "read", "clicked")] == [1.0, None, None]
    assert found.fall is None
    without_times = [{**item, "start": item["start"][:19], "end": item["end"][:19]} for item in entries]
    assert health(without_times, NOW).weeks[-1].rate("read") == 0.6


def test_a_day_that_lacks_a_figure_is_left_out() -> None:
    days = [entry(day, 50, days=1) for day in range(35)]
    holes = [{**day, "read": None} if number in (1, 2, 3) else day for number, day in enumerate(days)]
    found = health(holes, NOW)
    assert found.weeks[-1].rate("read") == 0.5
    assert found.fall is None
