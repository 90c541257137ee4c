"""What is routed next: the oldest, of a backlog the newest, and from each project its share."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.storage.activity import routing
from bot.storage.activity.inbox import Arrival
from bot.storage.engine import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


async def arrive(store: Store, project: str, number: int) -> None:
    await asyncio.gather(
        *(store.inbox.add(Arrival(project, f"{project}-{each}", "T", b"{}", NOW)) for each in range(number))
    )


async def next_of(store: Store, limit: int) -> dict[str, list[int]]:
    """The numbers of the events that come next, by project."""
    found: dict[str, list[int]] = {}
    for row in await store.routing.unrouted(limit):
        found.setdefault(row.project_id, []).append(int(row.nonce.partition("-")[2]))
    return found


async def test_few_events_come_in_the_order_of_their_arrival(store: Store) -> None:
    await arrive(store, "p1", 30)
    assert await next_of(store, 10) == {"p1": list(range(10))}


async def test_of_a_backlog_the_newest_come_first_and_in_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "BACKLOG", 20)
    await arrive(store, "p1", 30)
    assert await next_of(store, 10) == {"p1": list(range(20, 30))}


async def test_each_project_gets_its_share_whatever_the_others_have(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routing, "BACKLOG", 20)
    await arrive(store, "p1", 60)
    await arrive(store, "p2", 2)
    await arrive(store, "p3", 9)
    found = await next_of(store, 12)
    assert found["p2"] == [0, 1]
    assert found["p3"] == [0, 1, 2, 3, 4, 5]
    assert found["p1"] == [56, 57, 58, 59]


async def test_nothing_waits(store: Store) -> None:
    assert await next_of(store, 10) == {}
