from __future__ import annotations

import pytest

from bot.understanding.understand import understand
from tests.unit.understanding.corpus import lexicon


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("comments off for this thread", "this thread"),
        ("turn comments off in that thread", "that thread"),
        ("please stop sending replies in this thread to sinch", "this thread"),
        ("comments off only for this template", "this template"),
        ("digest for this thread weekdays 9:00", "this thread"),
        ("unsubscribe this thread", "this thread"),
        ("comments off here", ""),
        ("turn comments off in this channel", ""),
        ("replies in threads should become comments", ""),
        ("mute this thread", ""),
        ("follow this template", ""),
        ("what happened in this thread", ""),
    ],
)
def test_one_thread_is_told_from_its_channel(typed: str, one: str) -> None:
    assert understand(typed, lexicon()).narrower == one
