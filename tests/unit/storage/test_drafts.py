"""Drafts belong to one person, are not overwritten by stale ones, and are sent once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.storage.drafts import Draft
from bot.storage.store import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


async def _draft(store: Store, name: str = "d1", user: str = "U1") -> Draft:
    return await store.drafts.add(
        name, user, "whatsapp templates create", project_id="p", step="basics", state={"form": {}}, now=NOW,
        expires_at=LATER,
    )  # fmt: skip


async def test_only_its_owner_gets_it_and_only_in_time(store: Store) -> None:
    made = await _draft(store)
    assert await store.drafts.get(made.id, "U1", NOW) == made
    assert await store.drafts.get(made.id, "U2", NOW) is None
    assert await store.drafts.get(made.id, "U1", LATER) is None
    await store.drafts.remove(made.id, "U2")
    assert await store.drafts.get(made.id, "U1", NOW)
    await store.drafts.remove(made.id, "U1")
    assert await store.drafts.get(made.id, "U1", NOW) is None


async def test_of_two_rearrangements_at_once_one_counts(store: Store) -> None:
    made = await _draft(store)
    saved = await asyncio.gather(
        *(
            store.drafts.save(made, step="b", state={"n": at}, now=NOW, expires_at=LATER, rearranged=True)
            for at in range(4)
        )
    )
    (winner,) = [draft for draft in saved if draft]
    assert winner.revision == 1
    kept = await store.drafts.get(made.id, "U1", NOW)
    assert kept is not None
    assert kept.state == winner.state


async def test_it_is_sent_once_until_it_is_put_back(store: Store) -> None:
    made = await _draft(store)
    assert sum(await asyncio.gather(*(store.drafts.take(made, NOW) for _ in range(5)))) == 1
    assert await store.drafts.get(made.id, "U1", NOW) is None
    assert await store.drafts.save(made, step="b", state={}, now=NOW, expires_at=LATER) is None
    await store.drafts.put_back(made)
    assert await store.drafts.take(made, NOW)


async def test_the_latest_of_a_command_is_found_and_old_ones_go(store: Store) -> None:
    first = await _draft(store)
    second = await _draft(store, "d2")
    await store.drafts.save(first, step="b", state={"form": {"a": 1}}, now=NOW + timedelta(minutes=1), expires_at=LATER)
    found = await store.drafts.latest("U1", first.path, "p", NOW + timedelta(minutes=2))
    assert found is not None
    assert found.id == first.id
    assert await store.drafts.latest("U1", first.path, "other project", NOW) is None
    assert await store.drafts.latest("U2", first.path, "p", NOW) is None
    assert await store.drafts.prune(LATER + timedelta(seconds=1)) == 2
    assert second.revision == 0
