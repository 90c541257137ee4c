"""The sandbox as a process of its own, started and stopped as a person would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
STAND_IN = ("-m", "tests.browser.start")
REAL = ("-m", "bot", "sandbox", "--no-browser")


@contextmanager
def sandbox(*arguments: str, log: Path, env: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run `python ARGUMENTS`, give the address that it prints, and end it with SIGTERM.

    `log` takes what it writes to stderr. Raises AssertionError with that text when no address comes.
    """
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, *arguments],
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
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def is_up(address: str) -> bool:
    """Does anybody answer there?"""
    try:
        httpx.get(address, trust_env=False, timeout=5)
    except httpx.TransportError:
        return False
    return True
