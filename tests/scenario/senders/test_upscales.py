"""RCS upscales: nobody documents their fields, so every field passes through both ways."""

from __future__ import annotations

import pytest

from bot.sandbox.sinch.world.faults import Fault
from tests.worlds.bot_world import PROJECT_ID, BotWorld, labels, words


@pytest.mark.parametrize(
    "typed",
    [
        'json={"senderId":"s1","ratio":0.5,"rules":{"senderId":"x","days":[1,2]},"active":true,"label":"12"}',
        'sender_id=s1 ratio=0.5 rules={"senderId":"x","days":[1,2]} active=true label="12"',
        'senderId=s1 json={"ratio":0.5,"rules":{"senderId":"x","days":[1,2]},"active":true,"label":"12"}',
    ],
)
async def test_unknown_fields_pass_through(world: BotWorld, typed: str) -> None:
    asked = await world.slash(f"rcs upscales create {typed}")
    await world.click(asked, labels(asked)[0])
    made = await world.until(
        lambda: next(
            (upscale for upscale in world.sinch.projects[PROJECT_ID].upscales.values() if "ratio" in upscale), None
        ),
        "the upscale",
    )
    assert {name: value for name, value in made.items() if name not in ("id", "state")} == {
        "senderId": "s1",
        "ratio": 0.5,
        "rules": {"senderId": "x", "days": [1, 2]},
        "active": True,
        "label": "12",
    }
    card = await world.slash(f"rcs upscales get {made['id']}")
    assert "0.5" in words(card)
    assert "Days: 1, 2" in words(card)


@pytest.mark.parametrize("typed", ["ratio=null", 'json={"ratio":null}'])
async def test_null_in_a_field_that_nobody_knows_reaches_sinch(world: BotWorld, typed: str) -> None:
    upscales = world.sinch.projects[PROJECT_ID].upscales
    asked = await world.slash("rcs upscales create sender_id=s1 ratio=0.5")
    await world.click_for(asked, labels(asked)[0])
    (number,) = [number for number, upscale in upscales.items() if upscale.get("ratio") == 0.5]
    asked = await world.slash(f"rcs upscales update {number} {typed}")
    await world.click_for(asked, labels(asked)[0])
    assert upscales[number].get("ratio") is None


async def test_a_form_takes_them_as_json(world: BotWorld) -> None:
    view = await world.slash_form("rcs upscales update u1 other=[1]")
    assert "must be an object" in words(view)
    outcome = await world.submit(view, {"upscale_id": "u1", "other": '{"ratio": }'})
    assert "n't valid JSON" in outcome.errors["other"]


@pytest.mark.parametrize(
    "typed", ["list", "list csv=me", "get u1", "create sender_id=s1", "update u1 ratio=1", "delete u1"]
)
async def test_a_404_is_said_in_a_plain_sentence(world: BotWorld, typed: str) -> None:
    """Of an operation that Sinch does not document it may mean that there is none."""
    world.sinch.faults.add(Fault("status", status=404, path="upscales", remaining=9))
    answer = await world.slash(f"rcs upscales {typed}")
    if typed.startswith(("create", "update", "delete")):
        answer = await world.click_for(answer, labels(answer)[0])
    assert "offer RCS upscales to this project" in words(answer)
    assert "404" not in words(answer)
