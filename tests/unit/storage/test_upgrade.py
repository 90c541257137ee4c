"""A database of the first published version opens with this one, and keeps what is in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import Connection, text

from bot.storage.db.database import make_engine, normalise
from bot.storage.db.migrate import configuration, migrate
from bot.storage.db.schema import is_current
from bot.storage.states import CommentState, JobState, MessageKind
from bot.storage.store import Store

NOW = datetime(2026, 11, 29, tzinfo=UTC)
ROWS = (
    "INSERT INTO projects (id, name, key_id, key_secret, created_at) VALUES ('p', 'Shop', 'k', 's3cret', 1)",
    "INSERT INTO inbox (id, project_id, nonce, source, type, body, received_at, state)"
    " VALUES (7, 'p', 'n', 'webhook', 'BUNDLE_DONE', '{}', 1, 'routed')",
    "INSERT INTO deliveries (id, inbox_id, project_id, channel, subject, state, fold, steps, attempts, next_at,"
    " line_ts) VALUES (8, 7, 'p', 'C1', 's', 'done', false, 1, 0, 1, '3.0')",
    "INSERT INTO messages (id, channel, kind, deliveries, step, ends, started_at)"
    " VALUES ('m1', 'C1', 'burst', '[8]', 3, true, 1), ('m2', 'C1', 'line', '[8]', 2, true, 2),"
    " ('m3', 'C1', 'card', '[8]', 0, false, 3)",
    "INSERT INTO marks (key, value, updated_at) VALUES ('caught:ab', '2', 1), ('done', '1', 1)",
    "INSERT INTO comments (id, project_id, subject, channel, ts, origin, author_id, author, text, state, attempts,"
    " created_at) VALUES (9, 'p', 'rcs_account', 'C1', '1.0', 'thread', 'U1', 'Ada', 'hi', 'held', 0, 1)",
    "INSERT INTO digests (id, project_id, channel, schedule, tz, scope, created_by, created_at)"
    " VALUES (10, 'p', 'C1', 'daily 09:00', 'UTC', '{}', 'U1', 1)",
    "INSERT INTO digest_runs (id, digest_id, slot, state, started_at) VALUES (11, 10, 1, 'sent', 1)",
    "INSERT INTO jobs (id, kind, project_id, user_id, channel, state, rows, results, position, options, owner,"
    " lease_until, created_at, updated_at)"
    " VALUES (12, 'x', 'p', 'U1', 'C1', 'running', '[1, [2]]', '[{}]', 1, '{}', 'gone', 5, 1, 1)",
)
AUDITED = 1_203
"""More than the migration reads at once."""
PARTIAL = ("ix_comments_due", "ix_comments_sending", "ix_inbox_subject", "ix_deliveries_open", "ix_deliveries_alert")


def upgrade_to(connection: Connection, revision: str) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    connection.commit()


@pytest.fixture
async def old(database_url: str) -> str:
    """A database of revision 0003, with a row of each kind."""
    engine = make_engine(normalise(database_url))
    async with engine.connect() as connection:
        await connection.run_sync(upgrade_to, "0003")
    async with engine.begin() as connection:
        for row in ROWS:
            await connection.execute(text(row))
        await connection.execute(
            text(
                "INSERT INTO audit (at, user_id, user_name, action, args, outcome)"
                " VALUES (:at, 'U1', 'Ada', 'setup', :args, 'done')"
            ),
            [{"at": number, "args": f'{{"b": {number},  "a": "ä"}}'} for number in range(AUDITED)],
        )
        await connection.execute(text("DELETE FROM audit WHERE id IN (3, 900)"))
    await engine.dispose()
    return database_url


async def test_the_audit_log_is_chained_as_it_stands(old: str) -> None:
    await migrate(old)
    store = Store.at(old)
    assert await store.audit.verify() is None
    number = await store.audit.add(at=NOW, user_id="U1", user_name="Ada", action="x", args={}, outcome="done")
    assert number == AUDITED + 1
    assert await store.audit.verify() is None
    async with store.database.write() as db:
        await db.execute(text("UPDATE audit SET args = '{}' WHERE id = 700"))
    found = await store.audit.verify()
    assert found is not None
    assert found.row_id == 700
    await store.close()


async def test_rows_states_and_indexes_survive(old: str) -> None:
    await migrate(old)
    store = Store.at(old)
    assert await is_current(store.database)
    comment, job = await store.comments.get(9), await store.jobs.get(12)
    assert comment is not None
    assert comment.state is CommentState.HELD
    assert job is not None
    assert (job.state, job.owner, job.claimed_at) == (JobState.RUNNING, None, None)
    assert (job.rows, job.results, job.position) == ([1, [2]], [{}], 1)
    last = await store.runs.last_sent(10)
    assert last is not None
    noted = await store.outbox.of_channel("C1")
    assert [outgoing.kind for outgoing in noted] == [MessageKind.SUMMARY, MessageKind.ALERT, MessageKind.CARD]
    assert await store.key_values.among(["caught:ab", "late:ab", "done"]) == {"late:ab": 2, "done": 1}
    async with store.database.read() as db:
        assert (await db.execute(text("SELECT alert_ts FROM deliveries"))).scalar_one() == "3.0"
        assert (await db.execute(text("SELECT count(*) FROM deliveries"))).scalar_one() == 1
        asked = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'index'"
            if store.database.sqlite
            else "SELECT indexname, indexdef FROM pg_indexes"
        )
        indexes = {name: str(sql) for name, sql in (await db.execute(text(asked)))}
    for name in PARTIAL:
        assert "WHERE" in indexes[name], name
    await store.close()
