"""Which of several equal requests acts, also when processes' clocks differ, or a clock is set back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.store import Store

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
KEPT = timedelta(seconds=10)


@pytest.mark.parametrize(
    ("later", "acts"),
    [
        (timedelta(), False),
        (timedelta(seconds=9), False),
        (-timedelta(seconds=9), False),
        (KEPT, True),
        (-timedelta(hours=1), True),
    ],
)
async def test_a_repetition_acts_only_when_the_first_is_no_longer_known(
    store: Store, later: timedelta, acts: bool
) -> None:
    assert await store.requests.claim("key", NOW, NOW + KEPT)
    assert await store.requests.claim("key", NOW + later, NOW + later + KEPT) is acts
