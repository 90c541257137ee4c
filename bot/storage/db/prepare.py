"""Makes sure that the database can be used, before anything else starts."""

from __future__ import annotations

import sqlite3

from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.db import schema
from bot.storage.db.database import Database, make_engine, make_private, normalise


class CannotOpen(Exception):
    """The database cannot be opened or brought to the newest revision; the message names it without its password."""


async def prepare(url: str) -> bool:
    """Brings the tables to the newest revision if they are not; True if anything was done. Raises `CannotOpen`."""
    try:
        address = normalise(url)
    except (ValueError, SQLAlchemyError) as error:
        raise CannotOpen(str(error)) from error
    if address.get_backend_name() == "sqlite":
        _open_once(address)
    database = Database(make_engine(address))
    try:
        found = await schema.revision(database)
        if found == schema.HEAD:
            return False
        if schema.is_newer(found):
            raise CannotOpen(
                f"{address.render_as_string(hide_password=True)}: its tables are of a newer version of the bot "
                f"({found}, this one knows {schema.HEAD}). Start the newer version, or restore a backup"
            )
        # Alembic takes a while to import, and is needed once per version.
        from bot.storage.db.migrate import migrate

        await migrate(url)
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
        raise CannotOpen(f"{address.render_as_string(hide_password=True)}: {reason}") from error
    else:
        return True
    finally:
        await database.close()


def _open_once(address: URL) -> None:
    """A file that cannot be opened is found out here: the driver's thread would go on to complain by itself."""
    make_private(address.database)
    try:
        sqlite3.connect(address.database or ":memory:").close()
    except sqlite3.Error as error:
        raise CannotOpen(f"{address.render_as_string(hide_password=True)}: {error}") from error
