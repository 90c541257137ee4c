"""The look at what happened before the bot came: it ends, whatever fails, and asks for nothing twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.command.context import ProjectView
from bot.flows import jobs
from bot.flows.activity_lists import candidates, first_look, latest
from bot.sandbox.sinch.world.faults import Fault
from bot.storage.store import Store
from tests.worlds.clock_world import PROJECT_ID, ClockWorld, clock_world
from tests.worlds.waiting import until

RESOURCES, ACTIVITIES = "/kakaotalk/senders", "/activities"


@pytest.fixture
async def world(sqlite_store: Store, sqlite_url: str) -> AsyncIterator[ClockWorld]:
    async with clock_world(sqlite_url) as made:
        yield made


@pytest.fixture
def asked(world: ClockWorld, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each path was asked for, whatever the answer."""
    found: Counter[str] = Counter()
    take = world.sinch.faults.take

    def counted(method: str, path: str) -> Any:
        found[path] += 1
        return take(method, path)

    monkeypatch.setattr(world.sinch.faults, "take", counted)
    return found


@pytest.fixture
async def frugal(sqlite_store: Store, sqlite_url: str) -> AsyncIterator[ClockWorld]:
    async with clock_world(sqlite_url, retention_days=2) as made:
        yield made


async def said(world: ClockWorld) -> str:
    return first_look.unread(await first_look.known(ProjectView(world.services, PROJECT_ID), 5))


def fails(world: ClockWorld, path: str) -> None:
    world.sinch.faults.add(Fault("status", remaining=10_000, path=path))


def of_activity(asked: Counter[str]) -> dict[str, int]:
    return {path: times for path, times in asked.items() if path.endswith(ACTIVITIES)}


async def test_a_list_of_resources_that_fails_makes_nothing_else_be_read_again(
    world: ClockWorld, asked: Counter[str]
) -> None:
    fails(world, RESOURCES)
    assert "couldn't be read yet. Ask again" in await said(world)
    assert "couldn't be read yet. I'll try again later." in await said(world)
    assert of_activity(asked)
    assert {*of_activity(asked).values()} == {1}


async def test_what_failed_twice_is_not_asked_whenever_somebody_asks(world: ClockWorld, asked: Counter[str]) -> None:
    fails(world, RESOURCES)
    for _ in range(2):
        await said(world)
    before = asked.copy()
    await said(world)
    assert asked == before
    world.sinch.faults.clear()
    world.clock.move(minutes=11)
    assert await said(world) == "", "and it heals"


@pytest.mark.parametrize(
    ("path", "left"), [(RESOURCES, "some more resources"), ("/languages/FR/activities", "1 more resource")]
)
async def test_what_fails_for_ever_is_given_up(world: ClockWorld, asked: Counter[str], path: str, left: str) -> None:
    fails(world, path)
    for _ in range(8):
        shown = await said(world)
        world.clock.move(minutes=61)
    assert shown == f"The activity of {left} from before I was connected wasn't read."
    before = asked.copy()
    await said(world)
    assert asked == before


async def test_a_look_that_goes_on_keeps_nothing_busy_and_ends_with_the_bot(world: ClockWorld) -> None:
    world.sinch.faults.add(Fault("hang", remaining=10_000, seconds=60, path="/whatsapp/templates"))
    ended = first_look.begin(world.services, PROJECT_ID)
    await asyncio.sleep(0)
    assert not len(world.bot.tasks)
    async with asyncio.timeout(2):
        await world.bot.background.drain(0)
    assert ended.is_set()


async def test_a_connection_during_a_look_has_a_look_of_its_own(world: ClockWorld, asked: Counter[str]) -> None:
    ended = first_look.begin(world.services, PROJECT_ID)
    await until(lambda: _come(of_activity(asked)))
    began = world.clock.now()
    world.clock.move(minutes=1)
    await first_look.again(world.services, PROJECT_ID)
    await ended.wait()
    progress = await first_look.known(ProjectView(world.services, PROJECT_ID), 5)
    assert progress is not None
    assert progress.done
    assert progress.at > began


async def _come(found: object) -> bool:
    return bool(found)


async def test_what_retention_forgets_is_not_kept_again(frugal: ClockWorld) -> None:
    frugal.scope.note("rcs_account:account", "COMMENT_ADDED", "Old", "Sinch reviewer")
    frugal.clock.move(days=3)
    frugal.scope.note("rcs_account:account", "COMMENT_ADDED", "New", "Sinch reviewer")
    assert await said(frugal) == ""
    kept = [entry.id for entry in await frugal.store.entries.newest(PROJECT_ID, limit=1_000)]
    assert kept
    await jobs.prune(frugal.services)
    assert [entry.id for entry in await frugal.store.entries.newest(PROJECT_ID, limit=1_000)] == kept


async def test_lists_that_time_was_too_short_for_come_first_the_next_time(world: ClockWorld) -> None:
    project = ProjectView(world.services, PROJECT_ID)
    listed = (await candidates.all_of(project.api, 5)).resources[: latest.SIDE_BY_SIDE + 4]
    assert len(listed) > latest.SIDE_BY_SIDE
    world.sinch.latency = 0.3
    assert await latest.read_anew(project, listed, seconds=0.5)
    assert await latest.read_anew(project, listed, seconds=0.5) == ()
