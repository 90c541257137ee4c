"""Folding, muting, following, echoes: what keeps a channel worth reading."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from bot.provisioning.event_types import EVENT_TYPES
from bot.slack.pace import Limits, Pace
from bot.storage.activity.inbox import Arrival
from bot.storage.store import Store
from tests.worlds.activity_world import PROJECT, activity_world, template
from tests.worlds.slack_web import FakeWeb, fast


async def test_many_events_become_few_messages_that_name_every_one_in_order(sqlite_store: Store) -> None:
    names = [f"tpl{number:03d}" for number in range(300)]
    async with activity_world(sqlite_store, running=False) as world:
        await world.subscribe()
        for name in names:
            await world.approved(name)
    async with activity_world(sqlite_store, world.web) as world:
        await world.calm()
    messages = world.web.channels["C1"]
    shown = "\n".join(message["text"] + str(message["blocks"]) for message in messages)
    assert len(messages) <= 6
    assert all(name in shown for name in names)
    places = [shown.index(name) for name in names]
    assert places == sorted(places)
    assert not any(message.get("thread_ts") for message in messages)


async def test_a_lone_event_is_not_folded_even_after_a_burst(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        for number in range(50):
            await world.approved(f"tpl{number}")
        await world.calm()
        await world.approved("lone")
        await world.calm()
    *_, card, reply = world.web.channels["C1"]
    assert "lone" in card["text"]
    assert reply["thread_ts"] == card["ts"]


async def test_a_burst_brings_existing_cards_to_the_latest_state(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await world.approved("alpha")
        await world.calm()
    async with activity_world(sqlite_store, world.web, running=False) as world:
        for number in range(30):
            await world.event("WHATSAPP_TEMPLATE_STATUS_UPDATED", template("alpha", state="PAUSED"), nonce=f"x{number}")
    async with activity_world(sqlite_store, world.web) as world:
        await world.calm()
    assert "paused" in world.web.posted("C1")[0]["text"].lower()
    assert len(world.web.made("chat.update")) <= 3


async def test_a_muted_channel_gets_one_summary_at_the_end(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        now = world.clock.now()
        await world.store.channels.mute("C1", now + timedelta(hours=2), now)
        await world.approved("alpha")
        await world.rejected("beta")
        await world.calm()
        assert world.web.channels["C1"] == []
        assert (await world.store.deliveries.counts()).held == 2
        await world.store.channels.mute("C1", None, world.clock.now())
        await world.store.deliveries.unhold("C1", world.clock.now())
        world.store.notifier.notify_local("activity")
        await world.calm()
    (summary,) = world.web.channels["C1"]
    assert "alpha" in summary["text"]
    assert "beta" in summary["text"]


async def test_a_mute_ends_by_itself(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        now = world.clock.now()
        await world.store.channels.mute("C1", now + timedelta(seconds=0.5), now)
        await world.approved("alpha")
        await world.until(lambda: bool(world.web.channels["C1"]))
        await world.calm()
    assert len(world.web.channels["C1"]) == 1


async def test_a_muted_resource_is_silent_but_its_card_follows(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await world.approved("alpha")
        await world.calm()
        (card,) = world.web.posted("C1")
        thread = await world.store.threads.at("C1", card["ts"])
        assert thread is not None
        await world.store.threads.mute(thread.id, world.clock.now() + timedelta(days=1))
        await world.event("WHATSAPP_TEMPLATE_STATUS_UPDATED", template("alpha", state="PAUSED"))
        await world.calm()
    assert len(world.web.channels["C1"]) == 2
    assert "paused" in world.web.posted("C1")[0]["text"].lower()


async def test_our_own_comment_is_joined_and_shown_only_elsewhere_with_its_author(store: Store) -> None:
    async with activity_world(store) as world:
        await world.subscribe("C1")
        await world.subscribe("C2")
        now = world.clock.now()
        comment = await world.store.comments.add(
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
        await world.store.comments.begin(comment, "Alma", "Alma: Please look", now)
        await world.event("RCS_ACCOUNT_COMMENT_ADDED", comment="Alma: Please look")
        await world.event("RCS_ACCOUNT_COMMENT_ADDED", comment="A reviewer's answer")
        await world.calm()
        joined = await world.store.comments.get(comment.id)
    assert joined is not None
    assert joined.state == "sent"
    assert joined.echo_id is not None
    assert "Please look" not in world.shown("C1")
    assert "reviewer" in world.shown("C1")
    assert world.shown("C2").count("Please look") == 1
    assert "Alma" in world.shown("C2")


async def test_who_follows_gets_a_direct_message_without_a_subscription(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        now = world.clock.now()
        await world.store.follows.add(PROJECT, "whatsapp_template:alpha:EN_US", "U1", "D1", now, once=True)
        await world.approved("beta")
        await world.approved("alpha")
        await world.approved("alpha")
        await world.calm()
        assert await world.store.follows.of_user("U1") == []
    (message,) = world.web.channels["D1"]
    assert "alpha" in message["text"]
    assert "thread_ts" not in message


async def test_a_replayed_nonce_is_shown_once(store: Store) -> None:
    async with activity_world(store) as world:
        await world.subscribe()
        assert await world.event("WHATSAPP_TEMPLATE_APPROVED", template(), nonce="same")
        assert not await world.event("WHATSAPP_TEMPLATE_APPROVED", template(), nonce="same")
        await world.calm()
    assert len(world.web.channels["C1"]) == 2


async def test_a_strict_slack_is_never_hit(sqlite_store: Store) -> None:
    pace = Pace(Limits(channel_seconds=1.0))
    web = FakeWeb(strict=True)
    async with activity_world(sqlite_store, web, pace=pace) as world:
        for channel in ("C1", "C2", "C3"):
            await world.subscribe(channel)
        for number in range(40):
            await world.approved(f"tpl{number}")
        await world.calm()
    assert web.limited == 0
    assert all(world.shown(channel).count("tpl") >= 40 for channel in ("C1", "C2", "C3"))


async def test_unknown_and_odd_events_are_shown_plainly(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store, pace=fast()) as world:
        await world.subscribe()
        await world.event("WHATSAPP_SOMETHING_NEW", {"id": "x1"})
        await world.calm()
        await world.event("WHATSAPP_TEMPLATE_APPROVED", {"nothing": ["of", {"the": "expected"}]})
        await world.calm()
    assert "WHATSAPP_SOMETHING_NEW" in world.shown("C1")
    assert (await sqlite_store.deliveries.counts()).dead == 0


async def test_what_no_kind_is_known_of_has_a_card_each(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store, pace=fast()) as world:
        await world.subscribe()
        for kind, of in (("ACTIVE", "Blue"), ("REJECTED", "Blue"), ("ACTIVE", "Red")):
            await world.event(f"VIBER_SENDER_{kind}", {"id": of.lower(), "name": f"{of} Bank"})
            await world.calm()
        await world.event("SMS_ROUTE_CLOSED", {})
        await world.calm()
        cards = [message for message in world.web.channels["C1"] if not message.get("thread_ts")]
    for card, name in zip(cards, ("Blue Bank", "Red Bank", "SMS_ROUTE_CLOSED"), strict=True):
        assert f"*{name}*" in str(card["blocks"])


async def test_events_nobody_asked_for_are_kept_but_not_shown(sqlite_store: Store) -> None:
    async with activity_world(sqlite_store) as world:
        await world.subscribe("C1", areas=["rcs"])
        await world.subscribe("C2", filters={"only": ["rejections"]})
        await world.subscribe("C3", types=["WHATSAPP_TEMPLATE_APPROVED"], filters={"name": ["order_*"]})
        await world.approved("order_update")
        await world.approved("newsletter")
        await world.calm()
        kept = await world.store.inbox.recent(PROJECT)
    assert [len(world.web.posted(channel)) for channel in ("C1", "C2", "C3")] == [0, 0, 1]
    assert len(kept) == 2


async def test_bodies_of_the_wrong_shape_for_their_type_are_kept_and_shown_as_they_came(sqlite_store: Store) -> None:
    shapes: tuple[Any, ...] = ("text", ["a", {"list": None}], {"id": 5, "name": ["x"], "state": {"a": 1}, "changes": 7})
    async with activity_world(sqlite_store, pace=fast()) as world:
        await world.subscribe()
        for number, kind in enumerate(sorted(EVENT_TYPES)):
            content = {"type": kind, "payload": shapes[number % len(shapes)], "mark": f"odd{number}"}
            raw = json.dumps(content).encode()
            await world.store.inbox.add(Arrival(PROJECT, f"odd{number}", kind, raw, world.clock.now()))
            await world.calm()
        replies = [str(message["blocks"]) for message in world.web.channels["C1"] if message.get("thread_ts")]
        kept = await world.store.inbox.recent(PROJECT, limit=100)
    assert (await sqlite_store.deliveries.counts()).dead == 0
    assert len(kept) == len(EVENT_TYPES)
    assert len(replies) == len(EVENT_TYPES)
    no_objects = [number for number in range(len(EVENT_TYPES)) if number % len(shapes) < 2]
    assert [number for number in no_objects if f'"mark": "odd{number}"' not in str(replies)] == []
