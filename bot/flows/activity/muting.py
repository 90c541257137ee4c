"""Quiet for a while: of a channel, or of one resource's thread."""

from __future__ import annotations

from datetime import datetime

from bot.storage.engine import Store
from bot.storage.inbox import TOPIC


async def mute(store: Store, channel: str, until: datetime, now: datetime) -> None:
    """Holds everything for the channel; at the end one summary tells what was held."""
    await store.channels.mute(channel, until, now)


async def unmute(store: Store, channel: str, now: datetime) -> int:
    """Ends it early; says how many events the summary will have."""
    await store.channels.mute(channel, None, now)
    held = await store.deliveries.unhold(channel, now)
    store.bell.ring(TOPIC)
    return held
