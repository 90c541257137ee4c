"""Every menu that is looked up while a person types finds what there is."""

from __future__ import annotations

import pytest

from bot.flows.execution.choices import LOADERS, load
from tests.worlds.bot_world import PROJECT_ID, BotWorld

GIVEN = {"name": "order_update", "plus_friend_id": "northwindcoffee"}


@pytest.mark.parametrize("name", LOADERS)
async def test_what_there_is_can_be_chosen(world: BotWorld, name: str) -> None:
    if name == "bundles":
        await world.click_for(await world.slash("bundles create name=Beans region=EU smsApp=yes"), "Create")
    found = await load(world.bot.services, PROJECT_ID, name, "", GIVEN)
    assert found
    label = found[0]["text"]["text"]
    narrowed = await load(world.bot.services, PROJECT_ID, name, label[:6], GIVEN)
    assert found[0] in narrowed
    assert not await load(world.bot.services, PROJECT_ID, name, "there is no such thing", GIVEN)
