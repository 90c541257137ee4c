"""How fast we may talk to Slack: one message a second in a channel, a few hundred a minute in all, fewer updates.

Slack counts when a request arrives and we know when it was answered, so a channel's second begins with the answer:
however the network dawdles, two messages are never less than a second apart. Time is monotonic: no jump of the clock
matters.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and counts; `burst` may be spent at once, and any minute sees at most `burst + 60 * per_second`.

    https://docs.slack.dev/apis/web-api/rate-limits
    """

    channel_seconds: float = 1.0
    posts_burst: int = 10
    posts_per_second: float = 4.8
    updates_burst: int = 4
    updates_per_second: float = 0.75


class Bucket:
    """So many a second, a few of them at once."""

    def __init__(self, per_second: float, burst: int) -> None:
        self._interval = 1 / per_second
        self._slack = (burst - 1) * self._interval
        self._next = 0.0

    def delay(self, now: float) -> float:
        """Seconds until the next one may go."""
        return max(0.0, self._next - self._slack - now)

    def take(self, now: float) -> None:
        """Count one call at `now` (seconds of the monotonic clock)."""
        self._next = max(self._next, now) + self._interval


class Lane:
    """One channel: whether a message is on its way, and when the next one may go."""

    def __init__(self) -> None:
        self.free_at = 0.0
        self.paused_until = 0.0
        self.busy = False
        self.freed = asyncio.Event()

    def delay(self, now: float) -> float:
        """The seconds until this lane may send again; 0.0 means now."""
        return max(self.free_at - now, self.paused_until - now, 0.0)


class Turn:
    """The right to post one message now; given back with `done`."""

    def __init__(self, lane: Lane, done: Callable[[Lane], None]) -> None:
        self._lane = lane
        self._done = done
        self._over = False

    def done(self) -> None:
        """Slack has answered (or the message was never sent)."""
        if not self._over:
            self._over = True
            self._done(self._lane)


class Pace:
    """One for the whole process."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self._monotonic = monotonic
        self._sleep = sleep
        self._posts = Bucket(self.limits.posts_per_second, self.limits.posts_burst)
        self._updates = Bucket(self.limits.updates_per_second, self.limits.updates_burst)
        self._lanes: dict[str, Lane] = {}
        self._paused_until = 0.0
        self._updates_paused_until = 0.0

    def workspace_delay(self) -> float:
        """Seconds until any channel at all may get a message."""
        now = self._monotonic()
        return max(self._posts.delay(now), self._paused_until - now, 0.0)

    def channel_delay(self, channel: str) -> float:
        """Seconds until the channel's own limit allows a message."""
        lane = self._lanes.get(channel)
        if lane is None:
            return 0.0
        return max(lane.delay(self._monotonic()), self.limits.channel_seconds if lane.busy else 0.0)

    def claim(self, channel: str) -> Turn | None:
        """A turn, if one is free at once."""
        if self.workspace_delay() > 0 or self.channel_delay(channel) > 0:
            return None
        return self._take(self._lane(channel))

    async def turn(self, channel: str) -> Turn:
        """Waits for a turn."""
        lane = self._lane(channel)
        while True:
            if lane.busy:
                lane.freed.clear()
                await lane.freed.wait()
            elif (delay := max(self.workspace_delay(), lane.delay(self._monotonic()))) > 0:
                await self._sleep(delay)
            else:
                return self._take(lane)

    def _take(self, lane: Lane) -> Turn:
        self._posts.take(self._monotonic())
        lane.busy = True
        return Turn(lane, self._release)

    def _release(self, lane: Lane) -> None:
        lane.free_at = self._monotonic() + self.limits.channel_seconds
        lane.busy = False
        lane.freed.set()

    def _lane(self, channel: str) -> Lane:
        return self._lanes.setdefault(channel, Lane())

    def limited(self, channel: str, seconds: float) -> None:
        """Slack said so: this channel rests; when a second one is told so meanwhile, it means all."""
        now = self._monotonic()
        until = now + seconds
        others = any(lane.paused_until > now for name, lane in self._lanes.items() if name != channel)
        lane = self._lane(channel)
        lane.paused_until = max(lane.paused_until, until)
        if others:
            self._paused_until = max(self._paused_until, until)

    def update_delay(self) -> float:
        """Seconds until a message may be updated."""
        now = self._monotonic()
        return max(self._updates.delay(now), self._updates_paused_until - now, 0.0)

    async def update(self) -> None:
        """Waits for the turn of one update."""
        while (delay := self.update_delay()) > 0:
            await self._sleep(delay)
        self._updates.take(self._monotonic())

    def update_limited(self, seconds: float) -> None:
        """Pause all message updates for `seconds`, after Slack answered 429."""
        self._updates_paused_until = max(self._updates_paused_until, self._monotonic() + seconds)
