"""A statement makes one trip to SQLite's thread, and loses nothing on the way."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage.db.database import Database, make_engine, normalise


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = Database(make_engine(normalise(sqlite_url)))
    async with opened.write() as db:
        await db.execute(text("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE)"))
    yield opened
    await opened.close()


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    made: list[object] = []
    order: Callable[..., Awaitable[Any]] = aiosqlite.Connection._execute

    async def counted(connection: aiosqlite.Connection, *work: Any, **named: Any) -> Any:
        made.append(work)
        return await order(connection, *work, **named)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    return made


async def test_every_kind_of_statement_makes_one_trip(database: Database, trips: list[object]) -> None:
    async with database.write() as db:
        assert len(trips) == 1  # BEGIN
        many = [{"a": number, "b": str(number)} for number in range(300)]
        await db.execute(text("INSERT INTO t VALUES (:a, :b)"), many)
        assert len(trips) == 2
        changed = await db.execute(text("UPDATE t SET b = 'x' || b WHERE a < 100"))
        assert (changed.rowcount, len(trips)) == (100, 3)
        back = await db.execute(text("INSERT INTO t (b) VALUES ('last') RETURNING a, b"))
        assert ([tuple(row) for row in back], len(trips)) == ([(300, "last")], 4)
    assert len(trips) == 5  # COMMIT
    async with database.read() as db:
        rows = [tuple(row) for row in await db.execute(text("SELECT a, b FROM t ORDER BY a"))]
        nothing = (await db.execute(text("SELECT a FROM t WHERE b = 'nobody'"))).scalar_one_or_none()
    assert (len(rows), rows[0], rows[-1], nothing) == (301, (0, "x0"), (300, "last"), None)
    assert len(trips) == 7


async def test_what_the_database_refuses_has_its_own_kind(database: Database) -> None:
    twice = [{"b": "same"}, {"b": "same"}]
    with pytest.raises(IntegrityError):
        async with database.write() as db:
            await db.execute(text("INSERT INTO t (b) VALUES (:b)"), twice)
    with pytest.raises(OperationalError, match="no such table"):
        async with database.read() as db:
            await db.execute(text("SELECT * FROM nowhere"))
    async with database.read() as db:
        assert (await db.execute(text("SELECT count(*) FROM t"))).scalar_one() == 0


def test_a_file_that_cannot_be_opened_leaves_no_thread_to_talk_to_a_closed_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aiosqlite.core.LOG, "debug", lambda *_: time.sleep(0.02))  # the driver's thread is slow

    async def look() -> None:
        database = Database(make_engine(normalise(f"sqlite:///{tmp_path / 'nowhere' / 'bot.db'}")))
        with pytest.raises(OperationalError):
            async with database.read():
                pass
        await database.close()

    before = {*threading.enumerate()}
    asyncio.run(look())
    assert not [thread.name for thread in {*threading.enumerate()} - before]
