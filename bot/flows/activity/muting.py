"""Quiet for a while: of a channel, or of one resource's thread."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.storage.activity.inbox import TOPIC

if TYPE_CHECKING:
    from bot.storage.activity.threads import Thread
    from bot.storage.store import Store


WHOLE_CHANNEL = 0
"""In place of a card's number: the channel, also in a card's thread."""


async def mute(store: Store, channel: str, until: datetime, now: datetime) -> None:
    """Holds everything for the channel; at the end one summary tells what was held."""
    await store.channels.mute(channel, until, now)
    await store.deliveries.hold_longer(channel, until)


async def unmute(store: Store, channel: str, now: datetime) -> int:
    """Ends it early; says how many events the summary will have."""
    await store.channels.mute(channel, None, now)
    held = await store.deliveries.unhold(channel, now)
    store.notifier.notify(TOPIC)
    return held


async def mute_card(store: Store, thread: Thread, until: datetime | None, now: datetime) -> None:
    """No replies about one resource in its channel until then, None: from now on again; its card follows the state."""
    await store.threads.mute(thread.id, until)
    await store.threads.redraw(thread.id, now)
    store.notifier.notify(TOPIC)
