"""One process posts at a time. Slack takes five messages a second from all of them together, so one is plenty; the
others stand by, and take over when it stops or dies."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.clock import Clock
from bot.process import identity, is_dead
from bot.storage.claims.leases import Held, LeaseStore, topic


class Lease:
    """The right to post, renewed in time.

    Whether somebody else's is over is told by how long it has not been renewed while we looked on, never by comparing
    clocks: those of two machines differ, and each may jump.
    """

    def __init__(
        self,
        store: LeaseStore,
        clock: Clock,
        *,
        owner: str | None = None,
        seconds: float = 6.0,
        dead: Callable[[str], bool] = is_dead,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._clock = clock
        self._dead = dead
        self._monotonic = monotonic
        self._renewed: float | None = None
        self._watched: tuple[Held, float] | None = None
        self.name = "activity"
        self.owner = owner or identity()
        self.seconds = seconds
        self.freed = topic(self.name)

    async def hold(self) -> bool:
        """Takes or keeps it; renews it only when that is due."""
        if self.renewal_due > 0:
            return True
        began = self._monotonic()
        if self._renewed is None:
            found = await self._store.held(self.name)
            if found is not None and found.owner != self.owner and not self._over(found):
                return False
        held = await self._store.take(self.name, self.owner, self._clock.now(), self.seconds, over=self._over)
        self._renewed = began if held else None
        return held

    @property
    def renewal_due(self) -> float:
        """In how many seconds it is to be renewed: when a third of its time has passed."""
        return 0.0 if self._renewed is None else max(self._renewed + self.seconds / 3 - self._monotonic(), 0.0)

    def _over(self, held: Held) -> bool:
        """Whether its owner is dead, or has been silent for as long as it lasts."""
        now = self._monotonic()
        if self._watched is None or self._watched[0] != held:
            self._watched = held, now
        return self._dead(held.owner) or now - self._watched[1] >= self.seconds

    def lost(self) -> None:
        """Somebody else has it."""
        self._renewed = None

    async def release(self) -> None:
        """Lets the next one begin at once."""
        self._renewed = None
        await self._store.release(self.name, self.owner)
