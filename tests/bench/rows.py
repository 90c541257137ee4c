"""The rows of the cost table: each measures the bot and its baseline in the same run."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from tests.bench import bot as bots
from tests.bench import wrk
from tests.bench.load import Result, drive
from tests.bench.processes import free_port, memory, process, wait_for
from tests.siege.besiege import besiege

ACK_SECONDS = 5.0
WEBHOOK_SECONDS = 5.0
UPSTREAM = 5.0
STORED = 1_000_000
IDLE_EVENTS = 40
STARTS = 5
WARM_UP = 0.2
"""Of the seconds that are measured, so many are driven beforehand."""
FLOOD = 500  # wrong signatures a second


@dataclass(frozen=True, slots=True)
class Row:
    """One number: what was measured, against what, and what it is to reach."""

    what: str
    baseline: str
    value: str
    target: str
    reached: bool


def peak_megabytes() -> float:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ratio(what: str, baseline: str, value: float, target: float, *, least: bool) -> Row:
    """A ratio that is to be at least or at most `target`."""
    sign = ">=" if least else "<="
    reached = value >= target if least else value <= target
    return Row(what, baseline, f"{value:.2f}", f"{sign} {target:g}", reached)


def acks(seconds: float = ACK_SECONDS) -> Iterator[Row]:
    """Slash commands acknowledged while the upstream API takes 5 s, 8 connections."""
    with _folder() as folder, bots.bot(folder, upstream=UPSTREAM) as ours:
        _load(ours.port, bots.slash("rcs account activity", ours.stub), 8, seconds * WARM_UP)
        mine = _load(ours.port, bots.slash("rcs account activity", ours.stub), 8, seconds)
    default, before = _bolt("default", seconds), _bolt("before", seconds)
    said = f"{mine.throughput:,.0f}/s, p50 {mine.percentile(50) * 1000:.2f} ms, p99 {mine.percentile(99) * 1000:.2f} ms"
    yield Row("slash command acknowledged", "", said, "", _all_ok(mine))
    name = f"smallest Bolt app ({default.throughput:,.0f}/s)"
    yield ratio("  throughput", name, mine.throughput / default.throughput, 8, least=True)
    yield ratio("  p50", name, mine.percentile(50) / default.percentile(50), 0.15, least=False)
    name = f"the same, process_before_response ({before.throughput:,.0f}/s)"
    yield ratio("  throughput", name, mine.throughput / before.throughput, 0.8, least=True)
    yield ratio("  p99", name, mine.percentile(99) / before.percentile(99), 1.5, least=False)


def _bolt(mode: str, seconds: float) -> Result:
    port = free_port()
    with process("-m", "tests.bench.servers.smallest_bolt", str(port), mode):
        wait_for(f"http://127.0.0.1:{port}/ready")
        _load(port, bots.slash("x", port), 8, seconds * WARM_UP)
        return _load(port, bots.slash("x", port), 8, seconds)


def webhooks(seconds: float = WEBHOOK_SECONDS, stored: int = STORED) -> Iterator[Row]:
    """Webhooks accepted, 1 kB, 32 connections, and the same over a million stored events."""
    with _folder() as folder:
        port = free_port()
        with process("-m", "tests.bench.servers.sqlite_webhook", str(port), str(folder / "baseline.db")):
            wait_for(f"http://127.0.0.1:{port}/ready")
            _load(port, bots.webhooks(), 32, seconds * WARM_UP)
            base = _load(port, bots.webhooks(), 32, seconds)
    few, many = _accepted(1_000, seconds), _accepted(stored, seconds)
    said = f"{few.throughput:,.0f}/s, p99 {few.percentile(99) * 1000:.1f} ms"
    yield Row("webhook accepted, 1 kB, 32 connections", "", said, "", _all_ok(few))
    name = f"Starlette, HMAC, JSON, one insert each ({base.throughput:,.0f}/s)"
    yield ratio("  throughput", name, few.throughput / base.throughput, 1.0, least=True)
    yield ratio("  p99", name, few.percentile(99) / base.percentile(99), 1.0, least=False)
    name = f"with 1,000 stored ({few.throughput:,.0f}/s)"
    yield ratio(f"  throughput with {stored:,} stored", name, many.throughput / few.throughput, 0.9, least=True)


def live_webhooks(seconds: float = WEBHOOK_SECONDS, requests: int = wrk.REQUESTS) -> Iterator[Row]:
    """Webhooks accepted while a subscribed channel's cards are drawn and posted, with `wrk` as load."""
    if not wrk.is_installed():
        yield Row("webhook accepted with live subscriptions", "", "wrk is not installed", "", True)
        return
    with _folder() as folder:
        port = free_port()
        with process("-m", "tests.bench.servers.sqlite_webhook", str(port), str(folder / "baseline.db")):
            wait_for(f"http://127.0.0.1:{port}/ready")
            base = wrk.webhooks(folder, port, seconds, requests)
    with _folder() as folder, bots.bot(folder, channel="C1") as ours:
        mine = wrk.webhooks(folder, ours.port, seconds, requests)
    said = f"{mine.throughput:,.0f}/s, p99 {mine.p99 * 1000:.1f} ms, {mine.failed} failed"
    yield Row("webhook accepted with live subscriptions, wrk, 32 connections", "", said, "", mine.failed == 0)
    name = f"Starlette, HMAC, JSON, one insert each ({base.throughput:,.0f}/s, p99 {base.p99 * 1000:.1f} ms)"
    yield ratio("  throughput", name, mine.throughput / base.throughput, 1.0, least=True)
    yield ratio("  p99", name, mine.p99 / base.p99, 1.5, least=False)


def _accepted(stored: int, seconds: float) -> Result:
    with _folder() as folder:
        with bots.bot(folder):
            pass
        _fill(folder / "bot.db", stored)
        with bots.bot(folder) as ours:
            _load(ours.port, bots.webhooks(), 32, seconds * WARM_UP)
            return _load(ours.port, bots.webhooks(), 32, seconds)


def _fill(file: Path, count: int) -> None:
    """So many routed events, as an old installation has them."""
    with sqlite3.connect(file) as db:
        body = bots.event(0)
        at = int(time.time() * 1000) - 86_400_000
        rows = (
            (bots.PROJECT, f"00{number:024d}", "webhook", "WHATSAPP_TEMPLATE_APPROVED", None, body, at, "routed")
            for number in range(count)
        )
        db.executemany(
            "INSERT INTO inbox (project_id, nonce, source, type, subject, body, received_at, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def floods(seconds: float = WEBHOOK_SECONDS) -> Iterator[Row]:
    """Good webhooks while others with wrong signatures come in at a fixed rate."""
    with _folder() as folder, bots.bot(folder) as ours:
        _load(ours.port, bots.webhooks(), 8, seconds * WARM_UP)
        calm = _load(ours.port, bots.webhooks(), 8, seconds)
        flooded = asyncio.run(_flooded(ours.port, seconds))
    name = f"without a flood ({calm.throughput:,.0f}/s)"
    what = f"good webhooks while {FLOOD} a second have wrong signatures: throughput"
    yield ratio(what, name, flooded.throughput / calm.throughput, 0.9, least=True)


def forms_flood(seconds: float = WEBHOOK_SECONDS) -> Iterator[Row]:
    """What unsigned forms of a megabyte, on eight connections, do to `/health` and to signed commands."""
    with _folder() as folder, bots.bot(folder) as ours:
        found = besiege(ours, "unsigned 1 MiB forms, 8 connections", seconds)
    what = "unsigned 1 MiB forms, 8 connections"
    yield Row(f"{what}: /health p99", "", f"{found.p99 * 1000:.1f} ms", "<= 50 ms", found.p99 <= 0.05)
    told = f"{found.acknowledged:.1%} of {len(found.commands.latencies)}"
    yield Row("  signed commands acknowledged", "", told, "100 %", found.acknowledged == 1)


async def _flooded(port: int, seconds: float) -> Result:
    flood = asyncio.create_task(_flood(port))
    try:
        return await drive(port, bots.webhooks(), connections=8, seconds=seconds)
    finally:
        flood.cancel()


async def _flood(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = bots.webhook(bots.event(1)).replace(b"x-sinch-webhook-signature: ", b"x-sinch-webhook-signature: A", 1)
    try:
        while True:
            writer.write(request * 10)
            await reader.read(65_536)
            await asyncio.sleep(10 / FLOOD)
    finally:
        writer.close()


def idle(events: int = IDLE_EVENTS) -> Iterator[Row]:
    """From an accepted event to its message, when nothing else goes on."""
    with _folder() as folder, bots.bot(folder, channel="C1") as ours:
        took = asyncio.run(_idle(ours, events))
    direct, through = took
    added = (statistics.median(through) - statistics.median(direct)) * 1000
    name = f"one direct chat.postMessage ({statistics.median(direct) * 1000:.1f} ms)"
    yield Row("event accepted to message posted, idle: added median", name, f"{added:.1f} ms", "<= 30 ms", added <= 30)


async def _idle(ours: bots.Running, events: int) -> tuple[list[float], list[float]]:
    direct, through = [], []
    async with httpx.AsyncClient(trust_env=False) as client:
        for number in range(events):
            if number:  # one after the other, each on a resource and at a moment of its own
                await asyncio.sleep(2.5)
            began = time.time()
            await client.post(f"http://127.0.0.1:{ours.stub}/api/chat.postMessage", json={"channel": "C9", "text": "x"})
            direct.append(time.time() - began)
            reader, writer = await asyncio.open_connection("127.0.0.1", ours.port)
            began = time.time()
            writer.write(bots.webhook(bots.event(number)))
            await reader.readuntil(b"\r\n\r\n")
            writer.close()
            name = f"bench_{number}"
            through.append(await _posted(client, ours.stub, name) - began)
    return direct, through


async def _posted(client: httpx.AsyncClient, stub: int, name: str) -> float:
    for _ in range(400):
        posts = (await client.get(f"http://127.0.0.1:{stub}/posts")).json()
        found = [at for at, text, _ in posts if name in text]
        if found:
            return float(found[0])
        await asyncio.sleep(0.02)
    raise TimeoutError(name)


def starts(times: int = STARTS) -> Iterator[Row]:
    """From the start of the process to /ready, and memory while serving."""
    mine, base, megabytes = [], [], 0.0
    with _folder() as folder:
        with bots.bot(folder):
            pass  # the tables are there from now on, as at every start but the first
        for _ in range(times):
            with bots.bot(folder) as ours:
                mine.append(ours.seconds)
                megabytes = memory(ours.pid)
            port = free_port()
            with process("-m", "tests.bench.servers.smallest_bolt", str(port), "default"):
                base.append(wait_for(f"http://127.0.0.1:{port}/ready"))
    name = f"smallest Bolt app ({statistics.median(base):.2f} s)"
    yield ratio("start to /ready", name, statistics.median(mine) / statistics.median(base), 2.5, least=False)
    yield Row("memory while serving", "", f"{megabytes:.0f} MB", "<= 130 MB", megabytes <= 130)


def _load(port: int, request: object, connections: int, seconds: float) -> Result:
    return asyncio.run(drive(port, request, connections=connections, seconds=seconds))  # type: ignore[arg-type]


def _all_ok(result: Result) -> bool:
    return set(result.statuses) == {200}


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)
