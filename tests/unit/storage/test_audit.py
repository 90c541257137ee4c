"""The audit log cannot be bent: each row is bound to the one before it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.storage.access.audit import AuditEntry
from bot.storage.access.audit_chain import HASHED, row_hash
from bot.storage.db.tables import audit
from bot.storage.states import AuditOutcome
from bot.storage.store import Store

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


async def add(store: Store, number: int, outcome: str = "done", begun: int | None = None) -> int:
    return await store.audit.add(
        at=NOW + timedelta(minutes=number),
        user_id=f"U{number % 2}",
        user_name="Alma \x00 \ud800",
        action="webhooks create",
        args={"n": number, "words": ["ä \x00", None, 1.5], "at": NOW},
        outcome=outcome,
        detail="went \x00 well",
        begun_id=begun,
    )


async def change(store: Store, statement: str) -> None:
    async with store.database.write() as db:
        await db.execute(text(statement))


async def test_rows_that_nobody_touched_fit(store: Store) -> None:
    assert await store.audit.verify() is None
    for number in range(7):
        await add(store, number)
    assert await store.audit.verify() is None


@pytest.mark.parametrize(
    ("statement", "row", "reason"),
    [
        ("UPDATE audit SET outcome = 'failed' WHERE id = 3", 3, "changed"),
        ("UPDATE audit SET args = '{\"n\": 5}' WHERE id = 3", 3, "changed"),
        ("UPDATE audit SET user_name = 'Somebody' WHERE id = 5", 5, "changed"),
        ("UPDATE audit SET at = at + 1 WHERE id = 1", 1, "changed"),
        ("UPDATE audit SET previous = hash WHERE id = 4", 4, "does not follow"),
        ("UPDATE audit SET hash = previous WHERE id = 4", 4, "changed"),
        ("DELETE FROM audit WHERE id = 3", 4, "does not follow"),
        ("DELETE FROM audit WHERE id = 1", 2, "does not follow"),
        ("DELETE FROM audit WHERE id = 5", 5, "missing"),
        ("UPDATE audit SET id = -4 WHERE id = 4", -4, "does not follow"),
        ("DELETE FROM audit", 5, "missing"),
        ("DELETE FROM audit_head", 5, "was removed"),
    ],
)
async def test_the_first_row_that_does_not_fit_is_named(store: Store, statement: str, row: int, reason: str) -> None:
    for number in range(5):
        await add(store, number)
    await change(store, statement)
    found = await store.audit.verify()
    assert found is not None
    assert (found.row_id, reason in found.reason) == (row, True)


@pytest.mark.parametrize("number", [-7, 0])
async def test_a_row_before_all_others_is_named(store: Store, number: int) -> None:
    await add(store, 1)
    async with store.database.write() as db:
        copied = (await db.execute(audit.select())).one()._mapping
        await db.execute(audit.insert().values({**copied, "id": number}))
    found = await store.audit.verify()
    assert found is not None
    assert found.row_id == number


async def test_a_row_that_fits_but_was_added_by_hand_is_named(store: Store) -> None:
    await add(store, 1)
    forged = {"id": 2, "at": 0, "user_id": "U1", "user_name": "x", "action": "y", "args": {}, "outcome": "done"}
    whole = {**dict.fromkeys(HASHED), **forged}
    async with store.database.write() as db:
        whole["previous"] = (await db.execute(text("SELECT hash FROM audit"))).scalar_one()
        row = {**whole, "hash": row_hash(whole)}
        await db.execute(audit.insert().values({**row, "at": datetime.fromtimestamp(0, UTC)}))
    found = await store.audit.verify()
    assert found is not None
    assert (found.row_id, "by hand" in found.reason) == (2, True)


async def test_many_writers_make_one_chain(store: Store, tables_url: str) -> None:
    others = [store, *(Store.at(tables_url) for _ in range(3))]
    await asyncio.gather(*(add(other, number) for number in range(15) for other in others))
    assert await store.audit.verify() is None
    assert len(await store.audit.recent(100)) == 60
    for other in others[1:]:
        await other.close()


async def test_an_act_and_its_outcome_are_one_line(store: Store) -> None:
    first = await add(store, 1, AuditOutcome.BEGUN)
    second = await add(store, 2, AuditOutcome.BEGUN)
    await add(store, 3, "done", first)

    def line(entry: AuditEntry) -> tuple[str, int | None]:
        return entry.outcome, entry.begun_id

    assert [line(entry) for entry in await store.audit.recent()] == [("done", first), (AuditOutcome.BEGUN, None)]
    await add(store, 4, "failed", second)
    assert [line(entry) for entry in await store.audit.recent()] == [("failed", second), ("done", first)]
    assert await store.audit.verify() is None


async def test_a_row_that_cannot_be_written_is_none(store: Store) -> None:
    await add(store, 1)
    await change(store, "UPDATE audit SET id = 2 WHERE id = 1")
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        await add(store, 2)
    await change(store, "UPDATE audit SET id = 1 WHERE id = 2")
    await add(store, 2)
    assert await store.audit.verify() is None
