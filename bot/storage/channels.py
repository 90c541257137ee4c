"""Per channel: how comments work there, until when it is muted, whether Slack still lets us in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select

from bot.storage.db.database import Repository
from bot.storage.db.rows import insert, one
from bot.storage.db.tables import channels

CommentMode = Literal["auto", "ask", "off"]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel's settings."""

    id: str
    comments: CommentMode = "auto"
    muted_until: datetime | None = None
    last_ts: str | None = None
    blocked: str | None = None
    updated_at: datetime | None = None


class ChannelStore(Repository):
    """Settings by channel id; a channel never heard of has the defaults."""

    async def get(self, channel: str) -> Channel:
        async with self._db.read() as db:
            found = (await db.execute(select(channels).where(channels.c.id == channel))).one_or_none()
        return one(Channel, found) or Channel(channel)

    async def set_comments(self, channel: str, mode: CommentMode, now: datetime) -> None:
        await self._set(channel, now, comments=mode)

    async def mute(self, channel: str, until: datetime | None, now: datetime) -> None:
        """Holds the channel's activity until then; None ends a mute."""
        await self._set(channel, now, muted_until=until)

    async def block(self, channel: str, reason: str | None, now: datetime) -> None:
        """Remembers why Slack refuses us there; None when it lets us in again."""
        await self._set(channel, now, blocked=reason)

    async def _set(self, channel: str, now: datetime, **values: Any) -> None:
        statement = insert(channels, is_sqlite=self._db.sqlite).values(id=channel, updated_at=now, **values)
        async with self._db.write() as db:
            changed = {"updated_at": now, **values}
            await db.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed))
