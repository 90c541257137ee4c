"""Per channel: how comments work there, until when it is muted, whether Slack still lets us in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import select

from bot.storage.db.database import Repository
from bot.storage.db.rows import from_row, from_rows, insert
from bot.storage.db.tables import channels

CommentMode = Literal["auto", "ask", "off"]

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(days=1)
ADMITTED: dict[str, Any] = {"blocked": None, "retry_at": None, "refusals": 0}
"""What is known of a channel that lets us in."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel's settings. While Slack refuses us there (`blocked` says why), it is tried again at `retry_at`."""

    id: str
    comments: CommentMode = "auto"
    muted_until: datetime | None = None
    last_ts: str | None = None
    blocked: str | None = None
    updated_at: datetime | None = None
    retry_at: datetime | None = None
    refusals: int = 0


class ChannelStore(Repository):
    """Settings by channel id; a channel never heard of has the defaults."""

    async def get(self, channel: str) -> Channel:
        """What is known of a channel; an unknown one has the defaults."""
        async with self._db.read() as db:
            found = (await db.execute(select(channels).where(channels.c.id == channel))).one_or_none()
        return from_row(Channel, found) or Channel(channel)

    async def set_comments(self, channel: str, mode: CommentMode, now: datetime) -> None:
        """Set what becomes of replies in this channel's threads."""
        await self._set(channel, now, comments=mode)

    async def mute(self, channel: str, until: datetime | None, now: datetime) -> None:
        """Holds the channel's activity until then; None ends a mute."""
        await self._set(channel, now, muted_until=until)

    async def block(self, channel: str, reason: str | None, now: datetime) -> None:
        """Slack says why it refuses us there (None: no longer); the next message finds out."""
        await self._set(channel, now, **({"blocked": reason} if reason else ADMITTED))

    async def refused(self, channel: str, reason: str, now: datetime) -> int:
        """Slack has refused a message there: says how often in a row, this time included."""
        times = (await self.get(channel)).refusals + 1
        await self._set(channel, now, blocked=reason, retry_at=now + pause_after(times), refusals=times)
        return times

    async def try_now(self, channel: str, now: datetime) -> None:
        """Something has changed there: the next message finds out at once whether we may."""
        await self._set(channel, now, retry_at=None)

    async def refusing(self) -> list[Channel]:
        """The channels in which Slack refuses us, longest first."""
        statement = select(channels).where(channels.c.blocked.is_not(None)).order_by(channels.c.updated_at)
        async with self._db.read() as db:
            return from_rows(Channel, await db.execute(statement))

    async def _set(self, channel: str, now: datetime, **values: Any) -> None:
        statement = insert(channels, is_sqlite=self._db.sqlite).values(id=channel, updated_at=now, **values)
        async with self._db.write() as db:
            changed = {"updated_at": now, **values}
            await db.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed))


def pause_after(refusals: int) -> timedelta:
    """How long a channel that refuses us is left alone: twice as long every time, a day at most."""
    return min(FIRST_PAUSE * (1 << min(refusals - 1, 20)), LONGEST_PAUSE)
