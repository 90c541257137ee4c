"""SQLite connections that run a whole statement in one trip to their thread.

aiosqlite makes four of one (open a cursor, execute, fetch, close), and a trip costs more than what most statements do.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import Dialect, Engine

CHUNK = 64
"""Rows of a step of aiosqlite's own iterators, which nobody uses here."""


class OneTripCursor:
    """What SQLAlchemy asks of a cursor; everything is known once it has executed.

    The driver's own cursor is closed in its thread, so a statement whose task was cancelled leaves none open: it would
    keep its connection, and with it the lock, alive. https://www.sqlite.org/c3ref/close.html ("zombie")
    """

    arraysize = 1

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> OneTripCursor:
        return self

    async def execute(self, statement: str, parameters: Any = ()) -> OneTripCursor:
        """Execute one statement and fetch its rows."""
        return await self._trip(lambda cursor: cursor.execute(statement, parameters))

    async def executemany(self, statement: str, parameters: Any) -> OneTripCursor:
        """Execute one statement for each set of parameters."""
        return await self._trip(lambda cursor: cursor.executemany(statement, parameters))

    async def fetchall(self) -> Sequence[Any]:
        """The rows, which are there already."""
        return self._rows

    async def close(self) -> None:
        """Nothing is open any longer."""

    async def _trip(self, work: Callable[[sqlite3.Cursor], object]) -> OneTripCursor:
        await self._connection.in_thread(partial(self._run, work))
        return self

    def _run(self, work: Callable[[sqlite3.Cursor], object], connection: sqlite3.Connection) -> None:
        cursor = connection.cursor()
        try:
            work(cursor)
            self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
            self._rows = cursor.fetchall() if cursor.description else ()
        finally:
            cursor.close()


class OneTripConnection(aiosqlite.Connection):
    """One whose cursors make one trip."""

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        try:
            return (yield from super().__await__())
        except sqlite3.Error:
            # Its thread still tells the loop that it stops, and prints a traceback if the loop has closed by then.
            yield from asyncio.to_thread(_thread(self).join).__await__()
            raise

    def cursor(self) -> OneTripCursor:  # type: ignore[override]  # SQLAlchemy's adapter asks for no more than it has
        """A cursor, without a trip."""
        return OneTripCursor(self)

    async def in_thread(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do something with the driver's connection, in its thread."""
        await self._execute(lambda: work(self._conn))  # type: ignore[no-untyped-call]  # it says no types


def install(engine: Engine) -> None:
    """Let the engine open its connections so."""
    event.listen(engine, "do_connect", _connect_so)


def _connect_so(_dialect: Dialect, _record: object, _arguments: Sequence[Any], named: dict[str, Any]) -> None:
    named["async_creator_fn"] = _connection


def _connection(*arguments: Any, **named: Any) -> OneTripConnection:
    connection = OneTripConnection(partial(sqlite3.connect, *arguments, **named), CHUNK)
    # As SQLAlchemy does it: one that was never closed must not keep the process from ending.
    _thread(connection).daemon = True
    return connection


def _thread(connection: OneTripConnection) -> Any:
    return getattr(connection, "_thread", connection)  # before aiosqlite 0.22 it is a thread itself
