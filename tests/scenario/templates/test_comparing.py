"""What Meta moved without an event is found by comparing, and reported once."""

from __future__ import annotations

from bot.flows.templates import comparing
from tests.worlds.bot_world import GENERAL, PROJECT_ID, BotWorld, words


async def test_a_drift_without_an_event_is_reported_once(world: BotWorld) -> None:
    await world.slash("subscribe whatsapp")
    services = world.bot.services
    assert await comparing.compare(services, PROJECT_ID) == [], "the first look only remembers"
    one = world.project.templates["order_update/EN_US"]
    one["category"] = "MARKETING"
    (moved,) = await comparing.compare(services, PROJECT_ID)
    assert (moved.field, moved.old, moved.new) == ("category", "UTILITY", "MARKETING")
    assert await comparing.compare(services, PROJECT_ID) == []

    def said(text: str) -> bool:
        return any(text in words(message) for message in world.messages(GENERAL))

    await world.until(lambda: said("from *utility* to *marketing*"), "the move")
    await world.until(lambda: said("Found by comparing"), "how it was found")


async def test_what_an_event_has_told_is_not_reported_again(world: BotWorld) -> None:
    services = world.bot.services
    await comparing.compare(services, PROJECT_ID)
    await comparing.nightly(services)
    assert await comparing.compare(services, PROJECT_ID) == []
