"""Which kinds of blocks this workspace refuses, kept in the database for every process and for the next start."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import log
from bot.storage.db.database import DATABASE_PROBLEMS

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.storage.store import Store

KEY = "refused_blocks"
TRY_AGAIN = timedelta(days=7)
"""Slack brings new kinds of blocks to its workspaces step by step."""
READ_SECONDS = 60.0
"""How old what was read may be; another process may have learnt something."""

logger = log.get("slack")


@dataclass(slots=True)
class RefusedBlocks:
    """The database's word on it, asked for once a minute; without a database what is known already."""

    store: Store
    clock: Clock
    _until: dict[str, datetime] = field(default_factory=dict)
    _read_at: float | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Two messages may be refused at once: neither may write over what the other has learnt."""

    async def refused(self) -> Collection[str]:
        """The kinds of blocks that are not sent now."""
        if self._read_at is None or time.monotonic() - self._read_at >= READ_SECONDS:
            self._read_at = time.monotonic()
            async with self._turn:
                await self._read()
        now = self.clock.now()
        return frozenset(kind for kind, until in self._until.items() if until > now)

    async def remember(self, kinds: Collection[str]) -> None:
        """These are sent in words for a week."""
        now = self.clock.now()
        logger.warning("blocks refused", kinds=sorted(kinds), days=TRY_AGAIN.days)
        async with self._turn:
            await self._read()
            self._until |= dict.fromkeys(kinds, now + TRY_AGAIN)
            await self._write(now)

    async def forget(self) -> None:
        """Slack is asked again, e.g. after `doctor` has seen that it takes them now."""
        async with self._turn:
            self._until.clear()
            await self._write(self.clock.now())

    async def _read(self) -> None:
        try:
            kept = await self.store.key_values.get(KEY, {})
        except DATABASE_PROBLEMS:
            return
        self._until = {str(kind): datetime.fromisoformat(str(until)) for kind, until in dict(kept).items()}

    async def _write(self, now: datetime) -> None:
        kept = {kind: until.isoformat() for kind, until in self._until.items() if until > now}
        try:
            await self.store.key_values.set(KEY, kept, now)
        except DATABASE_PROBLEMS as problem:
            logger.warning("refused blocks not kept", problem=type(problem).__name__)
