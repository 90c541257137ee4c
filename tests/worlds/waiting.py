"""Waiting for what happens elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

SECONDS = 8.0
LOOK = 0.01


async def until(check: Callable[[], Any], what: str = "", seconds: float = SECONDS) -> Any:
    """Wait until `check` gives something true, and give that."""
    for _ in range(int(seconds / LOOK)):
        if found := check():
            return found
        await asyncio.sleep(LOOK)
    raise AssertionError(f"not seen in {seconds:g} s: {what or check}")
