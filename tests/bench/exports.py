"""Eight people export a list of 6,000 templates at the same time: what that takes of memory, and what others wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from tests.bench import bot as bots
from tests.bench.load import drive
from tests.bench.processes import memory, wait_until_idle
from tests.bench.rows import Row

PEOPLE = 8
MOST_MEGABYTES = 64
PATIENCE = 240.0


def exports(people: int = PEOPLE) -> Iterator[Row]:
    """Peak of the resident memory above what serving takes."""
    with TemporaryDirectory() as folder, bots.bot(Path(folder), rows=True) as ours:
        grown, seconds, files = asyncio.run(_exported(ours, people))
    what = f"{people} exports of 6,000 templates at the same time"
    yield Row(f"{what}: memory growth", "", f"{grown:.0f} MB", f"<= {MOST_MEGABYTES} MB", grown <= MOST_MEGABYTES)
    told = f"{files} files in {seconds:.1f} s"
    yield Row("  files that arrived", "", told, str(people), files == people)


async def _exported(ours: bots.Running, people: int) -> tuple[float, float, int]:
    async with httpx.AsyncClient(trust_env=False) as client:
        await _ask(ours, "U9")
        if (await _arrived(client, ours, 1))[1] < 1:
            raise TimeoutError("the first export")
        # what is made at first use, and the forms that are prepared at leisure, are none of the exports' memory
        await asyncio.to_thread(wait_until_idle, ours.pid)
        before, began = memory(ours.pid), time.perf_counter()
        for number in range(people):
            await _ask(ours, f"U{number + 10}")
        peak, files = await _arrived(client, ours, people + 1)
    return peak - before, time.perf_counter() - began, files - 1


async def _ask(ours: bots.Running, user: str) -> None:
    request = bots.slash("whatsapp templates list csv=me", ours.stub, user)
    await drive(ours.port, request, connections=1, seconds=0.001)


async def _arrived(client: httpx.AsyncClient, ours: bots.Running, wanted: int) -> tuple[float, int]:
    """The most memory until so many files are there, and how many are."""
    peak, files, ends = 0.0, 0, time.perf_counter() + PATIENCE
    while files < wanted and time.perf_counter() < ends:
        peak = max(peak, memory(ours.pid))
        await asyncio.sleep(0.05)
        files = len((await client.get(f"http://127.0.0.1:{ours.stub}/uploaded")).json())
    return peak, files
