"""`kill -9` between an approval's press and its outcome, and in the middle of a rotation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

import commands
from bot.errors import Gone
from bot.flows.execution import decisions
from bot.flows.projects import rotation
from bot.sandbox.sinch.world.faults import Fault
from bot.storage.db.guard_tables import webhook_secrets
from bot.storage.states import ApprovalState, RotationState
from tests.scenario.projects.test_setup_rotate import event, registered
from tests.scenario.trust.test_approvals import asked, context, deletions, request_of, required
from tests.worlds.bot_world import ACTIVITY, OWNER, PROJECT_ID, WEBHOOK_SECRET, BotWorld, bot_world, words
from tests.worlds.doomed_process import killed_at

TEMPLATE = "/whatsapp/templates/order_update"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=(pytest.mark.postgres, pytest.mark.slow))])
def place(request: pytest.FixtureRequest) -> str | None:
    """SQLite; in the long form PostgreSQL too."""
    url: str | None = request.getfixturevalue("postgres_tables_url") if request.param == "postgres" else None
    return url


@pytest.fixture
async def world(place: str | None, tmp_path: Path) -> AsyncIterator[BotWorld]:
    """Both emulators and the bot, on one of the databases."""
    async with bot_world(tmp_path, database_url=place) as made:
        yield made


async def test_killed_between_press_and_outcome(world: BotWorld) -> None:
    """Before it began it can be decided again; after that it never runs again, whatever Sinch has made of it."""
    await required(world)
    card = await asked(world)
    request = await request_of(world)
    for method, then in (("GET", ApprovalState.ASKED), ("DELETE", ApprovalState.LOST)):
        fault = Fault("hang", seconds=1.0, method=method, path=TEMPLATE, after=True)
        world.sinch.faults.add(fault)
        await killed_at(world.settings, fault, "approve", request.id, OWNER)
        assert (await request_of(world)).state is ApprovalState.RUNNING
        await decisions.sweep(world.bot.services)
        assert (await request_of(world)).state is then
    shown = next(message for message in world.messages(ACTIVITY) if message.ts == card.ts)
    assert "Check whether it happened" in words(shown)
    with pytest.raises(Gone):
        await decisions.approve(await context(world, OWNER), request.id, commands.collect())
    await world.until(lambda: deletions(world) == 1, "one deletion at Sinch")
    assert await world.bot.store.audit.verify() is None


async def test_killed_in_the_middle_of_a_rotation(world: BotWorld) -> None:
    """Whichever secret Sinch has then, its events are accepted, and the next process ends what was begun."""
    fault = Fault("hang", seconds=1.0, method="PATCH", path="/webhooks")
    world.sinch.faults.add(fault)
    await killed_at(world.settings, fault, "rotate", PROJECT_ID, OWNER)
    (begun,) = await world.bot.store.webhook_secrets.refresh()
    new = begun.newest.get_secret_value()
    assert begun.state is RotationState.BEGUN
    assert await event(world, WEBHOOK_SECRET) == 200
    async with world.bot.store.database.write() as db:
        await db.execute(update(webhook_secrets).values(changed_at=begun.changed_at - timedelta(minutes=2)))
    await rotation.sweep(world.bot.services)
    assert registered(world) == new
    assert [await event(world, secret) for secret in (WEBHOOK_SECRET, new)] == [200, 200]
    (entry,) = await world.bot.store.audit.recent(action="setup rotate")
    assert (entry.user_name, entry.outcome) == ("the bot itself", "done")
