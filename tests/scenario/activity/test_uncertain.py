"""Messages of which nobody knows whether they arrived, in a Slack that lets its history be read once a minute."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.flows.activity import confirmation
from bot.flows.activity.confirmation import Confirmation
from bot.flows.activity.slack_health import SlackHealth
from bot.flows.activity.tuning import Tuning
from bot.slack.errors import RateLimited
from bot.storage.activity.outbox import OutboxMessage
from bot.storage.states import MessageKind
from bot.storage.store import Store
from tests.worlds.clock import FakeClock
from tests.worlds.outbox import on_the_way
from tests.worlds.slack_web import FakeWeb, fake_slack

CHANNELS, NEWER = 20, 40


class StrictWeb(FakeWeb):
    """`conversations.history` takes one call a minute and gives fifteen messages, newest first, of those asked for."""

    clock: FakeClock
    free_at: float = 0.0
    asked: list[dict[str, Any]]

    def _conversations_history(self, body: dict[str, Any]) -> dict[str, Any]:
        now = self.clock.at.timestamp()
        if now < self.free_at:
            raise RateLimited(self.free_at - now)
        self.free_at = now + 60
        self.asked.append(body)
        oldest, latest = str(body.get("oldest") or ""), str(body.get("latest") or "9")
        found = [message for message in self.channels[body["channel"]] if oldest < message["ts"] <= latest][::-1]
        first = int(body.get("cursor") or 0)
        more = {"next_cursor": str(first + 15)} if len(found) > first + 15 else {}
        return {"ok": True, "messages": found[first : first + 15], "response_metadata": more}


class World:
    """Twenty channels in which a message has arrived (or not), and many others after it."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock = store, FakeClock()
        self.web = StrictWeb()
        self.web.clock, self.web.asked = self.clock, []
        self.health = SlackHealth(monotonic=lambda: self.clock.at.timestamp())
        self.confirmation = self._made()

    def _made(self) -> Confirmation:
        return Confirmation(self.store, fake_slack(self.web), self.clock, Tuning(grace=3.0), self.health)

    def stamp(self, after: timedelta = timedelta()) -> str:
        return f"{(self.clock.at + after).timestamp():.6f}"

    async def send(self, channel: str, *, arrived: bool = True, newer: int = NEWER) -> dict[str, Any]:
        """A message is noted as on its way; whatever came of it, others have written much since."""
        outgoing = OutboxMessage(f"id-{channel}", channel, MessageKind.SUMMARY, self.clock.at, [], 3, True)
        await self.store.leases.take("activity", "me", self.clock.at, 10_000)
        await self.store.outbox.begin(outgoing, lease="activity", owner="me")
        tag = {"event_type": "sinch_activity", "event_payload": {"id": outgoing.id}}
        message = {"channel": channel, "ts": self.stamp(timedelta(seconds=1)), "bot_id": "B1", "metadata": tag}
        if arrived:
            self.web.channels[channel].append(message)
        for number in range(newer):
            later = {"channel": channel, "ts": self.stamp(timedelta(minutes=6, seconds=number)), "text": "talk"}
            self.web.channels[channel].append(later)
        return message

    async def settle_for(self, minutes: float) -> None:
        """As the worker does: each channel in its turn, when it does not rest."""
        end = self.clock.at + timedelta(minutes=minutes)
        await self.confirmation.begin()
        while self.confirmation.unconfirmed and self.clock.at < end:
            await self.confirmation.refresh({})
            for channel in sorted(self.confirmation.unconfirmed):
                if self.health.delay(channel) <= 0:
                    await self.confirmation.look_up_all(channel)
            self.clock.move(seconds=1)


async def tell(world: World, message: Mapping[str, Any]) -> None:
    """Slack delivers its event about a message of ours."""
    await confirmation.posted(world.store, {"type": "message", **message}, world.clock.at)


async def test_twenty_uncertain_channels_settle_within_three_minutes(store: Store) -> None:
    world = World(store)
    sent = [await world.send(f"C{number:02d}") for number in range(CHANNELS)]
    began = world.clock.at
    for message in sent[1:]:
        await tell(world, message)
    await world.settle_for(3)
    assert world.confirmation.unconfirmed == set()
    assert await on_the_way(store) == []
    assert world.clock.at - began <= timedelta(minutes=3)
    assert len(world.web.asked) <= 3


async def test_what_slack_tells_of_needs_no_look_up_at_all(sqlite_store: Store) -> None:
    world = World(sqlite_store)
    message = await world.send("C1")
    await tell(world, message)
    await world.settle_for(1)
    assert world.web.asked == []
    assert (await sqlite_store.channels.get("C1")).last_ts == message["ts"]


@pytest.mark.parametrize(
    "other",
    [{"metadata": {"event_type": "x", "event_payload": {"id": "somebody else's"}}}, {"metadata": None}, {"ts": None}],
)
async def test_other_messages_settle_nothing(sqlite_store: Store, other: dict[str, Any]) -> None:
    world = World(sqlite_store)
    message = await world.send("C1")
    await tell(world, {**message, **other})
    assert [outbox_message.id for outbox_message in await on_the_way(sqlite_store)] == ["id-C1"]


async def test_a_look_up_is_bounded_on_both_sides(sqlite_store: Store) -> None:
    """What others wrote later is not paged through: one call settles a channel."""
    world = World(sqlite_store)
    await world.send("C1")
    await world.settle_for(5)
    (asked,) = world.web.asked
    assert float(asked["latest"]) - world.clock.at.timestamp() <= 300
    assert await on_the_way(sqlite_store) == []


async def test_a_look_up_that_was_stopped_goes_on_where_it_was(sqlite_store: Store) -> None:
    world = World(sqlite_store)
    await world.send("C1", newer=0)
    for number in range(40):
        early = {"channel": "C1", "ts": world.stamp(timedelta(seconds=2 + number)), "text": "talk"}
        world.web.channels["C1"].append(early)
    await world.settle_for(10)
    assert [item.get("cursor") for item in world.web.asked] == [None, "15", "30"]
    assert await on_the_way(sqlite_store) == []


async def test_what_surely_did_not_arrive_is_said_to_be_missing(sqlite_store: Store) -> None:
    world = World(sqlite_store)
    await world.send("C1", arrived=False, newer=3)
    await world.confirmation.begin()
    missing = await world.confirmation.look_up_all("C1")
    assert [message.id for message in missing] == ["id-C1"]
    assert world.confirmation.unconfirmed == set()


async def test_one_channel_at_a_time_asks(sqlite_store: Store) -> None:
    world = World(sqlite_store)
    for number in range(3):
        await world.send(f"C{number}")
    await world.settle_for(4)
    times = [world.web.asked[number]["channel"] for number in range(3)]
    assert sorted(times) == ["C0", "C1", "C2"]
    assert await on_the_way(sqlite_store) == []
