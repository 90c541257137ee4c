"""A channel's rules are settled while others write: on PostgreSQL several processes do at once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Delete, Update, delete, text, update

from bot.storage.channels.subscriptions import Subscription
from bot.storage.db.tables import subscriptions
from bot.storage.store import Store
from tests.worlds.waiting import until

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0")


async def someone_waits(store: Store) -> bool:
    """Whether a statement waits for another transaction; on SQLite writers wait outside the database."""
    if store.database.sqlite:
        return True
    async with store.database.read() as db:
        return bool((await db.execute(WAITING)).scalar_one())


@pytest.mark.parametrize(
    ("meanwhile", "left"),
    [
        (update(subscriptions).values(muted_until=LATER), [{"muted_until": LATER}]),
        (update(subscriptions).values(created_by="U2"), [{"created_by": "U2"}]),
        (delete(subscriptions), []),
    ],
    ids=["muted", "handed over", "removed"],
)
async def test_what_happens_to_a_rule_meanwhile_stays(
    store: Store, meanwhile: Update | Delete, left: Sequence[dict[str, object]]
) -> None:
    rule = await store.subscriptions.add("p", "C1", areas=["rcs"], created_by="U1", now=NOW)

    def decide(mine: list[Subscription]) -> list[Subscription]:
        return [replace(each, areas=["rcs", "whatsapp"], broken="x") for each in mine]

    async with store.database.write() as db:
        await db.execute(meanwhile)
        settling = asyncio.create_task(store.subscriptions.settle("p", "C1", decide))
        await until(lambda: someone_waits(store))
    wanted = [replace(rule, areas=["rcs", "whatsapp"], broken="x", **values) for values in left]  # type: ignore[arg-type]
    assert await settling == wanted
    assert await store.subscriptions.in_channel("C1") == wanted
