"""Entries of activity lists: each is kept once, read newest first, and forgotten in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.storage.activity.entries import ActivityEntry
from bot.storage.store import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(number: int, kind: str = "REJECTED", subject: str = "whatsapp_template:t:EN") -> ActivityEntry:
    """One that happened so many hours ago, four at a time."""
    at = NOW - timedelta(hours=number // 4)
    return ActivityEntry(project_id="p", mark=f"m{number}", subject=subject, name="t", type=kind, at=at)


async def test_what_is_read_again_is_kept_once(store: Store) -> None:
    first = [entry(number) for number in range(10)]
    await store.entries.add(first)
    await store.entries.add([*first[5:], entry(10), replace(entry(0), project_id="q")])
    kept = await store.entries.newest("p")
    assert sorted(row.mark for row in kept) == sorted(f"m{number}" for number in range(11))


async def test_pages_tell_each_once_newest_first(store: Store) -> None:
    await store.entries.add([entry(number) for number in range(10)])
    await store.entries.add([entry(number, subject="rcs_sender:s") for number in range(10, 13)])
    seen: list[ActivityEntry] = []
    while page := await store.entries.newest("p", before=(seen[-1].at, seen[-1].id) if seen else None, limit=3):
        seen += page
    assert len({row.mark for row in seen}) == len(seen) == 13
    assert [row.at for row in seen] == sorted((row.at for row in seen), reverse=True)
    assert len(await store.entries.newest("p", area="rcs")) == 3
    assert len(await store.entries.newest("p", since=NOW)) == 4


async def test_those_of_some_types_go_on_by_number(store: Store) -> None:
    await store.entries.add([entry(0), entry(1, "EDITED"), entry(2, "IN_PROGRESS")])
    wanted = {"REJECTED", "IN_PROGRESS"}
    first = await store.entries.after("p", 0, types=wanted, limit=1)
    assert [row.mark for row in first] == ["m0"]
    assert [row.mark for row in await store.entries.after("p", first[0].id, types=wanted)] == ["m2"]


async def test_what_is_old_is_forgotten(store: Store) -> None:
    await store.entries.add([entry(number) for number in range(8)])
    assert await store.entries.prune(NOW) == 4
    assert len(await store.entries.newest("p")) == 4
