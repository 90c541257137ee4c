"""Brings one message to one channel, and deals with whatever comes between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from bot import log, metrics
from bot.cards import activity as cards
from bot.cards.blocks.message import File, Message
from bot.clock import Clock
from bot.flows.activity.leader import Lease
from bot.flows.activity.limits import Tuning, Weather
from bot.flows.activity.notices import tell_makers
from bot.flows.activity.plan import Item, Step, next_step
from bot.flows.activity.renderer import Easel, fingerprint, fit, fold, plain
from bot.provisioning.errors import MalformedEvent
from bot.provisioning.events import Event, parse
from bot.provisioning.subjects import Kind, Subject
from bot.slack.client import Slack
from bot.slack.errors import (
    ChannelGone,
    InvalidBlocks,
    MessageGone,
    MissingScope,
    NotInChannel,
    RateLimited,
    SlackDown,
    SlackProblem,
    SlackRefused,
    TokenRevoked,
)
from bot.slack.model import Mark
from bot.slack.pace import Turn
from bot.storage.deliveries import Due
from bot.storage.engine import Store
from bot.storage.leases import LeaseLost
from bot.storage.outbox import Flight

MARK = "sinch_activity"
REFUSED = "slack_refused"
"""Key of the mark that says since when, and why, Slack does not take our token."""
MARKED_DELIVERIES = 100

logger = log.get("activity")


@dataclass(slots=True)
class Courier:
    """One for the worker; a channel is served by one task at a time."""

    store: Store
    slack: Slack
    clock: Clock
    lease: Lease
    easel: Easel
    tuning: Tuning = field(default_factory=Tuning)
    weather: Weather = field(default_factory=Weather)
    doubtful: set[str] = field(default_factory=set)
    """Channels with a message of which nobody knows whether it has arrived."""

    async def serve(self, channel: str, allowed: int, turn: Turn) -> None:
        """The channel's next message. Raises `LeaseLost` and what the database raises."""
        try:
            if channel in self.doubtful:
                turn.done()
                await self.settle(channel)
                return
            limit = self.weather.limits.get(channel, self.tuning.due)
            items = [item(due) for due in await self.store.deliveries.due(channel, limit)]
            if not items:
                return
            step = next_step(items, allowed, fit)
            flight, message = await self._draw(step)
            self.doubtful.add(channel)
            noted = self.weather.monotonic()
            flight = await self.store.outbox.begin(flight, lease=self.lease.name, owner=self.lease.owner)
            if self.weather.monotonic() - noted > self.lease.seconds / 2:
                # Whoever took over meanwhile may have looked for it already, and will not look again.
                raise LeaseLost(self.lease.name)
            if message.file is not None:
                await self._send_file(flight, step, message.file)
            else:
                await self._send(flight, step, message, turn)
        finally:
            turn.done()

    async def _draw(self, step: Step) -> tuple[Flight, Message]:
        head = step.items[0]
        flight = Flight(
            id=uuid4().hex,
            channel=head.due.channel,
            kind=step.kind,
            started_at=self.clock.now(),
            deliveries=[one.due.id for one in step.items],
            step=step.step,
            ends=step.ends,
        )
        if step.kind == "burst":
            return flight, fold(step.items)
        if step.kind == "line":
            return flight, await self.easel.line(head)
        if step.kind == "file":
            file = cards.whole(head.event, head.due.id)
            return with_fields(flight, thread_id=head.due.thread_id, thread_ts=head.due.thread_ts), Message(
                "", file=file
            )
        if step.kind == "reply":
            reply = await self.easel.reply(head)
            return with_fields(flight, thread_id=head.due.thread_id, thread_ts=head.due.thread_ts), reply
        thread = await self.store.threads.get(head.due.thread_id) if head.due.thread_id is not None else None
        if thread is None:
            raise LookupError(f"delivery {head.due.id} has no thread")
        message = await self.easel.card(thread)
        drawn = with_fields(flight, thread_id=thread.id, hash=fingerprint(message), version=thread.version)
        return drawn, message

    async def _send(self, flight: Flight, step: Step, message: Message, turn: Turn) -> None:
        extra = {
            "kind": flight.kind,
            "thread": flight.thread_id,
            "deliveries": flight.deliveries[:MARKED_DELIVERIES],
        }
        mark = Mark(MARK, flight.id, extra)
        try:
            try:
                posted = await self.slack.post_once(
                    flight.channel, message, thread_ts=flight.thread_ts, mark=mark, turn=turn
                )
            except InvalidBlocks as problem:
                logger.warning("blocks refused", channel=flight.channel, kind=flight.kind, why=problem.messages)
                posted = await self.slack.post_once(
                    flight.channel, plain(message), thread_ts=flight.thread_ts, mark=mark
                )
        except SlackProblem as problem:
            await self._failed(flight, step.items, problem)
            return
        await self._arrived(flight, posted.ts)

    async def _send_file(self, flight: Flight, step: Step, file: File) -> None:
        """One that Slack does not take for good is left out: the message before it shows how the comment begins."""
        try:
            await self.slack.upload(flight.channel, file, thread_ts=flight.thread_ts)
        except (SlackRefused, MissingScope) as problem:
            logger.warning("file not uploaded", channel=flight.channel, code=problem.code)
        except SlackProblem as problem:
            await self._failed(flight, step.items, problem)
            return
        await self._arrived(flight, "")

    async def _arrived(self, flight: Flight, ts: str) -> None:
        await self.store.outbox.finish(flight, ts, self.clock.now())
        self.doubtful.discard(flight.channel)
        if not self.weather.successes:
            await self.store.key_values.remove(REFUSED)
        self.weather.fine(flight.channel)
        metrics.MESSAGES.labels(flight.kind).inc()

    async def settle(self, channel: str) -> bool:
        """Looks up in the channel's history what may have arrived, and says whether something had.

        The channel stays doubtful while Slack cannot say.
        """
        arrived = False
        flights = [one for one in await self.store.outbox.in_flight() if one.channel == channel]
        if flights:
            # Counted from now, whenever it was begun: by the clock of another machine that would say nothing.
            await self.clock.sleep(self.tuning.grace)
        for flight in flights:
            try:
                ts = await self._look_up(flight)
            except (ChannelGone, NotInChannel, MessageGone, MissingScope) as problem:
                logger.warning("message cannot be looked up", channel=channel, code=problem.code, kind=flight.kind)
                ts = None
            except SlackProblem as problem:
                self._bad_weather(problem)
                self.weather.rest(channel, self.weather.strike(channel, self.tuning.longest_pause))
                return arrived
            if ts is not None:
                await self._arrived(flight, ts)
                arrived = True
            else:
                await self.store.outbox.drop(flight)
        self.doubtful.discard(channel)
        return arrived

    async def _look_up(self, flight: Flight) -> str | None:
        place = {"after_ts": flight.after_ts, "thread_ts": flight.thread_ts}
        if flight.kind == "file":
            return await self.slack.find_file(flight.channel, cards.comment_file(flight.deliveries[0]), **place)
        return await self.slack.find(flight.channel, flight.id, **place)

    async def _failed(self, flight: Flight, items: Sequence[Item], problem: SlackProblem) -> None:
        """Decides what a failure means for the deliveries; afterwards they wait, or are ended, or given up."""
        logger.warning("message not posted", channel=flight.channel, kind=flight.kind, code=problem.code)
        if not problem.certain:
            await self._perhaps(flight, items, problem)
            return
        await self.store.outbox.drop(flight)
        self.doubtful.discard(flight.channel)
        if isinstance(problem, RateLimited):
            return
        if isinstance(problem, ChannelGone | NotInChannel):
            await self._leave(flight.channel, problem.code)
        elif isinstance(problem, TokenRevoked | MissingScope | SlackDown):
            self._bad_weather(problem)
            await self._note_refusal(problem)
        else:
            if isinstance(problem, MessageGone) and flight.thread_id is not None:
                await self.store.threads.lost(flight.thread_id)
            await self._again(flight.channel, items, str(problem), counts=True)

    async def _perhaps(self, flight: Flight, items: Sequence[Item], problem: SlackProblem) -> None:
        """It may have arrived: looked up first, tried again only if it is surely not there."""
        counts = self.weather.own_fault(flight.channel)
        arrived = await self.settle(flight.channel)
        if not arrived and flight.channel not in self.doubtful:
            await self._again(flight.channel, items, str(problem), counts=counts)

    async def _again(self, channel: str, items: Sequence[Item], error: str, *, counts: bool) -> None:
        """Later; what was refused as a group is tried in smaller ones, what was refused too often is given up."""
        if counts and len(items) > 1:
            self.weather.limits[channel] = max(1, len(items) // 2)
            counts = False
        ids = [one.due.id for one in items]
        if counts and items[0].due.attempts + 1 >= self.tuning.tries:
            await self.store.deliveries.give_up(ids, error)
            return
        pause = self.weather.strike(channel, self.tuning.longest_pause)
        await self.store.deliveries.postpone(ids, self.clock.now() + timedelta(seconds=pause), error, counts=counts)

    async def spoiled(self, channel: str, error: BaseException) -> None:
        """Something nobody foresaw happened with the channel's next message: the rest must not wait for it for ever."""
        limit = self.weather.limits.get(channel, self.tuning.due)
        due = await self.store.deliveries.due(channel, limit)
        if due:
            await self._again(channel, [item(one) for one in due], type(error).__name__, counts=True)

    async def _leave(self, channel: str, code: str) -> None:
        """Slack does not let us in: the deliveries end, the rules too, and their makers are told."""
        await self.store.deliveries.end_channel(channel, code)
        await self.store.channels.block(channel, code, self.clock.now())
        await self.store.follows.remove_channel(channel)
        rules = await self.store.subscriptions.break_channel(channel, code)
        await tell_makers(self.slack, rules, channel, code)

    def _bad_weather(self, problem: SlackProblem) -> None:
        if isinstance(problem, TokenRevoked | MissingScope):
            self.weather.pause(self.tuning.refused_pause)
        elif isinstance(problem, SlackDown):
            self.weather.pause(self.weather.strike("", self.tuning.longest_pause / 2))

    async def _note_refusal(self, problem: SlackProblem) -> None:
        """For `/sinch status` and `doctor`."""
        self.weather.successes = 0
        if isinstance(problem, TokenRevoked | MissingScope):
            said = {"code": problem.code, "detail": problem.detail}
            await self.store.key_values.set(REFUSED, said, self.clock.now())


def item(due: Due) -> Item:
    """A delivery with its event; a body that cannot be read becomes an unknown event."""
    try:
        event = parse(due.body)
    except MalformedEvent:
        event = Event(due.type, Subject(Kind.unknown), known=False)
    return Item(due, event, cards.needs_action(event) and due.by is None, cards.is_long(event))


def with_fields(flight: Flight, **fields: object) -> Flight:
    return Flight(**{name: getattr(flight, name) for name in Flight.__slots__} | fields)
