"""What is routed next: the oldest, of a backlog the newest, and from each project its share."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event

from bot.storage.activity import routing
from bot.storage.activity.inbox import Arrival
from bot.storage.db.tables import inbox
from bot.storage.store import Store

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


MANY = """INSERT INTO inbox ({columns}, project_id, nonce)
SELECT {columns}, 'p' || number % 2, 'n' || number FROM inbox, generate_series(1, 4000) AS number"""


@pytest.mark.postgres
async def test_of_a_backlog_that_nobody_has_counted_only_what_is_next_is_read(postgres_tables_url: str) -> None:
    store = Store.at(postgres_tables_url)
    await store.open()
    await arrive(store, "p1", 1)
    columns = ", ".join(column.name for column in inbox.c if column.name not in ("id", "project_id", "nonce"))
    async with store.database.write() as db:
        await db.exec_driver_sql("ALTER TABLE inbox SET (autovacuum_enabled = false)")
        await db.exec_driver_sql(MANY.format(columns=columns))
    asked: list[tuple[str, Any]] = []

    def note(_db: object, _cursor: object, statement: str, given: Any, *_: object) -> None:
        asked.append((statement, given))

    event.listen(store.database.engine.sync_engine, "before_cursor_execute", note)
    assert len(await store.routing.unrouted(100)) == 100
    event.remove(store.database.engine.sync_engine, "before_cursor_execute", note)
    plans = []
    async with store.database.read() as db:
        for statement, given in asked:
            shown = statement if statement.startswith("SET") else f"EXPLAIN {statement}"
            told = await db.exec_driver_sql(shown, given)
            plans += [line for (line,) in told] if told.returns_rows else []
    await store.close()
    assert "ix_inbox_backlog" in str(plans)
    assert [line for line in plans if "Sort" in line or "Seq Scan" in line] == []


async def test_an_empty_inbox_has_no_backlog(store: Store) -> None:
    assert await next_of(store, 10) == {}
