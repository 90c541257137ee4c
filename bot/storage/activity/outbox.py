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

from bot.storage.activity.threads import mark_drawn
from bot.storage.channels.channels import ADMITTED
from bot.storage.claims.leases import guard
from bot.storage.db.database import Repository
from bot.storage.db.rows import from_row, from_rows, insert
from bot.storage.db.tables import channels, deliveries, messages, threads
from bot.storage.states import DeliveryState, MessageKind


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """One message. `step` is what it shows of its deliveries, `ends` whether they are done with it."""

    id: str
    channel: str
    kind: MessageKind
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

    async def begin(self, note: OutboxMessage, *, lease: str, owner: str) -> OutboxMessage:
        """Notes the message before it leaves; raises `LeaseLost`. Returns it with the bound for looking it up."""
        newest = select(channels.c.last_ts).where(channels.c.id == note.channel)
        async with self._db.write() as db:
            await guard(db, lease, owner)
            after_ts = (await db.execute(newest)).scalar_one_or_none()
            values = {name: getattr(note, name) for name in OutboxMessage.__slots__} | {"after_ts": after_ts}
            await db.execute(plain_insert(messages).values(values))
        return OutboxMessage(**values)

    async def finish(self, note: OutboxMessage, ts: str, now: datetime) -> bool:
        """It has arrived as `ts` (a file has none); False if somebody else has already dealt with it."""
        async with self._db.write() as db:
            if not await self._cross_out(db, note):
                return False
            if ts:
                await self._note_newest(db, note.channel, ts, now)
            shown: dict[str, Any] = {"steps": deliveries.c.steps.op("|")(note.step), "attempts": 0, "error": None}
            if note.kind is MessageKind.CARD and note.thread_id is not None:
                await db.execute(update(threads).where(threads.c.id == note.thread_id).values(ts=ts))
                await mark_drawn(db, note.thread_id, note.hash, note.version)
            else:
                shown["ts"] = func.coalesce(deliveries.c.ts, ts or None)
            if note.kind is MessageKind.ALERT:
                shown["alert_ts"] = ts
            if note.ends:
                shown |= {"state": DeliveryState.DONE, "done_at": now}
            if note.step and note.deliveries:
                await db.execute(update(deliveries).where(deliveries.c.id.in_(note.deliveries)).values(shown))
        return True

    async def drop(self, note: OutboxMessage) -> bool:
        """It surely has not arrived."""
        async with self._db.write() as db:
            return await self._cross_out(db, note)

    async def get(self, message_id: str) -> OutboxMessage | None:
        """The message, if it is still on its way."""
        async with self._db.read() as db:
            found = await db.execute(select(messages).where(messages.c.id == message_id))
            return from_row(OutboxMessage, found.one_or_none())

    async def of_channel(self, channel: str) -> list[OutboxMessage]:
        """What is on its way to a channel, oldest first."""
        where = messages.c.channel == channel
        async with self._db.read() as db:
            found = await db.execute(select(messages).where(where).order_by(messages.c.started_at, messages.c.id))
            return from_rows(OutboxMessage, found)

    async def channels(self) -> set[str]:
        """Channels to which something is on its way."""
        async with self._db.read() as db:
            return set((await db.execute(select(messages.c.channel).distinct())).scalars())

    @staticmethod
    async def _cross_out(db: AsyncConnection, note: OutboxMessage) -> bool:
        return (await db.execute(delete(messages).where(messages.c.id == note.id))).rowcount > 0

    async def _note_newest(self, db: AsyncConnection, channel: str, ts: str, now: datetime) -> None:
        """Time stamps of Slack have one length, so the later one is also the greater text.

        A channel that has taken a message lets us in.
        """
        note = insert(channels, is_sqlite=self._db.sqlite).values(id=channel, last_ts=ts, updated_at=now)
        newer = case((channels.c.last_ts > ts, channels.c.last_ts), else_=ts)
        await db.execute(note.on_conflict_do_update(index_elements=["id"], set_={"last_ts": newer, **ADMITTED}))
