"""`python -m tests.bench.watchdog [SECONDS]`: what stops the bot's event loop, with the stack that stopped it.

The bot runs in a process of its own (`... watchdog serve REPORT`) with a pulse on its loop and a thread that looks at
it. When the pulse is late, the thread samples the main thread's stack, and notes what the stall cost in CPU: of the
main thread (its own work), of the whole process (another thread held the interpreter), of neither (the machine was
busy, or something waited for a disk).
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import sys
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import httpx

from tests.bench import bot as bots
from tests.bench.load import drive
from tests.bench.processes import process, wait_for

PULSE_SECONDS = 0.005
LATE_SECONDS = 0.025
DEPTH = 14
"""Frames of a stack that are kept, the innermost first."""


class Watchdog:
    """Watches the loop of the thread in which it was made; a report has a line of JSON for each stall."""

    def __init__(self, report: Path) -> None:
        self._report = report
        self._main = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._main)
        self._beat = self._spent()
        self._collections = 0.0
        self._collecting = 0.0
        self._imports = Counter[str]()

    def _spent(self) -> tuple[float, float, float]:
        """Now, and the CPU seconds of the main thread and of the process."""
        return time.perf_counter(), time.clock_gettime(self._clock), time.process_time()

    async def pulse(self) -> None:
        """The loop's sign of life."""
        while True:
            self._beat = self._spent()
            await asyncio.sleep(PULSE_SECONDS)

    def start(self) -> None:
        gc.callbacks.append(self._collected)
        sys.addaudithook(self._imported)
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def _imported(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Each module that is looked for on the loop, found or not."""
        if event == "import" and threading.get_ident() == self._main:
            self._imports[str(arguments[0])] += 1

    def _collected(self, phase: str, _info: dict[str, int]) -> None:
        now = time.perf_counter()
        if phase == "start":
            self._collecting = now
        else:
            self._collections += now - self._collecting

    def _watch(self) -> None:
        while True:
            time.sleep(PULSE_SECONDS)
            beat = self._beat
            if time.perf_counter() - beat[0] < LATE_SECONDS:
                continue
            collected, stacks = self._collections, Counter[str]()
            while self._beat is beat:
                stacks[_stack(sys._current_frames().get(self._main))] += 1
                time.sleep(PULSE_SECONDS)
            self._note(beat, self._collections - collected, stacks)

    def _note(self, beat: tuple[float, float, float], collected: float, stacks: Counter[str]) -> None:
        now = self._spent()
        wall, main, whole = (after - before for after, before in zip(now, beat, strict=True))
        stall = {
            "wall": wall,
            "main": main,
            "process": whole,
            "gc": collected,
            "stacks": stacks.most_common(3),
            "imports": self._imports.most_common(),
        }
        self._imports.clear()
        with self._report.open("a") as out:
            out.write(json.dumps(stall) + "\n")


def _stack(frame: FrameType | None) -> str:
    lines: list[str] = []
    while frame is not None and len(lines) < DEPTH:
        lines.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(lines)


def serve(report: Path) -> None:
    """`python -m bot serve`, watched from its readiness on."""
    from bot import __main__, app

    running = app.Bot.running

    @contextlib.asynccontextmanager
    async def watched(self: app.Bot) -> AsyncIterator[None]:
        async with running(self):
            watchdog = Watchdog(report)
            pulse = asyncio.create_task(watchdog.pulse())
            watchdog.start()
            yield
            pulse.cancel()

    app.Bot.running = watched  # type: ignore[method-assign]  # what a bench tool may
    sys.exit(__main__.main(["serve"]))


def stalls(seconds: float, text: str = "rcs account activity", upstream: float = 5.0) -> list[dict[str, Any]]:
    """What stopped the loop for longer than `LATE_SECONDS` in so many seconds of slash commands at full speed."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        report = folder / "stalls"
        report.touch()
        with (
            bots.stub(upstream) as other,
            process("-m", "tests.bench.watchdog", "serve", str(report), env=bots.environment(folder, other)),
        ):
            port = int(json.loads((folder / "port.json").read_text()))
            wait_for(f"http://127.0.0.1:{port}/ready")
            asyncio.run(drive(port, bots.slash(text, other), connections=8, seconds=seconds))
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False, timeout=10)
        return [json.loads(line) for line in report.read_text().splitlines()]


def main(seconds: float) -> int:
    for stall in sorted(stalls(seconds), key=lambda one: -float(one["wall"])):
        cost = ", ".join(f"{name} {stall[name] * 1000:.0f}" for name in ("wall", "main", "process", "gc"))
        sys.stdout.write(f"{cost} ms\n")
        if imports := ", ".join(f"{name} ({count})" for name, count in stall["imports"]):
            sys.stdout.write(f"    imported on the loop until then: {imports}\n")
        for stack, count in stall["stacks"]:
            sys.stdout.write(f"    {count} x {stack}\n")
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(Path(sys.argv[2]))
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 6.0))
