"""The short way to SQLite for the one statement that has to be fast: many rows, one transaction, one thread hop."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy.exc import OperationalError

from bot.storage.db import database


class GroupWriter:
    """A connection of its own in a thread of its own; used by one task at a time."""

    def __init__(self, path: str, statement: str) -> None:
        self._path = path
        self._statement = statement
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="inbox")
        self._connection: sqlite3.Connection | None = None

    async def write(self, rows: Sequence[Sequence[Any]]) -> list[bool]:
        """Commits all rows or none; says for each whether it was new. Raises SQLAlchemy's `OperationalError`."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._write, rows)

    async def close(self) -> None:
        """Ends the thread."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=False)

    def _write(self, rows: Sequence[Sequence[Any]]) -> list[bool]:
        try:
            connection = self._connection or self._open()
            connection.execute("BEGIN IMMEDIATE")
            try:
                fresh = self._insert(connection, rows)
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise OperationalError(self._statement, None, error) from error
        return fresh

    def _insert(self, connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> list[bool]:
        """All at once, which is what happens but for repetitions: only then it matters which ones were new."""
        connection.execute("SAVEPOINT all_new")
        if connection.executemany(self._statement, rows).rowcount == len(rows):
            return [True] * len(rows)
        connection.execute("ROLLBACK TO all_new")
        return [connection.execute(self._statement, row).rowcount > 0 for row in rows]

    def _open(self) -> sqlite3.Connection:
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        for pragma in database.PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
