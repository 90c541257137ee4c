"""What Meta moved without an event is found by comparing, and reported once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.flows.jobs import JOBS
from bot.flows.templates import comparing
from bot.provisioning.subjects import Kind
from tests.worlds.bot_world import GENERAL, PROJECT_ID, BotWorld, words
from tests.worlds.clock_world import clock_world


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


@pytest.mark.usefixtures("sqlite_store")
async def test_the_job_looks_once_a_night(sqlite_url: str) -> None:
    (job,) = [job for job in JOBS if job.run is comparing.nightly]
    moved = comparing.EVENTS[Kind.whatsapp_template, "category"]
    async with clock_world(sqlite_url) as world:

        async def found(day: int, hour: int) -> int:
            world.clock.at = datetime(2026, 3, day, hour, 10, tzinfo=UTC)
            await job.run(world.services)
            return len(await world.store.inbox.recent(PROJECT_ID, types=(moved,)))

        assert await found(3, comparing.NIGHT) == 0, "the first look only remembers"
        world.project.templates["order_update/EN_US"]["category"] = "MARKETING"
        assert await found(3, comparing.NIGHT + 1) == 0, "this night's look is over"
        assert await found(4, comparing.NIGHT - 1) == 0, "it is no night yet"
        assert await found(4, comparing.NIGHT) == 1
        assert await found(5, comparing.NIGHT) == 1, "it was told already"
