"""Long loops let others get their turn."""

from __future__ import annotations

import asyncio

from bot.flows.turns import in_turns


async def test_another_task_runs_after_every_so_many_items() -> None:
    seen: list[int] = []

    async def other() -> list[int]:
        found = []
        while len(seen) < 10:
            found.append(len(seen))
            await asyncio.sleep(0)
        return found

    beside = asyncio.create_task(other())
    async for item in in_turns(range(10), 3):
        seen.append(item)
    assert seen == list(range(10))
    assert await beside == [3, 6, 9]
