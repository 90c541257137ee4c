"""How much one person may change within a minute, and what they are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.flows.execution.pace import CHANGES_A_MINUTE, WINDOW, ChangePace, TooFast

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def test_one_more_has_to_wait_and_says_how_long() -> None:
    pace = ChangePace()
    for number in range(CHANGES_A_MINUTE):
        pace.count("U1", NOON + timedelta(seconds=number / 10))
    with pytest.raises(TooFast) as refused:
        pace.count("U1", NOON + timedelta(seconds=20))
    assert f"{CHANGES_A_MINUTE} changes in a minute" in refused.value.text
    assert "40 seconds" in refused.value.hint
    pace.count("U2", NOON + timedelta(seconds=20))
    pace.count("U1", NOON + WINDOW)


def test_what_is_refused_does_not_count() -> None:
    pace = ChangePace()
    for _ in range(CHANGES_A_MINUTE):
        pace.count("U1", NOON)
    for _ in range(3):
        with pytest.raises(TooFast):
            pace.count("U1", NOON + WINDOW / 2)
    pace.count("U1", NOON + WINDOW)


def test_a_clock_that_is_set_back_makes_nobody_wait_for_it() -> None:
    pace = ChangePace()
    for _ in range(CHANGES_A_MINUTE):
        pace.count("U1", NOON)
    pace.count("U1", NOON - timedelta(hours=1))
