"""What the log shows of what went wrong, and what it never shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from structlog.processors import format_exc_info

from bot import log
from bot.storage.db.database import Database, make_engine, normalise

NAME = "EAAJpassword"


async def insert(database: Database, size: int) -> None:
    async with database.write() as db:
        await db.execute(text("INSERT INTO kept VALUES (:name, :size)"), {"name": NAME, "size": size})


async def test_a_row_that_is_refused_is_not_repeated(database_url: str) -> None:
    database = Database(make_engine(normalise(database_url)))
    try:
        async with database.write() as db:
            await db.execute(text("CREATE TABLE kept (name TEXT UNIQUE, size INTEGER CHECK (size < 9))"))
            await db.execute(text("INSERT INTO kept VALUES (:name, 1)"), {"name": NAME})
        for size in (1, 10):
            with pytest.raises(SQLAlchemyError) as refused:
                await insert(database, size)
            line = log.redact(None, "error", format_exc_info(None, "error", {"exc_info": refused.value}))
            assert "INSERT INTO kept" in line["exception"]
            assert NAME not in line["exception"]
    finally:
        await database.close()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"token": "abc"}, "***"),
        ({"why": "xoxb-1-2-abc was refused"}, "*** was refused"),
        ({"why": "Authorization: Bearer eyJhbGciOi.J9"}, "Authorization: Bearer ***"),
        ({"why": "postgresql://bot:hunter2@db.example/x is away"}, "postgresql://bot:***@db.example/x is away"),
        ({"why": "EAAGm0PX4ZCpsBAKZCvxyz1234567890 has expired"}, "*** has expired"),
        ({"why": "no\nDETAIL:  Key (name)=(x) already exists.\nHINT: y"}, "no\nDETAIL: ***\nHINT: y"),
    ],
)
def test_secrets_are_masked_wherever_they_stand(given: dict[str, str], shown: str) -> None:
    assert list(log.redact(None, "info", dict(given)).values()) == [shown]


def test_nothing_is_said_under_a_name_that_is_masked() -> None:
    called = re.compile(r"logger\.\w+\((?:[^()]|\([^()]*\))*?(\w*(?:secret|token|password|authorization)\w*)=")
    files = Path(log.__file__).parent.rglob("*.py")
    assert [(file.name, name) for file in files for name in called.findall(file.read_text(encoding="utf-8"))] == []
