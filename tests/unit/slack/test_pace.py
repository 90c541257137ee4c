"""How fast we may go, on a time that stands still until it is moved."""

from __future__ import annotations

import asyncio

from bot.slack.pace import Limits, Pace


class Time:
    """Monotonic time that sleeping moves."""

    def __init__(self) -> None:
        self.at = 100.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds
        await asyncio.sleep(0)


def pace(time: Time, **limits: float) -> Pace:
    return Pace(Limits(**limits), monotonic=time.now, sleep=time.sleep)  # type: ignore[arg-type]


async def test_a_channel_gets_one_message_a_second_counted_from_the_answer() -> None:
    time = Time()
    limits = pace(time)
    turn = await limits.turn("C1")
    assert limits.claim("C1") is None
    time.at += 0.4
    turn.done()
    assert limits.channel_delay("C1") == 1.0
    assert limits.channel_delay("C2") == 0.0
    await limits.turn("C1")
    assert time.at == 101.4


async def test_any_minute_sees_at_most_three_hundred() -> None:
    time = Time()
    limits = pace(time)
    sent: list[float] = []
    for number in range(900):
        (await limits.turn(f"C{number}")).done()
        sent.append(time.at)
    worst = max(sum(1 for other in sent if at <= other < at + 60) for at in sent)
    assert 280 <= worst <= 300
    assert sent[9] == sent[0]


async def test_a_limit_of_one_channel_is_its_own_until_a_second_one_is_told_so() -> None:
    time = Time()
    limits = pace(time)
    limits.limited("C1", 30)
    assert limits.channel_delay("C1") == 30
    assert limits.workspace_delay() == 0
    limits.limited("C2", 20)
    assert limits.workspace_delay() == 20
    assert limits.claim("C3") is None


async def test_who_waits_for_a_busy_channel_gets_the_next_turn() -> None:
    time = Time()
    limits = pace(time)
    turn = limits.claim("C1")
    assert turn is not None
    waiting = asyncio.create_task(limits.turn("C1"))
    await asyncio.sleep(0)
    assert not waiting.done()
    turn.done()
    turn.done()
    await waiting
    assert time.at == 101.0


async def test_updates_have_a_limit_of_their_own() -> None:
    time = Time()
    limits = pace(time)
    began = time.at
    for _ in range(49):
        await limits.update()
    assert time.at - began >= 59
    limits.update_limited(40)
    assert limits.update_delay() == 40
    assert limits.workspace_delay() == 0
