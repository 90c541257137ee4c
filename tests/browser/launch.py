"""The sandbox as a process of its own, started and stopped as a person would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
STAND_IN = ("-m", "tests.browser.start")
PATIENT = ("-m", "tests.browser.start", "--patient")
REAL = ("-m", "bot", "sandbox", "--no-browser", "--port", "0")
ENDS_WITHIN = 20
"""Seconds from SIGTERM, on a busy machine."""


@contextmanager
def sandbox(*arguments: str, log: Path, env: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run `python ARGUMENTS`, give the address that it prints, and end it with SIGTERM.

    `log` takes what it writes to stderr. Raises AssertionError with that text when no address comes.
    """
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, "-X", "faulthandler", *arguments],
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
        ) as process,
    ):
        try:
            assert process.stdout is not None
            address = process.stdout.readline().decode().strip()
            assert address.startswith("http://"), log.read_text()
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGABRT)  # its threads' stacks go to the log
                process.wait()
                raise AssertionError(f"not ended in {ENDS_WITHIN} s: {log.read_text()}") from None


class Spares:
    """Sandboxes of the real bot, the next one started while the one before is in use; none is used twice."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._starter = ThreadPoolExecutor(2)
        self._started = 0
        self._next: Future[tuple[str, ExitStack]] | None = None
        self._ends: list[Future[None]] = []

    @contextmanager
    def one(self) -> Iterator[str]:
        """The address of a sandbox that nobody has used."""
        taken = self._next or self._starter.submit(self._start)
        self._next = None
        address, running = taken.result()
        self._next = self._starter.submit(self._start)
        try:
            yield address
        finally:
            self._ends.append(self._starter.submit(running.close))

    def close(self) -> None:
        """End what was started and not used; raises what went wrong when the others ended."""
        if self._next is not None:
            self._next.result()[1].close()
        self._starter.shutdown()
        for end in self._ends:
            end.result()

    def _start(self) -> tuple[str, ExitStack]:
        self._started += 1
        running = ExitStack()
        return running.enter_context(sandbox(*PATIENT, log=self._logs / f"{self._started}.log")), running


def is_up(address: str) -> bool:
    """Does anybody answer there?"""
    try:
        httpx.get(address, trust_env=False, timeout=5)
    except httpx.TransportError:
        return False
    return True
