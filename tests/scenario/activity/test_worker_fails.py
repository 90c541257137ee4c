"""A worker that fails in a way nobody foresaw must not leave a process that looks alive and posts nothing."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import SystemClock
from tests.worlds.bot_world import bot_world


class Breaking(SystemClock):
    """A clock that can be broken."""

    broken = False

    def now(self) -> datetime:
        if self.broken:
            raise RuntimeError("no time")
        return super().now()


@pytest.fixture
async def told() -> AsyncIterator[asyncio.Event]:
    """Set by SIGTERM, which would else end the tests."""
    event, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, event.set)
    yield event
    loop.remove_signal_handler(signal.SIGTERM)


async def test_the_process_ends_and_says_that_it_failed(tmp_path: Path, told: asyncio.Event) -> None:
    clock = Breaking()
    async with bot_world(tmp_path, clock=clock) as world:
        assert not world.bot.failed
        clock.broken = True
        async with asyncio.timeout(15):
            await told.wait()
        clock.broken = False
        assert world.bot.failed
