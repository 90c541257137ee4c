"""The short way to SQLite for the one statement that has to be fast: many rows, one transaction, one thread hop."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy.exc import OperationalError

from bot.storage.db import database

AT_ONCE = 64
"""Rows of one statement at most, a power of two; SQLite before 3.32 takes 999 values."""


@dataclass(frozen=True, slots=True)
class Insert:
    """An INSERT of any number of rows: what stands before the rows, one row, and what stands behind them."""

    before: str
    row: str
    behind: str

    def of(self, rows: int) -> str:
        """The statement for so many rows."""
        return f"{self.before} {', '.join([self.row] * rows)} {self.behind}"


class GroupWriter:
    """A connection of its own in a thread of its own; used by one task at a time."""

    def __init__(self, path: str, insert: Insert) -> None:
        self._path = path
        self._insert_of = cache(insert.of)
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
            raise OperationalError(self._insert_of(1), None, error) from error
        return fresh

    def _insert(self, connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> list[bool]:
        """All at once, which is what happens but for repetitions: only then it matters which ones were new."""
        connection.execute("SAVEPOINT all_new")
        if sum(self._inserted(connection, part) for part in parts(rows)) == len(rows):
            return [True] * len(rows)
        connection.execute("ROLLBACK TO all_new")
        return [self._inserted(connection, [row]) > 0 for row in rows]

    def _inserted(self, connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> int:
        """How many of the rows were new.

        One statement for all: SQLite works without the interpreter's lock, but takes it again after each statement,
        and has to wait for it while requests are answered.
        """
        return connection.execute(self._insert_of(len(rows)), [value for row in rows for value in row]).rowcount

    def _open(self) -> sqlite3.Connection:
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        for pragma in database.PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def parts(rows: Sequence[Sequence[Any]]) -> Iterator[Sequence[Sequence[Any]]]:
    """The rows in as few powers of two as there are, up to `AT_ONCE`: SQLite keeps the few statements compiled."""
    at = 0
    while left := len(rows) - at:
        size = min(1 << (left.bit_length() - 1), AT_ONCE)
        yield rows[at : at + size]
        at += size
