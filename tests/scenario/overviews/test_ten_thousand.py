"""What waits among 10,000 templates, asked for while the nightly comparison reads them all: calls, sums, once each."""

from __future__ import annotations

import asyncio
import copy
import math
from collections import Counter

import pytest

from bot.flows.templates import comparing
from bot.flows.waiting.waiting import MOST_ACTIVITIES
from bot.provisioning.events import parse_or_none
from tests.scenario.overviews.test_one_story import story
from tests.worlds.bot_world import PROJECT_ID, BotWorld

TEMPLATES, PAGE = 10_000, 1_000
BY_STATE, ACCOUNTS, OTHERS = 15, 2, 20
"""Calls for templates in the states that wait, for the activity lists of accounts, and for whatever else there is."""
MOVED = "WHATSAPP_TEMPLATE_CATEGORY_UPDATED"


def fill(world: BotWorld) -> None:
    """The sample company's templates again and again, under other names."""
    table = world.project.templates
    samples = [copy.deepcopy(record) for record in table.values()]
    for number in range(TEMPLATES - len(samples)):
        record = copy.deepcopy(samples[number % len(samples)])
        record["name"] = f"t{number:05}"
        table[f"{record['name']}/{record['language']}"] = record


def move(world: BotWorld) -> set[str]:
    """Meta takes some for marketing, and Sinch sends no event; their names."""
    live = [item for item in world.project.templates.values() if item.get("state") and item["category"] == "UTILITY"]
    for template in live[::500]:
        template["category"] = "MARKETING"
    return {template["name"] for template in live[::500]}


async def reported(world: BotWorld) -> Counter[str]:
    """How often each template is told of as moved."""
    rows = await world.bot.store.inbox.recent(PROJECT_ID, limit=500)
    events = [event for row in rows if row.type == MOVED and (event := parse_or_none(row.body))]
    return Counter(event.subject.ids[0] for event in events)


@pytest.mark.slow
async def test_the_night_and_the_list_of_what_waits_share_the_calls_and_report_once(world: BotWorld) -> None:
    fill(world)
    await world.slash("waiting")
    await world.quiet()
    moved = move(world)
    await world.slash("subscribe whatsapp")
    world.sinch.requests.clear()
    night = asyncio.create_task(comparing.compare(world.bot.services, PROJECT_ID))
    shown = await world.slash("waiting")
    await night
    await world.quiet()
    pages = math.ceil(TEMPLATES / PAGE)
    calls = Counter(request.path.rpartition("/")[2] for request in world.sinch.requests)
    assert calls["templates"] <= 2 * pages + BY_STATE, "each comparison reads all once, the list what waits"
    assert calls["activities"] <= MOST_ACTIVITIES + ACCOUNTS
    assert sum(calls.values()) <= 2 * pages + BY_STATE + MOST_ACTIVITIES + OTHERS
    number, parties, listed = story(shown)
    assert number == listed == parties.total() > TEMPLATES // 10
    assert await reported(world) == Counter(dict.fromkeys(moved, 1))
