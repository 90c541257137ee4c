"""An event that brings little of its resource takes nothing away from what is known of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.storage.store import Store
from tests.worlds.activity_world import PROJECT, ActivityWorld, activity_world

KNOWN = {
    "whatsapp_sender:s1": (
        "WHATSAPP_SENDER_ACTIVE",
        {"id": "s1", "state": "ACTIVE", "details": {"displayName": "Corner Bakery"}},
    ),
    "kakaotalk_sender:@bakery": (
        "KAKAOTALK_SENDER_ACTIVE",
        {"plusFriendId": "@bakery", "state": "ACTIVE", "details": {"name": "Corner Bakery"}},
    ),
    "rcs_sender:r1": (
        "RCS_SENDER_STATUS_UPDATED",
        {"id": "r1", "state": "LAUNCHED", "details": {"brand": {"name": "Corner Bakery"}}},
    ),
}
PARTIAL: list[tuple[str, str, dict[str, Any], str]] = [
    ("whatsapp_sender:s1", "WHATSAPP_SENDER_QUALITY_RATING_CHANGED", {"id": "s1", "qualityRating": "RED"}, "active"),
    ("whatsapp_sender:s1", "WHATSAPP_SENDER_DAILY_LIMIT_CHANGED", {"id": "s1", "dailyLimit": "TIER_1K"}, "active"),
    ("whatsapp_sender:s1", "WHATSAPP_SENDER_COMMENT_ADDED", {"id": "s1"}, "active"),
    ("whatsapp_sender:s1", "WHATSAPP_SENDER_REJECTED", {"id": "s1", "changes": {"status": "REJECTED"}}, "rejected"),
    ("whatsapp_sender:s1", "WHATSAPP_SENDER_ERROR", {"id": "s1", "changes": {"status": "ERROR"}}, "failed"),
    ("whatsapp_sender:s1", "WHATSAPP_SENDER_DELETED", {"id": "s1", "compatibleRegions": []}, "deleted"),
    (
        "kakaotalk_sender:@bakery",
        "KAKAOTALK_SENDER_REJECTED",
        {"plusFriendId": "@bakery", "changes": {"status": "REJECTED"}},
        "rejected",
    ),
    ("kakaotalk_sender:@bakery", "KAKAOTALK_SENDER_COMMENT_ADDED", {"plusFriendId": "@bakery"}, "active"),
    ("rcs_sender:r1", "RCS_SENDER_COMMENT_ADDED", {"id": "r1", "region": "EU"}, "launched"),
    ("rcs_sender:r1", "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED", {"id": "r1"}, "launched"),
]


async def known(world: ActivityWorld, subject: str) -> None:
    kind, payload = KNOWN[subject]
    await world.event(kind, payload, currentState=payload["state"])


def shown(world: ActivityWorld) -> tuple[str, list[str], list[str]]:
    """The card, the channel's other lines, and the replies in the thread."""
    root, *lines = world.web.posted("C1")
    thread = world.web.thread("C1", root["ts"])
    return root["text"], [line["text"] for line in lines], [reply["text"] for reply in thread]


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize(("subject", "kind", "payload", "state"), PARTIAL)
async def test_name_and_state_stay_known(
    sqlite_store: Store, subject: str, kind: str, payload: dict[str, Any], state: str, together: bool
) -> None:
    """Whether both are dealt with in one go, or the second comes when the first is shown."""
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await known(world, subject)
        if not together:
            await world.calm()
        await world.event(kind, payload, comment="Please wait", status="PENDING")
        await world.calm()
        card, lines, replies = shown(world)
    assert "Corner Bakery" in card
    assert state in card
    assert all("Corner Bakery" in text for text in [*lines, *replies])


async def test_a_move_that_comes_late_is_no_news(store: Store) -> None:
    async with activity_world(store) as world:
        await world.subscribe()
        await known(world, "whatsapp_sender:s1")
        rating = "WHATSAPP_SENDER_QUALITY_RATING_CHANGED"
        await world.event(rating, {"id": "s1", "qualityRating": "GREEN"})
        await world.calm()
        before = world.web.posted("C1")[0]["text"]
        earlier = world.clock.now() - timedelta(minutes=4)
        await world.event(rating, {"id": "s1", "qualityRating": "RED"}, signed_at=earlier)
        await world.calm()
        card, lines, replies = shown(world)
    assert (card, lines) == (before, []), "it neither changes the card nor calls for action"
    assert "It happened" in str(world.web.thread("C1", world.web.posted("C1")[0]["ts"])[-1]["blocks"])
    assert "low" in replies[-1]


async def test_what_is_deleted_stays_so_and_a_name_used_again_begins_anew(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        now = world.clock.now()
        active = KNOWN["whatsapp_sender:s1"][1]
        await known(world, "whatsapp_sender:s1")
        await world.event("WHATSAPP_SENDER_DELETED", {"id": "s1"})
        await world.calm()
        await world.event("WHATSAPP_SENDER_ACTIVE", active | {"modified": (now - timedelta(hours=1)).isoformat()})
        await world.calm()
        card, lines, _ = shown(world)
        assert "deleted" in card
        assert not lines
        await world.event("WHATSAPP_SENDER_COMMENT_ADDED", {"id": "s1", "changes": {"status": "DRAFT"}}, comment="New")
        await world.calm()
        thread = await world.store.threads.find("C1", PROJECT, "whatsapp_sender:s1")
    assert thread is not None
    assert "state" not in thread.payload
