"""However a write ends, it gives SQLite's only lock back at once: the next writer would wait for it for 30 seconds.

What an open connection keeps locked, on the other hand, stays so until it is closed.
"""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.storage.db.database import Database, make_engine, normalise

STEPS = 40
"""More thread hops than one write of this test takes, with a connection that has to be opened first."""


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = Database(make_engine(normalise(sqlite_url)))
    async with opened.write() as db:
        await db.execute(text("CREATE TABLE t (a INTEGER PRIMARY KEY, parent INTEGER REFERENCES t (a))"))
        await db.execute(text("INSERT INTO t VALUES (1, NULL), (2, NULL), (3, NULL)"))
    yield opened
    await opened.close()


async def write_something(database: Database) -> None:
    async with database.write() as db:
        await db.execute(text("INSERT INTO t (parent) VALUES (1)"))
        (await db.execute(text("SELECT * FROM t"))).all()
        (await db.execute(text("INSERT INTO t (parent) VALUES (2), (3) RETURNING a"))).all()


def is_free(database: Database) -> bool:
    """Whether somebody else may write now, without waiting."""
    assert database.path
    other = sqlite3.connect(database.path, timeout=0, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    finally:
        other.close()
    return True


class CancelAt:
    """Cancels a task while the driver's thread works on its n-th order."""

    def __init__(self, step: int) -> None:
        self.task: asyncio.Task[None] | None = None
        self._left = step
        self._order: Any = aiosqlite.Connection._execute

    def bound(self) -> Callable[..., Awaitable[Any]]:
        """In the place of the driver's own method, which is given its connection."""

        def order(connection: aiosqlite.Connection, *order: Any, **named: Any) -> Awaitable[Any]:
            return self._cancel_or_not(connection, *order, **named)

        return order

    async def _cancel_or_not(self, connection: aiosqlite.Connection, *order: Any, **named: Any) -> Any:
        if asyncio.current_task() is self.task:
            self._left -= 1
            if self._left == 0 and self.task:
                self.task.cancel()
        return await self._order(connection, *order, **named)


async def test_a_write_that_is_cancelled_at_any_step_keeps_no_lock(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in range(1, STEPS):
        cancel = CancelAt(step)
        with monkeypatch.context() as patch:
            patch.setattr(aiosqlite.Connection, "_execute", cancel.bound())
            cancel.task = asyncio.create_task(write_something(database))
            # The outcome is kept, as by any log or caller: its traceback holds whatever the write was at.
            (outcome,) = await asyncio.gather(cancel.task, return_exceptions=True)
        assert is_free(database), f"locked after step {step}"
        if outcome is None:
            break
        assert isinstance(outcome, asyncio.CancelledError)
    else:
        pytest.fail("the write never came to its end")
    assert step > 10
    await write_something(database)


async def test_a_write_that_cannot_be_committed_keeps_no_lock(database: Database) -> None:
    async def write_an_orphan() -> None:
        async with database.write() as db:
            await db.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            await db.execute(text("INSERT INTO t (parent) VALUES (99)"))

    with pytest.raises(IntegrityError):
        await write_an_orphan()
    assert is_free(database)
    await write_something(database)


LOOK = "import sys, sqlite3; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM t').fetchall(); c.close()"


async def test_another_process_that_ends_leaves_the_log_to_who_still_writes(database: Database) -> None:
    """The last one to close a database removes its log: nobody else may take itself for the last."""
    async with database.read() as first, database.read() as second:
        for connection in (first, second):  # opening the second ends no lock of the first
            (await connection.execute(text("SELECT * FROM t"))).all()
        assert database.path
        await asyncio.to_thread(subprocess.run, [sys.executable, "-c", LOOK, database.path], check=True)
    assert await asyncio.to_thread(Path(f"{database.path}-wal").exists)
    await write_something(database)
