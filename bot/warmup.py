"""What the first request needs beyond what serving needs: imported in a thread, once, since an import on the event loop
would keep everybody else waiting for as long as it takes."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from bot.command import Command, Router, arguments_of, validate
from bot.errors import BadArguments

MODULES = (
    "httpcore",
    "anyio._backends._asyncio",
    "anyio.streams.tls",
    "apscheduler.executors.asyncio",
    "bot.edge.home",
    "bot.provisioning.client",
    "bot.flows.timetable",
    "bot.flows.understanding.known",
    "bot.flows.understanding.plainwords",
)
"""Found by `python -m tests.bench.watchdog`, which names what is imported on the loop."""

SETTLED_SECONDS = 0.5
SWITCH_SECONDS = 0.0005
"""How soon an import hands the interpreter over meanwhile: answering a request asks for it several times."""
LEISURE_SECONDS = 1.5
"""From then on what the first forms need is prepared, too."""
LOOK_SECONDS, LOOKS = 0.25, 120
"""How often, and how many times, the imports give way to what comes in: they hold the interpreter."""

Load = Callable[[str], object]


def _is_calm() -> bool:
    """For those whom nothing keeps busy."""
    return True


class Warmup:
    """`await done()` before anything that needs it; whoever comes first starts it, all wait for the same.

    `modules` are imported besides, by `load`; then `collect` is called. `is_calm` says whether nothing comes in.
    `afterwards` are steps that make the first forms fast; nobody waits for them.
    """

    def __init__(
        self,
        modules: Callable[[], Iterable[str]],
        load: Load,
        collect: Callable[[], object],
        is_calm: Callable[[], bool] = _is_calm,
        afterwards: Callable[[], Iterable[Callable[[], object]]] = tuple,
    ) -> None:
        self._modules = modules
        self._load = load
        self._collect = collect
        self._is_calm = is_calm
        self._afterwards = afterwards
        self._task: asyncio.Task[None] | None = None
        self._needed = asyncio.Event()
        self._looks = LOOKS
        self._done = False
        self._turn = asyncio.Lock()

    async def done(self) -> None:
        """Returns when everything is there; raises what an import raises, to everybody who waits."""
        self._needed.set()
        await self._finished()

    async def in_calm(self) -> None:
        """`done`, but once the process serves, and step by step while nothing comes in, unless a request needs it."""
        await asyncio.sleep(SETTLED_SECONDS)
        await self._finished()

    async def at_leisure(self) -> None:
        """`in_calm`, and then what nobody waits for, whenever nothing comes in."""
        await self.in_calm()
        await asyncio.sleep(LEISURE_SECONDS)
        for act in self._afterwards():
            while not self._is_calm():  # noqa: ASYNC110 - who knows whether it is calm has no event for it
                await asyncio.sleep(LOOK_SECONDS)
            await _in_thread(act)

    async def _finished(self) -> None:
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
            await self._step(self._load, name)
        await self._step(self._collect)
        await self._step(_read_certificates)

    async def _step(self, act: Callable[..., object], *given: str) -> None:
        await self._give_way()
        await _in_thread(partial(act, *given))

    async def _give_way(self) -> None:
        while self._looks and not self._needed.is_set() and not self._is_calm():
            self._looks -= 1
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._needed.wait()


def first_forms(commands: Callable[[], Router]) -> Iterator[Callable[[], object]]:
    """What the first form of a command would have to make, command by command: those of several steps first."""
    for command in sorted(commands(), key=lambda command: command.wizard is None):
        yield partial(_prepare, command)


def _prepare(command: Command) -> None:
    """Its fields come from the API's models, whose first check makes their validators; its first step checks, too."""
    arguments_of(command.args)
    with contextlib.suppress(BadArguments):
        validate(command.args, {})
    if command.wizard is not None and command.prefill is None:
        command.wizard.first(command.wizard.start({}))


async def _in_thread(act: Callable[[], object]) -> None:
    """In a thread that hands the interpreter over soon."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        await asyncio.to_thread(act)
    finally:
        sys.setswitchinterval(usual)


def _read_certificates() -> None:
    """A fifth of a second that the first client would need."""
    from bot.provisioning import tls

    tls.context()
