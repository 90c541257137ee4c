"""What the first request needs beyond what serving needs: imported in a thread, once, since an import on the event loop
would keep everybody else waiting for as long as it takes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

MODULES = (
    "httpcore",
    "anyio._backends._asyncio",
    "anyio.streams.tls",
    "apscheduler.executors.asyncio",
    "bot.provisioning.client",
    "bot.flows.timetable",
    "bot.flows.understanding.known",
    "bot.flows.understanding.plainwords",
)
"""Found by `python -m tests.bench.watchdog`, which names what is imported on the loop."""

Load = Callable[[str], object]


class Warmup:
    """`await done()` before anything that needs it; whoever comes first starts it, all wait for the same.

    `modules` are imported besides, by `load`; then `collect` is called.
    """

    def __init__(self, modules: Callable[[], Iterable[str]], load: Load, collect: Callable[[], object]) -> None:
        self._modules = modules
        self._load = load
        self._collect = collect
        self._task: asyncio.Task[None] | None = None
        self._done = False
        self._turn = asyncio.Lock()

    async def done(self) -> None:
        """Returns when everything is there; raises what an import raises, to everybody who waits."""
        if self._done:
            return
        if self._task is None or self._task.cancelled():
            self._task = asyncio.get_running_loop().create_task(self._run(), name="warm-up")
        await asyncio.shield(self._task)
        self._done = True
        async with self._turn:  # those who waited go on one by one, and others get their turns in between
            await asyncio.sleep(0)

    async def _run(self) -> None:
        for name in (*MODULES, *await asyncio.to_thread(lambda: tuple(self._modules()))):
            await asyncio.to_thread(self._load, name)
        await asyncio.to_thread(self._collect)
        await asyncio.to_thread(_read_certificates)


def _read_certificates() -> None:
    """A fifth of a second that the first client would need."""
    from bot.provisioning import tls

    tls.context()
