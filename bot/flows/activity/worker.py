"""The worker: routes what has come in, gives each channel its turn, keeps the cards fresh."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot import log, metrics
from bot.clock import Clock
from bot.flows.activity.channel_refusal import RefusalWatch
from bot.flows.activity.confirmation import Confirmation
from bot.flows.activity.items import ItemReader
from bot.flows.activity.leader import Lease
from bot.flows.activity.named_tasks import NamedTasks
from bot.flows.activity.plan import CALM_MESSAGES, allowance
from bot.flows.activity.poster import ChannelPoster
from bot.flows.activity.renderer import Menu, MessageRenderer
from bot.flows.activity.routing import BATCH, STORM_BATCH, route_some
from bot.flows.activity.slack_health import SlackHealth
from bot.flows.activity.tuning import Tuning
from bot.flows.activity.updater import CardUpdater
from bot.slack.client import Slack
from bot.storage.activity.deliveries import DeliveryLane
from bot.storage.activity.inbox import TOPIC
from bot.storage.channels.channels import LONGEST_PAUSE
from bot.storage.claims.leases import LeaseLost
from bot.storage.comments.comments import Comment
from bot.storage.db.database import DATABASE_PROBLEMS
from bot.storage.store import Store

LONGEST_DELAY = timedelta(minutes=2)
"""No delivery is put off for so long: one that seems to be was put off by a clock that has jumped."""
CARD_UPDATER, REFUSAL_WATCH, LIVING = "card updater", "refusal watch", "living answers"
MANY_EVENTS = 48
"""So many events in one round: more come in than a person could read."""
REST_FACTOR, LONGEST_REST_SECONDS = 40.0, 2.0
"""How long to rest then: so many times what the round took, at most."""
ROUTING_SECONDS = 0.4
"""How long the routing of a backlog may keep the channels waiting, which get a message a second at most."""
RELEASE_SECONDS, LATEST_RELEASE_SECONDS = 1.0, 4.0
"""How often ended mutes are looked for, and how often although there is something to post."""
PARTING_SECONDS = 5.0
"""For what is on its way when the process ends."""
LOOK_SECONDS = 1.0
"""How often a process that stands by looks whether the one that posts still lives."""
TROUBLE: tuple[type[Exception], ...] = (*DATABASE_PROBLEMS, LeaseLost)

Echoed = Callable[[Comment], Awaitable[None]]


class LivingDrawer(Protocol):
    """Draws the answers that events change; see `bot.flows.living_answers`."""

    async def lag(self) -> bool:
        """Whether there is something to do."""
        ...

    async def draw_all(self) -> None:
        """Draw until none lags behind."""
        ...


logger = log.get("activity")


async def nothing(_comment: Comment) -> None:
    """For those who need not hear of echoes."""


class ActivityWorker:
    """`run` it as a task; `drain` ends it in good order. Several processes may: one works, the others stand by."""

    def __init__(
        self,
        store: Store,
        slack: Slack,
        clock: Clock,
        *,
        lease: Lease | None = None,
        menu: Menu = lambda _thread: (),
        echoed: Echoed = nothing,
        living: LivingDrawer | None = None,
        tuning: Tuning | None = None,
    ) -> None:
        self._store = store
        self._slack = slack
        self._clock = clock
        self._lease = lease or Lease(store.leases, clock)
        self._tuning = tuning or Tuning()
        self._health = SlackHealth()
        self._echoed = echoed
        self._living = living
        renderer = MessageRenderer(store, slack, menu)
        self._confirmation = Confirmation(store, slack, clock, self._tuning, self._health)
        self._refusal_watch = RefusalWatch(store, slack, clock)
        self._poster = self._make_poster(renderer)
        self._updater = CardUpdater(store, slack, clock, renderer, self._tuning, self._health)
        self._tasks = NamedTasks(self._ended)
        self._served: dict[str, int] = {}
        self._turns = 0
        self._leading = False
        self._routed = 0
        self._count_aside = True
        self._crowded = False
        self._stopping = asyncio.Event()
        self._ended_well = asyncio.Event()
        self._released = -LATEST_RELEASE_SECONDS

    def _make_poster(self, renderer: MessageRenderer) -> ChannelPoster:
        return ChannelPoster(
            self._store,
            self._slack,
            self._clock,
            self._lease,
            renderer,
            self._confirmation,
            ItemReader(self._store),
            self._tuning,
            self._health,
        )

    @property
    def leading(self) -> bool:
        """Whether this process is the one that posts."""
        return self._leading

    async def run(self) -> None:
        """Until it is drained or cancelled; outlives a database that is away."""
        loop = asyncio.get_running_loop()
        try:
            while not self._stopping.is_set():
                began = loop.time()
                pause = await self._round_or_pause()
                if self._routed >= MANY_EVENTS and self._store.inbox.is_busy:
                    # What comes in is waited for at Sinch, what goes out is not: in a storm, take larger helpings.
                    await self._stand_by(min((loop.time() - began) * REST_FACTOR, LONGEST_REST_SECONDS))
                if self._leading:
                    await self._store.notifier.wait(TOPIC, pause)
                    if self._crowded and self._routed < BATCH:  # a backlog is routed without a rest
                        await asyncio.sleep(max(0.0, began + self._tuning.round - loop.time()))
                else:
                    await self._store.notifier.wait(self._lease.freed, pause)
        finally:
            await self._end()

    async def drain(self, seconds: float = 10.0) -> None:
        """Lets what is on its way arrive, begins nothing new, and hands the work over."""
        self._stopping.set()
        self._store.notifier.notify_local(TOPIC)
        self._store.notifier.notify_local(self._lease.freed)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ended_well.wait()

    async def _stand_by(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    async def _round_or_pause(self) -> float:
        """One round; says how long to wait for the next."""
        try:
            return await self._round()
        except TROUBLE as problem:
            logger.warning("activity interrupted", error=type(problem).__name__)
            self._lease.lost()
            self._leading = False
            return 1.0

    async def _round(self) -> float:
        if not await self._lease.hold():
            self._leading = False
            return min(self._lease.seconds / 3, LOOK_SECONDS)
        if not self._leading:
            await self._confirmation.begin()
            self._leading = True
        await self._pick_up()
        routed = self._routed = await self._route()
        pause = await self._dispatch()
        self._update_cards()
        if await self._release(can_wait=routed > 0):
            pause = 0.0
        await self._update_living_answers()
        self._watch_refusals(asyncio.get_running_loop().time())
        return 0.0 if routed >= BATCH else min(pause, self._lease.renewal_due)

    async def _route(self) -> int:
        """What has come in; of a backlog as much as can be done before the channels get their turns.

        While more comes in, one small batch only: it is waited for at Sinch.
        """
        loop, storm = asyncio.get_running_loop(), self._store.inbox.is_busy
        until, events = loop.time() + (0.0 if storm else ROUTING_SECONDS), 0
        lease, most = self._lease, STORM_BATCH if storm else BATCH
        while True:
            routed = await route_some(self._store, self._clock.now(), lease=lease.name, owner=lease.owner, most=most)
            events += routed.events
            for comment in routed.echoes:
                await self._tell_of_echo(comment)
            if routed.aside or self._count_aside:
                self._count_aside = False
                metrics.ASIDE.set(await self._store.inbox.count_aside())
            if routed.events < most or loop.time() >= until or self._stopping.is_set():
                return events

    async def _tell_of_echo(self, comment: Comment) -> None:
        try:
            await self._echoed(comment)
        except TROUBLE:
            raise
        except Exception:
            metrics.UNEXPECTED.labels("activity").inc()
            logger.exception("echo not dealt with", comment=comment.id)

    async def _release(self, *, can_wait: bool) -> int:
        """Ends mutes; what has just come in goes first. Says how many deliveries may be posted now."""
        now = asyncio.get_running_loop().time()
        if now - self._released < (LATEST_RELEASE_SECONDS if can_wait else RELEASE_SECONDS):
            return 0
        self._released = now
        return await self._store.deliveries.release(self._clock.now())

    async def _dispatch(self) -> float:
        """Gives turns to the channels that wait, least recently served first; says when to look again."""
        await self._confirmation.refresh(self._tasks)
        lanes = await self._store.deliveries.lanes()
        allowed = allowance(lanes)
        self._crowded = allowed < CALM_MESSAGES
        now = self._clock.now()
        pause = self._tuning.idle
        ready = {lane.channel: delay(lane, now) for lane in lanes} | dict.fromkeys(self._confirmation.unconfirmed, 0.0)
        for channel in sorted(ready, key=lambda id_: self._served.get(id_, -1)):
            if channel in self._tasks:
                continue
            wait = max(ready[channel], self._health.delay(channel), self._slack.pace.channel_delay(channel))
            turn = self._slack.pace.claim(channel) if wait <= 0 else None
            if turn is None:
                pause = min(pause, max(wait, self._slack.pace.workspace_delay()))
                continue
            self._turns += 1
            self._served[channel] = self._turns
            self._tasks.begin(channel, self._poster.post_next(channel, allowed, turn))
        return max(pause, 0.0)

    def _update_cards(self) -> None:
        if CARD_UPDATER not in self._tasks and self._slack.pace.update_delay() <= 0 and not self._health.delay(""):
            self._tasks.begin(CARD_UPDATER, self._updater.update_all())

    async def _update_living_answers(self) -> None:
        if self._living is not None and LIVING not in self._tasks and await self._living.lag():
            self._tasks.begin(LIVING, self._living.draw_all())

    def _watch_refusals(self, now: float) -> None:
        if REFUSAL_WATCH not in self._tasks and self._refusal_watch.is_due(now):
            self._tasks.begin(REFUSAL_WATCH, self._refusal_watch.look(now))

    def _ended(self, name: str) -> None:
        if name not in (CARD_UPDATER, REFUSAL_WATCH):
            self._store.notifier.notify_local(TOPIC)

    async def _pick_up(self) -> None:
        """Deals with tasks that failed in a way their own code did not foresee."""
        for name, error in self._tasks.failures():
            if isinstance(error, TROUBLE):
                logger.warning("activity interrupted", what=name, error=type(error).__name__)
                if isinstance(error, LeaseLost):
                    raise error
                continue
            metrics.UNEXPECTED.labels("activity").inc()
            logger.error("activity failed", what=name, exc_info=error)
            if name == CARD_UPDATER:
                await self._updater.on_unexpected_error()
            elif name not in (REFUSAL_WATCH, LIVING):
                await self._poster.on_unexpected_error(name, error)

    async def _end(self) -> None:
        """Cancelled or drained: nothing of ours goes on, and the next process may begin at once."""
        self._leading = False
        self._tasks.cancel(CARD_UPDATER)
        if self._stopping.is_set():
            await self._tasks.wait(PARTING_SECONDS)
        await self._tasks.end(PARTING_SECONDS)
        with contextlib.suppress(*TROUBLE):
            await self._lease.release()
        self._ended_well.set()


def delay(lane: DeliveryLane, now: datetime) -> float:
    """Seconds until the channel's oldest delivery may be tried."""
    wait = lane.next_at - now
    own = 0.0 if wait > LONGEST_DELAY else max(wait.total_seconds(), 0.0)
    if lane.retry_at is None or lane.retry_at - now > LONGEST_PAUSE:
        return own
    return max(own, (lane.retry_at - now).total_seconds())
