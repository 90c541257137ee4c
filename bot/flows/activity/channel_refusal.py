"""A channel that does not let us in: what waits for it goes on waiting, and somebody is told.

It is tried again after half a minute, then after pauses that double up to a day. Whatever ends it is noticed within a
minute all the same: what can be seen from outside (that the channel is back from the archive, that the bot was invited)
is looked at; where nothing shows whether the bot may post, one message is tried each time, for a day; and whatever the
bot manages to post there, a digest or a card, ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import log
from bot.cards.blocks.message import Message
from bot.flows import notify
from bot.slack.errors import MissingScope, SlackProblem, SlackRefused
from bot.storage.activity.inbox import TOPIC
from bot.storage.channels.channels import LONGEST_PAUSE

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.slack.client import Slack
    from bot.storage.channels.channels import Channel
    from bot.storage.store import Store

ARCHIVED, GONE = "it's archived", "it's deleted, or private and I'm not in it"
RESTRICTED = "only some people can post there"
REASONS = {
    "is_archived": ARCHIVED,
    "channel_is_archived": ARCHIVED,
    "is_inactive": ARCHIVED,
    "channel_not_found": GONE,
    "invalid_channel": GONE,
    "not_in_channel": "I'm not a member",
    "restricted_action": RESTRICTED,
    "action_prohibited": RESTRICTED,
    "channel_is_limited_access": RESTRICTED,
    "posting_to_channel_denied": RESTRICTED,
    "posting_to_general_channel_denied": RESTRICTED,
    "restricted_action_read_only_channel": "it's read-only",
    "restricted_action_thread_only_channel": "it only allows replies in threads",
    "restricted_action_non_threadable_channel": "it allows no threads",
    "messages_tab_disabled": "the app's Messages tab is off",
    "cannot_dm_bot": "it's a conversation with another app",
    "external_channel_migrating": "Slack is moving it",
}
REMEDIES = {
    ARCHIVED: "Unarchive it, and I'll post a summary.",
    GONE: "Invite me there, and I'll post a summary.",
    "I'm not a member": "Invite me there, and I'll post a summary.",
    "the app's Messages tab is off": "Turn it on in the app's settings, and I'll post a summary.",
    "Slack is moving it": "I'll post a summary once that's done.",
}
"""By reason; for any other somebody has to let the bot post."""
VISIBLE = frozenset({"is_archived", "channel_is_archived", "is_inactive", "channel_not_found", "not_in_channel"})
"""Refusals whose end `conversations.info` shows; of all others (`restricted_action`) only a message can tell."""
LOOK_EVERY = 40.0
"""Seconds between two looks; `conversations.info` takes some fifty calls a minute."""
LOOKS = 15
"""Channels of a kind in one look, each in its turn: of those that are looked at, and of those that are tried."""
TRIES = 2_000
"""After so many vain messages, about a day, a channel is left to its pauses, and to a change of its settings."""

logger = log.get("activity")


def reason(code: str) -> str:
    """Why Slack refuses us, in words."""
    if code.startswith("restricted_action"):  # Slack adds members to this family
        return REASONS.get(code, RESTRICTED)
    return REASONS.get(code, f"Slack says {code}")


def refusal_notice(channel: str, code: str) -> Message:
    """What the makers of a channel's subscriptions are told, once; it names the remedy."""
    remedy = REMEDIES.get(reason(code), "Let me post there, and I'll post a summary.")
    return Message(
        f"I can't post Sinch activity to <#{channel}>: {reason(code)}. Nothing is lost: I keep the events and "
        f"digests, and try again. {remedy} Or subscribe another channel."
    )


async def refused(store: Store, slack: Slack, channel: str, code: str, now: datetime) -> None:
    """Slack does not take a message for this channel."""
    times = await store.channels.refused(channel, code, now)
    await store.deliveries.fold_waiting(channel)
    if times & (times - 1) == 0:  # a power of two: what is tried each minute does not fill the log
        logger.warning("channel refuses", channel=channel, code=code, times=times)
    if times == 1:
        makers = [rule.created_by for rule in await store.subscriptions.in_channel(channel)]
        makers += [digest.created_by for digest in await store.digests.in_channel(channel)]
        await _tell_makers(slack, makers, channel, code)


async def _tell_makers(slack: Slack, makers: Iterable[str], channel: str, code: str) -> None:
    for maker in dict.fromkeys(makers):
        if maker.startswith(("U", "W")):
            await notify.person(slack, maker, refusal_notice(channel, code), about=f"refused in {channel}")


async def rests(store: Store, channel: str, now: datetime) -> bool:
    """Whether a channel that refuses us is left alone for now."""
    retry_at = (await store.channels.get(channel)).retry_at
    return retry_at is not None and now < retry_at <= now + LONGEST_PAUSE


def next_try(channel: Channel, now: datetime) -> datetime | None:
    """When a channel that refuses us is tried again, by its pauses or by a look."""
    if channel.retry_at is None or _is_visible(channel) or channel.refusals >= TRIES:
        return channel.retry_at
    return min(channel.retry_at, now + timedelta(seconds=LOOK_EVERY))


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
    """What channels where only some may post were like at the last look."""

    def is_due(self, monotonic: float) -> bool:
        """Whether it is time to look at refusing channels (seconds of the monotonic clock)."""
        return monotonic >= self._next_look

    async def look(self, monotonic: float) -> None:
        """Some of the channels, each in its turn. Raises what the database raises."""
        self._next_look = monotonic + LOOK_EVERY
        now = self.clock.now()
        soon = now + timedelta(seconds=5)
        refusing = [row for row in await self.store.channels.refusing() if row.retry_at and row.retry_at > soon]
        self._settings = {row.id: self._settings[row.id] for row in refusing if row.id in self._settings}
        silent = [row for row in refusing if not _is_visible(row)]
        tried = self._in_turn([row for row in silent if row.refusals < TRIES])
        looked_at = self._in_turn([row for row in refusing if row not in silent or row.refusals >= TRIES])
        again = [*tried, *[channel for channel in looked_at if await self._is_open(channel)]]
        self._first += LOOKS
        for channel in again:
            await self.store.channels.try_now(channel.id, now)
        if again:
            self.store.notifier.notify_local(TOPIC)

    def _in_turn(self, channels: Sequence[Channel]) -> list[Channel]:
        """So many of the channels that each has its turn, look by look."""
        first = self._first % len(channels) if channels else 0
        return [*channels[first:], *channels[:first]][:LOOKS]

    async def _is_open(self, channel: Channel) -> bool:
        try:
            found = await self.slack.channel(channel.id)
        except (MissingScope, SlackRefused):
            return channel.refusals < TRIES  # Slack does not show us channels at all: a message finds out
        except SlackProblem:
            return False
        if channel.blocked in VISIBLE:
            return found.is_member and not found.is_archived
        before = self._settings.get(channel.id)
        self._settings[channel.id] = found.posting
        return before is not None and before != found.posting


def _is_visible(channel: Channel) -> bool:
    """Whether `conversations.info` can tell that the refusal is over."""
    return channel.blocked in VISIBLE and not channel.id.startswith("D")
