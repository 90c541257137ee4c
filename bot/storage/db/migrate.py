"""Brings a database to the newest revision. Imports Alembic, so only the verb that migrates imports this."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from bot.storage.db.database import make_engine, normalise

ADVISORY_LOCK = 7_461_001
"""Any number will do, as long as all processes of this bot use the same."""


def configuration() -> Config:
    """Alembic's settings, without a file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
    return config


async def migrate(url: str) -> None:
    """Creates or updates the tables; of several processes that start at once, one does it and the others wait."""
    engine = make_engine(normalise(url))
    try:
        async with engine.connect() as connection:
            await connection.run_sync(upgrade)
    finally:
        await engine.dispose()


def upgrade(connection: Connection) -> None:
    """All revisions in one transaction, behind a lock."""
    if connection.dialect.name == "sqlite":
        # A table is changed by making it again, and the old one must not take along the rows that refer to it:
        # https://www.sqlite.org/lang_altertable.html#otheralter
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.commit()
