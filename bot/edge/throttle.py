"""Slows those who send wrong signatures in numbers, so that checking them does not slow the others."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import Clock

WINDOW = timedelta(seconds=1)
FREE = 20
"""So many wrong ones a second are answered at once: a mistyped secret is no flood."""
HELD = 128
"""So many answers at most are held back; more are given at once, since each one held costs a connection."""
HELD_SECONDS = 1.0


class SignatureThrottle:
    """A connection has one request under way, so an answer that waits keeps the next wrong one away."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since: datetime | None = None
        self._count = 0
        self._held = 0

    async def failed(self) -> None:
        """Somebody sent a wrong signature; returns when they may be told."""
        now = self._clock.now()
        if self._since is None or not timedelta() <= now - self._since < WINDOW:
            self._since, self._count = now, 0
        self._count += 1
        if self._count <= FREE or self._held >= HELD:
            return
        self._held += 1
        try:
            await self._clock.sleep(HELD_SECONDS)
        finally:
            self._held -= 1
