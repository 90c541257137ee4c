"""A process that froze in the middle of a statement keeps nobody from taking over."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from bot.storage.claims import leases
from bot.storage.db import frozen
from bot.storage.store import Store
from tests.worlds.waiting import until

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def plain_url(tables_url: str) -> str:
    if not tables_url.startswith("postgresql"):
        pytest.skip("SQLite has no sessions")
    return tables_url.replace("postgresql+asyncpg", "postgresql")


async def freeze(url: str, application: str) -> asyncpg.Connection:
    """A session that holds the lease's row, and has asked for the parsing of a statement that it never runs."""
    session = await asyncpg.connect(url, server_settings={"application_name": application})
    await session.execute("BEGIN")
    await session.fetch("SELECT * FROM leases FOR UPDATE")
    await session.prepare("SELECT owner FROM leases")
    await until(lambda: _rests(url, session.get_server_pid()), "a server that waits for its client")
    return session


async def _is_waited_for(url: str, pid: int) -> bool:
    looking = await asyncpg.connect(url)
    waits = "SELECT count(*) FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))"
    waiting = await looking.fetchval(waits, pid)
    await looking.close()
    return bool(waiting)


async def _rests(url: str, pid: int) -> bool:
    """The answer to what was asked is there a moment before."""
    looking = await asyncpg.connect(url)
    rests = await looking.fetchval("SELECT wait_event = 'ClientRead' FROM pg_stat_activity WHERE pid = $1", pid)
    await looking.close()
    return bool(rests)


@pytest.mark.postgres
async def test_a_lease_is_taken_from_a_process_that_froze(
    tables_url: str, plain_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frozen, "LEASE_REST_SECONDS", 0.0)
    store = Store.at(tables_url)
    assert await store.leases.take("activity", "old", NOW, 6)
    session = await freeze(plain_url, frozen.APPLICATION)
    async with asyncio.timeout(30):
        assert await store.leases.take("activity", "new", NOW + timedelta(minutes=1), 6)
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
        await session.fetch("SELECT 1")
    session.terminate()
    await store.close()


@pytest.mark.postgres
async def test_also_from_one_that_froze_while_its_row_was_waited_for(
    tables_url: str, plain_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frozen, "LEASE_REST_SECONDS", 3600.0)
    monkeypatch.setattr(leases, "LOOK_AGAIN_SECONDS", 0.02)
    store = Store.at(tables_url)
    assert await store.leases.take("activity", "old", NOW, 6)
    session = await freeze(plain_url, frozen.APPLICATION)
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        taking = tasks.create_task(store.leases.take("activity", "new", NOW + timedelta(minutes=1), 6))
        await until(lambda: _is_waited_for(plain_url, session.get_server_pid()), "somebody who waits for the row")
        monkeypatch.setattr(frozen, "LEASE_REST_SECONDS", 0.0)
        assert await taking
    assert await store.leases.holder("activity") == "new"
    assert store.database.unwritten is None, "to wait is no trouble of the database"
    session.terminate()
    await store.close()


@pytest.mark.postgres
async def test_who_only_thinks_and_who_is_not_ours_goes_on(
    tables_url: str, plain_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.at(tables_url)
    await store.leases.take("activity", "old", NOW, 6)
    thinking = await freeze(plain_url, frozen.APPLICATION)
    async with store.database.read() as db:
        assert await frozen.end_frozen(db) == 0
    thinking.terminate()
    stranger = await freeze(plain_url, "psql")
    monkeypatch.setattr(frozen, "LEASE_REST_SECONDS", 0.0)
    monkeypatch.setattr(frozen, "REST_SECONDS", 3600.0)
    async with store.database.read() as db:
        await frozen.end_frozen(db)
    assert await stranger.fetchval("SELECT 1") == 1
    stranger.terminate()
    await store.close()
