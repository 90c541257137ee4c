"""Pages of what happened: whatever no event tells of is reached, each once, newest first."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import literal, update

from bot.flows.happened import PageCursor, happened
from bot.storage.activity.entries import ActivityEntry
from bot.storage.activity.inbox import Arrival
from bot.storage.db.tables import inbox
from bot.storage.states import EventState
from bot.storage.store import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LIMIT = 2


def at(number: int) -> datetime:
    return NOW - timedelta(hours=number)


async def arrive(store: Store, entries: Collection[int], events: Collection[int]) -> None:
    """Rejections of templates t0, t1, ..., each an hour older."""
    listed = [
        ActivityEntry(
            project_id="p", mark=f"{n}", subject=f"whatsapp_template:t{n}:SV", name=f"t{n}", type="REJECTED", at=at(n)
        )
        for n in entries
    ]
    await store.entries.add(listed)
    for n in sorted(events, reverse=True):
        kind = "WHATSAPP_TEMPLATE_REJECTED"
        body = json.dumps({"type": kind, "payload": {"name": f"t{n}", "language": "SV", "state": "REJECTED"}}).encode()
        assert await store.inbox.add(Arrival("p", f"{n}", kind, body, at(n), happened_at=at(n)))
    async with store.database.write() as db:
        subject = literal("whatsapp_template:t") + inbox.c.nonce + ":SV"
        await db.execute(update(inbox).values(state=EventState.ROUTED, subject=subject))


async def pages(store: Store) -> list[list[datetime]]:
    place = PageCursor()
    found: list[list[datetime]] = []
    while len(found) < 200:
        page = await happened(store, "p", after=place, limit=LIMIT)
        found.append([item.when for item in page.items])
        if page.older is None:
            return found
        place = PageCursor.of(str(page.older))
    raise AssertionError("the pages never end")


@pytest.mark.parametrize(
    ("entries", "events"),
    [
        (range(130), range(120)),
        (range(130), range(10, 130)),
        (range(60), range(0, 60, 2)),
        (range(40), range(60)),
        (range(30, 60), range(30)),
        (range(5), ()),
    ],
    ids=["the newest are told", "the oldest are told", "each other one", "all", "events first", "no events"],
)
async def test_every_page_goes_on_until_all_is_told_once(
    sqlite_store: Store, entries: Collection[int], events: Collection[int]
) -> None:
    await arrive(sqlite_store, entries, events)
    found = [when for page in await pages(sqlite_store) for when in page]
    assert found == [at(n) for n in sorted({*entries, *events})]


@pytest.mark.parametrize("words", ["", "x.y", "9" * 5_000, f"7.{9 * 10**15}.5", "1.²", "-1", f"{10**30}"])
def test_what_no_page_wrote_is_the_beginning_or_its_block(words: str) -> None:
    assert PageCursor.of(words) in (PageCursor(), PageCursor(7), PageCursor(1))


def test_a_cursor_is_read_as_it_was_written() -> None:
    cursor = PageCursor(12, (NOW, 3), (at(5), 4))
    assert PageCursor.of(str(cursor)) == cursor
    assert PageCursor.of("12") == PageCursor(12), "as earlier versions wrote it"
