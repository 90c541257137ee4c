"""From a stored event to the channel: cards, threads, lines, order."""

from __future__ import annotations

from bot.storage.store import Store
from tests.worlds.activity_world import PROJECT, activity_world, template


async def test_a_first_event_gets_a_card_and_a_reply(store: Store) -> None:
    async with activity_world(store) as world:
        await world.subscribe()
        await world.approved()
        await world.calm()
        (card,) = world.web.posted("C1")
        (reply,) = world.web.thread("C1", card["ts"])
    assert "order_update" in card["text"]
    assert "approved" in reply["text"].lower()
    assert card["metadata"]["event_payload"]["id"] != reply["metadata"]["event_payload"]["id"]
    assert card["unfurl_links"] is False


async def test_further_events_follow_in_the_thread_and_the_card_shows_the_latest_state(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await world.approved()
        await world.calm()
        await world.event("WHATSAPP_TEMPLATE_STATUS_UPDATED", template(state="PAUSED"))
        await world.calm()
        (card,) = [item for item in world.web.posted("C1") if "thread_ts" not in item][:1]
        replies = world.web.thread("C1", card["ts"])
    assert len(replies) == 2
    assert "paused" in card["text"].lower()


async def test_what_needs_action_shows_once_in_the_channel(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await world.rejected("new")
        await world.calm()
        (card,) = world.web.posted("C1")
        assert len(world.web.thread("C1", card["ts"])) == 1
        await world.approved("new")
        await world.calm()
        assert world.web.posted("C1") == [card]
        await world.rejected("new")
        await world.calm()
        _, line = world.web.posted("C1")
        *_, reply = world.web.thread("C1", card["ts"])
    assert "rejected" in line["text"].lower()
    assert "Open the thread" in str(line["blocks"])
    assert "rejected" in reply["text"].lower()


async def test_a_card_keeps_the_reason_of_its_state_whatever_is_said_afterwards(store: Store) -> None:
    rejected = template(state="REJECTED", rejectionReason="INCORRECT_CATEGORY")
    async with activity_world(store) as world:
        await world.subscribe()
        await world.event("WHATSAPP_TEMPLATE_REJECTED", rejected, comment="This content is marketing.")
        await world.calm()
        await world.event("WHATSAPP_TEMPLATE_COMMENT_ADDED", rejected, comment="We have changed it.")
        await world.calm()
        (card, *_) = world.web.posted("C1")
        commented = str(card["blocks"])
        await world.event("WHATSAPP_TEMPLATE_APPROVED", template())
        await world.event("WHATSAPP_TEMPLATE_COMMENT_ADDED", template(), comment="Thank you.")
        await world.calm()
        approved = str(world.web.posted("C1")[0]["blocks"])
    assert "This content is marketing." in commented
    assert "new comment" in commented
    assert "We have changed it." not in commented
    assert "This content is marketing." not in approved


async def test_a_card_names_who_commented_and_follows_what_has_no_payload(store: Store) -> None:
    async with activity_world(store) as world:
        await world.subscribe("C1")
        await world.subscribe("C2")
        await world.event("RCS_ACCOUNT_COMMENT_ADDED", comment="A reviewer's question")
        await world.calm()
        now = world.clock.now()
        made = await store.comments.add(
            project_id=PROJECT, subject="rcs_account", channel="C1", ts="1.1", author_id="U1", author="Alma",
            text="Ours", now=now, state="sending",
        )  # fmt: skip
        assert made is not None
        await store.comments.begin(made, "Alma", "Ours\n— Alma (Slack)", now)
        await world.event("RCS_ACCOUNT_COMMENT_ADDED", comment="Ours\n— Alma (Slack)")
        await world.calm()
        cards = [str(world.web.posted(channel)[0]["blocks"]) for channel in ("C1", "C2")]
    assert all("(Alma" in card for card in cards), cards


async def test_the_card_of_what_was_deleted_says_so(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await world.approved()
        await world.calm()
        await world.event("WHATSAPP_TEMPLATE_DELETED", template())
        await world.calm()
        (card, *_) = world.web.posted("C1")
        gone = dict(card)
        await world.approved()
        await world.calm()
    assert "deleted" in gone["text"]
    assert "approved" not in str(gone["blocks"])
    assert not [item for block in gone["blocks"] for item in block.get("elements", []) if item["type"] == "button"]
    assert "approved" in card["text"]
