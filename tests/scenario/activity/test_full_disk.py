"""A disk that is full: what is accepted nevertheless is shown, and all the rest is sent again by who sent it."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.storage.store import Store
from tests.scenario.activity.test_poison import deliver, door
from tests.worlds.activity_world import activity_world, body, template

ROOM = 60_000
"""Bytes that the database's files may still grow by."""
LARGE = "x" * 8_000


@contextmanager
def full_at(folder: Path) -> Iterator[None]:
    """The system itself lets no file grow much further, whoever writes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(file.stat().st_size for file in folder.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_nothing_that_was_accepted_is_lost(sqlite_tables_url: str, tmp_path: Path) -> None:
    store, answers = Store.at(sqlite_tables_url), dict[str, int]()
    async with activity_world(store) as world, door(store) as http:

        async def happened(name: str) -> None:
            payload = template(name, filler=LARGE)
            answers[name] = await deliver(http, body("WHATSAPP_TEMPLATE_APPROVED", payload))

        await world.subscribe()
        with full_at(tmp_path):
            await happened("event0x")
            while 503 not in answers.values():
                more = range(len(answers), len(answers) + 5)
                await asyncio.gather(*(happened(f"event{number}x") for number in more))
        assert answers["event0x"] == 200
        refused = [name for name, status in answers.items() if status == 503]
        await asyncio.gather(*(happened(name) for name in refused))
        assert set(answers.values()) == {200}
        await world.calm()
        assert [name for name in answers if name not in world.shown("C1")] == []
    await store.close()
