"""`/sinch activity`: what happened in the project, newest first, from events and activity lists."""

from __future__ import annotations

from tests.worlds.bot_world import BotWorld, words


async def test_events_and_the_accounts_lists_stand_together(world: BotWorld) -> None:
    answer = await world.slash("activity")
    assert "What happened" in words(answer)
    assert "*RCS sender* *Northwind Offers*: Sinch reviewer commented: Please send a video" in words(answer)
    await world.slash("rcs account comment The logo is ready")
    shown = words(await world.slash("activity rcs since=today"))
    assert "The logo is ready" in shown
    assert "in RCS since today" in shown
    assert "The logo is ready" not in words(await world.slash("activity kakaotalk since=today"))


async def test_what_is_no_time_is_said_at_its_field(world: BotWorld) -> None:
    view = await world.slash_form("activity since=whenever")
    assert "I can't read that time" in words(view)
    assert "`today`, `yesterday`, `monday`" in words(view)
