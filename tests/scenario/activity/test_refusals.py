"""A channel that does not let us in loses nothing: it waits, its makers hear of it once, and it gets one summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.flows.activity import channel_refusal
from bot.slack.decisions import RefusalAction, RefusalAudience
from bot.slack.errors import KINDS, ChannelGone, NotInChannel, RateLimited, problem
from bot.storage.channels.channel_move import move_channel
from bot.storage.channels.channels import pause_after
from bot.storage.store import Store
from tests.worlds.activity_world import PROJECT, QUICK, ActivityWorld, activity_world, template
from tests.worlds.clock import FakeClock
from tests.worlds.slack_web import FakeWeb

CODES = (
    "is_archived",
    "channel_not_found",
    "not_in_channel",
    "restricted_action",
    "restricted_action_read_only_channel",
)


async def test_the_table_of_codes_decides_for_every_kind(sqlite_store: Store) -> None:
    """A code of each kind, each in a channel of its own: what waits waits and blocks, what is given up ends."""
    passing = [kind for kind in KINDS if (kind.then, kind.tells) != (RefusalAction.WAIT, RefusalAudience.ADMINS)]
    kinds = {
        f"C{number}": kind
        for number, kind in enumerate(passing)
        if kind.certain and kind.then is not RefusalAction.RETRY
    }
    kinds = {room: kind for room, kind in kinds.items() if kind is not RateLimited}
    web = FakeWeb(gone={room: kind.codes[0] for room, kind in kinds.items()})
    async with activity_world(sqlite_store, web, tuning=replace(QUICK, tries=1)) as world:
        for room in kinds:
            await world.subscribe(room)
        await world.approved("alpha")

        async def decided() -> bool:
            counts, refusing = await sqlite_store.deliveries.counts(), await sqlite_store.channels.refusing()
            return counts.dead + len(refusing) == len(kinds)

        await world.until(decided, "a decision in each channel")
        blocked = {row.id for row in await sqlite_store.channels.refusing()}
    waits = {room for room, kind in kinds.items() if kind.then is RefusalAction.WAIT}
    assert blocked == waits, [kinds[room].__name__ for room in blocked ^ waits]


class RefusingWeb(FakeWeb):
    """Says of each channel what `conversations.info` would."""

    def _conversations_info(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "channel": {"id": body["channel"], "name": "x", "is_member": True, "is_archived": False}}


async def refused(world: ActivityWorld, times: int = 1) -> None:
    """Until Slack has refused so often."""

    async def enough() -> bool:
        return (await world.store.channels.get("C1")).refusals >= times

    await world.until(enough, f"{times} refusals")


def summaries(world: ActivityWorld) -> list[str]:
    return [item["text"] for item in world.web.posted("C1")]


@pytest.mark.parametrize("code", CODES)
async def test_what_waits_comes_as_one_summary_when_time_heals(sqlite_store: Store, code: str) -> None:
    clock, web = FakeClock(), FakeWeb(gone={"C1": code})
    async with activity_world(sqlite_store, web, clock=clock) as world:
        await world.subscribe("C1")
        await world.subscribe("C2")
        for name in ("alpha", "beta"):
            await world.approved(name)
        await refused(world)
        await world.approved("gamma")
        await world.until(lambda: "gamma" in world.shown("C2"))
        assert (await world.store.channels.get("C1")).blocked == code
        web.gone.clear()
        clock.move(seconds=31)
        world.store.notifier.notify_local("activity")
        await world.calm()
        (summary,) = summaries(world)
        assert all(name in summary for name in ("alpha", "beta", "gamma"))
        channel = await world.store.channels.get("C1")
        assert (channel.blocked, channel.retry_at, channel.refusals) == (None, None, 0)
        assert len(web.posted("D1")) == 1


async def test_the_pauses_double_and_the_maker_hears_of_it_once(sqlite_store: Store) -> None:
    clock, web = FakeClock(), FakeWeb(gone={"C1": "restricted_action"})
    async with activity_world(sqlite_store, web, clock=clock) as world:
        await world.subscribe("C1")
        await world.approved("alpha")
        for times in range(1, 5):
            await refused(world, times)
            channel = await world.store.channels.get("C1")
            assert channel.retry_at is not None
            clock.at = channel.retry_at + timedelta(milliseconds=1)
            world.store.notifier.notify_local("activity")
        assert len(web.posted("D1")) == 1
        assert "only some people can post" in web.posted("D1")[0]["text"]


@pytest.mark.parametrize("code", [*ChannelGone.codes, *NotInChannel.codes, "restricted_action_of_a_new_kind"])
def test_the_reason_and_what_to_do_are_said_in_words(code: str) -> None:
    said = channel_refusal.refusal_notice("C1", code).text
    assert code not in said
    assert ("Invite me" in said) == (code in ("channel_not_found", "invalid_channel", "not_in_channel"))


def test_pauses_begin_at_half_a_minute_and_end_at_a_day() -> None:
    pauses = [pause_after(times).total_seconds() for times in range(1, 20)]
    assert pauses[:4] == [30, 60, 120, 240]
    assert max(pauses) == 86_400


@pytest.mark.parametrize("how", ["invited", "seen from outside"])
async def test_what_heals_it_is_noticed_long_before_the_pause_ends(store: Store, how: str) -> None:
    clock, web = FakeClock(), RefusingWeb(gone={"C1": "not_in_channel"})
    async with activity_world(store, web, clock=clock) as world:
        await world.subscribe("C1")
        await world.approved("alpha")
        await refused(world)
        for _ in range(5):
            await store.channels.refused("C1", "not_in_channel", clock.now())
        web.gone.clear()
        if how == "invited":
            await channel_refusal.admitted(store, "C1", clock.now())
        else:
            await channel_refusal.RefusalWatch(store, world.slack, clock).look(0.0)
        await world.calm()
        assert "alpha" in world.shown("C1")


class RestrictedWeb(FakeWeb):
    """A channel where only some may post; its settings show it, and when they were changed."""

    only: tuple[str, ...] = ("admin",)

    def answer(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        """Reading is not restricted."""
        return self._conversations_info(body) if method == "conversations.info" else super().answer(method, body)

    def _conversations_info(self, body: dict[str, Any]) -> dict[str, Any]:
        properties = {"posting_restricted_to": {"type": self.only}} if self.only else {}
        channel = {"id": body["channel"], "name": "x", "is_member": True, "is_archived": False}
        return {"ok": True, "channel": {**channel, "properties": properties}}


async def test_a_restriction_of_days_is_noticed_by_the_channels_settings(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, web = FakeClock(), RestrictedWeb(gone={"C1": "restricted_action"})
    async with activity_world(store, web, clock=clock) as world:
        await world.subscribe("C1")
        await world.approved("alpha")
        await refused(world)
        for _ in range(12):
            await store.channels.refused("C1", "restricted_action", clock.now())
        monkeypatch.setattr(channel_refusal, "TRIES", 10)
        watch = channel_refusal.RefusalWatch(store, world.slack, clock)
        for moment in (0.0, 40.0):
            await watch.look(moment)
            assert (await store.channels.get("C1")).retry_at is not None, "nothing has changed: the pause holds"
        web.only = ()
        web.gone.clear()
        await watch.look(80.0)
        await world.calm()
        assert "alpha" in world.shown("C1")


@pytest.mark.parametrize("code", ["restricted_action", "posting_to_channel_denied", "not_known_to_this_version"])
async def test_what_nothing_shows_is_tried_each_minute_however_long_the_pause(sqlite_store: Store, code: str) -> None:
    clock, web = FakeClock(), FakeWeb(gone={"C1": code})
    async with activity_world(sqlite_store, web, clock=clock) as world:
        await world.subscribe("C1")
        await world.approved("alpha")
        await refused(world)
        for _ in range(12):
            await sqlite_store.channels.refused("C1", code, clock.now())
        watch = channel_refusal.RefusalWatch(sqlite_store, world.slack, clock)
        await watch.look(0.0)
        await refused(world, 14)
        web.gone.clear()
        await watch.look(channel_refusal.LOOK_EVERY)
        await world.calm()
        assert "alpha" in world.shown("C1")
        assert len(web.posted("D1")) == 1


async def test_many_channels_take_turns_at_being_tried(sqlite_store: Store) -> None:
    clock = FakeClock()
    async with activity_world(sqlite_store, clock=clock, running=False) as world:
        rooms = [f"C{number}" for number in range(channel_refusal.LOOKS + 3)]
        for room in rooms:
            await sqlite_store.channels.refused(room, "restricted_action", clock.now())
        watch = channel_refusal.RefusalWatch(sqlite_store, world.slack, clock)
        for tried in (channel_refusal.LOOKS, len(rooms)):
            await watch.look(0.0)
            waiting = [row for row in await sqlite_store.channels.refusing() if row.retry_at]
            assert len(rooms) - len(waiting) == tried


async def test_a_word_that_slack_did_not_have_before_loses_nothing(sqlite_store: Store) -> None:
    clock, web = FakeClock(), FakeWeb(gone={"C1": "not_known_to_this_version"})
    async with activity_world(sqlite_store, web, clock=clock) as world:
        await world.subscribe("C1")
        for name in ("alpha", "beta"):
            await world.approved(name)
        for times in range(1, 8):
            await refused(world, times)
            clock.move(days=1, seconds=1)
            world.store.notifier.notify_local("activity")
        assert (await sqlite_store.deliveries.counts()).dead == 0
        web.gone.clear()
        clock.move(days=1, seconds=1)
        world.store.notifier.notify_local("activity")
        await world.calm()
        assert all(name in world.shown("C1") for name in ("alpha", "beta"))


async def test_a_word_about_one_message_costs_its_blocks_and_not_the_channel(sqlite_store: Store) -> None:
    web = FakeWeb()
    web.before = lambda method, body: (
        problem("not_known_to_this_version") if method == "chat.postMessage" and body.get("blocks") else None
    )
    async with activity_world(sqlite_store, web) as world:
        await world.subscribe("C1")
        await world.approved("alpha")
        await world.calm()
        assert "alpha" in world.shown("C1")
        assert (await sqlite_store.channels.get("C1")).blocked is None


async def test_a_card_that_its_channel_refused_is_drawn_when_it_is_open_again(sqlite_store: Store) -> None:
    clock, web = FakeClock(), FakeWeb()
    async with activity_world(sqlite_store, web, clock=clock) as world:
        await world.subscribe("C1")
        await world.approved("alpha")
        await world.calm()
        (card,) = web.posted("C1")
        web.gone["C1"] = "is_archived"
        await sqlite_store.threads.refresh(
            PROJECT, "whatsapp_template:alpha:EN_US", template("alpha", state="PAUSED"), clock.now()
        )
        world.store.notifier.notify_local("activity")
        await refused(world)
        assert "paused" not in card["text"]
        web.gone.clear()
        clock.move(seconds=31)
        world.store.notifier.notify_local("activity")
        await world.calm()
        assert "paused" in card["text"]
        assert (await sqlite_store.channels.get("C1")).blocked is None


async def test_a_locked_thread_silences_that_thread_only(sqlite_store: Store) -> None:
    web = FakeWeb()
    async with activity_world(sqlite_store, web) as world:
        await world.subscribe()
        await world.approved("alpha")
        await world.calm()
        (locked,) = web.posted("C1")
        web.before = lambda _method, body: (
            problem("restricted_action_thread_locked") if body.get("thread_ts") == locked["ts"] else None
        )
        await world.rejected("alpha")
        await world.approved("beta")
        await world.calm()
        assert (await world.store.channels.get("C1")).blocked is None
        assert (await world.store.deliveries.counts()).dead == 0
        assert "beta" in world.shown("C1")
        lines = [item["text"] for item in web.posted("C1") if "alpha" in item["text"] and item is not locked]
        assert lines, "what needs somebody is still said in the channel"
        assert not web.posted("D1")


async def test_a_channel_with_a_new_id_takes_everything_along(store: Store) -> None:
    async with activity_world(store) as world:
        await world.subscribe("C1")
        await world.approved("alpha")
        await world.calm()
        (card,) = world.web.posted("C1")
        now = world.clock.now()
        await store.digests.add(PROJECT, "C1", "daily 09:00", "UTC", created_by="U1", now=now, next_at=now)
        await store.threads.save("C9", PROJECT, "whatsapp_template:alpha:EN_US", {}, now, ts=None)
        await store.channels.set_comments("C1", "ask", now)
        await store.key_values.set("project-of:C1", "p2", now)
        await store.key_values.set("project-of:C12", "p3", now)
        await store.key_values.set("project-of:C9", "p4", now)
        place = {"channel": "C1", "thread_ts": None}
        await store.pending.add("q1", "U1", "rcs", args={}, place=place, now=now, expires_at=now + timedelta(hours=1))
        await store.pending.shown("q1", "C1", "1.2", "Launch?")
        await move_channel(store.database, "C1", "C9")
        assert [rule.channel for rule in await store.subscriptions.of_project(PROJECT)] == ["C9"]
        assert [digest.channel for digest in await store.digests.in_channel("C9")] == ["C9"]
        moved = await store.threads.at("C9", card["ts"])
        assert moved is not None
        assert moved.subject == "whatsapp_template:alpha:EN_US"
        assert (await store.channels.get("C9")).comments == "ask"
        facts = await store.key_values.among(["project-of:C1", "project-of:C9", "project-of:C12"])
        assert facts == {"project-of:C9": "p2", "project-of:C12": "p3"}, "the project that its commands mean"
        question = await store.pending.get("q1")
        assert question is not None
        assert (question.place["channel"], question.place["shown"]["channel"]) == ("C9", "C9")
        await world.rejected("alpha")
        await world.calm()
        assert len(world.web.thread("C9", card["ts"])) == 1
