"""Migrations, addresses, column types."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.dialects import sqlite

from bot.storage.db import database
from bot.storage.db.database import make_engine, normalise
from bot.storage.db.indexes import metadata
from bot.storage.db.migrate import configuration, migrate
from bot.storage.db.prepare import CannotOpen, prepare
from bot.storage.db.schema import HEAD, is_current, revision
from bot.storage.db.types import FIRST, LAST, Instant
from bot.storage.store import Store
from tests.worlds.databases import DURABLE


async def test_migrating_makes_exactly_the_tables_and_twice_does_no_harm(database_url: str) -> None:
    store = Store.at(database_url)
    assert await revision(store.database) is None
    await migrate(database_url)
    await migrate(database_url)
    assert await is_current(store.database)

    def drift(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with store.database.engine.connect() as connection:
        assert await connection.run_sync(drift) == []
    await store.close()


async def test_processes_that_start_together_migrate_once(postgres_url: str) -> None:
    await asyncio.gather(*(migrate(postgres_url) for _ in range(3)))
    store = Store.at(postgres_url)
    assert await is_current(store.database)
    await store.close()


def test_the_head_constant_is_the_single_head() -> None:
    assert ScriptDirectory.from_config(configuration()).get_heads() == [HEAD]


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("postgres://u:p@h/d", "postgresql+asyncpg"),
        ("postgresql://u:p@h:5433/d?sslmode=require", "postgresql+asyncpg"),
        ("postgresql+psycopg://u:p@h/d", "postgresql+asyncpg"),
        ("sqlite:///bot.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:///bot.db", "sqlite+aiosqlite"),
    ],
)
def test_addresses_are_normalised(given: str, driver: str) -> None:
    url = normalise(given)
    assert url.drivername == driver
    assert ("ssl" in url.query) == ("sslmode" in given)


def test_other_databases_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="mysql"):
        normalise("mysql://u:p@h/d")


async def test_sqlite_is_durable_and_checks_references(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PRAGMAS", DURABLE)
    engine = make_engine(normalise(sqlite_url))
    async with engine.connect() as connection:
        pragmas = [
            (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    await engine.dispose()
    assert pragmas == ["wal", 2, 1, 30_000]


def test_instants_keep_milliseconds_and_refuse_naive_times() -> None:
    column, dialect = Instant(), sqlite.dialect()
    moment = datetime(2026, 3, 29, 2, 30, 0, 123_000, tzinfo=timezone(timedelta(hours=2)))
    kept = column.process_bind_param(moment, dialect)
    assert column.process_result_value(kept, dialect) == moment
    assert column.process_result_value(kept, dialect).tzinfo is UTC  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="time zone"):
        column.process_bind_param(datetime(2026, 1, 1), dialect)  # noqa: DTZ001


def test_a_time_beyond_what_can_be_counted_leaves_its_row_readable() -> None:
    column, dialect = Instant(), sqlite.dialect()
    for edge in (
        FIRST.replace(tzinfo=timezone(timedelta(hours=23))),
        LAST.replace(tzinfo=timezone(-timedelta(hours=23))),
    ):
        kept = column.process_bind_param(edge, dialect)
        assert column.process_result_value(kept, dialect) in (FIRST, LAST)


async def test_a_database_of_a_newer_version_is_left_alone(tables_url: str) -> None:
    store = Store.at(tables_url)
    async with store.database.write() as db:
        await db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CannotOpen, match=rf"newer version of the bot \(9999, this one knows {HEAD}\)"):
        await prepare(tables_url)
    assert await revision(store.database) == "9999"
    await store.close()
