"""Subscribing in one choice, filters behind a button, and ending everything only after a question."""

from __future__ import annotations

import pytest

from bot.sandbox.slack.faults import Fault
from bot.storage.channels.subscriptions import Subscription
from commands.channel.subscriptions import Subscribe
from tests.scenario.channels.test_calm import quality
from tests.worlds.bot_world import ACTIVITY, OWNER, BotWorld, words

CHOICES = ["Everything", "Needs attention", "Rejections", "Comments"]
FILTERS = {"events", "name", "language", "category", "state", "country", "sender"}


async def rules(world: BotWorld) -> list[Subscription]:
    return await world.bot.store.subscriptions.in_channel(ACTIVITY)


async def test_one_choice_and_areas_and_the_rest_behind_a_button(world: BotWorld) -> None:
    form = await world.slash_form("subscribe", channel=ACTIVITY)
    inputs = {block["block_id"]: block["element"] for block in form.blocks if block["type"] == "input"}
    assert {*inputs} == {"post", "areas"}
    assert [option["text"]["text"] for option in inputs["post"]["options"]] == CHOICES
    assert inputs["post"]["initial_option"]["text"]["text"] == "Everything"

    world.slack.people.fill(OWNER, form, "post", "value", "attention")
    world.slack.faults.plan("views.update", Fault(error="missing_scope"))
    await world.click(form, "More filters")
    await world.until(lambda: [m for m in world.messages(ACTIVITY) if m.ephemeral_to == OWNER], "why nothing came")
    await world.click(form, "More filters")
    whole = await world.until(
        lambda: next((v for v in world.views() if any(b["block_id"] == "state" for b in v.blocks)), None), "all fields"
    )
    inputs = {block["block_id"]: block["element"] for block in whole.blocks if block["type"] == "input"}
    assert {*inputs} == {"post", "areas", *FILTERS}
    assert inputs["post"]["initial_option"]["text"]["text"] == "Needs attention"
    for closed in ("events", "language", "category", "state"):
        assert inputs[closed]["type"] in ("multi_static_select", "multi_external_select")

    outcome = await world.submit(whole, {"post": "attention", "areas": ["whatsapp"], "name": "order*"})
    assert outcome.ok, outcome
    await world.until(lambda: "now gets" in words(world.views()[-1]), "the answer")
    (rule,) = await rules(world)
    assert (rule.areas, rule.filters) == (["whatsapp"], {"name": ["order*"], "only": ["attention"]})
    again = await world.slash_form("subscribe", channel=ACTIVITY)
    assert {"post", "name"} <= {block["block_id"] for block in again.blocks if block["type"] == "input"}

    quality(world, "GREEN")  # needs nobody
    quality(world, "RED")
    await world.until(lambda: [m for m in world.messages(ACTIVITY) if "order_update" in words(m)], "the card")
    assert not any("GREEN" in words(m) or "high" in m.text for m in world.messages(ACTIVITY) if m.bot_id)


async def test_ending_everything_asks_and_ending_a_part_does_not(world: BotWorld) -> None:
    await world.slash("subscribe whatsapp,rcs rejections", channel=ACTIVITY)
    await world.slash("subscribe kakaotalk", channel=ACTIVITY)
    left = await world.slash("unsubscribe kakaotalk", channel=ACTIVITY)
    assert "Rejections for WhatsApp, RCS" in words(left)
    question = await world.slash("unsubscribe", channel=ACTIVITY)
    assert "from everything?" in words(question)
    assert "Rejections for WhatsApp, RCS" in words(question)
    assert await rules(world)
    answer = await world.click_for(question, "Unsubscribe")
    assert "gets no more Sinch events" in words(answer)
    assert not await rules(world)


@pytest.mark.parametrize(
    ("typed", "only", "areas"),
    [
        ("needs attention", ["attention"], []),
        ("Needs Attention whatsapp", ["attention"], ["whatsapp"]),
        ("rcs rejections,comments", ["rejections", "comments"], ["rcs"]),
        ("everything", [], []),
    ],
)
def test_what_to_post_is_typed_as_the_form_calls_it(typed: str, only: list[str], areas: list[str]) -> None:
    given = Subscribe.model_validate({"what": typed.split()})
    assert (given.only, given.areas) == (only, areas)
