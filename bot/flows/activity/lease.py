"""One process posts at a time. Slack takes five messages a second from all of them together, so one is plenty; the
others stand by, and take over when it stops or dies."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from bot.clock import Clock
from bot.storage.leases import LeaseStore


def identity() -> str:
    """A name for this process that nobody else has: host, process, chance."""
    return f"{socket.gethostname()}/{os.getpid()}/{uuid4().hex[:12]}"


def is_dead(owner: str) -> bool:
    """Whether a process on this machine has surely ended; of others only their silence tells."""
    host, _, rest = owner.partition("/")
    process = rest.partition("/")[0]
    if sys.platform == "win32" or host != socket.gethostname() or not process.isdigit():
        return False  # on Windows the question itself would end the process
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


class Lease:
    """The right to post, renewed in time."""

    def __init__(
        self,
        store: LeaseStore,
        clock: Clock,
        *,
        name: str = "activity",
        owner: str | None = None,
        seconds: float = 15.0,
        dead: Callable[[str], bool] = is_dead,
    ) -> None:
        self._store = store
        self._clock = clock
        self._dead = dead
        self._renewed: datetime | None = None
        self.name = name
        self.owner = owner or identity()
        self.seconds = seconds

    async def hold(self) -> bool:
        """Takes or keeps it; asks the database only when a third of its time has passed."""
        now = self._clock.now()
        third = timedelta(seconds=self.seconds / 3)
        if self._renewed is not None and timedelta() <= now - self._renewed < third:
            return True
        held = await self._store.take(self.name, self.owner, now, self.seconds, dead=self._dead)
        self._renewed = now if held else None
        return held

    def lost(self) -> None:
        """Somebody else has it."""
        self._renewed = None

    async def release(self) -> None:
        """Lets the next one begin at once."""
        self._renewed = None
        await self._store.release(self.name, self.owner)
