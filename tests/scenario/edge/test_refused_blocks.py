"""A workspace that refuses Slack's newer blocks, in every shape in which Slack refuses: everything is still said."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.flows.health import blocks
from bot.flows.refused_blocks import TRY_AGAIN, RefusedBlocks
from bot.sandbox.slack.errors import Refusal
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, BotWorld, bot_world, words
from tests.worlds.clock import FakeClock

NEW = ("data_table", "data_visualization")
SHAPES = {
    "with reasons": Refusal(),
    "without reasons": Refusal(reasons=False),
    "with status 400": Refusal(reasons=False, status=400),
    "plain": Refusal(plain=True),
    "plain with status 400": Refusal(plain=True, status=400),
}


@pytest.fixture(params=SHAPES)
async def refusing(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[BotWorld]:
    async with bot_world(tmp_path) as world:
        world.workspace.refused_blocks |= set(NEW)
        world.workspace.refusal = SHAPES[request.param]
        yield world


def said(world: BotWorld, *wanted: str, channel: str | None = None) -> Callable[[], bool]:
    return lambda: any(
        all(item in words(message) for item in wanted) for message in world.messages(channel) if message.bot_id
    )


async def test_lists_digests_and_forms_arrive_on_every_way(refusing: BotWorld) -> None:
    world = refusing
    by_slash = await world.slash("whatsapp templates list")
    assert "order_update" in words(by_slash)
    assert not set(NEW) & {block["type"] for block in by_slash.blocks}
    await world.slack.people.send_message(MEMBER, GENERAL, f"@{world.workspace.bot.name} rcs senders list")
    await world.until(said(world, "RCS senders", "Northwind Coffee", channel=GENERAL), "the answer to a mention")
    assert "WhatsApp templates" in words(await world.slash("digest now", channel=ACTIVITY))
    await world.slack.people.open_home(MEMBER)
    tab = await world.until(lambda: world.workspace.homes.get(MEMBER), "the tab")
    await world.click(tab, "WhatsApp templates", user=MEMBER)
    await world.until(lambda: any("order_update" in words(view) for view in world.views(MEMBER)), "the modal")


async def test_what_was_refused_once_is_not_tried_again(refusing: BotWorld) -> None:
    world = refusing
    await world.slash("whatsapp templates list")
    await world.slash("digest now")
    refused = sum(count for (_, error), count in world.workspace.counts.items() if error == "invalid_blocks")
    assert refused
    await world.slash("rcs senders list")
    await world.slash("digest now")
    again = sum(count for (_, error), count in world.workspace.counts.items() if error == "invalid_blocks")
    assert again == refused


async def test_doctor_asks_slack_and_remembers(world: BotWorld) -> None:
    assert "work" in (await blocks(world.bot.services)).note
    world.workspace.refused_blocks |= {"data_visualization"}
    assert "data_visualization" in (await blocks(world.bot.services)).note
    assert set(await world.bot.slack.fallback.memory.refused()) == {"data_visualization"}
    world.workspace.refused_blocks.clear()
    assert "work" in (await blocks(world.bot.services)).note
    assert not await world.bot.slack.fallback.memory.refused()


async def test_it_is_kept_for_a_week_and_for_every_process(world: BotWorld) -> None:
    clock = FakeClock()
    first, second = RefusedBlocks(world.bot.store, clock), RefusedBlocks(world.bot.store, clock)
    await first.remember({"data_table"})
    assert set(await second.refused()) == {"data_table"}
    await second.remember({"data_visualization"})
    assert set(await RefusedBlocks(world.bot.store, clock).refused()) == set(NEW)
    third = RefusedBlocks(world.bot.store, clock)
    await asyncio.gather(*(third.remember({kind}) for kind in ("table", "markdown", "video")))
    assert set(await RefusedBlocks(world.bot.store, clock).refused()) == {*NEW, "table", "markdown", "video"}
    clock.move(seconds=TRY_AGAIN.total_seconds() + 1)
    assert not await RefusedBlocks(world.bot.store, clock).refused()
