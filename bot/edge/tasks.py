"""Work that goes on after the acknowledgement: owned, counted, drained at shutdown (Bolt drains nothing)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot import log, metrics

if TYPE_CHECKING:
    from collections.abc import Coroutine

logger = log.get("tasks")


class TaskSet:
    """Keeps every started task until it ends; what one of them raises is logged, never lost."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def start(self, work: Coroutine[Any, Any, None], *, name: str) -> None:
        """Run work in the background; `drain` waits for it."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def drain(self, seconds: float) -> None:
        """Wait until everything has ended, `seconds` at most; what is left then is cancelled."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
        left = set(self._tasks)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=1)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            metrics.UNEXPECTED.labels(task.get_name()).inc()
            logger.error("task failed", task=task.get_name(), exc_info=error)


async def outcome(work: Coroutine[Any, Any, None]) -> BaseException | None:
    """Run `work` to its end and return what it raised, whatever that was; being cancelled cancels it too."""
    task = asyncio.get_running_loop().create_task(work)
    try:
        await asyncio.wait({task})
    except asyncio.CancelledError:
        task.cancel()
        raise
    return None if task.cancelled() else task.exception()
