"""Whoever is cancelled ends as cancelled, at whatever point a database is asked, and the next one is answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Generator
from typing import Any

import pytest
from sqlalchemy import text

from bot.storage.db.database import Database, make_engine, normalise

STEPS = 60
"""More than a read or a write waits."""

Work = Callable[[Database], Coroutine[Any, Any, None]]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(make_engine(normalise(database_url)))
    async with opened.write() as db:
        await db.execute(text("CREATE TABLE t (a INTEGER PRIMARY KEY)"))
    yield opened
    await opened.close()


async def look(database: Database) -> None:
    async with database.read() as db:
        (await db.execute(text("SELECT a FROM t"))).all()
        (await db.execute(text("SELECT count(*) FROM t"))).all()


async def write(database: Database) -> None:
    async with database.write() as db:
        await db.execute(text("INSERT INTO t SELECT coalesce(max(a), 0) + 1 FROM t"))


class CancelledAt:
    """A coroutine whose task is cancelled the n-th time it waits; `late`: when what it waits for has come already."""

    def __init__(self, work: Coroutine[Any, Any, None], step: int, *, late: bool) -> None:
        self._work = work
        self._left = step
        self._late = late

    def __await__(self) -> Generator[Any, Any, None]:
        inside = self._work.__await__()
        resume: Callable[[], Any] = inside.__next__
        while True:
            try:
                waited_for = resume()
            except StopIteration:
                return
            self._left -= 1
            task = asyncio.current_task()
            if self._left == 0 and task and not self._late:
                task.cancel()
            try:
                yield waited_for
                if self._left == 0 and self._late:
                    raise asyncio.CancelledError
            except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - what is thrown in is handed on
                resume = _throwing(inside, error)
            else:
                resume = inside.__next__


def _throwing(inside: Generator[Any, Any, None], error: BaseException) -> Callable[[], Any]:
    return lambda: inside.throw(error)


async def cancelled_at(work: Work, database: Database, step: int, *, late: bool) -> BaseException | None:
    async def run() -> None:
        await CancelledAt(work(database), step, late=late)

    (outcome,) = await asyncio.gather(asyncio.create_task(run()), return_exceptions=True)
    return outcome


@pytest.mark.parametrize("late", [False, True], ids=["waiting", "answered"])
@pytest.mark.parametrize("work", [look, write], ids=["read", "write"])
async def test_cancelled_at_any_point_it_ends_as_cancelled(database: Database, work: Work, late: bool) -> None:
    for step in range(1, STEPS):
        outcome = await cancelled_at(work, database, step, late=late)
        if outcome is None:
            break
        assert isinstance(outcome, asyncio.CancelledError), f"step {step}: {outcome!r}"
        await work(database)  # the connection that is left is a sound one
    else:
        pytest.fail("it never came to its end")
    assert step > 2
