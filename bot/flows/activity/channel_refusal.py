"""A channel that does not let us in: what waits for it goes on waiting, and somebody is told.

It is tried again after half a minute, then after pauses that double up to a day. What can be seen from outside (that
the channel is back from the archive, that the bot was invited, that its settings have changed) is looked at far more
often, so that it goes on within a minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import log
from bot.cards.blocks.message import Message
from bot.flows import notify
from bot.slack.errors import SlackProblem
from bot.storage.inbox import TOPIC

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.slack.client import Slack
    from bot.storage.channels import Channel
    from bot.storage.engine import Store
    from bot.storage.subscriptions import Subscription

REASONS = {
    "is_archived": "it's archived",
    "channel_is_archived": "it's archived",
    "is_inactive": "it's archived",
    "channel_not_found": "it's deleted, or private and I'm not in it",
    "not_in_channel": "I'm not a member",
    "restricted_action": "only some people can post there",
    "restricted_action_read_only_channel": "it's read-only",
    "restricted_action_thread_only_channel": "it only allows replies in threads",
    "messages_tab_disabled": "the app's Messages tab is off",
}
VISIBLE = frozenset({"is_archived", "channel_is_archived", "is_inactive", "channel_not_found", "not_in_channel"})
"""Refusals whose end `conversations.info` shows."""
RESTRICTED = "restricted_action"
"""Begins the refusals of channels where only some may post: whether we may is not shown, but each change of it is."""
LOOK_EVERY = 40.0
"""Seconds between two looks; `conversations.info` takes some fifty calls a minute."""
LOOKS = 15

logger = log.get("activity")


def reason(code: str) -> str:
    """Why Slack refuses us, in words."""
    return REASONS.get(code, f"Slack says {code}")


def refusal_notice(channel: str, code: str) -> Message:
    """What the makers of a channel's subscriptions are told, once; it names the remedy."""
    remedy = "Unarchive it" if "archived" in reason(code) else "Invite me there"
    if code.startswith("restricted_action"):
        remedy = "Let me post there"
    return Message(
        f"I can't post Sinch activity to <#{channel}>: {reason(code)}. Nothing is lost: I keep the events and "
        f"try again. {remedy}, and I'll post a summary. Or subscribe another channel."
    )


async def refused(store: Store, slack: Slack, channel: str, code: str, now: datetime) -> None:
    """Slack does not take a message for this channel."""
    times = await store.channels.refused(channel, code, now)
    await store.deliveries.fold_waiting(channel)
    logger.warning("channel refuses", channel=channel, code=code, times=times)
    if times == 1:
        await _tell_makers(slack, await store.subscriptions.in_channel(channel), channel, code)


async def _tell_makers(slack: Slack, rules: Sequence[Subscription], channel: str, code: str) -> None:
    for maker in dict.fromkeys(rule.created_by for rule in rules):
        if not maker.startswith(("U", "W")):
            continue
        await notify.tell(slack, maker, refusal_notice(channel, code), about=f"refused in {channel}")


async def admitted(store: Store, channel: str, now: datetime) -> None:
    """Something lets us in again: what waited is shown at once, as a summary."""
    await store.deliveries.fold_waiting(channel)
    await store.channels.block(channel, None, now)
    store.notifier.notify(TOPIC)


@dataclass(slots=True)
class RefusalWatch:
    """Looks from outside whether channels that refuse us have changed."""

    store: Store
    slack: Slack
    clock: Clock
    _next_look: float = 0.0
    _first: int = 0
    _settings: dict[str, str] = field(default_factory=dict)
    """What restricted channels were like at the last look."""

    def is_due(self, monotonic: float) -> bool:
        """Tell whether it is time to look at refusing channels (seconds of the monotonic clock)."""
        return monotonic >= self._next_look

    async def look(self, monotonic: float) -> None:
        """Some of the channels, each in its turn. Raises what the database raises."""
        self._next_look = monotonic + LOOK_EVERY
        now = self.clock.now()
        soon = now + timedelta(seconds=5)
        refusing = [row for row in await self.store.channels.refusing() if row.retry_at and row.retry_at > soon]
        seen = [row for row in refusing if _shows(row)]
        self._settings = {row.id: self._settings[row.id] for row in seen if row.id in self._settings}
        if not seen:
            return
        first = self._first % len(seen)
        self._first = first + LOOKS
        for channel in (seen[first:] + seen[:first])[:LOOKS]:
            if await self._is_open(channel):
                await self.store.channels.try_now(channel.id, now)
                self.store.notifier.notify_local(TOPIC)

    async def _is_open(self, channel: Channel) -> bool:
        try:
            found = await self.slack.channel(channel.id)
        except SlackProblem:
            return False
        if channel.blocked in VISIBLE:
            return found.is_member and not found.is_archived
        before = self._settings.get(channel.id)
        self._settings[channel.id] = found.posting
        return before is not None and before != found.posting


def _shows(channel: Channel) -> bool:
    """Whether `conversations.info` can tell that the refusal may be over."""
    code = channel.blocked or ""
    return (code in VISIBLE or code.startswith(RESTRICTED)) and not channel.id.startswith("D")
