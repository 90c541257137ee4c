"""Servers under test as processes of their own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
IDLE_SECONDS, IDLE_SHARE = 4.0, 0.05
"""So little of the processor for longer than the 2 s after which a bot prepares what nobody has asked for yet."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def process(*arguments: str, env: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """`python ARGUMENTS`, stopped at the end."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SINCH_"))}
    started = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**inherited, **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        started.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(5)
        started.kill()
        started.wait()


def wait_for(url: str) -> float:
    """Wait until `url` answers 200; the seconds it took."""
    began = time.perf_counter()
    with httpx.Client(trust_env=False, timeout=1) as client:
        while time.perf_counter() - began < PATIENCE:
            with contextlib.suppress(httpx.TransportError):
                if client.get(url).status_code == httpx.codes.OK:
                    return time.perf_counter() - began
            time.sleep(0.005)
    raise TimeoutError(url)


def wait_until_idle(pid: int) -> None:
    """Wait until a process has done what it does by itself; raises `TimeoutError`."""
    ends = time.perf_counter() + PATIENCE
    while time.perf_counter() < ends:
        before = processor_seconds(pid)
        time.sleep(IDLE_SECONDS)
        if processor_seconds(pid) - before <= IDLE_SECONDS * IDLE_SHARE:
            return
    raise TimeoutError(f"process {pid} goes on working")


def processor_seconds(pid: int) -> float:
    """What a process has taken so far, of all processors."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Resident megabytes of a process."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise ValueError("no VmRSS")
