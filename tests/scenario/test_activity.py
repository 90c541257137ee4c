"""From a stored event to the channel: cards, threads, lines, order."""

from __future__ import annotations

from bot.storage.engine import Store
from tests.fakes.newsroom import PROJECT, newsroom, template


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
        await room.rejected("new")
        await room.calm()
        (card,) = room.web.posted("C1")
        assert len(room.web.thread("C1", card["ts"])) == 1
        await room.approved("new")
        await room.calm()
        assert room.web.posted("C1") == [card]
        await room.rejected("new")
        await room.calm()
        _, line = room.web.posted("C1")
        *_, reply = room.web.thread("C1", card["ts"])
    assert "rejected" in line["text"].lower()
    assert "Open the thread" in str(line["blocks"])
    assert "rejected" in reply["text"].lower()


async def test_a_card_keeps_the_reason_of_its_state_whatever_is_said_afterwards(store: Store) -> None:
    rejected = template(state="REJECTED", rejectionReason="INCORRECT_CATEGORY")
    async with newsroom(store) as room:
        await room.subscribe()
        await room.event("WHATSAPP_TEMPLATE_REJECTED", rejected, comment="This content is marketing.")
        await room.calm()
        await room.event("WHATSAPP_TEMPLATE_COMMENT_ADDED", rejected, comment="We have changed it.")
        await room.calm()
        (card, *_) = room.web.posted("C1")
        commented = str(card["blocks"])
        await room.event("WHATSAPP_TEMPLATE_APPROVED", template())
        await room.event("WHATSAPP_TEMPLATE_COMMENT_ADDED", template(), comment="Thank you.")
        await room.calm()
        approved = str(room.web.posted("C1")[0]["blocks"])
    assert "This content is marketing." in commented
    assert "New comment" in commented
    assert "We have changed it." not in commented
    assert "This content is marketing." not in approved


async def test_a_card_names_who_commented_and_follows_what_has_no_payload(store: Store) -> None:
    async with newsroom(store) as room:
        await room.subscribe("C1")
        await room.subscribe("C2")
        await room.event("RCS_ACCOUNT_COMMENT_ADDED", comment="A reviewer's question")
        await room.calm()
        now = room.clock.now()
        made = await store.comments.add(
            project_id=PROJECT, subject="rcs_account", channel="C1", ts="1.1", author_id="U1", author="Alma",
            text="Ours", now=now, state="sending",
        )  # fmt: skip
        assert made is not None
        await store.comments.begin(made, "Alma", "Ours\n— Alma (Slack)", now)
        await room.event("RCS_ACCOUNT_COMMENT_ADDED", comment="Ours\n— Alma (Slack)")
        await room.calm()
        cards = [str(room.web.posted(channel)[0]["blocks"]) for channel in ("C1", "C2")]
    assert all("by Alma" in card for card in cards), cards


async def test_the_card_of_what_was_deleted_says_so(sqlite_store: Store) -> None:
    async with newsroom(sqlite_store) as room:
        await room.subscribe()
        await room.approved()
        await room.calm()
        await room.event("WHATSAPP_TEMPLATE_DELETED", template())
        await room.calm()
        (card, *_) = room.web.posted("C1")
        gone = dict(card)
        await room.approved()
        await room.calm()
    assert "deleted" in gone["text"]
    assert "approved" not in str(gone["blocks"])
    assert not [one for block in gone["blocks"] for one in block.get("elements", []) if one["type"] == "button"]
    assert "approved" in card["text"]
