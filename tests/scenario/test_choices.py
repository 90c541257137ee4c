"""Every menu that is looked up while a person types finds what there is."""

from __future__ import annotations

import pytest

from bot.flows.execution.choices import LOADERS, load
from tests.fakes.town import PROJECT_ID, Town

GIVEN = {"name": "order_update", "plus_friend_id": "northwindcoffee"}


@pytest.mark.parametrize("name", LOADERS)
async def test_what_there_is_can_be_chosen(place: Town, name: str) -> None:
    if name == "bundles":
        await place.click_for(await place.slash("bundles create name=Beans region=EU smsApp=yes"), "Create")
    found = await load(place.bot.services, PROJECT_ID, name, "", GIVEN)
    assert found
    label = found[0]["text"]["text"]
    narrowed = await load(place.bot.services, PROJECT_ID, name, label[:6], GIVEN)
    assert found[0] in narrowed
    assert not await load(place.bot.services, PROJECT_ID, name, "there is no such thing", GIVEN)
