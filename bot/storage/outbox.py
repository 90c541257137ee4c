"""Messages that are on their way to Slack: noted before they leave, crossed out when they have arrived.

What is still noted after a crash may or may not have arrived; each is looked up in the channel by its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, select, update
from sqlalchemy import insert as plain_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Repository
from bot.storage.db.rows import insert, many
from bot.storage.db.tables import channels, deliveries, messages, threads
from bot.storage.leases import guard
from bot.storage.threads import mark_drawn


@dataclass(frozen=True, slots=True)
class Flight:
    """One message. `step` is what it shows of its deliveries, `ends` whether they are done with it."""

    id: str
    channel: str
    kind: str
    started_at: datetime
    deliveries: list[int]
    step: int = 0
    ends: bool = False
    thread_id: int | None = None
    thread_ts: str | None = None
    after_ts: str | None = None
    hash: str | None = None
    version: int | None = None


class OutboxStore(Repository):
    """Messages by id."""

    async def begin(self, flight: Flight, *, lease: str, owner: str) -> Flight:
        """Notes the message before it leaves; raises `LeaseLost`. Returns it with the bound for looking it up."""
        newest = select(channels.c.last_ts).where(channels.c.id == flight.channel)
        async with self._db.write() as db:
            await guard(db, lease, owner)
            after_ts = (await db.execute(newest)).scalar_one_or_none()
            values = {name: getattr(flight, name) for name in Flight.__slots__} | {"after_ts": after_ts}
            await db.execute(plain_insert(messages).values(values))
        return Flight(**values)

    async def finish(self, flight: Flight, ts: str, now: datetime) -> bool:
        """It has arrived as `ts` (a file has none); False if somebody else has already dealt with it."""
        async with self._db.write() as db:
            if not await self._cross_out(db, flight):
                return False
            if ts:
                await self._note_newest(db, flight.channel, ts, now)
            shown: dict[str, Any] = {"steps": deliveries.c.steps.op("|")(flight.step), "attempts": 0, "error": None}
            if flight.kind == "card" and flight.thread_id is not None:
                await db.execute(update(threads).where(threads.c.id == flight.thread_id).values(ts=ts))
                await mark_drawn(db, flight.thread_id, flight.hash, flight.version)
            else:
                shown["ts"] = func.coalesce(deliveries.c.ts, ts or None)
            if flight.kind == "line":
                shown["line_ts"] = ts
            if flight.ends:
                shown |= {"state": "done", "done_at": now}
            if flight.step and flight.deliveries:
                await db.execute(update(deliveries).where(deliveries.c.id.in_(flight.deliveries)).values(shown))
        return True

    async def drop(self, flight: Flight) -> bool:
        """It surely has not arrived."""
        async with self._db.write() as db:
            return await self._cross_out(db, flight)

    async def in_flight(self) -> list[Flight]:
        """What a crash (or an answer that never came) has left open, oldest first."""
        async with self._db.read() as db:
            return many(Flight, await db.execute(select(messages).order_by(messages.c.started_at, messages.c.id)))

    @staticmethod
    async def _cross_out(db: AsyncConnection, flight: Flight) -> bool:
        return (await db.execute(delete(messages).where(messages.c.id == flight.id))).rowcount > 0

    async def _note_newest(self, db: AsyncConnection, channel: str, ts: str, now: datetime) -> None:
        """Time stamps of Slack have one length, so the later one is also the greater text."""
        note = insert(channels, is_sqlite=self._db.sqlite).values(id=channel, last_ts=ts, updated_at=now)
        newer = case((channels.c.last_ts > ts, channels.c.last_ts), else_=ts)
        await db.execute(note.on_conflict_do_update(index_elements=["id"], set_={"last_ts": newer}))
