"""The order of happening counts, not that of arrival: what is older than what a card shows is history."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from bot.storage.activity.threads import Thread
from bot.storage.store import Store
from tests.worlds.activity_world import PROJECT, ActivityWorld, activity_world

SENDER = "whatsapp_sender:s1"
HISTORY = (("PENDING_VERIFICATION", 40), ("ACTIVE", 30), ("ERROR", 20), ("INACTIVE", 10))
"""States, and how many minutes ago they came about."""


def sender(state: str, modified: datetime | str | None) -> dict[str, Any]:
    when = modified.isoformat() if isinstance(modified, datetime) else modified
    return {"id": "s1", "name": "Beans", "state": state, **({"modified": when} if when else {})}


async def happens(world: ActivityWorld, state: str, modified: datetime | str | None) -> None:
    """The event comes in and is dealt with."""
    await world.event(f"WHATSAPP_SENDER_{state}", sender(state, modified))
    await world.calm()


async def card(world: ActivityWorld) -> Thread:
    found = await world.store.threads.find("C1", PROJECT, SENDER)
    assert found is not None
    return found


def lines(world: ActivityWorld) -> list[str]:
    """What the channel itself shows besides the card."""
    return [item["text"] for item in world.web.posted("C1")[1:]]


async def test_an_older_event_neither_turns_the_card_back_nor_calls_for_action(store: Store) -> None:
    async with activity_world(store) as world:
        await world.subscribe()
        now = world.clock.now()
        await happens(world, "ACTIVE", now - timedelta(minutes=5))
        await happens(world, "PENDING_VERIFICATION", now - timedelta(minutes=30))
        assert (await card(world)).payload["state"] == "ACTIVE"
        assert lines(world) == []
        (root,) = world.web.posted("C1")
        replies = [item["text"] + str(item["blocks"]) for item in world.web.thread("C1", root["ts"])]
        assert len(replies) == 2
        assert "It happened" in replies[1]
        assert not [word for word in ("What to do", "Enter code", "before it can send") if word in replies[1]]
        assert "Active" in str(root["blocks"]) or "active" in str(root["blocks"])


async def test_in_whatever_order_they_come_the_card_shows_the_latest(sqlite_store: Store) -> None:
    """Every order, each of a sender of its own; the beginnings come before the ends of them all."""
    async with activity_world(sqlite_store, running=False) as world:
        await world.subscribe()
        for turn in range(len(HISTORY)):
            for number, order in enumerate(permutations(HISTORY)):
                state, minutes = order[turn]
                modified = world.clock.now() - timedelta(minutes=minutes)
                await world.event(f"WHATSAPP_SENDER_{state}", sender(state, modified) | {"id": f"s{number}"})
    async with activity_world(sqlite_store) as world:
        await world.calm()
        for number, order in enumerate(permutations(HISTORY)):
            found = await world.store.threads.find("C1", PROJECT, f"whatsapp_sender:s{number}")
            assert found is not None
            assert found.payload["state"] == "INACTIVE", order


@pytest.mark.parametrize("modified", [None, "", "yesterday", "2999-01-01T00:00:00Z", "now"])
async def test_without_a_time_of_its_own_the_signatures_counts(sqlite_store: Store, modified: str | None) -> None:
    """Each comes after the other, and so does what has no time: by the time at which it was signed."""
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await happens(world, "ACTIVE", world.clock.now() - timedelta(minutes=5))
        await happens(world, "ERROR", modified)
        assert (await card(world)).payload["state"] == "ERROR"


async def test_of_equal_times_the_later_arrival_counts(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        at = world.clock.now() - timedelta(minutes=5)
        for state in ("ACTIVE", "ERROR", "INACTIVE"):
            await happens(world, state, at)
            assert (await card(world)).payload["state"] == state


async def test_a_comment_that_comes_late_is_news_all_the_same(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        now = world.clock.now()
        await happens(world, "ACTIVE", now - timedelta(minutes=5))
        old = sender("PENDING_VERIFICATION", now - timedelta(minutes=30))
        await world.event("WHATSAPP_SENDER_COMMENT_ADDED", old, comment="Please send the logo")
        await world.calm()
        assert (await card(world)).payload["state"] == "ACTIVE"
        assert "Please send the logo" in world.shown("C1")


MOVED = {
    "WHATSAPP_TEMPLATE_CATEGORY_UPDATED": ("category", ["UTILITY", "MARKETING", "AUTHENTICATION"], "from *utility*"),
    "WHATSAPP_SENDER_QUALITY_RATING_CHANGED": ("qualityRating", ["GREEN", "RED", "YELLOW"], "down from high"),
    "WHATSAPP_SENDER_DAILY_LIMIT_CHANGED": ("dailyLimit", ["TIER_100K", "TIER_1K", "TIER_10K"], "from 100,000"),
}


@pytest.mark.parametrize("kind", MOVED)
async def test_what_was_moved_before_is_not_said_to_come_from_what_came_after(sqlite_store: Store, kind: str) -> None:
    """The older move knows not what it came from, and the next one comes from the newer."""
    field, (newer, older, next_one), origin = MOVED[kind]
    resource = {"id": "s1", "name": "beans", "language": "EN_US", "state": "APPROVED"}
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        for value, minutes in ((newer, 30), (older, 90), (next_one, 5)):
            modified = (world.clock.now() - timedelta(minutes=minutes)).isoformat()
            await world.event(kind, resource | {field: value, "modified": modified})
            await world.calm()
        (root, *_) = world.web.posted("C1")
        _, late, last = [item["text"] for item in world.web.thread("C1", root["ts"])]
        assert origin not in late, late
        assert "down from" not in late, late
        assert origin in last, last
