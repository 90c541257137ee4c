"""`/sinch setup rotate`: another secret for the webhook, and no event is lost on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.app import Bot
from bot.errors import UserError
from bot.flows import health
from bot.flows.projects import projects, rotation, setup, signing
from bot.provisioning.errors import Conflict
from bot.sandbox.sinch.world.faults import Fault
from bot.storage.db.migrate import migrate
from bot.storage.secrets.webhook_secrets import WebhookSecret
from bot.storage.states import RotationState
from tests.scenario.projects.test_projects import SECOND, connected, fill_in
from tests.worlds.bot_world import MEMBER, PROJECT_ID, WEBHOOK_SECRET, BotWorld, bot_world, words
from tests.worlds.clock_world import OWNER, ClockWorld, clock_world


def registered(world: BotWorld | ClockWorld, project: str = PROJECT_ID) -> str:
    """The secret that Sinch has."""
    (webhook,) = [
        item for item in world.sinch.projects[project].webhooks.values() if "/sinch/webhooks/" in item["target"]
    ]
    return str(webhook["_secret"])


async def event(world: BotWorld, secret: str, project: str = PROJECT_ID) -> int:
    return await world.webhook("BUNDLE_DONE", {"id": "b"}, secret=secret, project=project)


async def stored(world: BotWorld) -> str:
    """Everything in the database, as text."""
    found = []
    async with world.bot.store.database.read() as db:
        for table in ("webhook_secrets", "audit", "marks", "requests"):
            found += [str(tuple(row)) for row in await db.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608
    return "\n".join(found)


async def test_old_and_new_are_good_until_sinch_uses_the_new_one(world: BotWorld, tmp_path: Path) -> None:
    refused = await world.slash("setup rotate", user=MEMBER)
    assert "admin" in words(refused)
    assert registered(world) == WEBHOOK_SECRET
    answer = await world.slash("setup rotate")
    new = registered(world)
    assert new != WEBHOOK_SECRET
    assert len(new) >= 32
    assert answer.ephemeral_to is not None
    assert "No event is lost" in words(answer)
    assert await event(world, "neither of both") == 401
    assert await event(world, WEBHOOK_SECRET) == 200
    other = Bot(world.settings)
    try:
        await other.connect_projects()
        good = signing.accepted(other.services, PROJECT_ID)
        assert [item.get_secret_value() for item in good] == [new, WEBHOOK_SECRET], "so after a restart, and elsewhere"
        assert await event(world, new) == 200
        assert await event(world, WEBHOOK_SECRET) == 401, "Sinch has used the new one"
        assert await event(world, new) == 200

        async def only_the_new_one() -> bool:
            await projects.notice(other.services)
            return len(signing.accepted(other.services, PROJECT_ID)) == 1

        await world.until(only_the_new_one, "the row, which a task of its own writes")
    finally:
        await other.projects.close()
        await other.slack.close()
        await other.store.close()
    audited = words(await world.slash("audit"))
    assert "setup rotate" in audited
    everything = await stored(world) + audited + words(answer)
    assert new not in everything
    assert WEBHOOK_SECRET not in everything
    assert new.encode() not in (tmp_path / "bot.db").read_bytes()
    await world.slash("setup")
    assert registered(world) == new, "setting up again does not bring the old one back"


async def test_a_project_that_was_added_gets_a_secret_of_its_own(world: BotWorld) -> None:
    await fill_in(world, webhook_secret="")
    await world.until(lambda: any("is connected" in words(view) for view in world.views()), "the result")
    assert await event(world, WEBHOOK_SECRET, SECOND) == 401, "from the first moment on"
    await world.slash(f"setup project={SECOND}")
    own = registered(world, SECOND)
    assert own not in (WEBHOOK_SECRET, "")
    assert await event(world, own, SECOND) == 200
    assert await event(world, WEBHOOK_SECRET, SECOND) == 401
    assert await event(world, own) == 401, "a secret is good for one project"
    assert await event(world, WEBHOOK_SECRET) == 200
    await fill_in(world, webhook_secret="", name="Renamed")
    await world.until(lambda: "Renamed" in str(world.bot.projects.get(SECOND)), "the project with its new name")
    assert await event(world, own, SECOND) == 200, "connected again, it keeps its secret"
    (row,) = await world.bot.store.projects.all()
    await world.bot.store.projects.save(replace(row, webhook_secret=None))  # as earlier versions added it
    await projects.notice(world.bot.services)
    assert await event(world, WEBHOOK_SECRET, SECOND) == 200, "the bot's own, until it has one"
    (shared,) = health.shared_secrets(world.bot.services, world.bot.projects.ids())
    assert shared.note.startswith("Renamed uses the same")
    assert shared.note in words(await world.slash(f"status project={SECOND}"))
    assert shared.note not in words(await world.slash("status"))
    await world.slash(f"setup project={SECOND}")
    assert shared.note not in words(await world.slash(f"status project={SECOND}"))
    assert registered(world, SECOND) not in (WEBHOOK_SECRET, own)
    assert await event(world, registered(world, SECOND), SECOND) == 200
    assert await event(world, WEBHOOK_SECRET, SECOND) == 401
    await connected(world)  # connected again, with a secret given by hand: that is what is meant from now on
    assert await event(world, "second-webhook-secret", SECOND) == 200


async def test_without_encryption_nothing_is_changed(tmp_path: Path) -> None:
    async with bot_world(tmp_path, encryption_keys=()) as world:
        answer = words(await world.slash("setup rotate"))
        assert "ENCRYPTION_KEYS" in answer
        assert registered(world) == WEBHOOK_SECRET
        assert await event(world, WEBHOOK_SECRET) == 200


@pytest.fixture
async def clocked(database_url: str) -> AsyncIterator[ClockWorld]:
    await migrate(database_url)
    async with clock_world(database_url) as made:
        await setup.register(made.services, PROJECT_ID, by=OWNER)
        yield made


def good(world: ClockWorld) -> list[str]:
    return [item.get_secret_value() for item in signing.accepted(world.services, PROJECT_ID)]


async def row(world: ClockWorld) -> WebhookSecret | None:
    await world.store.webhook_secrets.refresh()
    return world.store.webhook_secrets.known(PROJECT_ID)


async def state(world: ClockWorld) -> RotationState | None:
    found = await row(world)
    return None if found is None else found.state


async def test_the_old_one_ends_after_a_day(clocked: ClockWorld) -> None:
    await rotation.rotate(clocked.services, PROJECT_ID, by=OWNER)
    new = registered(clocked)
    assert good(clocked) == [new, "world-webhook-secret"]
    clocked.clock.move(hours=23, minutes=59)
    await rotation.sweep(clocked.services)
    assert good(clocked) == [new, "world-webhook-secret"]
    clocked.clock.move(minutes=1)
    assert good(clocked) == [new]
    await rotation.sweep(clocked.services)
    found = await row(clocked)
    assert found is not None
    assert found.earlier == (), "nothing is kept of it"


async def test_rotated_twice_before_sinch_used_the_first(clocked: ClockWorld) -> None:
    await rotation.rotate(clocked.services, PROJECT_ID, by=OWNER)
    first = registered(clocked)
    await rotation.rotate(clocked.services, PROJECT_ID, by=OWNER)
    second = registered(clocked)
    assert good(clocked) == [second, first, "world-webhook-secret"]


async def test_what_sinch_refuses_changes_nothing(clocked: ClockWorld) -> None:
    clocked.sinch.faults.add(Fault("status", status=409, method="PATCH", path="/webhooks", remaining=2))
    with pytest.raises(Conflict):
        await rotation.rotate(clocked.services, PROJECT_ID, by=OWNER)
    assert good(clocked) == ["world-webhook-secret"] == [registered(clocked)]
    assert await row(clocked) is None


@pytest.mark.parametrize("carried_out", [True, False])
async def test_what_sinch_does_not_answer_loses_nothing(clocked: ClockWorld, carried_out: bool) -> None:
    clocked.sinch.faults.add(Fault("status", status=503, method="PATCH", path="/webhooks", after=carried_out))
    with pytest.raises(UserError, match="didn't say"):
        await rotation.rotate(clocked.services, PROJECT_ID, by=OWNER)
    assert registered(clocked) in good(clocked)
    assert "world-webhook-secret" in good(clocked)
    assert await state(clocked) is RotationState.BEGUN
    new = good(clocked)[0]
    clocked.sinch.faults.add(Fault("status", status=503, path="/webhooks", remaining=1))
    clocked.clock.move(minutes=1)
    await rotation.sweep(clocked.services)
    assert await state(clocked) is RotationState.BEGUN, "still no answer"
    await rotation.sweep(clocked.services)
    assert (await state(clocked), registered(clocked)) == (RotationState.TAKEN, new)
    assert good(clocked) == [new, "world-webhook-secret"]


async def test_begun_by_a_process_that_died(clocked: ClockWorld) -> None:
    now = clocked.clock.now()
    begun = WebhookSecret(
        PROJECT_ID, SecretStr("n" * 43), (SecretStr("world-webhook-secret"),), SecretStr("world-webhook-secret"),
        RotationState.BEGUN, OWNER, now,
    )  # fmt: skip
    assert await clocked.store.webhook_secrets.begin(begun, None)
    await rotation.rotate(clocked.services, PROJECT_ID, by=OWNER)
    assert registered(clocked) == "n" * 43, "it goes on with the secret that was begun"
    assert await state(clocked) is RotationState.TAKEN


async def test_a_secret_given_by_hand_later_is_what_is_meant(clocked: ClockWorld) -> None:
    await rotation.rotate(clocked.services, PROJECT_ID, by=OWNER)
    rotated = registered(clocked)
    by_hand = SecretStr("set in the settings since")
    connected = clocked.services.projects.get(PROJECT_ID)
    assert connected is not None
    await clocked.services.projects.add(replace(connected, webhook_secret=by_hand))
    assert good(clocked) == [by_hand.get_secret_value(), rotated, "world-webhook-secret"]
    await rotation.sweep(clocked.services)
    clocked.clock.move(days=1)
    assert good(clocked) == [by_hand.get_secret_value()], "the rotated one has had its day"
