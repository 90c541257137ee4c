"""What waits among 10,000 templates and 1,000 senders, from an API that takes 100 ms an answer, 2,000 events stored.

Baseline: the pages that reading everything would take and the twenty activity lists, eight calls at a time.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import cast

import httpx
from pydantic import SecretStr

from bot.clock import SystemClock
from bot.command.context import Services
from bot.flows.overview.overview import SIDE_BY_SIDE
from bot.flows.waiting.waiting import MOST_ACTIVITIES, read
from bot.prepare import prepare_database
from bot.provisioning.client import Provisioning
from bot.settings import Settings
from bot.storage.engine import Store
from bot.storage.inbox import Arrival
from tests.bench.digest import LATENCY, MOST_MEGABYTES, PAGES, SENDERS, TEMPLATES, TO_REACH, Result, SlowApi
from tests.bench.rows import Row, ratio

EVENTS = 2_000
ROUNDS = 5


async def measure(folder: Path) -> Result:
    """Once to warm up, then a few rounds."""
    url = f"sqlite+aiosqlite:///{folder / 'bench.db'}"
    await prepare_database(Settings(_env_file=None, database_url=url))
    store = Store.at(url)
    await store.open()
    api = SlowApi()
    client = Provisioning(
        project_id="p",
        key_id="k",
        key_secret=SecretStr("s"),
        api_url="http://api",
        auth_url="http://auth/token",
        transport=httpx.MockTransport(api),
    )
    projects = SimpleNamespace(api=lambda _project_id: client)
    services = cast("Services", SimpleNamespace(store=store, clock=SystemClock(), projects=projects))
    try:
        await _fill(store)
        async with client:
            await read(services, "p")
            before, seconds = _resident(), []
            for _ in range(ROUNDS):
                api.calls = 0
                began = time.perf_counter()
                found = await read(services, "p")
                seconds.append(time.perf_counter() - began)
                assert found.attention > 1_000
    finally:
        await store.close()
    median = statistics.median(seconds)
    calls = PAGES + MOST_ACTIVITIES
    return Result(median, median / (calls * LATENCY / SIDE_BY_SIDE), api.calls, _resident() - before)


async def _fill(store: Store) -> None:
    now = SystemClock().now()
    states = ("PENDING_VERIFICATION", "ACTIVE")
    for number in range(EVENTS):
        at = now - timedelta(days=60) + number * timedelta(minutes=20)
        state = states[number % 2]
        payload = {"id": f"s{number // 2}", "state": state, "details": {"displayName": f"Sender {number}"}}
        body = json.dumps({"type": f"WHATSAPP_SENDER_{state}", "payload": payload}).encode()
        await store.inbox.add(Arrival("p", f"n{number}", f"WHATSAPP_SENDER_{state}", body, at, happened_at=at))


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def rows() -> Iterator[Row]:
    """Time against reading every page eight at a time, and memory."""
    with TemporaryDirectory() as folder:
        found = asyncio.run(measure(Path(folder)))
    base = f"({PAGES} pages + {MOST_ACTIVITIES} lists) x 100 ms / {SIDE_BY_SIDE}"
    what = f"waiting over {TEMPLATES:,} templates and {SENDERS:,} senders ({found.calls} calls, {found.seconds:.2f} s)"
    yield ratio(what, base, found.ratio, TO_REACH, least=False)
    grown = f"{found.megabytes:.1f} MB"
    yield Row("  memory growth", "", grown, f"<= {MOST_MEGABYTES} MB", found.megabytes <= MOST_MEGABYTES)
