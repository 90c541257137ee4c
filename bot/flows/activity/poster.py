"""Brings one message to one channel, and deals with whatever comes between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import uuid4

from bot import log, metrics
from bot.cards import activity as cards
from bot.cards.blocks.message import File, Message
from bot.clock import Clock
from bot.flows.activity.channel_refusal import refused
from bot.flows.activity.confirmation import TAG, Confirmation
from bot.flows.activity.items import ItemReader
from bot.flows.activity.leader import Lease
from bot.flows.activity.plan import Item, NextMessage, next_message
from bot.flows.activity.renderer import MessageRenderer, SummaryFit, fingerprint, summary
from bot.flows.activity.slack_health import SlackHealth
from bot.flows.activity.tuning import Tuning
from bot.slack.client import Slack
from bot.slack.decisions import RefusalAction, RefusalAudience
from bot.slack.errors import (
    MessageGone,
    MissingScope,
    SlackProblem,
    SlackRefused,
    ThreadLocked,
)
from bot.slack.model import MessageTag
from bot.slack.pace import Turn
from bot.storage.activity.outbox import OutboxMessage
from bot.storage.activity.threads import Thread
from bot.storage.claims.leases import LeaseLost
from bot.storage.db.database import DATABASE_PROBLEMS
from bot.storage.db.refusals import reason
from bot.storage.states import MessageKind
from bot.storage.store import Store

REFUSED = "slack_refused"
"""Key of the mark that says since when, and why, Slack does not take our token."""
MARKED_DELIVERIES = 100
"""Numbers of deliveries that a message's metadata names, for whoever reads it; the outbox has them all."""

logger = log.get("activity")


@dataclass(slots=True)
class ChannelPoster:
    """One for the worker; a channel is served by one task at a time."""

    store: Store
    slack: Slack
    clock: Clock
    lease: Lease
    renderer: MessageRenderer
    confirmation: Confirmation
    reader: ItemReader
    tuning: Tuning = field(default_factory=Tuning)
    health: SlackHealth = field(default_factory=SlackHealth)

    async def post_next(self, channel: str, allowed: int, turn: Turn) -> None:
        """The channel's next message. Raises `LeaseLost` and what the database raises."""
        try:
            if channel in self.confirmation.unconfirmed:
                turn.done()
                await self.confirmation.look_up_all(channel)
                return
            items = await self._items(channel)
            if not items:
                return
            fitting = SummaryFit()
            planned = next_message(items, allowed, fitting.fit)
            outgoing, message = await self._draw(planned, fitting)
            outgoing = await self._begin(outgoing)
            if message.file is not None:
                await self._send_file(outgoing, planned.items, message.file)
            else:
                await self._send(outgoing, planned.items, message, turn)
        finally:
            turn.done()

    async def _items(self, channel: str) -> list[Item]:
        """What waits for the channel, oldest first, as far as it is looked at together."""
        limit = self.health.limits.get(channel, self.tuning.due)
        items = await self.reader.of(await self.store.deliveries.due(channel, limit))
        for delivery, why in items.unreadable.items():
            await self._set_aside(channel, delivery, why)
        return items.readable

    async def _begin(self, outgoing: OutboxMessage) -> OutboxMessage:
        """Notes that it is on its way."""
        self.confirmation.unconfirmed.add(outgoing.channel)
        noted = self.health.monotonic()
        outgoing = await self.store.outbox.begin(outgoing, lease=self.lease.name, owner=self.lease.owner)
        if self.health.monotonic() - noted > self.lease.seconds / 2:
            # Whoever took over meanwhile may have looked for it already, and will not look again.
            raise LeaseLost(self.lease.name)
        return outgoing

    async def _draw(self, planned: NextMessage, fitting: SummaryFit) -> tuple[OutboxMessage, Message]:
        head = planned.items[0]
        outgoing = OutboxMessage(
            id=uuid4().hex,
            channel=head.due.channel,
            kind=planned.kind,
            started_at=self.clock.now(),
            deliveries=[item.due.id for item in planned.items],
            step=planned.shows,
            ends=planned.ends,
        )
        in_thread = replace(outgoing, thread_id=head.due.thread_id, thread_ts=head.due.thread_ts)
        match planned.kind:
            case MessageKind.SUMMARY:
                return outgoing, fitting.summary(planned.items)
            case MessageKind.ALERT:
                return outgoing, await self.renderer.alert(head)
            case MessageKind.FILE:
                return in_thread, Message("", file=cards.whole(head.event, head.due.id))
            case MessageKind.REPLY:
                return in_thread, await self.renderer.reply(head)
        thread = await self._thread(head)
        message = await self.renderer.card(thread)
        return replace(outgoing, thread_id=thread.id, hash=fingerprint(message), version=thread.version), message

    async def _thread(self, item: Item) -> Thread:
        found = await self.store.threads.get(item.due.thread_id) if item.due.thread_id is not None else None
        if found is None:
            raise LookupError(f"delivery {item.due.id} has no thread")
        return found

    async def _send(self, outgoing: OutboxMessage, items: Sequence[Item], message: Message, turn: Turn) -> None:
        extra = {
            "kind": outgoing.kind,
            "thread": outgoing.thread_id,
            "deliveries": outgoing.deliveries[:MARKED_DELIVERIES],
        }
        mark = MessageTag(TAG, outgoing.id, extra)
        try:
            posted = await self.slack.post_once(
                outgoing.channel, message, thread_ts=outgoing.thread_ts, mark=mark, turn=turn
            )
        except SlackProblem as problem:
            await self._failed(outgoing, items, problem)
            return
        await self._arrived(outgoing, posted.ts)

    async def _send_file(self, outgoing: OutboxMessage, items: Sequence[Item], file: File) -> None:
        """One that Slack does not take for good is left out: the message before it shows how the comment begins."""
        try:
            await self.slack.upload(outgoing.channel, file, thread_ts=outgoing.thread_ts)
        except (SlackRefused, MissingScope) as problem:
            logger.warning("file not uploaded", channel=outgoing.channel, code=problem.code)
        except SlackProblem as problem:
            await self._failed(outgoing, items, problem)
            return
        await self._arrived(outgoing, "")

    async def _arrived(self, outgoing: OutboxMessage, ts: str) -> None:
        await self.store.outbox.finish(outgoing, ts, self.clock.now())
        self.confirmation.unconfirmed.discard(outgoing.channel)
        if not self.health.successes:
            await self.store.key_values.remove(REFUSED)
        self.health.arrived(outgoing.channel)
        metrics.MESSAGES.labels(outgoing.kind).inc()

    async def _failed(self, outgoing: OutboxMessage, items: Sequence[Item], problem: SlackProblem) -> None:
        """What a failure means for the deliveries is decided in `bot.slack.errors`: they wait, or are tried again.

        What is about one message, rather than about the channel or the workspace, is given up after some tries.
        """
        channel = outgoing.channel
        logger.warning("message not posted", channel=channel, kind=outgoing.kind, code=problem.code)
        if not problem.certain:
            await self._perhaps(outgoing, items, problem)
            return
        await self.store.outbox.drop(outgoing)
        self.confirmation.unconfirmed.discard(channel)
        if isinstance(problem, ThreadLocked) and outgoing.thread_ts:
            ids = [item.due.id for item in items]
            await self.store.deliveries.skip(ids, outgoing.step, problem.code, ends=outgoing.ends)
            return
        match problem.then, problem.tells:
            case RefusalAction.WAIT, RefusalAudience.NOBODY:
                pass  # the pace knows for how long
            case RefusalAction.WAIT, RefusalAudience.ADMINS:
                self.health.pause(self.tuning.refused_pause)
                await self._note_refusal(problem)
            case RefusalAction.WAIT, _:
                await refused(self.store, self.slack, channel, problem.code, self.clock.now())
            case RefusalAction.RETRY, _:
                self.health.pause(self.health.backoff("", self.tuning.longest_pause / 2))
                self.health.successes = 0
            case _:
                if isinstance(problem, MessageGone) and outgoing.thread_id is not None:
                    await self.store.threads.lost(outgoing.thread_id)
                await self._again(channel, items, str(problem), counts=True)

    async def _perhaps(self, outgoing: OutboxMessage, items: Sequence[Item], problem: SlackProblem) -> None:
        """It may have arrived: looked up first, tried again only if it is surely not there."""
        counts = self.health.own_fault(outgoing.channel)
        missing = await self.confirmation.look_up_all(outgoing.channel)
        if outgoing.id in [message.id for message in missing]:
            await self._again(outgoing.channel, items, str(problem), counts=counts)

    async def _again(self, channel: str, items: Sequence[Item], error: str, *, counts: bool) -> None:
        """Later; what was refused as a group is tried in smaller ones, what was refused too often is given up."""
        if counts and len(items) > 1:
            self.health.limits[channel] = max(1, len(items) // 2)
            counts = False
        ids = [item.due.id for item in items]
        if counts and items[0].due.attempts + 1 >= self.tuning.tries:
            await self.store.deliveries.give_up(ids, error)
            return
        pause = self.health.backoff(channel, self.tuning.longest_pause)
        await self.store.deliveries.postpone(ids, self.clock.now() + timedelta(seconds=pause), error, counts=counts)

    async def on_unexpected_error(self, channel: str, error: BaseException) -> None:
        """Something nobody foresaw happened with the channel's next message: the rest must not wait for it.

        What cannot be shown by itself is set aside; where everything can, the error is of another kind.
        """
        items = await self._items(channel)
        culprits = [(item, why) for item in items if (why := await self._why_not_shown(item))]
        for culprit, why in culprits:
            await self._set_aside(channel, culprit.due.id, why)
        if items and not culprits:
            await self._again(channel, items, reason(error), counts=True)

    async def _why_not_shown(self, item: Item) -> str:
        """What our own code has against an event; empty for nothing."""
        try:
            summary([item])
            await self.renderer.reply(item)
            if item.due.thread_id is not None:
                await self.renderer.card(await self._thread(item))
        except DATABASE_PROBLEMS:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the event is shown for an admin to look at
            return reason(error)
        return ""

    async def _set_aside(self, channel: str, delivery: int, why: str) -> None:
        metrics.UNEXPECTED.labels("activity").inc()
        logger.error("event not shown", channel=channel, delivery=delivery, error=why)
        await self.store.deliveries.give_up([delivery], why)

    async def _note_refusal(self, problem: SlackProblem) -> None:
        """For `/sinch status` and `doctor`."""
        self.health.successes = 0
        said = {"code": problem.code, "detail": problem.detail}
        await self.store.key_values.set(REFUSED, said, self.clock.now())
