"""A bot between both emulators for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.worlds.bot_world import BotWorld, bot_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[BotWorld]:
    """Both emulators and the bot; nothing is subscribed."""
    async with bot_world(tmp_path) as made:
        yield made
