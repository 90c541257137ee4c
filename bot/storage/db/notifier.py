"""Tells waiting workers that there is something to do: in this process, and on PostgreSQL in all others too.

A notification may be lost with a connection, so a worker never waits for ever: it looks by itself from time to time.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database

CHANNEL = "bot"
"""Of PostgreSQL's LISTEN and NOTIFY: https://www.postgresql.org/docs/current/sql-notify.html"""
RECONNECT_SECONDS = 2.0


class Notifier:
    """One waiter per topic and process."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._events: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._outgoing: set[str] = set()
        self._sender: asyncio.Task[None] | None = None
        self._listener: asyncio.Task[None] | None = None

    def notify(self, topic: str) -> None:
        """Wakes the worker of this topic; cheap, and may be called too often."""
        self._events[topic].set()
        if self._db.sqlite:
            return
        self._outgoing.add(topic)
        if self._sender is None or self._sender.done():
            self._sender = asyncio.get_running_loop().create_task(self._send(), name="notifier sender")

    async def notify_within(self, db: AsyncConnection, topic: str) -> None:
        """Inside a transaction: other processes hear it when it is committed (this one has to `notify` by itself)."""
        if not self._db.sqlite:
            await db.execute(text("SELECT pg_notify(:channel, :topic)"), {"channel": CHANNEL, "topic": topic})

    def notify_local(self, topic: str) -> None:
        """Wakes only this process's worker."""
        self._events[topic].set()

    async def wait(self, topic: str, seconds: float) -> bool:
        """Until the topic is notified, for so many `seconds` at most; says whether it was."""
        event = self._events[topic]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()
        was_notified = event.is_set()
        event.clear()
        return was_notified

    async def open(self) -> None:
        """On PostgreSQL, begins to listen to the other processes."""
        if not self._db.sqlite and self._listener is None:
            self._listener = asyncio.create_task(self._listen(), name="notifier listener")

    async def close(self) -> None:
        """Stop listening and sending."""
        for task in (self._listener, self._sender):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        self._listener = self._sender = None

    async def _send(self) -> None:
        while self._outgoing:
            topics = tuple(self._outgoing)
            self._outgoing.clear()
            with contextlib.suppress(DBAPIError, OSError):
                async with self._db.write() as db:
                    for topic in topics:
                        await self.notify_within(db, topic)

    async def _listen(self) -> None:
        while True:
            with contextlib.suppress(DBAPIError, OSError):
                async with self._db.engine.connect() as connection:
                    await self._hear(connection)
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _hear(self, connection: AsyncConnection) -> None:
        """Listens until the connection ends."""
        driver: Any = (await connection.get_raw_connection()).driver_connection
        ended = asyncio.Event()
        driver.add_termination_listener(lambda _driver: ended.set())
        await driver.add_listener(CHANNEL, lambda _driver, _pid, _channel, topic: self._events[topic].set())
        for event in self._events.values():
            event.set()
        await ended.wait()
        await connection.invalidate()
