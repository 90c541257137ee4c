"""An event that brings little of its resource takes nothing away from what is known of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.cards.vocabulary.payload import text
from bot.flows.decided import tells_submission
from bot.provisioning.events import parse
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
    ("whatsapp_sender:s1", "WHATSAPP_SENDER_REJECTED", {"id": "s1"}, "active, changes rejected"),
    ("whatsapp_sender:s1", "WHATSAPP_SENDER_ERROR", {"id": "s1"}, "error"),
    ("whatsapp_sender:s1", "WHATSAPP_SENDER_INACTIVE", {"id": "s1"}, "inactive"),
    ("kakaotalk_sender:@bakery", "KAKAOTALK_SENDER_REJECTED", {"plusFriendId": "@bakery"}, "active, changes rejected"),
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


DETAILS = {"displayName": "Corner Bakery"}
IN_REVIEW = {"status": "IN_PROGRESS", "details": DETAILS}
NEVER_LIVE = {"id": "s1", "changes": IN_REVIEW}
CHANGING = {"id": "s1", "state": "ACTIVE", "details": DETAILS, "changes": IN_REVIEW}
TEMPLATE = {"name": "order_update", "language": "EN_US", "category": "UTILITY"}
BARE: list[tuple[dict[str, Any], str, dict[str, str]]] = [
    (NEVER_LIVE, "WHATSAPP_SENDER_REJECTED", {"changes.status": "REJECTED", "state": ""}),
    (NEVER_LIVE, "WHATSAPP_SENDER_ACTIVE", {"changes.status": "", "state": "ACTIVE"}),
    (NEVER_LIVE, "WHATSAPP_SENDER_DISPLAY_NAME_UPDATED", {"changes.status": "IN_PROGRESS", "state": ""}),
    (NEVER_LIVE | {"state": "IN_PROGRESS"}, "WHATSAPP_SENDER_REJECTED", {"state": "REJECTED"}),
    ({"id": "s1", "state": "IN_PROGRESS", "details": DETAILS}, "WHATSAPP_SENDER_REJECTED", {"state": "REJECTED"}),
    (CHANGING, "WHATSAPP_SENDER_REJECTED", {"changes.status": "REJECTED", "state": "ACTIVE"}),
    (CHANGING, "WHATSAPP_SENDER_ERROR", {"changes.status": "ERROR", "state": "ACTIVE"}),
    (CHANGING, "WHATSAPP_SENDER_DISPLAY_NAME_UPDATED", {"changes.status": "", "state": "ACTIVE"}),
    (CHANGING, "WHATSAPP_SENDER_USERNAME_UPDATED", {"changes.status": "", "state": "ACTIVE"}),
    (CHANGING, "WHATSAPP_SENDER_QUALITY_RATING_CHANGED", {"changes.status": "IN_PROGRESS", "state": "ACTIVE"}),
    (TEMPLATE | {"state": "PENDING"}, "WHATSAPP_TEMPLATE_REJECTED", {"category": "UTILITY", "state": "REJECTED"}),
    (TEMPLATE | {"state": "APPROVED"}, "WHATSAPP_TEMPLATE_REJECTED", {"category": "UTILITY", "state": "REJECTED"}),
    (
        TEMPLATE | {"state": "APPROVED", "changes": {"status": "IN_PROGRESS"}},
        "WHATSAPP_TEMPLATE_REJECTED",
        {"changes.status": "REJECTED", "state": "APPROVED"},
    ),
    (
        TEMPLATE | {"state": "REJECTED", "rejectionCode": "SCAM"},
        "WHATSAPP_TEMPLATE_APPROVED",
        {"rejectionCode": "", "state": "APPROVED"},
    ),
    (TEMPLATE | {"state": "PENDING"}, "WHATSAPP_TEMPLATE_APPROVED", {"category": "UTILITY", "state": "APPROVED"}),
]


@pytest.mark.parametrize(("before", "kind", "expected"), BARE)
async def test_what_the_type_alone_says_is_put_beside_what_is_known(
    sqlite_store: Store, before: dict[str, Any], kind: str, expected: dict[str, str]
) -> None:
    """A refusal is of the changes where something was live; an end leaves nothing in review, and is no submission."""
    of = "TEMPLATE" if "language" in before else "SENDER"
    ids = {name: value for name, value in before.items() if name in ("id", "name", "language")}
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await world.event(f"WHATSAPP_{of}_COMMENT_ADDED", before, comment="Hi")
        await world.event(kind, ids)
        await world.calm()
        card, _, _ = shown(world)
        subject = f"whatsapp_{of.lower()}:{':'.join(ids.values())}"
        thread = await world.store.threads.find("C1", PROJECT, subject)
        stored = await world.store.inbox.recent(PROJECT, limit=1)
    assert thread is not None
    assert {path: text(thread.payload, path) for path in expected} == expected
    assert ("Corner Bakery" if of == "SENDER" else "order_update") in card
    assert kind != "WHATSAPP_SENDER_DISPLAY_NAME_UPDATED" or not tells_submission(parse(stored[0].body))


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
