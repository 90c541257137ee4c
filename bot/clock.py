"""Time as a dependency, so that tests can move it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """What the rest of the bot knows of time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait without blocking the loop."""
        ...


class SystemClock:
    """The machine's own clock, or one that is `ahead` of it."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        """The time of the machine, in UTC."""
        return datetime.now(UTC) + self._ahead

    async def sleep(self, seconds: float) -> None:
        """Sleep so many seconds."""
        await asyncio.sleep(seconds)


class Jumps:
    """Notices when a clock is set, or stood still with the machine: by one that only ever runs on."""

    def __init__(self, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._then = self._both()

    def moved(self) -> timedelta:
        """By how much it has jumped since the last look."""
        (wall_then, steady_then), self._then = self._then, self._both()
        wall, steady = self._then
        return (wall - wall_then) - timedelta(seconds=steady - steady_then)

    def _both(self) -> tuple[datetime, float]:
        return self._clock.now(), self._monotonic()
