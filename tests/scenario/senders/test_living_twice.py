"""A living answer of several processes on one PostgreSQL: one message, edited by whoever posts, true at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import cycle
from pathlib import Path

import pytest

from bot.app import Bot
from bot.sandbox.sinch.rcs.launch import begin_launch, set_operator
from bot.sandbox.sinch.world.project import Record
from bot.sandbox.slack.emulator import listen
from tests.scenario.senders.test_rcs_progress import card, cards, scope, sender
from tests.worlds.bot_world import AT_WORK, MEMBER, PROJECT_ID, QUICK, BotWorld, bot_world, labels, served


@asynccontextmanager
async def process(world: BotWorld) -> AsyncIterator[str]:
    """One more process on the world's database; its address."""
    listener = listen("127.0.0.1", 0)
    async with served(Bot(world.settings, timing=QUICK, workers=AT_WORK), listener):
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


async def leads(world: BotWorld) -> str:
    """Who posts now."""
    return await world.bot.store.leases.holder("activity") or ""


def to(world: BotWorld, url: str) -> None:
    """Slack and Sinch speak with this process from now on."""
    world.slack.workspace.app.request_url = f"{url}/slack/events"
    for webhook in world.project.webhooks.values():
        webhook["target"] = f"{url}/sinch/webhooks/{PROJECT_ID}"


def decide(world: BotWorld, sender: Record, urls: Sequence[str], remarks: Iterable[int]) -> None:
    """One operator changes its mind again and again; each event goes to another process."""
    for number, url in zip(remarks, cycle(urls), strict=False):
        to(world, url)
        state = ("PENDING", "REJECTED")[number % 2]
        set_operator(scope(world), sender, "SE", "Three", state, f"Remark {number} of Three.")


@pytest.mark.postgres
async def test_one_card_stays_true_while_the_process_that_edits_it_ends(
    tmp_path: Path, postgres_tables_url: str
) -> None:
    web = AT_WORK - {"activity"}
    async with bot_world(tmp_path, database_url=postgres_tables_url, workers=web) as world, AsyncExitStack() as stack:
        ending = AsyncExitStack()
        first = await ending.enter_async_context(process(world))
        leader = await world.until(lambda: leads(world), "a process that posts")
        second = await stack.enter_async_context(process(world))
        testing = sender(world, "IN_TEST")
        asked = f"rcs senders progress {testing['id']}"
        await world.slash(asked, user=MEMBER)
        shown = await card(world, "Nothing is missing for a launch")
        begin_launch(scope(world), testing)
        decide(world, testing, (world.url, first, second), range(6))
        await world.slash(asked, user=MEMBER)  # from another process, while it is edited
        assert await leads(world) == leader
        closing = asyncio.create_task(ending.aclose())
        decide(world, testing, (second, world.url), range(6, 12))
        await closing
        refused = await card(world, "Remark 11 of Three.")
        assert labels(refused)[0] == "Edit"
        decide(world, testing, (second, world.url), range(12, 14))
        await card(world, "Remark 13 of Three.")
        assert await leads(world) not in ("", leader)
        assert [message.ts for message in cards(world)] == [shown.ts]
