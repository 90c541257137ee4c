"""Things that happen by themselves after a while (a bundle is done, an agent is registered)."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.sinch.service.progress import ACTIONS
from bot.sandbox.sinch.world.ground import Ground
from bot.sandbox.sinch.world.scope import Scope


@dataclass(frozen=True)
class Timer:
    """`action` (a name in `progress.ACTIONS`) is due at `due` for one resource of a project."""

    due: str
    action: str
    project_id: str
    key: str


class Timers:
    """The timers that wait; each has a task as soon as a loop runs."""

    def __init__(self, world: Ground) -> None:
        self._world = world
        self._waiting: list[Timer] = []
        self._tasks: dict[Timer, asyncio.Task[None]] = {}

    def later(self, seconds: float, action: str, project_id: str, key: str) -> None:
        """Let an action happen in `seconds`."""
        due = self._world.now() + timedelta(seconds=seconds)
        self._waiting.append(Timer(due.isoformat(), action, project_id, key))
        self.wake()

    def wake(self) -> None:
        """Give every timer its task; without a running loop they wait for one."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        for timer in self._waiting:
            if timer not in self._tasks:
                self._tasks[timer] = loop.create_task(self._wait(timer))

    def run_due(self) -> None:
        """Let everything happen that is due by the world's clock (for clocks that jump)."""
        now = self._world.now()
        for timer in [t for t in self._waiting if datetime.fromisoformat(t.due) <= now]:
            self._fire(timer)

    async def close(self) -> None:
        """Forget the tasks; the timers stay and can be dumped."""
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def dump(self) -> list[dict[str, Any]]:
        """The timers that wait."""
        return [asdict(timer) for timer in self._waiting]

    def load(self, data: list[dict[str, Any]]) -> None:
        """What `dump` gave."""
        self._waiting.extend(Timer(**item) for item in data)
        self.wake()

    async def _wait(self, timer: Timer) -> None:
        seconds = (datetime.fromisoformat(timer.due) - self._world.now()).total_seconds()
        await self._world.sleep(max(0.0, seconds))
        self._tasks.pop(timer, None)
        self._fire(timer)

    def _fire(self, timer: Timer) -> None:
        if timer not in self._waiting:
            return
        self._waiting.remove(timer)
        task = self._tasks.pop(timer, None)
        if task is not None:
            task.cancel()
        project = self._world.projects.get(timer.project_id)
        if project is not None:
            ACTIONS[timer.action](Scope(self._world, project), timer.key)
