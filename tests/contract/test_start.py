"""What the bot may load before it is ready: each of these costs a part of the start, and is needed only later."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    code = "import sys, bot.__main__, bot.app; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "alembic",
        "apscheduler",
        "bot.flows.jobs",
        "bot.sandbox",
        "commands.platform.webhooks",
        "httpx",
        "nicegui",
        "asyncpg",
    ],
)
def test_the_start_does_without(loaded: set[str], module: str) -> None:
    assert "bot.app" in loaded
    assert module not in loaded


def test_sqlite_does_without_the_other_dialect(loaded: set[str]) -> None:
    assert "sqlalchemy.dialects.sqlite" in loaded
    assert "sqlalchemy.dialects.postgresql" not in loaded
