"""The time that is left is told by the pace of the process that works, not by how long a job lay about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.execution.bulk import JobStart

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@given(st.integers(0, 5_000), st.integers(3, 5_000), st.integers(1, 5_000), st.floats(0.1, 30))
def test_at_a_steady_pace_it_is_what_will_pass(before: int, mine: int, left: int, pace: float) -> None:
    start = JobStart(NOW, before)
    now = NOW + timedelta(seconds=pace * mine)
    assert start.seconds_left(now, before + mine, before + mine + left) == pytest.approx(
        pace * left, rel=0.01, abs=0.01
    )


def test_nothing_is_told_too_early_or_at_the_end() -> None:
    start, later = JobStart(NOW, 40), NOW + timedelta(seconds=10)
    assert start.seconds_left(later, 42, 100) is None
    assert start.seconds_left(later, 100, 100) is None
