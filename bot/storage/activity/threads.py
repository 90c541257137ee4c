"""The parent card of each account, sender or template in each channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.channels.channels import LONGEST_PAUSE
from bot.storage.db.database import Repository
from bot.storage.db.rows import from_row, from_rows, insert
from bot.storage.db.tables import channels, deliveries, threads


@dataclass(frozen=True, slots=True)
class Thread:
    """A card and what it shows. `ts` is None until it is posted; `payload` is the resource's latest known body.

    `latest_at` is when the state in it came about, as far as is known; `version` counts every change.
    """

    id: int
    project_id: str
    channel: str
    subject: str
    ts: str | None
    payload: dict[str, Any]
    latest_id: int | None
    by: str | None
    shown: str | None
    version: int
    dirty_at: datetime | None
    muted_until: datetime | None
    created_at: datetime
    latest_at: datetime | None = None


class ThreadStore(Repository):
    """Threads by resource and by Slack's time stamp."""

    async def at(self, channel: str, ts: str) -> Thread | None:
        """The thread whose parent card is this message, or whose channel alert; None: not one of ours."""
        found = await self._one((threads.c.channel == channel) & (threads.c.ts == ts))
        if found is not None:
            return found
        same = (
            (threads.c.channel == deliveries.c.channel)
            & (threads.c.project_id == deliveries.c.project_id)
            & (threads.c.subject == deliveries.c.subject)
        )
        return await self._one(same & (deliveries.c.channel == channel) & (deliveries.c.alert_ts == ts))

    async def find(self, channel: str, project_id: str, subject: str) -> Thread | None:
        """The card of a resource in a channel, or None."""
        return await self._one(
            (threads.c.channel == channel) & (threads.c.project_id == project_id) & (threads.c.subject == subject)
        )

    async def get(self, thread_id: int) -> Thread | None:
        """A card, or None."""
        return await self._one(threads.c.id == thread_id)

    async def of_subject(self, project_id: str, subject: str) -> list[Thread]:
        """The resource's threads in all channels."""
        where = (threads.c.project_id == project_id) & (threads.c.subject == subject)
        async with self._db.read() as db:
            return from_rows(Thread, await db.execute(select(threads).where(where).order_by(threads.c.id)))

    async def save(
        self, channel: str, project_id: str, subject: str, payload: dict[str, Any], now: datetime, *, ts: str | None
    ) -> Thread:
        """Notes a card that something other than an event made, e.g. a command; an existing `ts` is kept."""
        values = {"channel": channel, "project_id": project_id, "subject": subject, "created_at": now}
        statement = insert(threads, is_sqlite=self._db.sqlite).values(ts=ts, payload=payload, **values)
        keys = ["channel", "project_id", "subject"]
        async with self._db.write() as db:
            await db.execute(statement.on_conflict_do_nothing(index_elements=keys))
            found = await db.execute(
                select(threads).where(
                    threads.c.channel == channel, threads.c.project_id == project_id, threads.c.subject == subject
                )
            )
            thread = Thread(**found.one()._mapping)
            if thread.ts is None and ts is not None:
                await db.execute(update(threads).where(threads.c.id == thread.id).values(ts=ts))
        return thread if thread.ts or ts is None else await self._must(thread.id)

    async def refresh(
        self,
        project_id: str,
        subject: str,
        payload: dict[str, Any],
        now: datetime,
        *,
        by: str | None = None,
        since: datetime | None = None,
    ) -> int:
        """The resource has changed without an event: its cards in all channels are redrawn soon; says how many.

        With `by`, its last known change is that person's, no longer an event. `since` is when its state came about.
        """
        where = (threads.c.project_id == project_id) & (threads.c.subject == subject)
        values: dict[str, Any] = {"payload": payload, "dirty_at": now, "version": threads.c.version + 1}
        if since is not None:
            values["latest_at"] = since
        if by is not None:
            values |= {"by": by, "latest_id": None}
        async with self._db.write() as db:
            return (await db.execute(update(threads).where(where).values(values))).rowcount

    async def correct(self, thread: Thread, payload: dict[str, Any], now: datetime, *, since: datetime | None) -> bool:
        """The API was asked and says otherwise than the card; False if the card has changed since `thread` was read."""
        where = (threads.c.id == thread.id) & (threads.c.version == thread.version)
        changed = {"payload": payload, "dirty_at": now, "version": threads.c.version + 1, "latest_at": since}
        async with self._db.write() as db:
            return (await db.execute(update(threads).where(where).values(changed))).rowcount > 0

    async def redraw(self, thread_id: int, now: datetime) -> None:
        """The card is drawn again soon, e.g. because the channel's settings have changed."""
        async with self._db.write() as db:
            changed = {"dirty_at": now, "shown": None, "version": threads.c.version + 1}
            await db.execute(update(threads).where(threads.c.id == thread_id).values(changed))

    async def redraw_all(self, channel: str, now: datetime) -> None:
        """All cards of a channel are drawn again soon."""
        changed = {"dirty_at": now, "shown": None, "version": threads.c.version + 1}
        async with self._db.write() as db:
            await db.execute(update(threads).where(threads.c.channel == channel).values(changed))

    async def latest(self, project_id: str, limit: int) -> list[Thread]:
        """The newest threads of a project, in all channels."""
        statement = select(threads).where(threads.c.project_id == project_id).order_by(threads.c.id.desc()).limit(limit)
        async with self._db.read() as db:
            return from_rows(Thread, await db.execute(statement))

    async def mute(self, thread_id: int, until: datetime | None) -> bool:
        """No replies in this thread until then; its card still follows the state."""
        async with self._db.write() as db:
            return (
                await db.execute(update(threads).where(threads.c.id == thread_id).values(muted_until=until))
            ).rowcount > 0

    async def dirty(self, limit: int, now: datetime | None = None) -> list[Thread]:
        """Posted cards that lag behind, longest first; not those of channels that are left alone until after `now`."""
        where = threads.c.dirty_at.is_not(None) & threads.c.ts.is_not(None)
        if now is not None:
            later = (channels.c.retry_at > now) & (channels.c.retry_at <= now + LONGEST_PAUSE)
            where &= threads.c.channel.not_in(select(channels.c.id).where(later))
        async with self._db.read() as db:
            statement = select(threads).where(where).order_by(threads.c.dirty_at, threads.c.id).limit(limit)
            return from_rows(Thread, await db.execute(statement))

    async def drawn(self, thread: Thread, shown: str) -> None:
        """The card shows the thread as it was when read; still dirty if it has changed since."""
        async with self._db.write() as db:
            await mark_drawn(db, thread.id, shown, thread.version)

    async def lost(self, thread_id: int) -> None:
        """Somebody deleted the card: the next event gets a new one."""
        async with self._db.write() as db:
            gone = {"ts": None, "shown": None, "dirty_at": None}
            await db.execute(update(threads).where(threads.c.id == thread_id).values(gone))

    async def _must(self, thread_id: int) -> Thread:
        thread = await self.get(thread_id)
        if thread is None:
            raise LookupError(f"thread {thread_id} is gone")
        return thread

    async def _one(self, where: Any) -> Thread | None:
        async with self._db.read() as db:
            return from_row(Thread, (await db.execute(select(threads).where(where))).first())


async def mark_drawn(db: AsyncConnection, thread_id: int, shown: str | None, version: int | None) -> None:
    """Inside a transaction: the card shows this version."""
    await db.execute(update(threads).where(threads.c.id == thread_id).values(shown=shown))
    await db.execute(
        update(threads).where(threads.c.id == thread_id, threads.c.version == version).values(dirty_at=None)
    )
