"""What comes in: in groups, once, in order, and each for itself."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.storage.activity import inbox
from bot.storage.activity.inbox import Arrival, InboxClosed
from bot.storage.db.writer import AT_ONCE, GroupWriter, Insert
from bot.storage.store import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def arrival(nonce: str, *, kind: str = "T", body: bytes = b"{}", at: datetime = NOW) -> Arrival:
    return Arrival("p1", nonce, kind, body, at)


async def test_many_at_once_are_all_kept_and_each_nonce_once(store: Store) -> None:
    fresh = await asyncio.gather(*(store.inbox.add(arrival(f"n{number % 60}")) for number in range(100)))
    assert sum(fresh) == 60
    assert await store.inbox.waiting() == 60
    assert not await store.inbox.add(arrival("n1"))


async def test_a_row_is_on_disk_when_its_future_is_done(store: Store, tables_url: str) -> None:
    await store.inbox.add(arrival("n1", body=b'{"type":"\\u0000"}'))
    other = Store.at(tables_url)
    assert [row.nonce for row in await other.inbox.recent("p1")] == ["n1"]
    await other.close()


@pytest.fixture
def transactions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many events each transaction of SQLite took, as they come."""
    found: list[int] = []
    write = GroupWriter.write

    async def counted(writer: GroupWriter, rows: Sequence[Sequence[Any]]) -> list[bool]:
        found.append(len(rows))
        return await write(writer, rows)

    monkeypatch.setattr(GroupWriter, "write", counted)
    return found


async def test_concurrent_requests_share_transactions(sqlite_store: Store, transactions: list[int]) -> None:
    await asyncio.gather(*(sqlite_store.inbox.add(arrival(f"n{number}")) for number in range(64)))
    assert sum(transactions) == 64
    assert len(transactions) <= 3


@pytest.mark.parametrize(("storm", "groups"), [(True, [2]), (False, [1, 1])])
async def test_only_in_a_storm_does_an_event_wait_for_those_that_follow_at_once(
    sqlite_store: Store, transactions: list[int], monkeypatch: pytest.MonkeyPatch, storm: bool, groups: list[int]
) -> None:
    monkeypatch.setattr(inbox, "BUSY_EVENTS", 50)
    monkeypatch.setattr(inbox, "BUSY_SECONDS", 60.0 if storm else -1.0)
    await asyncio.gather(*(sqlite_store.inbox.add(arrival(f"n{number}")) for number in range(50)))
    transactions.clear()
    first = asyncio.create_task(sqlite_store.inbox.add(arrival("first")))
    for _ in range(inbox.GATHERED_TURNS):  # one to start it, one to start the writer
        await asyncio.sleep(0)
    assert all(await asyncio.gather(first, sqlite_store.inbox.add(arrival("second"))))
    assert transactions == groups


async def test_a_group_of_any_size_is_kept_in_order_and_each_row_once(tmp_path: Path) -> None:
    insert = Insert("INSERT INTO seen (nonce, number) VALUES", "(?, ?)", "ON CONFLICT (nonce) DO NOTHING")
    with closing(sqlite3.connect(tmp_path / "group.db")) as db:
        db.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY, nonce TEXT UNIQUE, number INTEGER)")
        writer = GroupWriter(str(tmp_path / "group.db"), insert)
        for size in (1, 2, 3, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE + 37):
            rows = [(f"{size}-{number}", number) for number in range(size)]
            assert await writer.write(rows) == [True] * size
            assert await writer.write([*rows[: size // 2], (f"{size}-new", -1)]) == [False] * (size // 2) + [True]
            kept = db.execute("SELECT number FROM seen WHERE nonce LIKE ? ORDER BY id", (f"{size}-%",)).fetchall()
            assert kept == [(number,) for number in [*range(size), -1]]
        await writer.close()


async def test_a_bad_row_does_not_take_the_others_along(store: Store) -> None:
    async with store.database.write() as db:
        if store.database.sqlite:
            await db.execute(
                text(
                    "CREATE TRIGGER no BEFORE INSERT ON inbox WHEN NEW.type = 'BAD' "
                    "BEGIN SELECT RAISE(ABORT, 'bad'); END"
                )
            )
        else:
            await db.execute(text("ALTER TABLE inbox ADD CONSTRAINT no CHECK (type <> 'BAD')"))
    adding = [store.inbox.add(arrival(f"n{number}", kind="BAD" if number == 7 else "T")) for number in range(20)]
    done = await asyncio.gather(*adding, return_exceptions=True)
    assert [number for number, item in enumerate(done) if item is not True] == [7]
    assert isinstance(done[7], DBAPIError)
    assert await store.inbox.waiting() == 19


async def test_closing_writes_what_waits_and_takes_nothing_more(sqlite_url: str, sqlite_store: Store) -> None:
    adding = [asyncio.create_task(sqlite_store.inbox.add(arrival(f"n{number}"))) for number in range(5)]
    await asyncio.sleep(0)
    await sqlite_store.inbox.close()
    assert all(await asyncio.gather(*adding))
    with pytest.raises(InboxClosed):
        await sqlite_store.inbox.add(arrival("late"))


async def test_ids_follow_the_order_of_arrival(store: Store) -> None:
    await asyncio.gather(*(store.inbox.add(arrival(f"n{number:02d}")) for number in range(50)))
    rows = await store.inbox.recent("p1", limit=100)
    assert [row.nonce for row in reversed(rows)] == [f"n{number:02d}" for number in range(50)]


async def test_pruning_forgets_only_old_events_that_are_routed(store: Store) -> None:
    old = NOW - timedelta(days=100)
    await store.inbox.add(arrival("old", at=old))
    await store.inbox.add(arrival("unrouted", at=old))
    await store.inbox.add(arrival("new"))
    async with store.database.write() as db:
        await db.execute(text("UPDATE inbox SET state = 'routed' WHERE nonce <> 'unrouted'"))
    assert await store.inbox.prune(NOW - timedelta(days=90)) == 1
    assert {row.nonce for row in await store.inbox.recent("p1")} == {"unrouted", "new"}


async def test_a_ring_reaches_another_process_on_postgres(postgres_url: str) -> None:
    from bot.storage.db.migrate import migrate

    await migrate(postgres_url)
    here, there = Store.at(postgres_url), Store.at(postgres_url)
    await there.open()
    while not await there.notifier.wait("activity", 0.5):
        await here.inbox.add(arrival(f"n{asyncio.get_running_loop().time()}"))
    here.notifier.notify("comments")
    assert await there.notifier.wait("comments", 5)
    await here.close()
    await there.close()


async def test_a_storm_is_many_events_at_once_not_a_few(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(inbox, "time", SimpleNamespace(monotonic=lambda: now))
    for number in range(inbox.BUSY_EVENTS * 2):
        now += 2 * inbox.BUSY_SECONDS / inbox.BUSY_EVENTS
        await store.inbox.add(arrival(f"few{number}"))
        assert not store.inbox.is_busy
    await asyncio.gather(*(store.inbox.add(arrival(f"many{number}")) for number in range(inbox.BUSY_EVENTS * 2)))
    assert store.inbox.is_busy
    now += inbox.BUSY_SECONDS
    assert not store.inbox.is_busy
