"""Whether the database has the tables this version expects; cheap, without Alembic."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.storage.db.database import Database

HEAD = "0019"
"""The newest revision in `migrations/versions`."""


async def revision(database: Database) -> str | None:
    """The database's revision; None for one without tables. Raises what the driver raises if it cannot be opened."""
    async with database.engine.connect() as db:
        try:
            return (await db.execute(text("SELECT version_num FROM alembic_version"))).scalar_one_or_none()
        except DBAPIError as error:
            if missing_table(error):
                return None
            raise


def is_newer(found: str | None) -> bool:
    """Whether a later version of the bot has made the tables: revisions are numbers, written alike."""
    return found is not None and found > HEAD


async def mismatch(database: Database) -> str:
    """What to do about tables that are not this version's."""
    if is_newer(found := await revision(database)):
        return f"the tables are of a newer version ({found}, this one knows {HEAD}): start the newer version"
    return "run python -m bot migrate"


def missing_table(error: DBAPIError) -> bool:
    """Whether the database refused because a table does not exist yet."""
    said = str(error.orig)
    return "no such table" in said or "does not exist" in said


async def is_current(database: Database) -> bool:
    """Whether the database has the newest migration."""
    return await revision(database) == HEAD
