"""Where the bot knows a name, it says the name: in questions, requests for approval, undo, the audit log."""

from __future__ import annotations

import re

from bot.cards.blocks import layout
from bot.sandbox.slack.workspace import Message
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, words
from tests.worlds.forms import open_form

ID = re.compile(r"\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24,32})\b")
RCS, WHATSAPP = "bb6ea732-6876-468a-a7c6-51b8038e70d8", "d5f51cc6-c321-4ed3-a6fb-f6cabe0d86b0"
QUESTIONS = {
    f"rcs senders test-add {RCS} +46701234599": "Northwind Offers",
    f"rcs senders test-remove {RCS} +46701234599": "Northwind Offers",
    f"rcs senders test-retry {RCS} +46701234599": "Northwind Offers",
    f"rcs senders launch {RCS}": "Northwind Offers",
    f"whatsapp senders register {WHATSAPP} SMS": "Northwind Events",
    f"whatsapp senders discard {WHATSAPP}": "Northwind Events",
    "whatsapp solutions assign 5002": "*",
    "webhooks delete {webhook}": "/sinch/webhooks/",
    "webhooks update {webhook} triggers=ALL": "/sinch/webhooks/",
}


def said(message: Message) -> str:
    """What can be read, addresses aside."""
    return re.sub(r"https?://\S+", "", "\n".join([message.text, *layout.texts(message.blocks)]))


async def test_questions_name_what_they_are_about(world: BotWorld) -> None:
    (webhook,) = world.sinch.projects[PROJECT_ID].webhooks
    for typed, name in QUESTIONS.items():
        asked = await world.slash(typed.format(webhook=webhook))
        assert name in words(asked), typed
        assert not ID.search(said(asked)), (typed, said(asked))


async def test_a_request_for_approval_says_the_name_and_the_exact_id(world: BotWorld) -> None:
    await world.slash(f"approvals require launch in=<#{ACTIVITY}>")
    await world.slash(f"access grant <@{MEMBER}> operator")
    await world.slack.people.slash(MEMBER, ACTIVITY, "/sinch", f"rcs senders launch {RCS}")
    card = await world.until(
        lambda: next((words(m) for m in world.messages(ACTIVITY) if "asks for approval" in words(m)), None), "the card"
    )
    assert "*Sender*: Northwind Offers\n" in card
    assert f"ID: `{RCS}`" in card


async def test_the_audit_log_says_what_was_decided(world: BotWorld) -> None:
    await world.slash(f"approvals require launch in=<#{ACTIVITY}>")
    await world.slash(f"access grant <@{MEMBER}> operator")
    await world.slack.people.slash(MEMBER, ACTIVITY, "/sinch", f"rcs senders launch {RCS}")
    card = await world.until(
        lambda: next((m for m in world.messages(ACTIVITY) if "asks for approval" in words(m)), None), "the card"
    )
    form = await world.click_for(card, "Refuse")
    await world.submit(form, {"reason": "Not before Monday"})
    await world.until(lambda: "Refused by" in str([words(m) for m in world.messages(ACTIVITY)]), "the refusal")
    await world.slack.people.slash(OWNER, GENERAL, "/sinch", "audit action=approvals")
    log = await world.until(
        lambda: next((text for m in world.messages(GENERAL) if "Newest first" in (text := said(m))), None), "the log"
    )
    assert re.search(r"Request: Launch .*Northwind Offers.*\?", log), log
    assert "Not before Monday" in log
    assert "Request ID" not in log
    assert "Where: #sinch-activity" in log
    assert ACTIVITY not in log
    assert not ID.search(log)


async def test_undo_and_the_audit_log_name_people_and_resources(world: BotWorld) -> None:
    await world.slash(f"follow rcs senders {RCS}")
    await world.slash(f"access grant <@{MEMBER}> operator")
    asked = words(await world.slash("undo"))
    assert f"of <@{MEMBER}>" in asked
    assert "“operator” → “viewer”" in asked
    log = await world.slash("audit")
    assert "Northwind Offers" in said(log)
    assert not ID.search(said(log))


async def test_a_person_in_a_value_reaches_sinch_by_name_from_a_sentence_and_from_a_form(world: BotWorld) -> None:
    form = await open_form(world, f'make an sms app called "Ask <@{MEMBER}>"')
    assert form.value("name") == "Ask @Martin Keller"
    await form.send({"name": f"Ping <@{MEMBER}> in <#{GENERAL}>", "region": "EU", "_link": "none"})
    await world.until(lambda: world.project.sms_apps and world.calls("POST", "sms"), "the new app")
    assert "Ping @Martin Keller in #general" in [app["name"] for app in world.project.sms_apps.values()]
