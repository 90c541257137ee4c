"""From a stored event to the channel: cards, threads, lines, order."""

from __future__ import annotations

from bot.storage.engine import Store
from tests.fakes.newsroom import newsroom, template


async def test_a_first_event_gets_a_card_and_a_reply(store: Store) -> None:
    async with newsroom(store) as room:
        await room.subscribe()
        await room.approved()
        await room.calm()
        (card,) = room.web.posted("C1")
        (reply,) = room.web.thread("C1", card["ts"])
    assert "order_update" in card["text"]
    assert "approved" in reply["text"].lower()
    assert card["metadata"]["event_payload"]["id"] != reply["metadata"]["event_payload"]["id"]
    assert card["unfurl_links"] is False


async def test_further_events_follow_in_the_thread_and_the_card_shows_the_latest_state(sqlite_store: Store) -> None:
    async with newsroom(sqlite_store) as room:
        await room.subscribe()
        await room.approved()
        await room.calm()
        await room.event("WHATSAPP_TEMPLATE_STATUS_UPDATED", template(state="PAUSED"))
        await room.calm()
        (card,) = [one for one in room.web.posted("C1") if "thread_ts" not in one][:1]
        replies = room.web.thread("C1", card["ts"])
    assert len(replies) == 2
    assert "paused" in card["text"].lower()


async def test_what_needs_action_shows_once_in_the_channel(sqlite_store: Store) -> None:
    async with newsroom(sqlite_store) as room:
        await room.subscribe()
        await room.rejected()
        await room.calm()
        card, line = room.web.posted("C1")
        (reply,) = room.web.thread("C1", card["ts"])
    assert "rejected" in line["text"].lower()
    assert "rejected" in reply["text"].lower()
