"""WhatsApp senders in modals: the three ways to create one, its profile, and the one-time code, wrong and right."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.sinch.world.facts import ONE_TIME_CODE, PROJECT_ID
from tests.worlds.bot_world import BotWorld, labels, words
from tests.worlds.forms import Form, open_form

WRONG = "654321"


def senders(world: BotWorld) -> dict[str, Any]:
    return world.sinch.projects[PROJECT_ID].whatsapp_senders


def one_in(world: BotWorld, state: str) -> dict[str, Any]:
    sender: dict[str, Any] = next(item for item in senders(world).values() if item.get("state") == state)
    return sender


async def test_register_and_verify_with_a_wrong_code_first(world: BotWorld) -> None:
    sender = one_in(world, "PENDING_VERIFICATION")
    card = await world.slash(f"whatsapp senders get {sender['id']}")
    await world.click(card, "Send a code")
    await world.until(lambda: world.views(), "the form")
    form = Form(world)
    await form.settled()
    await form.send({"method": "SMS"})
    assert "Code sent by SMS" in form.words
    await form.press("Enter code")
    await form.send({"otp": "12 45"})
    assert "six characters" in form.errors["otp"]
    await form.send({"otp": WRONG})
    assert "otp" in form.fields, "the form is there again"
    assert "The one-time code is wrong" in form.words
    assert "ask for a new one" in form.words
    await form.send({"otp": f"{ONE_TIME_CODE[:3]}-{ONE_TIME_CODE[3:]}"})
    assert "is verified" in form.words, "as WhatsApp writes it in its message"
    assert sender["state"] == "ACTIVE"
    audit = words(await world.slash("audit"))
    assert WRONG not in audit
    assert ONE_TIME_CODE not in audit


async def test_codes_typed_as_a_command(world: BotWorld) -> None:
    sender = one_in(world, "PENDING_VERIFICATION")
    answer = await world.slash(f"whatsapp senders register {sender['id']} method=voice")
    answer = await world.click_for(answer, "Register")
    assert "by phone call" in words(answer)
    assert {"Enter code", "Send another"} <= set(labels(answer))
    answer = await world.slash(f"whatsapp senders verify {sender['id']} {WRONG}")
    answer = await world.click_for(answer, "Verify")
    assert "The one-time code is wrong" in words(answer)
    answer = await world.slash(f"whatsapp senders verify {sender['id']} {ONE_TIME_CODE}")
    answer = await world.click_for(answer, "Verify")
    assert "is verified" in words(answer)


async def test_a_number_that_meta_knows_needs_no_code(world: BotWorld) -> None:
    sender = one_in(world, "PENDING_VERIFICATION")
    sender["_verified_at_meta"] = True
    answer = await world.slash(f"whatsapp senders register {sender['id']} method=SMS")
    answer = await world.click_for(answer, "Register")
    assert "it sent no code" in words(answer)
    question = await world.click_for(answer, "Verify")
    answer = await world.click_for(question, "Verify")
    assert "is verified" in words(answer)


async def test_reasons_of_the_api_in_words(world: BotWorld) -> None:
    sender = one_in(world, "ACTIVE")
    answer = await world.slash(f"whatsapp senders register {sender['id']} method=SMS")
    answer = await world.click_for(answer, "Register")
    assert "cannot be registered in its state" in words(answer)
    pending = one_in(world, "PENDING_VERIFICATION")
    for _ in range(6):
        question = await world.slash(f"whatsapp senders register {pending['id']} method=SMS")
        answer = await world.click_for(question, "Register")
    assert "Too many codes were requested" in words(answer)
    assert "Wait some hours" in words(answer)


@pytest.mark.parametrize(
    ("kind", "steps", "sent"),
    [
        (
            "embedded",
            [{"wabaId": "same", "phoneNumberId": "777000111", "authenticationCode": "meta-code"}],
            {"displayName": "Embedded signup"},
        ),
        (
            "number",
            [{"details.countryCode": "46", "details.phoneNumber": "701112233", "details.displayName": "Beans"}],
            {"displayName": "Beans"},
        ),
        (
            "partner",
            [
                {"phoneNumberProvider": "CUSTOMER", "details.countryCode": "46", "details.phoneNumber": "701112244"},
                {
                    "details.displayName": "Cocoa",
                    "details.vertical": "RESTAURANT",
                    "details.about": "Hot",
                    "details.photoUrl": "https://beans.example/photo.png",
                },
            ],
            {"displayName": "Cocoa", "vertical": "RESTAURANT", "photoUrl": "https://beans.example/photo.png"},
        ),
    ],
)
async def test_each_way_to_create_one_asks_for_its_own_fields(
    world: BotWorld, kind: str, steps: list[dict[str, Any]], sent: dict[str, Any]
) -> None:
    known = set(senders(world))
    waba = (world.sinch.projects[PROJECT_ID].whatsapp_account or {})["wabaId"]
    form = await open_form(world, "whatsapp senders create")
    assert set(form.fields) == {"_kind"}
    assert form.submit_label == "Next"
    await form.send({"_kind": kind})
    for values in steps:
        assert ("wabaId" in form.fields) == (kind == "embedded")
        await form.send({name: waba if value == "same" else value for name, value in values.items()})
    made = set(senders(world)) - known
    assert made, form.words
    details = senders(world)[made.pop()]["changes"]["details"]
    assert sent.items() <= details.items()


async def test_what_is_wrong_with_a_new_sender_is_said_at_its_field(world: BotWorld) -> None:
    form = await open_form(world, "whatsapp senders create")
    await form.send({"_kind": "partner"})
    await form.send({"phoneNumberProvider": "CUSTOMER", "details.countryCode": "forty-six"})
    assert form.errors.keys() == {"details.countryCode", "details.phoneNumber"}
    await form.send({"details.countryCode": "+46", "details.phoneNumber": "70 111 22 55"})
    await form.send({
        "details.displayName": "Beans", "details.vertical": "RESTAURANT",
        "details.photoUrl": "https://beans.example/too-large.png",
    })  # fmt: skip
    assert "details.photoUrl" in form.fields, "back at the step of the photo"
    assert "too large" in form.words.lower()
    await form.send({"details.photoUrl": "https://beans.example/small.png"})
    assert "Beans" in form.words


async def test_a_profile_begins_as_it_is_and_only_what_differs_is_sent(world: BotWorld) -> None:
    sender = next(item for item in senders(world).values() if item.get("state") == "ACTIVE" and "changes" not in item)
    form = await open_form(world, f"whatsapp senders update {sender['id']}")
    assert form.value("details.displayName") == sender["details"]["displayName"]
    await form.send()
    assert "Nothing has changed yet" in form.words
    await form.send({"details.about": "Open until late", "details.description": None})
    assert sender["changes"]["status"] == "IN_PROGRESS"
    assert sender["changes"]["details"] == {"about": "Open until late"}
    assert sender["_removed"] == (["description"] if "description" in sender["details"] else [])
    assert sender.get("metadata", {}).get("displayName", {}).get("status") != "PENDING", "the name was left alone"


async def test_a_profile_can_be_kept_as_a_draft(world: BotWorld) -> None:
    sender = next(item for item in senders(world).values() if item.get("state") == "ACTIVE" and "changes" not in item)
    form = await open_form(world, f"whatsapp senders update {sender['id']}")
    form.fill({"details.about": "Open until late"})
    await form.press("Save as draft")
    assert sender["changes"] == {"status": "DRAFT", "details": {"about": "Open until late"}}


async def test_the_account_form_speaks_of_what_people_know(world: BotWorld) -> None:
    project = world.sinch.projects[PROJECT_ID]
    project.whatsapp_account = None
    project.whatsapp_senders.clear()
    form = await open_form(world, "whatsapp account create")
    assert "Account name" in form.words
    assert "waba" not in form.words.lower()
    await form.send({
        "wabaName": "Beans", "clientBusinessManagerId": "506914307656634", "senderDetails.displayName": "Beans",
        "senderDetails.businessCategory": "RESTAURANT",
    })  # fmt: skip
    account = project.whatsapp_account
    assert account is not None, form.words
    account["changes"]["status"] = "REJECTED"
    form = await open_form(world, "whatsapp account update")
    assert form.value("wabaName") == "Beans"
    await form.send({"wabaName": "Beans Ltd"})
    assert account["changes"]["details"]["wabaName"] == "Beans Ltd"
    assert account["changes"]["status"] == "IN_PROGRESS"
