"""Bundles, SMS apps and channels of Conversation apps from Slack."""

from __future__ import annotations

import pytest

from tests.scenario.operations import names
from tests.worlds.bot_world import MEMBER, OWNER, BotWorld, words


async def test_a_part_of_a_bundle_is_asked_for_with_yes_or_with_a_name(world: BotWorld) -> None:
    question = await world.slash("bundles create name=Beans region=EU smsApp=yes convApp='Beans chat' subproject=no")
    assert "It creates: SMS app, Conversation app." in words(question)
    answer = await world.click_for(question, "Create")
    assert "Beans" in words(answer)
    made = list(world.project.bundles.values())[-1]
    assert "subproject" not in made or not made["subproject"]
    assert "Beans chat" in str(made)


async def test_a_whole_part_can_be_spelled_out(world: BotWorld) -> None:
    typed = """bundles create region=EU smsApp='{"name": "Own"}'"""
    answer = await world.click_for(await world.slash(typed), "Create")
    assert "Own" in words(answer)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("bundles create name=Beans region=EU", "at least one of"),
        ("bundles create region=EU smsApp=yes", "has no name"),
        ("bundles create name=Beans region=EU smsApp='{'", "valid JSON"),
        ("bundles create name=Beans region=MOON smsApp=yes", "must be BR, EU or US"),
        (f"bundles create name={'x' * 256} region=EU smsApp=yes", "255 at most"),
        ("sms apps create name=Codes region=EU convApiApp=yes convApiAppId=1", "combined"),
        (f"sms apps update abc name={'x' * 256}", "255 at most"),
        ("bundles list states=NEVER", "can't be"),
    ],
)
async def test_what_is_wrong_is_told_in_the_form(world: BotWorld, typed: str, message: str) -> None:
    view = await world.slash_form(typed)
    await world.until(lambda: any(message in words(view) for view in world.views()), message)
    assert view.id
    assert not world.calls("POST", "/bundles")
    assert not world.calls("POST", "/smsApps")


@pytest.mark.parametrize("typed", ["bundles get", "sms apps get", "sms apps delete", "conversation viber"])
async def test_missing_ids_open_a_form(world: BotWorld, typed: str) -> None:
    view = await world.slash_form(typed)
    assert [block for block in view.blocks if block["type"] == "input"]


@pytest.mark.parametrize(
    ("typed", "field", "label"),
    [("bundles get", "bundle_id", "Beans"), ("sms apps get", "sms_app_id", "Order notices")],
)
async def test_ids_are_looked_up_by_name(world: BotWorld, typed: str, field: str, label: str) -> None:
    await world.click_for(await world.slash("bundles create name=Beans region=EU smsApp=yes"), "Create")
    view = await world.slash_form(typed)
    found = await world.slack.people.suggest(OWNER, view, field, "value", label[:3].lower())
    assert label in str(found)


@pytest.mark.parametrize(
    "typed",
    [
        "bundles get 01HZZZZZZZZZZZZZZZZZZZZZZZ",
        f"sms apps get {'0' * 32}",
        f"sms apps delete {'0' * 32}",
        "conversation telegram 01HZZZZZZZZZZZZZZZZZZZZZZZ",
    ],
)
async def test_what_is_not_there_is_told_in_the_apis_words(world: BotWorld, typed: str) -> None:
    answer = await world.slash(typed)
    assert "not found" in words(answer).lower() or "exist" in words(answer).lower(), words(answer)


async def test_a_linked_app_that_does_not_exist_is_told_in_the_apis_words(world: BotWorld) -> None:
    question = await world.slash("sms apps create name=Codes region=EU convApiAppId=nothing")
    answer = await world.click_for(question, "Create")
    assert "convApiAppId must be the id of" in words(answer)
    assert not [sms_app for sms_app in world.project.sms_apps.values() if sms_app["name"] == "Codes"]


async def test_an_sms_app_is_renamed_in_a_form_that_holds_its_name(world: BotWorld) -> None:
    app = names(world.project)["sms"]
    view = await world.slash_form(f"sms apps update {app}")
    await world.until(lambda: "Order notices" in str(view.body), "its name")
    await world.submit(view, {"name": "Order news"})
    await world.until(lambda: world.project.sms_apps[app]["name"] == "Order news", "the new name")


async def test_deleting_an_sms_app_says_what_goes_with_it(world: BotWorld) -> None:
    app = names(world.project)["sms"]
    question = await world.slash(f"sms apps delete {app}")
    assert "You can't send with it" in words(question)
    answer = await world.click_for(question, "Delete")
    assert "is deleted" in words(answer)
    assert app not in world.project.sms_apps


@pytest.mark.parametrize("answer", ["Create", "Cancel"])
async def test_the_audit_log_knows_no_secret_of_a_webhook(world: BotWorld, answer: str) -> None:
    webhooks = '[{"target": "https://beans.example/hook", "secret": "hush-hush-1", "triggers": ["ALL"]}]'
    conversation = (
        '{"name": "Chat", "webhooks": [{"target": "https://beans.example/chat", "secret": "hush-hush-2", '
        '"triggers": ["OPT_IN"]}]}'
    )
    typed = f"bundles create name=Beans region=EU convApp='{conversation}' webhooks='{webhooks}'"
    await world.click_for(await world.slash(typed), answer)
    (row, *_) = await world.bot.store.audit.recent(limit=5)
    assert row.action == "bundles create"
    assert "beans.example/hook" in str(row.args)
    assert "beans.example/chat" in str(row.args)
    assert "hush-hush" not in str(row.args)


async def test_webhooks_of_a_bundle_are_for_admins(world: BotWorld) -> None:
    await world.slash(f"access grant <@{MEMBER}> operator")
    hooks = '[{"target": "https://beans.example/hook", "secret": "hush", "triggers": ["ALL"]}]'
    typed = "bundles create name=Beans region=EU smsApp=yes"
    refused = await world.slash(f"{typed} webhooks='{hooks}'", user=MEMBER)
    assert "Only admins" in words(refused)
    question = await world.slash(typed, user=MEMBER)
    assert "Beans" in words(await world.click_for(question, "Create", user=MEMBER))
