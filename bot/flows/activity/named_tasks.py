"""The tasks of one worker by name, and what those that failed have raised."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator


class NamedTasks:
    """At most one task of each name; `ended` hears of each name whose task is over."""

    def __init__(self, ended: Callable[[str], None]) -> None:
        self._running: dict[str, asyncio.Task[None]] = {}
        self._failures: list[tuple[str, BaseException]] = []
        self._on_end = ended

    def __contains__(self, name: object) -> bool:
        return name in self._running

    def begin(self, name: str, work: Coroutine[None, None, None]) -> None:
        """Run work under a name that is free."""
        task = asyncio.get_running_loop().create_task(work, name=f"activity {name}")
        self._running[name] = task
        task.add_done_callback(lambda over: self._ended(name, over))

    def _ended(self, name: str, task: asyncio.Task[None]) -> None:
        self._running.pop(name, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failures.append((name, error))
        self._on_end(name)

    def failures(self) -> Iterator[tuple[str, BaseException]]:
        """What tasks have raised, each told once, with the task's name."""
        while self._failures:
            yield self._failures.pop()

    def cancel(self, name: str) -> None:
        """Cancel the task of that name, if one runs."""
        if (task := self._running.get(name)) is not None:
            task.cancel()

    async def wait(self, seconds: float) -> None:
        """Until all have ended, `seconds` at most."""
        if self._running:
            await asyncio.wait(set(self._running.values()), timeout=seconds)

    async def end(self, seconds: float) -> None:
        """Cancel all of them, and wait until that has happened."""
        for name in self._running:
            self.cancel(name)
        await self.wait(seconds)
