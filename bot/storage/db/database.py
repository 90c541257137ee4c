"""The connection pool, and the two ways to use it: read, and write in one transaction."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage.db import one_trip
from bot.storage.db.frozen import APPLICATION, REST_SECONDS
from bot.storage.db.refusals import is_refusal, reason

PRAGMAS: tuple[str, ...] = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=30000",
    "foreign_keys=ON",
    "secure_delete=ON",
)

DATABASE_PROBLEMS: tuple[type[Exception], ...] = (SQLAlchemyError, OSError)
"""What a worker outlives: the database is away, or refuses."""


def normalise(url: str) -> URL:
    """`postgres://` and `postgresql://` mean asyncpg, `sqlite://` aiosqlite; raises ValueError for anything else."""
    parsed = make_url(url)
    family = parsed.drivername.partition("+")[0]
    if family in ("postgres", "postgresql"):
        query = {key: value for key, value in parsed.query.items() if key != "sslmode"}
        if "sslmode" in parsed.query and "ssl" not in query:
            query["ssl"] = parsed.query["sslmode"]
        return parsed.set(drivername="postgresql+asyncpg", query=query)
    if family == "sqlite":
        return parsed.set(drivername="sqlite+aiosqlite")
    raise ValueError(f"databases of the kind {family!r} are not supported, only sqlite and postgresql")


OWNER_ONLY = 0o600


def make_private(path: str | None) -> None:
    """An SQLite file that is not there yet is made for its owner's eyes only; the files beside it get the same mode.

    One that is there is never opened here: closing it would end the locks of all connections of this process, and
    another process that ends would take the write-ahead log with it.
    https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
    """
    if path and path != ":memory:":
        with suppress(OSError):  # it is there, or SQLite says better what is wrong
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ONLY))


def make_file(_dialect: object, _record: object, arguments: list[str], _options: object) -> None:
    """Before each connection, whoever is the first to make one."""
    make_private(arguments[0])


def prepare_sqlite(connection: Any, _record: object) -> None:
    """Write-ahead log, on disk at every commit, foreign keys on, deleted content overwritten; transactions are begun by
    us, not by the driver."""
    connection.isolation_level = None
    with closing(connection.cursor()) as cursor:
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")


def make_engine(url: URL) -> AsyncEngine:
    """An engine for a normalised address; nothing is opened yet. Its errors name the statement, never the values."""
    if url.get_backend_name() == "sqlite":
        engine = create_async_engine(
            url, pool_size=8, max_overflow=16, skip_autocommit_rollback=True, hide_parameters=True
        )
        event.listen(engine.sync_engine, "do_connect", make_file)
        event.listen(engine.sync_engine, "connect", prepare_sqlite)
        one_trip.install(engine.sync_engine)
        return engine
    rest = str(round(REST_SECONDS * 1000))
    settings = {"application_name": APPLICATION, "idle_in_transaction_session_timeout": rest}
    return create_async_engine(
        url,
        pool_size=8,
        max_overflow=8,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"server_settings": settings},
    )


class Database:
    """Hands out connections, each to one user at a time, so that nobody's rollback takes another's rows along."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.sqlite = engine.dialect.name == "sqlite"
        self._turn = asyncio.Lock()
        self.unwritten: str | None = None
        """Why the last transaction could not be committed (a full disk, a server that is away); None if it was."""

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection for looking; it sees only what is committed."""
        async with self.engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed at the end of the block, rolled back by an exception.

        SQLite has one writer: within the process writers queue here in order of arrival, between processes they wait
        in `BEGIN IMMEDIATE`, so that a transaction never fails half-way because another one was faster.
        """
        if not self.sqlite:
            async with self._watched(), self.engine.begin() as connection:
                yield connection
            return
        async with self._turn, self._watched(), self.engine.connect() as connection:
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                await connection.exec_driver_sql("COMMIT")
            except BaseException:
                # One that was cancelled in the middle of a statement is closed already, which also rolls back.
                if not connection.invalidated:
                    with suppress(OperationalError):
                        await connection.exec_driver_sql("ROLLBACK")
                raise

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """The right to write, for who writes to SQLite on a connection of its own."""
        async with self._turn, self._watched():
            yield

    @asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        """Note whether the database takes what is written; a row that it refuses is the row's own fault."""
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            if not is_refusal(error):
                self.unwritten = reason(error)
            raise
        self.unwritten = None

    @property
    def path(self) -> str | None:
        """The file of an SQLite database; None for one in memory, and for PostgreSQL."""
        name = self.engine.url.database if self.sqlite else None
        return name if name and name != ":memory:" else None

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


class Repository:
    """What every store has: the database."""

    def __init__(self, database: Database) -> None:
        self._db = database
