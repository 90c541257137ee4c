"""One attack, in a process of its own, and how others fare meanwhile."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from tests.bench import bot as bots
from tests.bench.load import Result, drive
from tests.bench.processes import memory, process
from tests.siege.attacks import HEALTH, connect

PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Outcome:
    """`/health` in seconds, each asked on a connection of its own; signed commands; resident megabytes."""

    health: list[float]
    refused: int
    commands: Result
    megabytes: float

    @property
    def p99(self) -> float:
        return sorted(self.health)[int(len(self.health) * 0.99)] if self.health else float("inf")

    @property
    def acknowledged(self) -> float:
        return self.commands.statuses[200] / max(sum(self.commands.statuses.values()), 1)


def besiege(ours: bots.Running, attack: str, seconds: float) -> Outcome:
    """Attack for so long from a process of its own, and see meanwhile how others fare."""
    with process("-m", "tests.siege.attacks", attack, str(ours.port)):
        return asyncio.run(_others(ours, seconds))


async def _others(ours: bots.Running, seconds: float) -> Outcome:
    await asyncio.sleep(1)
    slash = bots.slash("help", ours.stub)
    health, commands = await asyncio.gather(
        _health(ours.port, seconds), drive(ours.port, slash, connections=1, seconds=seconds, pause=PAUSE)
    )
    return Outcome(*health, commands, memory(ours.pid))


async def _health(port: int, seconds: float) -> tuple[list[float], int]:
    took, refused, ends = [], 0, time.perf_counter() + seconds
    while time.perf_counter() < ends:
        began = time.perf_counter()
        try:
            reader, writer = await connect(port)
            writer.write(HEALTH)
            refused += not (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
            writer.close()
        except (OSError, asyncio.IncompleteReadError):
            refused += 1
        took.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE)
    return took, refused
