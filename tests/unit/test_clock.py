"""A clock that is set while the bot runs."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import Jumps
from tests.worlds.clock import FakeClock


def test_a_jump_is_what_the_two_clocks_do_not_share() -> None:
    wall, steady = FakeClock(), [100.0]
    jumps = Jumps(wall, lambda: steady[0])
    wall.move(seconds=30)
    steady[0] += 30
    assert jumps.moved() == timedelta()
    wall.move(hours=-1, seconds=10)
    steady[0] += 10
    assert jumps.moved() == timedelta(hours=-1)
    assert jumps.moved() == timedelta()
    wall.move(minutes=5)
    assert jumps.moved() == timedelta(minutes=5)
