"""Several processes, restarts, a database that goes away."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from bot.clock import SystemClock
from bot.flows.activity.leader import Lease
from bot.flows.activity.renderer import MessageRenderer
from bot.flows.activity.routing import route_some
from bot.flows.activity.worker import ActivityWorker
from bot.storage.activity.outbox import OutboxMessage
from bot.storage.claims.leases import LeaseLost, guard
from bot.storage.db import database
from bot.storage.states import MessageKind
from bot.storage.store import Store
from tests.worlds.activity_world import QUICK, activity_world
from tests.worlds.outbox import on_the_way
from tests.worlds.slack_web import FakeWeb, fake_slack


def lease(store: Store, owner: str, **more: Any) -> Lease:
    """As on two machines, where one cannot see whether the other's process lives."""
    return Lease(store.leases, SystemClock(), owner=owner, **{"dead": lambda _owner: False, **more})


class SetClocks:
    """A monotonic clock and a wall clock, each as a test sets it."""

    def __init__(self, hours: float = 0) -> None:
        self.seconds = 0.0
        self.ahead = timedelta(hours=hours)

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return SystemClock().now() + self.ahead

    async def sleep(self, seconds: float) -> None:
        raise NotImplementedError


async def test_a_lease_ends_by_silence_whatever_the_clocks_of_the_machines_say(store: Store) -> None:
    here, there = SetClocks(), SetClocks(hours=5)
    owner = Lease(store.leases, here, owner="here", dead=lambda _owner: False, monotonic=here.monotonic)
    heir = Lease(store.leases, there, owner="there", dead=lambda _owner: False, monotonic=there.monotonic)
    assert await owner.hold()
    assert not await heir.hold()
    for _ in range(5):  # half a minute in which it is renewed
        here.seconds += 5
        there.seconds += 5
        assert await owner.hold()
        assert not await heir.hold()
    here.ahead = timedelta(days=-300)
    here.seconds += 5
    there.seconds += 5
    assert await owner.hold()
    assert not await heir.hold()
    there.seconds += 5.9
    assert not await heir.hold()
    there.seconds += 0.2
    assert await heir.hold()
    here.seconds += 6.1
    assert not await owner.hold()


async def test_a_lease_given_back_or_left_by_the_dead_is_free_at_once(store: Store) -> None:
    first, second = lease(store, "first"), lease(store, "second")
    assert await first.hold()
    assert not await second.hold()
    await first.release()
    assert await second.hold()
    assert await lease(store, "third", dead=lambda owner: owner == "second").hold()


@pytest.mark.postgres
async def test_locks_of_a_machine_that_froze_do_not_last(
    postgres_tables_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "REST_SECONDS", 1.0)
    frozen, other = Store.at(postgres_tables_url), Store.at(postgres_tables_url)
    clock = SetClocks()
    assert await lease(frozen, "frozen").hold()
    heir = Lease(other.leases, clock, owner="heir", dead=lambda _owner: False, monotonic=clock.monotonic)
    connection = await frozen.database.engine.connect()
    await guard(connection, "activity", "frozen")  # and then nothing more is heard of it
    assert not await heir.hold()
    clock.seconds += 7
    async with asyncio.timeout(30):
        assert await heir.hold()
    with pytest.raises(DBAPIError):
        await connection.commit()
    await connection.invalidate()
    await connection.close()
    await frozen.close()
    await other.close()


async def test_of_two_processes_one_posts_and_the_other_takes_over(store: Store, tables_url: str) -> None:
    web = FakeWeb()
    second = Store.at(tables_url)
    await second.open()
    async with activity_world(store, web, lease=lease(store, "first")) as world:
        await world.subscribe()
        await world.until(lambda: world.worker.leading)
        heir = ActivityWorker(second, fake_slack(web), SystemClock(), lease=lease(second, "second"), tuning=QUICK)
        task = asyncio.create_task(heir.run())
        for number in range(5):
            await world.approved(f"tpl{number}")
            await world.calm()
        assert not heir.leading
        assert world.worker.leading
    async with activity_world(store, web, running=False) as world:
        await world.event("WHATSAPP_TEMPLATE_APPROVED", {"name": "late", "language": "EN"}, nonce="late")
        await world.calm()
    assert heir.leading
    await heir.drain()
    await task
    await second.close()
    replies = [message["text"] for message in web.channels["C1"] if message.get("thread_ts")]
    assert len(replies) == 6
    assert len(web.channels["C1"]) == 12


async def test_who_has_lost_the_lease_can_write_nothing(store: Store) -> None:
    async with activity_world(store, running=False) as world:
        await world.subscribe()
        await world.approved("alpha")
        now = world.clock.now()
        assert await store.leases.take("activity", "new", now, 60)
        with pytest.raises(LeaseLost):
            await route_some(store, now, lease="activity", owner="old")
        with pytest.raises(LeaseLost):
            await store.outbox.begin(
                OutboxMessage("f", "C1", MessageKind.SUMMARY, now, [1]), lease="activity", owner="old"
            )
    assert await store.inbox.waiting() == 1
    assert await on_the_way(store) == []


async def test_drained_work_arrives_and_the_lease_is_free(sqlite_store: Store) -> None:
    web = FakeWeb(latency=0.05)
    async with activity_world(sqlite_store, web) as world:
        await world.subscribe()
        await world.approved("alpha")
        await world.until(lambda: bool(web.calls))
        await world.worker.drain()
        assert await on_the_way(sqlite_store) == []
        assert await sqlite_store.leases.holder("activity") is None
    assert len(web.channels["C1"]) == 1


async def test_the_worker_outlives_a_database_that_refuses(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = 3
    lanes = sqlite_store.deliveries.lanes

    async def failing() -> Any:
        nonlocal failures
        if failures:
            failures -= 1
            raise OSError("disk I/O error")
        return await lanes()

    monkeypatch.setattr(sqlite_store.deliveries, "lanes", failing)
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await world.approved("alpha")
        await world.calm()
    assert failures == 0
    assert len(world.web.channels["C1"]) == 2


async def test_an_event_that_breaks_its_card_is_given_up_and_the_rest_goes_on(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = MessageRenderer.reply

    def breaking(self: MessageRenderer, item: Any) -> Any:
        if "poison" in item.due.subject:
            raise KeyError("a card that nobody tried")
        return reply(self, item)

    monkeypatch.setattr(MessageRenderer, "reply", breaking)
    async with activity_world(sqlite_store) as world:
        await world.subscribe()
        await world.approved("poison")
        await world.approved("alpha")
        await world.calm()
        (dead,) = await sqlite_store.deliveries.dead()
    assert "poison" in dead.subject
    assert dead.error == "KeyError: 'a card that nobody tried'"
    assert any("alpha" in message["text"] for message in world.web.channels["C1"] if message.get("thread_ts"))
