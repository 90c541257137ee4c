"""`/sinch activity`: what happened in the project, newest first, from events and activity lists."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import httpx

from tests.worlds.bot_world import PROJECT_ID, WEBHOOK_SECRET, BotWorld, words
from tests.worlds.webhook import signed


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


async def test_what_came_late_stands_where_it_happened(world: BotWorld) -> None:
    now = datetime.now(UTC)
    async with httpx.AsyncClient() as http:
        for days in (1, 12, 6):
            at = now - timedelta(days=days)
            payload = {"name": f"late_{days}", "language": "SV", "state": "APPROVED", "modified": at.isoformat()}
            body = json.dumps({"type": "WHATSAPP_TEMPLATE_APPROVED", "payload": payload}).encode()
            url = f"{world.url}/sinch/webhooks/{PROJECT_ID}"
            await http.post(url, content=body, headers=signed(body, secret=WEBHOOK_SECRET))
    while await world.bot.store.inbox.waiting():
        await world.until(lambda: True)
    shown = words(await world.slash(f"activity whatsapp since={now - timedelta(days=7):%Y-%m-%d}"))
    assert 0 < shown.index("late_1") < shown.index("late_6")
    assert "late_12" not in shown
