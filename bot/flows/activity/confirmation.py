"""Finds out what became of messages of which nobody knows whether they have arrived.

Slack tells of the bot's own messages as of all others, which settles most of it at no cost. What it has not told of
within the grace is looked up in the channel's history: by one look-up at a time, between two times, and from where the
last one was stopped, because Slack may allow one call a minute and fifteen messages a call.
"""

from __future__ import annotations

import asyncio
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot import log
from bot.cards import activity as cards
from bot.clock import Clock
from bot.flows.activity.slack_health import SlackHealth
from bot.flows.activity.tuning import Tuning
from bot.slack.client import Slack
from bot.slack.errors import ChannelGone, MessageGone, MissingScope, NotInChannel, RateLimited, SlackProblem
from bot.slack.model import file_names, mark_of
from bot.storage.activity.inbox import TOPIC
from bot.storage.activity.outbox import OutboxMessage
from bot.storage.states import MessageKind
from bot.storage.store import Store

TAG = "sinch_activity"
"""The kind of metadata by which a message is found again."""
LONGEST_TRANSIT = timedelta(minutes=5)
"""No message is this long on its way, also by the clock of another machine."""
WAIT_FOR_TURN = 0.5
"""Seconds until a channel asks again whether it may look up."""
LONGEST_REFUSAL = 60.0
"""Seconds at most until a channel that does not let us in is asked again."""

logger = log.get("activity")


@dataclass(slots=True)
class Confirmation:
    """Of the channels in `unconfirmed`; they get nothing else until it is known."""

    store: Store
    slack: Slack
    clock: Clock
    tuning: Tuning
    health: SlackHealth
    unconfirmed: set[str] = field(default_factory=set)
    _cursors: dict[str, str] = field(default_factory=dict)
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _paused_until: float = 0.0

    async def begin(self) -> None:
        """Whatever another process has left open."""
        self.unconfirmed.update(await self.store.outbox.channels())

    async def refresh(self, busy: Container[str]) -> None:
        """Lets go of the channels whose messages Slack has told of meanwhile; those at work take care of themselves."""
        waiting = {channel for channel in self.unconfirmed if channel not in busy}
        if waiting:
            for channel in waiting - await self.store.outbox.channels():
                self.unconfirmed.discard(channel)
                self.health.resting.pop(channel, None)

    async def look_up_all(self, channel: str) -> list[OutboxMessage]:
        """Finds out about the channel's messages; returns those that surely have not arrived.

        The channel stays unconfirmed, and rests, while Slack cannot say.
        """
        missing: list[OutboxMessage] = []
        if await self.store.outbox.of_channel(channel):
            # Counted from now, whenever it was begun: by the clock of another machine that would say nothing.
            await self.clock.sleep(self.tuning.grace)
        for outgoing in await self.store.outbox.of_channel(channel):
            try:
                if not await self._known(outgoing):
                    return missing
            except (MessageGone, MissingScope) as problem:
                logger.warning("message cannot be looked up", channel=channel, code=problem.code, kind=outgoing.kind)
            except (ChannelGone, NotInChannel) as problem:
                # It may have arrived before Slack shut us out, which the history tells once we are let in again.
                self._rest(channel, problem, LONGEST_REFUSAL)
                return missing
            except SlackProblem as problem:
                self._rest(channel, problem, self.tuning.longest_pause)
                return missing
            self._cursors.pop(outgoing.id, None)
            if await self.store.outbox.drop(outgoing):
                missing.append(outgoing)
        self.unconfirmed.discard(channel)
        return missing

    async def _known(self, outgoing: OutboxMessage) -> bool:
        """Whether it is known what became of it: finished if it is there, as it was if it is surely not."""
        while True:
            now = self.health.monotonic()
            if self._looking.locked() or now < self._paused_until:
                self.health.rest(outgoing.channel, max(self._paused_until - now, WAIT_FOR_TURN))
                return False
            async with self._looking:
                try:
                    found, cursor = await self._page(outgoing)
                except RateLimited as limit:
                    self._paused_until = self.health.monotonic() + limit.retry_after
                    continue
            if found is not None:
                ts = "" if outgoing.kind is MessageKind.FILE else found
                await self.store.outbox.finish(outgoing, ts, self.clock.now())
            if found is not None or cursor is None:
                return True
            self._cursors[outgoing.id] = cursor

    async def _page(self, outgoing: OutboxMessage) -> tuple[str | None, str | None]:
        """Its time stamp, if it is on this page; else where the next one begins, if there is one."""
        page = await self.slack.history_page(
            outgoing.channel,
            thread_ts=outgoing.thread_ts,
            after_ts=outgoing.after_ts,
            before_ts=f"{(outgoing.started_at + LONGEST_TRANSIT).timestamp():.6f}",
            cursor=self._cursors.get(outgoing.id),
        )
        found = next((str(message["ts"]) for message in page.messages if is_of(message, outgoing)), None)
        return found, page.cursor

    def _rest(self, channel: str, problem: SlackProblem, longest: float) -> None:
        logger.warning("message not looked up yet", channel=channel, code=problem.code)
        self.health.rest(channel, self.health.backoff(channel, longest))


def is_of(message: Mapping[str, Any], outgoing: OutboxMessage) -> bool:
    """Whether a message in Slack is the one that was sent."""
    if outgoing.kind is MessageKind.FILE:
        return cards.comment_file(outgoing.deliveries[0]) in file_names(message)
    return mark_of(message) == outgoing.id


async def posted(store: Store, message: Mapping[str, Any], now: datetime) -> None:
    """Slack tells of a message of the bot's: if nobody knew yet that it has arrived, now it is known."""
    channel, ts = message.get("channel"), message.get("ts")
    if not isinstance(channel, str) or not isinstance(ts, str):
        return
    if (tag := mark_of(message)) is not None:
        open_ones = [outgoing for outgoing in [await store.outbox.get(tag)] if outgoing is not None]
    elif file_names(message):
        noted = await store.outbox.of_channel(channel)
        open_ones = [outgoing for outgoing in noted if outgoing.kind is MessageKind.FILE]
    else:
        return
    for outgoing in open_ones:
        if is_of(message, outgoing):
            await store.outbox.finish(outgoing, "" if outgoing.kind is MessageKind.FILE else ts, now)
            store.notifier.notify(TOPIC)
