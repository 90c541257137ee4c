"""The sandbox's clock goes on for everything at once, and never back."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.persistence import Persistence
from bot.sandbox.sinch.seeds.company import sample_world
from bot.sandbox.sinch.service.world import World
from bot.sandbox.slack.seed import sample_workspace


def test_slack_and_sinch_follow_the_clock() -> None:
    clock = SandboxClock()
    workspace, world = sample_workspace(now=clock.seconds), sample_world(World(now=clock.now))
    seconds, moment = workspace.now(), world.now()
    clock.forward(timedelta(days=3))
    assert workspace.now() - seconds == pytest.approx(3 * 86_400, abs=60)
    assert (world.now() - moment).days == 3


@pytest.mark.parametrize("by", [timedelta(), timedelta(seconds=-1)])
def test_it_never_goes_back(by: timedelta) -> None:
    with pytest.raises(ValueError, match="forward"):
        SandboxClock().forward(by)


async def test_the_next_run_begins_where_the_last_one_was(tmp_path: Path) -> None:
    kept = Persistence(tmp_path)
    clock = kept.clock()
    workspace = kept.workspace(lambda: sample_workspace(now=clock.seconds), clock)
    keeping = asyncio.create_task(kept.keep_saved(workspace, kept.world(sample_world, clock), clock))
    await asyncio.sleep(0)
    clock.forward(timedelta(hours=20))
    keeping.cancel()
    assert Persistence(tmp_path).clock().ahead == timedelta(hours=20)
