"""Which templates are read less than they were, from the analytics of the API."""

from __future__ import annotations

from tests.worlds.bot_world import BotWorld, labels, words


async def test_what_fell_is_said_first_with_a_chart(world: BotWorld) -> None:
    answer = await world.slash("whatsapp templates health")
    assert "down from" in words(answer)
    kinds = [block["type"] for block in answer.blocks]
    assert "data_visualization" in kinds
    assert "data_table" in kinds
    assert "Export CSV" in labels(answer)


async def test_a_template_that_meta_has_stopped_is_told_of_too(world: BotWorld) -> None:
    found = next(iter(world.sinch.projects.values())).templates
    found["order_update/DE"]["state"] = "PAUSED"
    answer = await world.slash("whatsapp templates health")
    assert "order_update (DE, paused)*: clicked" in words(answer)
    assert "read 33%, down from 61%" in words(answer).split("order_update (DE, paused)*")[1].split("\n")[0]
    assert "too few messages to tell" in words(answer)


async def test_where_analytics_are_off_they_are_offered(world: BotWorld) -> None:
    project = next(iter(world.sinch.projects.values()))
    assert project.whatsapp_account is not None
    project.whatsapp_account["wabaEnabledForInsights"] = False
    answer = await world.slash("whatsapp templates health")
    assert "analytics are off" in words(answer)
    assert "Turn analytics on" in labels(answer)
