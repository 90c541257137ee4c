"""Folding, muting, following, echoes: what keeps a channel worth reading."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from bot.provisioning.event_types import EVENT_TYPES
from bot.slack.pace import Limits, Pace
from bot.storage.engine import Store
from bot.storage.inbox import Arrival
from tests.fakes.newsroom import PROJECT, newsroom, template
from tests.fakes.slack_web import FakeWeb, fast


async def test_many_events_become_few_messages_that_name_every_one_in_order(sqlite_store: Store) -> None:
    names = [f"tpl{number:03d}" for number in range(300)]
    async with newsroom(sqlite_store, running=False) as room:
        await room.subscribe()
        for name in names:
            await room.approved(name)
    async with newsroom(sqlite_store, room.web) as room:
        await room.calm()
    messages = room.web.channels["C1"]
    shown = "\n".join(one["text"] + str(one["blocks"]) for one in messages)
    assert len(messages) <= 6
    assert all(name in shown for name in names)
    places = [shown.index(name) for name in names]
    assert places == sorted(places)
    assert not any(one.get("thread_ts") for one in messages)


async def test_a_lone_event_is_not_folded_even_after_a_burst(sqlite_store: Store) -> None:
    async with newsroom(sqlite_store) as room:
        await room.subscribe()
        for number in range(50):
            await room.approved(f"tpl{number}")
        await room.calm()
        await room.approved("lone")
        await room.calm()
    *_, card, reply = room.web.channels["C1"]
    assert "lone" in card["text"]
    assert reply["thread_ts"] == card["ts"]


async def test_a_burst_brings_existing_cards_to_the_latest_state(sqlite_store: Store) -> None:
    async with newsroom(sqlite_store) as room:
        await room.subscribe()
        await room.approved("alpha")
        await room.calm()
    async with newsroom(sqlite_store, room.web, running=False) as room:
        for number in range(30):
            await room.event("WHATSAPP_TEMPLATE_STATUS_UPDATED", template("alpha", state="PAUSED"), nonce=f"x{number}")
    async with newsroom(sqlite_store, room.web) as room:
        await room.calm()
    assert "paused" in room.web.posted("C1")[0]["text"].lower()
    assert len(room.web.made("chat.update")) <= 3


async def test_a_muted_channel_gets_one_summary_at_the_end(sqlite_store: Store) -> None:
    async with newsroom(sqlite_store) as room:
        await room.subscribe()
        now = room.clock.now()
        await room.store.channels.mute("C1", now + timedelta(hours=2), now)
        await room.approved("alpha")
        await room.rejected("beta")
        await room.calm()
        assert room.web.channels["C1"] == []
        assert (await room.store.deliveries.counts()).held == 2
        await room.store.channels.mute("C1", None, room.clock.now())
        await room.store.deliveries.unhold("C1", room.clock.now())
        room.store.notifier.notify_local("activity")
        await room.calm()
    (summary,) = room.web.channels["C1"]
    assert "alpha" in summary["text"]
    assert "beta" in summary["text"]


async def test_a_mute_ends_by_itself(sqlite_store: Store) -> None:
    async with newsroom(sqlite_store) as room:
        await room.subscribe()
        now = room.clock.now()
        await room.store.channels.mute("C1", now + timedelta(seconds=0.5), now)
        await room.approved("alpha")
        await room.until(lambda: bool(room.web.channels["C1"]))
        await room.calm()
    assert len(room.web.channels["C1"]) == 1


async def test_a_muted_resource_is_silent_but_its_card_follows(sqlite_store: Store) -> None:
    async with newsroom(sqlite_store) as room:
        await room.subscribe()
        await room.approved("alpha")
        await room.calm()
        (card,) = room.web.posted("C1")
        thread = await room.store.threads.at("C1", card["ts"])
        assert thread is not None
        await room.store.threads.mute(thread.id, room.clock.now() + timedelta(days=1))
        await room.event("WHATSAPP_TEMPLATE_STATUS_UPDATED", template("alpha", state="PAUSED"))
        await room.calm()
    assert len(room.web.channels["C1"]) == 2
    assert "paused" in room.web.posted("C1")[0]["text"].lower()


async def test_our_own_comment_is_joined_and_shown_only_elsewhere_with_its_author(store: Store) -> None:
    async with newsroom(store) as room:
        await room.subscribe("C1")
        await room.subscribe("C2")
        now = room.clock.now()
        comment = await room.store.comments.add(
            project_id=PROJECT,
            subject="rcs_account",
            channel="C1",
            ts="1700000000.000001",
            author_id="U1",
            author="Alma",
            text="Please look",
            now=now,
            state="sending",
        )
        assert comment is not None
        await room.store.comments.begin(comment, "Alma", "Alma: Please look", now)
        await room.event("RCS_ACCOUNT_COMMENT_ADDED", comment="Alma: Please look")
        await room.event("RCS_ACCOUNT_COMMENT_ADDED", comment="A reviewer's answer")
        await room.calm()
        joined = await room.store.comments.get(comment.id)
    assert joined is not None
    assert joined.state == "sent"
    assert joined.echo_id is not None
    assert "Please look" not in room.shown("C1")
    assert "reviewer" in room.shown("C1")
    assert room.shown("C2").count("Please look") == 1
    assert "Alma" in room.shown("C2")


async def test_who_follows_gets_a_direct_message_without_a_subscription(sqlite_store: Store) -> None:
    async with newsroom(sqlite_store) as room:
        now = room.clock.now()
        await room.store.follows.add(PROJECT, "whatsapp_template:alpha:EN_US", "U1", "D1", now, once=True)
        await room.approved("beta")
        await room.approved("alpha")
        await room.approved("alpha")
        await room.calm()
        assert await room.store.follows.of_user("U1") == []
    (message,) = room.web.channels["D1"]
    assert "alpha" in message["text"]
    assert "thread_ts" not in message


async def test_a_replayed_nonce_is_shown_once(store: Store) -> None:
    async with newsroom(store) as room:
        await room.subscribe()
        assert await room.event("WHATSAPP_TEMPLATE_APPROVED", template(), nonce="same")
        assert not await room.event("WHATSAPP_TEMPLATE_APPROVED", template(), nonce="same")
        await room.calm()
    assert len(room.web.channels["C1"]) == 2


async def test_a_strict_slack_is_never_hit(sqlite_store: Store) -> None:
    pace = Pace(Limits(channel_seconds=1.0))
    web = FakeWeb(strict=True)
    async with newsroom(sqlite_store, web, pace=pace) as room:
        for channel in ("C1", "C2", "C3"):
            await room.subscribe(channel)
        for number in range(40):
            await room.approved(f"tpl{number}")
        await room.calm()
    assert web.limited == 0
    assert all(room.shown(channel).count("tpl") >= 40 for channel in ("C1", "C2", "C3"))


async def test_unknown_and_odd_events_are_shown_plainly(sqlite_store: Store) -> None:
    async with newsroom(sqlite_store, pace=fast()) as room:
        await room.subscribe()
        await room.event("WHATSAPP_SOMETHING_NEW", {"id": "x1"})
        await room.calm()
        await room.event("WHATSAPP_TEMPLATE_APPROVED", {"nothing": ["of", {"the": "expected"}]})
        await room.calm()
    assert "WHATSAPP_SOMETHING_NEW" in room.shown("C1")
    assert (await sqlite_store.deliveries.counts()).dead == 0


async def test_events_nobody_asked_for_are_kept_but_not_shown(sqlite_store: Store) -> None:
    async with newsroom(sqlite_store) as room:
        await room.subscribe("C1", areas=["rcs"])
        await room.subscribe("C2", filters={"only": ["rejections"]})
        await room.subscribe("C3", types=["WHATSAPP_TEMPLATE_APPROVED"], filters={"name": ["order_*"]})
        await room.approved("order_update")
        await room.approved("newsletter")
        await room.calm()
        kept = await room.store.inbox.recent(PROJECT)
    assert [len(room.web.posted(channel)) for channel in ("C1", "C2", "C3")] == [0, 0, 1]
    assert len(kept) == 2


async def test_bodies_of_the_wrong_shape_for_their_type_are_kept_and_shown_as_they_came(sqlite_store: Store) -> None:
    shapes: tuple[Any, ...] = ("text", ["a", {"list": None}], {"id": 5, "name": ["x"], "state": {"a": 1}, "changes": 7})
    async with newsroom(sqlite_store, pace=fast()) as room:
        await room.subscribe()
        for number, kind in enumerate(sorted(EVENT_TYPES)):
            content = {"type": kind, "payload": shapes[number % len(shapes)], "mark": f"odd{number}"}
            raw = json.dumps(content).encode()
            await room.store.inbox.add(Arrival(PROJECT, f"odd{number}", kind, raw, room.clock.now()))
            await room.calm()
        replies = [str(one["blocks"]) for one in room.web.channels["C1"] if one.get("thread_ts")]
        kept = await room.store.inbox.recent(PROJECT, limit=100)
    assert (await sqlite_store.deliveries.counts()).dead == 0
    assert len(kept) == len(EVENT_TYPES)
    assert len(replies) == len(EVENT_TYPES)
    no_objects = [number for number in range(len(EVENT_TYPES)) if number % len(shapes) < 2]
    assert [number for number in no_objects if f'"mark": "odd{number}"' not in str(replies)] == []
