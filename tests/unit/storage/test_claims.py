"""The one rule for what a process has taken: whose it is, and when somebody else may have it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from bot.process import identity, place
from bot.storage.claims.claims import is_over
from bot.storage.db.tables import jobs
from bot.storage.jobs import CLAIMS
from bot.storage.store import Store

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
DEAD = f"{place()}/4194999/x"
"""A process number that no machine gives."""
ELSEWHERE = "another-machine 1/7/x"

CASES = [
    (None, NOW, True),
    (ELSEWHERE, None, True),
    (ELSEWHERE, NOW, False),
    (ELSEWHERE, NOW - CLAIMS.silence, True),
    (ELSEWHERE, NOW - CLAIMS.silence + timedelta(milliseconds=1), False),
    (ELSEWHERE, NOW + timedelta(seconds=30), False),
    (ELSEWHERE, NOW + timedelta(hours=1), True),
    (DEAD, NOW, True),
    (identity(), NOW, False),
]


@pytest.mark.parametrize(("owner", "at", "over"), CASES, ids=range(len(CASES)))
def test_the_rule_in_python(owner: str | None, at: datetime | None, over: bool) -> None:
    assert is_over(owner, at, NOW, CLAIMS.silence) is over


async def test_the_rule_in_the_database(store: Store) -> None:
    for owner, at, _ in CASES:
        job = await store.jobs.add("x", project_id="p", user_id="U", channel="C", rows=[1], now=NOW)
        async with store.database.write() as db:
            await db.execute(jobs.update().where(jobs.c.id == job.id).values(CLAIMS.values(owner, at)))
    async with store.database.read() as db:
        every = jobs.c.id > 0
        free = await CLAIMS.free(db, NOW, every)
        found = (await db.execute(select(jobs.c.id.in_(select(jobs.c.id).where(free))).order_by(jobs.c.id))).scalars()
        assert [bool(over) for over in found] == [over for _, _, over in CASES]


async def test_whoever_lost_a_job_can_neither_note_nor_end_it(store: Store) -> None:
    await store.jobs.add("x", project_id="p", user_id="U", channel="C", rows=[1, 2], now=NOW)
    lost = await store.jobs.claim(DEAD, NOW)
    heir = await store.jobs.claim(ELSEWHERE, NOW)
    assert lost is not None
    assert heir is not None
    assert await store.jobs.claim(identity(), NOW) is None
    assert await store.jobs.progress(lost, result="x", now=NOW) is None
    assert not await store.jobs.confirm(lost, NOW)
    assert not await store.jobs.finish(lost, heir.state, NOW)
    assert await store.jobs.confirm(heir, NOW)


async def test_the_tables_refuse_a_word_that_is_no_state(store: Store) -> None:
    await store.jobs.add("x", project_id="p", user_id="U", channel="C", rows=[1], now=NOW)
    with pytest.raises(IntegrityError):
        async with store.database.write() as db:
            await db.execute(text("UPDATE jobs SET state = 'lost'"))
    with pytest.raises(StatementError, match="lost"):
        async with store.database.write() as db:
            await db.execute(jobs.update().values(state="lost"))
