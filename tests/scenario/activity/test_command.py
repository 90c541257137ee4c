"""`/sinch activity`: what happened in the project, newest first, from events and activity lists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.worlds.bot_world import BotWorld, words


async def test_events_and_the_accounts_lists_stand_together(world: BotWorld) -> None:
    answer = await world.slash("activity")
    assert "What happened" in words(answer)
    assert "RCS sender *Northwind Offers*: Sinch reviewer commented: “Please send a video" in words(answer)
    await world.slash("rcs account comment The logo is ready")
    shown = words(await world.slash("activity rcs since=today"))
    assert "The logo is ready" in shown
    assert "What happened in RCS today" in shown
    assert "The logo is ready" not in words(await world.slash("activity kakaotalk since=today"))


async def test_what_is_no_time_is_said_at_its_field(world: BotWorld) -> None:
    view = await world.slash_form("activity since=whenever")
    assert "I can't read that time" in words(view)
    assert "`today`, `yesterday`, `monday`" in words(view)


async def test_what_came_late_stands_where_it_happened(world: BotWorld) -> None:
    now = datetime.now(UTC)
    for days in (1, 12, 6):
        at = now - timedelta(days=days)
        payload = {"name": f"late_{days}", "language": "SV", "state": "APPROVED", "modified": at.isoformat()}
        assert await world.webhook("WHATSAPP_TEMPLATE_APPROVED", payload) == 200
    await world.routed()
    shown = words(await world.slash(f"activity whatsapp since={now - timedelta(days=7):%Y-%m-%d}"))
    assert 0 < shown.index("late_1") < shown.index("late_6")
    assert "late_12" not in shown
