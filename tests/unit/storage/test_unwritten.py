"""A database that can be read and takes nothing more is not ready; a row that it refuses is no reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage.store import Store


async def test_a_full_disk_is_said_until_something_is_written(tmp_path: Path) -> None:
    store = Store.at(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    database = store.database
    try:
        async with database.write() as db:
            await db.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)"))
            await db.execute(text("INSERT INTO t (n) VALUES (1)"))
        with pytest.raises(OperationalError):  # noqa: PT012  # the limit holds for this connection only
            async with database.write() as db:
                await db.execute(text("PRAGMA max_page_count = 3"))
                await db.execute(text("INSERT INTO t (body) VALUES (zeroblob(1000000))"))
        assert "full" in (await store.problem() or "")
        with pytest.raises(IntegrityError):
            async with database.write() as db:
                await db.execute(text("INSERT INTO t (n) VALUES (1)"))
        assert await store.problem()
        async with database.write() as db:
            await db.execute(text("INSERT INTO t (n) VALUES (2)"))
        assert await store.problem() is None
    finally:
        await store.close()
