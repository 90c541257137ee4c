"""What waits among 10,000 templates and 1,000 senders, from an API that takes 100 ms an answer, 2,000 events stored.

Baseline: the pages that reading everything would take and the twenty activity lists, eight calls at a time.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import cast

from sqlalchemy import text

from bot.clock import SystemClock
from bot.command.cache import Cache
from bot.command.context import Services
from bot.flows.waiting.waiting import MOST_ACTIVITIES, read
from bot.prepare import prepare_database
from bot.settings import Settings
from bot.storage.activity.inbox import Arrival
from bot.storage.db.tables import inbox
from bot.storage.states import EventState
from bot.storage.store import Store
from tests.bench.digest import EIGHT, MOST_MEGABYTES, TO_REACH, USUAL, Result, Size, SlowApi
from tests.bench.rows import Row, peak_megabytes, ratio
from tests.worlds.mock_api import client_of

EVENTS = 2_000


async def measure(folder: Path, size: Size, events: int, *, again: bool) -> Result:
    """Once to warm up, then a few rounds; `again`: by a process that has looked before, else each looks first."""
    url = f"sqlite+aiosqlite:///{folder / 'bench.db'}"
    await prepare_database(Settings(_env_file=None, database_url=url))
    api = SlowApi(size)
    client = client_of(api)
    projects = SimpleNamespace(api=lambda _project_id: client)
    async with client:
        async with opened(url) as store:
            await _fill(store, events)
            await read(_services(store, projects), "p")
        before, seconds = peak_megabytes(), []
        async with opened(url) as used:
            has_looked = _services(used, projects)
            await read(has_looked, "p")
            for _ in range(size.rounds):
                async with opened(url) as fresh:
                    services = has_looked if again else _services(fresh, projects)
                    await services.store.inbox.waiting()
                    api.calls, began = 0, time.perf_counter()
                    found = await read(services, "p")
                    seconds.append(time.perf_counter() - began)
                assert found.attention > size.templates // 10
    median = statistics.median(seconds)
    compared = median / size.baseline(size.pages + MOST_ACTIVITIES)
    return Result(median, compared, api.calls, peak_megabytes() - before)


def _services(store: Store, projects: SimpleNamespace) -> Services:
    return cast("Services", SimpleNamespace(store=store, clock=SystemClock(), projects=projects, cache=Cache()))


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    """A store that is closed at the end."""
    store = Store.at(url)
    await store.open()
    try:
        yield store
    finally:
        await store.close()


async def _fill(store: Store, events: int) -> None:
    """Events of sixty days, routed as those of an old installation are."""
    now = SystemClock().now()
    states = ("PENDING_VERIFICATION", "ACTIVE")
    for number in range(events):
        at = now - timedelta(days=60) + number * timedelta(minutes=20)
        state = states[number % 2]
        payload = {"id": f"s{number // 2}", "state": state, "details": {"displayName": f"Sender {number}"}}
        body = json.dumps({"type": f"WHATSAPP_SENDER_{state}", "payload": payload}).encode()
        await store.inbox.add(Arrival("p", f"n{number}", f"WHATSAPP_SENDER_{state}", body, at, happened_at=at))
    async with store.database.write() as db:
        subject = text("'whatsapp_sender:s' || (id - 1) / 2")
        await db.execute(inbox.update().values(state=EventState.ROUTED, subject=subject))


def rows(size: Size = USUAL, events: int = EVENTS) -> Iterator[Row]:
    """Time against reading every page eight at a time, and memory."""
    base = f"({size.pages} pages + {MOST_ACTIVITIES} lists) x {size.latency * 1000:.0f} ms / {EIGHT}"
    for name, again in (("first look", False), ("again", True)):
        with TemporaryDirectory() as folder:
            found = asyncio.run(measure(Path(folder), size, events, again=again))
        what = f"waiting over {size.templates:,} templates and {size.senders:,} senders, {name} ({found.calls} calls)"
        yield ratio(what, base, found.ratio, TO_REACH, least=False)
    grown = f"{found.megabytes:.1f} MB"
    yield Row("  memory growth", "", grown, f"<= {MOST_MEGABYTES} MB", found.megabytes <= MOST_MEGABYTES)
