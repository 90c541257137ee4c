"""Waiting for what happens elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

SECONDS = 20.0
"""How long to wait on a machine that does nothing else; on a busy one each look takes longer, and so does the wait."""
LOOK = 0.01


async def until(check: Callable[[], Any], what: str = "", seconds: float = SECONDS) -> Any:
    """Wait until `check` gives something true, and give that; it may be asynchronous."""
    for _ in range(int(seconds / LOOK)):
        found = check()
        if isinstance(found, Awaitable):
            found = await found
        if found:
            return found
        await asyncio.sleep(LOOK)
    raise AssertionError(f"not seen in {seconds:g} s: {what or check}")
