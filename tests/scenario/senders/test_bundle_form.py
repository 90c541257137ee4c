"""Bundles and SMS apps made in their forms, against both emulators."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from functools import partial
from typing import Any

import pytest

from tests.worlds.bot_world import BotWorld, words
from tests.worlds.forms import Form, open_form

MODE = "convApp.processingMode"
KEEP, DAYS = "convApp.retentionPolicy.retentionPolicyType", "convApp.retentionPolicy.ttl"
SECRET, OTHER = "hush-hush-hush", "shh-shh-shh"


def made(world: BotWorld) -> dict[str, Any]:
    return dict(list(world.project.bundles.values())[-1])


async def begun(world: BotWorld, *parts: str) -> Form:
    form = await open_form(world, "bundles create")
    assert "warning" not in form.words, "nothing is wrong before anything was filled in"
    await form.next(name="Beans", region="EU", make=list(parts))
    return form


async def test_a_bundle_of_all_parts(world: BotWorld) -> None:
    form = await open_form(world, "bundles create")
    await form.send({"region": "EU", "make": ["smsApp", "convApp", "subproject"]})
    assert "required" in form.errors["name"]
    await form.send({"name": "Beans"})
    await form.send({"subproject.labels": "team"})
    assert "team: coffee" in form.errors["subproject.labels"]
    await form.send({"subproject.labels": "team: coffee\ncost: 42", "smsApp.name": "Beans codes"})
    assert KEEP not in form.fields
    await form.choose(MODE, "CONVERSATION")
    await form.send({DAYS: "3651"})
    assert DAYS in form.errors
    await form.choose(KEEP, "CONVERSATION_EXPIRE_POLICY")
    await form.send({DAYS: "365", "convApp.consentManagerSettings.mode": "PRIMARY"})
    await form.press("Add a webhook")
    await form.send({"c1.target": "https://conversation-api.prod.sinch.com/x", "c1.triggers": ["MESSAGE_INBOUND"]})
    assert "a Sinch address" in form.errors["c1.target"]
    await form.send({"c1.target": "https://beans.example/chat"})
    await form.press("Add a webhook")
    await form.send({"w1.target": "https://beans.example/sinch", "w1.triggers": ["BUNDLE_DONE"], "w1.secret": SECRET})
    assert form.submit_label == "Create"
    for told in ("Beans codes", "team: coffee", "conversation mode", "kept for 365 days", "beans.example/sinch"):
        assert told in form.words
    assert SECRET not in str(form.view.body)
    await form.next()
    assert "Beans" in form.words
    bundle = made(world)
    assert bundle["subproject"]["labels"] == {"team": "coffee", "cost": "42"}
    assert bundle["smsApp"]["name"] == "Beans codes"
    app = bundle["convApp"]
    assert (app["name"], app["processingMode"]) == ("Beans", "CONVERSATION")
    assert app["retentionPolicy"] == {"retentionPolicyType": "CONVERSATION_EXPIRE_POLICY", "ttl": 365}
    assert app["consentManagerSettings"] == {"mode": "PRIMARY"}
    assert app["webhooks"][0]["target"] == "https://beans.example/chat"
    assert bundle["webhooks"][0]["triggers"] == ["BUNDLE_DONE"]


async def test_only_the_steps_that_its_parts_call_for(world: BotWorld) -> None:
    form = await begun(world, "smsApp")
    assert "Basics › *Parts* › Webhooks › Summary" in form.words
    await form.next()
    await form.next()
    await form.next()
    bundle = made(world)
    assert bundle["smsApp"]["name"] == "Beans"
    assert "convApp" not in bundle


async def test_a_secret_is_kept_from_step_to_step_but_never_shown(world: BotWorld) -> None:
    form = await begun(world, "smsApp")
    await form.next()
    await form.press("Add a webhook")
    form.fill({"w1.target": "https://beans.example/1", "w1.triggers": ["ALL"], "w1.secret": SECRET})
    await form.press("Add a webhook")
    assert form.value("w1.target") == "https://beans.example/1"
    assert form.value("w1.secret") is None
    assert "Saved. Type a new one" in str(form.view.body)
    await form.send({"w2.target": "https://beans.example/1", "w2.triggers": ["ALL", "BUNDLE_DONE"], "w2.secret": OTHER})
    assert "already" in form.errors["w2.target"]
    assert "not both" in form.errors["w2.triggers"]
    await form.press("Remove")
    await form.send({"w1.target": "https://beans.example/2", "w1.triggers": ["ALL"]})
    await form.next()
    hooks = world.project.webhooks.values()
    assert [hook["_secret"] for hook in hooks if hook["target"] == "https://beans.example/2"] == [OTHER]
    for secret in (SECRET, OTHER):
        await world.until(partial(_forgotten, world, secret), "that the draft, needed no longer, is gone")
    (row, *_) = await world.bot.store.audit.recent(limit=1)
    assert row.action == "bundles create"
    assert not [secret for secret in (SECRET, OTHER) if secret in str(row.args)]


def _forgotten(world: BotWorld, secret: str) -> bool:
    """Whether no kept form in the database holds it."""
    with closing(sqlite3.connect(world.settings.database_url.partition("///")[2])) as database:
        return secret not in str(database.execute("select state from drafts").fetchall())


async def test_everything_typed_stands_in_the_form(world: BotWorld) -> None:
    app = json.dumps({"name": "Beans chat", "processingMode": "CONVERSATION", "retentionPolicy": {"ttl": 30}})
    hooks = json.dumps([{"target": "https://beans.example/1", "secret": SECRET, "triggers": ["BUNDLE_DONE"]}])
    form = await open_form(
        world, f"bundles create smsApp=yes subproject=no convApp='{app}' webhooks='{hooks}' name=Beans"
    )
    assert form.value("name") == "Beans"
    assert form.value("make") == ["smsApp", "convApp"]
    await form.next(region="BR")
    await form.next()
    assert (form.value("convApp.name"), form.value(MODE), form.value(DAYS)) == ("Beans chat", "CONVERSATION", "30")
    await form.next()
    await form.next()
    assert form.value("w1.triggers") == ["BUNDLE_DONE"]
    await form.next()
    await form.next()
    bundle = made(world)
    assert bundle["region"] == "BR"
    assert bundle["convApp"]["retentionPolicy"]["ttl"] == 30


async def test_a_whole_body_asks_at_once(world: BotWorld) -> None:
    body = {"name": "Whole", "region": "US", "smsApp": True, "convApp": {"name": "Chat"}}
    question = await world.slash(f"bundles create json='{json.dumps(body)}'")
    assert "SMS app, Conversation app" in words(question)
    await world.click_for(question, "Create")
    assert made(world)["convApp"]["name"] == "Chat"


async def test_what_the_api_refuses_comes_back_at_its_step(world: BotWorld) -> None:
    world.project.webhooks["x"] = {"id": "x", "target": "https://beans.example/1", "triggers": ["ALL"]}
    form = await begun(world, "smsApp")
    await form.next()
    await form.press("Add a webhook")
    await form.send({"w1.target": "https://beans.example/1", "w1.triggers": ["ALL"], "w1.secret": SECRET})
    await form.next()
    assert "*Webhooks*" in form.words
    at = [block.get("block_id", "").partition("~")[0] for block in form.view.blocks].index("w1.target")
    assert "warning" in str(form.view.blocks[at + 1])


@pytest.mark.parametrize(
    ("link", "then", "expected"),
    [("convApiApp", {}, "new"), ("none", {}, ""), ("convApiAppId", {"convApiAppId": "known"}, "known")],
)
async def test_an_sms_app_and_the_app_it_sends_through(
    world: BotWorld, link: str, then: dict[str, str], expected: str
) -> None:
    project = world.project
    project.conversation_apps["known"] = {"id": "known", "name": "Chat", "region": "EU", "channels": {}}
    form = await open_form(world, "sms apps create")
    assert "convApiAppId" not in form.fields
    form.fill({"name": "Codes", "region": "EU"})
    await form.choose("_link", link)
    if then:
        await form.send()
        assert "Choose one" in str(form.errors["convApiAppId"])
    await form.send(then)
    (app,) = [sms_app for sms_app in project.sms_apps.values() if sms_app["name"] == "Codes"]
    linked = app.get("conversationApiAppDetails", {}).get("id", "")
    assert linked == expected if expected != "new" else linked not in ("", "known")


async def test_conversation_apps_of_bundles_can_be_chosen_by_name(world: BotWorld) -> None:
    await world.click_for(await world.slash("bundles create name=Beans region=EU convApp='Beans chat'"), "Create")
    app_id = made(world)["convApp"]["id"]
    form = await open_form(world, "sms apps create name=Codes region=EU convApiAppId=")
    await form.choose("_link", "convApiAppId")
    assert form.choices("_chosen")[app_id].startswith("Beans chat")
    await form.next(_chosen=app_id)
    (app,) = [sms_app for sms_app in world.project.sms_apps.values() if sms_app["name"] == "Codes"]
    assert app["conversationApiAppDetails"]["id"] == app_id
