"""A change is told by its line or by its event, whichever comes first, also when both come at the same moment."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.storage.activity.inbox import Arrival, InboxEvent
from bot.storage.activity.routing import EventsSince, FactsMoved
from bot.storage.activity.targets import Routing
from bot.storage.store import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MADE: dict[str, Any] = {"shown": []}
TOLD: dict[str, Any] = {"shown": ["C1"]}


async def come_in(store: Store) -> InboxEvent:
    await store.leases.take("activity", "me", NOW, 60)
    await store.key_values.set("change:x", MADE, NOW)
    await store.inbox.add(Arrival("p1", "n1", "T", b"{}", NOW))
    (row,) = await store.routing.unrouted(10)
    return row


async def route(store: Store, row: InboxEvent, assumed: dict[str, Any]) -> None:
    routing = Routing(event=row, subject="S", targets=(), payload={}, comment=None, ends_follows=False, by=None)
    await store.routing.route([routing], NOW, lease="activity", owner="me", assumed={"change:x": assumed})


async def line(store: Store) -> bool:
    return await store.routing.tell_first(
        "change:x", TOLD, NOW, event=EventsSince("p1", "S", NOW), tells=lambda row: row.type == "T"
    )


async def test_after_the_event_no_line(store: Store) -> None:
    await route(store, await come_in(store), MADE)
    assert not await line(store)
    assert await store.key_values.get("change:x") == MADE


async def test_after_the_line_the_event_is_decided_again(store: Store) -> None:
    row = await come_in(store)
    assert await line(store)
    with pytest.raises(FactsMoved):
        await route(store, row, MADE)
    assert await store.routing.unrouted(10) == [row], "nothing of it was written"
    await route(store, row, TOLD)


async def test_at_the_same_moment_one_of_them_gives_way(store: Store) -> None:
    for _ in range(5):
        row = await come_in(store)
        by_line, by_event = await asyncio.gather(line(store), route(store, row, MADE), return_exceptions=True)
        assert (by_line is True) == isinstance(by_event, FactsMoved), (by_line, by_event)
        if by_line is True:
            await route(store, row, TOLD)
        async with store.database.write() as db:
            await db.exec_driver_sql("DELETE FROM inbox")
