"""A backlog, as after a night without the bot: how fast it is routed, and whether a small project has to wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import text

from bot.storage.db.database import Database, make_engine, normalise
from tests.bench import bot as bots
from tests.bench.processes import process, wait_for
from tests.bench.rows import Row, ratio
from tests.worlds.databases import own_postgres

EVENTS, FEW = 100_000, 100
RESOURCES = 2_000
SMALL = "00000000-0000-4000-8000-000000000002"
TARGET = 1_000.0
FAIR_SECONDS = 5.0
PATIENCE = 300.0
STEP = 5_000
LOOK_SECONDS = 0.5
INSERT = (
    "INSERT INTO inbox (project_id, nonce, source, type, body, received_at, state)"
    " VALUES (:project, :nonce, 'webhook', 'WHATSAPP_TEMPLATE_APPROVED', :body, :at, 'new')"
)
SUBSCRIBE = (
    "INSERT INTO subscriptions (project_id, channel, areas, types, filters, created_by, created_at)"
    " VALUES (:project, 'C1', '[]', '[]', '{}', 'U1', :at)"
)
WAITING = "SELECT count(*) FROM inbox WHERE state = 'new' AND project_id = :project"


def backlog(events: int = EVENTS) -> Iterator[Row]:
    """On both databases, with a subscribed channel."""
    with TemporaryDirectory() as name:
        yield from _routed("SQLite", f"sqlite+aiosqlite:///{Path(name) / 'bot.db'}", events)
    with own_postgres() as url:
        yield from _routed("PostgreSQL", normalise(url).render_as_string(hide_password=False), events)


def _routed(database: str, url: str, events: int) -> Iterator[Row]:
    with TemporaryDirectory() as name, bots.stub(0.0, "limits") as other:
        with _serving(Path(name), other, url):
            pass  # the tables are there from now on
        asyncio.run(_fill(url, events))
        with _serving(Path(name), other, url):
            small, all_of_it = asyncio.run(_watched(url))
    what = f"{events:,} events waiting, {database}: routed a second"
    yield ratio(what, "", events / all_of_it, TARGET, least=True)
    yield Row(f"  {FEW} of a second project routed after", "", f"{small:.1f} s", "<= 5 s", small <= FAIR_SECONDS)


@contextmanager
def _serving(folder: Path, other: int, url: str) -> Iterator[None]:
    environment = bots.environment(folder, other) | {"DATABASE_URL": url}
    with process("-m", "bot", "serve", env=environment):
        wait_for(f"http://127.0.0.1:{environment['PORT']}/ready")
        yield


async def _fill(url: str, events: int) -> None:
    database, at = Database(make_engine(normalise(url))), int(time.time() * 1000)
    first_at = at - events  # the newest one came a moment ago
    async with database.write() as db:
        await db.execute(text(SUBSCRIBE), [{"project": project, "at": at} for project in (bots.PROJECT, SMALL)])
        for first in range(0, events, STEP):
            batch = range(first, min(first + STEP, events))
            await db.execute(text(INSERT), [_row(bots.PROJECT, number, first_at) for number in batch])
        await db.execute(text(INSERT), [_row(SMALL, number, first_at) for number in range(FEW)])
    await database.close()


def _row(project: str, number: int, first_at: int) -> dict[str, Any]:
    body = bots.event(number % RESOURCES, 600)
    return {"project": project, "nonce": f"00{number:024d}", "body": body, "at": first_at + number}


async def _watched(url: str) -> tuple[float, float]:
    """Seconds until the small project, and until everything, was routed."""
    database, began = Database(make_engine(normalise(url))), time.perf_counter()
    small = float("inf")
    while (passed := time.perf_counter() - began) < PATIENCE:
        async with database.read() as db:
            left = [(await db.execute(text(WAITING), {"project": item})).scalar_one() for item in (SMALL, bots.PROJECT)]
        if not left[0]:
            small = min(small, passed)
        if not any(left):
            break
        await asyncio.sleep(LOOK_SECONDS)
    await database.close()
    return small, passed
