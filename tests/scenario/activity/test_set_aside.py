"""What the database or our own code refuses of an event is named where people and machines look, and can be retried."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.flows.activity.matching import wants
from bot.storage.db.writer import GroupWriter
from tests.scenario.activity.poison import WANTS, fails_at_poison
from tests.worlds.bot_world import ACTIVITY, MEMBER, BotWorld, bot_world, words


async def approved(world: BotWorld, name: str) -> int:
    """Tell the bot that a template was approved; the status of the answer."""
    payload = {"name": name, "language": "EN_US", "state": "APPROVED"}
    return await world.webhook("WHATSAPP_TEMPLATE_APPROVED", payload)


async def asked(world: BotWorld, path: str) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.get(f"{world.url}{path}")


@pytest.fixture
async def subscribed(tmp_path: Path) -> AsyncIterator[BotWorld]:
    async with bot_world(tmp_path, default_channel=ACTIVITY) as made:
        yield made


@pytest.fixture
async def silent(tmp_path: Path) -> AsyncIterator[BotWorld]:
    """Nothing is written but what a test causes."""
    async with bot_world(tmp_path, workers={"identity"}) as made:
        yield made


async def test_an_event_that_fails_is_named_counted_and_retried(
    subscribed: BotWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = subscribed

    def shown(name: str) -> bool:
        return any(name in words(message) for message in world.messages(ACTIVITY))

    monkeypatch.setattr(WANTS, fails_at_poison)
    assert [await approved(world, name) for name in ("poison", "sound")] == [200, 200]
    await world.until(lambda: shown("sound"), "the good event")

    ready = await asked(world, "/ready")
    assert ready.status_code == 200
    assert ready.json()["events_set_aside"] == 1
    metrics = (await asked(world, "/metrics")).text
    assert "bot_events_aside 1.0" in metrics
    assert "bot_events_set_aside_total" in metrics
    seen_by_member = words(await world.slash("status", user=MEMBER))
    assert "1 event is set aside" in seen_by_member
    assert "nobody thought of this" not in seen_by_member
    status = await world.slash("status")
    assert "WHATSAPP_TEMPLATE_APPROVED" in words(status)
    assert "nobody thought of this" in words(status)

    monkeypatch.setattr(WANTS, wants)
    await world.click(status, "Retry all")
    await world.until(lambda: shown("poison"), "the event that was set aside")
    assert (await asked(world, "/ready")).json()["events_set_aside"] == 0


async def test_a_full_disk_makes_it_not_ready_until_something_is_written_again(
    silent: BotWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = silent

    def full(_writer: GroupWriter, _connection: sqlite3.Connection, _rows: Any) -> list[bool]:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(GroupWriter, "_insert", full)
        assert await approved(world, "lost") == 503
        ready = await asked(world, "/ready")
        assert ready.status_code == 503
        assert "full" in ready.json()["database"]
    assert await approved(world, "kept") == 200
    assert (await asked(world, "/ready")).status_code == 200
