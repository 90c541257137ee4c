"""An RCS sender from nothing to LAUNCHING, all in modals: the form step by step, the checklist, the launch."""

from __future__ import annotations

import json
from typing import Any

from bot.sandbox.sinch.world.facts import PROJECT_ID
from tests.worlds.bot_world import BotWorld, labels, words
from tests.worlds.forms import Form, open_form

SITE = "https://beans.example"
BRAND = {
    "details.brand.name": "Beans & Co",
    "details.brand.description": "Fresh every morning",
    "details.brand.color": "#1A2B3C",
    "details.brand.logoUrl": f"{SITE}/logo.png",
    "details.brand.bannerUrl": f"{SITE}/banner.png",
    "details.brand.privacyPolicyUrl": f"{SITE}/privacy",
    "details.brand.termsOfServiceUrl": f"{SITE}/terms",
}
GENERAL = {
    "details.questionnaire.general.answers.optInDescription": "They tick a box when they order.",
    "details.questionnaire.general.answers.triggerDescription": "An order is sent.",
    "details.questionnaire.general.answers.interactionsDescription": "They track the parcel.",
    "details.questionnaire.general.answers.optOutDescription": "You are off the list.",
    "details.questionnaire.general.answers.videoUris": f"{SITE}/video.mp4\n{SITE}/second.mp4",
}
VERIFICATION = {
    "details.questionnaire.verification.answers.name": "Alex Doe",
    "details.questionnaire.verification.answers.email": "alex@beans.example",
    "details.questionnaire.verification.answers.website": SITE,
}
FRANCE = {
    "details.questionnaire.fr.answers.fullCompanyAddress": "1 rue du Café, 75001 Paris",
    "details.questionnaire.fr.answers.siren": "123456789",
}


def senders(world: BotWorld) -> dict[str, Any]:
    return world.sinch.projects[PROJECT_ID].rcs_senders


async def _basics(world: BotWorld) -> Form:
    form = await open_form(world, "rcs senders create")
    await form.next(region="EU", billingCategory="CONVERSATIONAL", useCase="TRANSACTIONAL")
    assert "details.brand.name" in form.fields
    return form


async def test_a_sender_from_nothing_to_launching(world: BotWorld) -> None:
    known = set(senders(world))
    form = await _basics(world)
    await form.send(BRAND)
    await form.send({
        "details.brand.phones": "Support: +46 70 123 45 67\n+46701234568",
        "details.brand.emails": "help@beans.example",
        "details.brand.websites": f"Shop: {SITE}\n{SITE}/blog",
    })  # fmt: skip
    await form.send({"details.countries": ["SE", "FR"], "details.testNumbers": "+46701234567\n+46701234568"})
    assert "How do recipients opt in" in form.words, "the questions are the API's"
    assert "Recipients sign up for our newsletter" in form.words, "suggested answers stand as hints"
    assert not world.calls("POST", "/rcs/senders"), "nothing is sent before the end"
    await form.send(GENERAL)
    await form.send(VERIFICATION)
    await form.send(FRANCE)
    assert "Nothing is missing for a launch" in form.words
    assert "Sweden" in form.words
    assert "Beans &amp; Co" in form.words
    assert form.submit_label == "Create"
    await form.send()

    assert set(senders(world)) - known, form.words
    sender = senders(world)[next(iter(set(senders(world)) - known))]
    assert sender["state"] == "IN_TEST"
    details = sender["details"]
    assert details["brand"]["phones"] == [
        {"label": "Support", "number": "+46701234567"},
        {"label": "Phone", "number": "+46701234568"},
    ]
    assert details["brand"]["websites"] == [
        {"label": "Shop", "url": SITE},
        {"label": "Website", "url": f"{SITE}/blog"},
    ]
    assert details["testNumbers"] == ["+46701234567", "+46701234568"]
    assert details["questionnaire"]["general"]["answers"]["videoUris"] == [f"{SITE}/video.mp4", f"{SITE}/second.mp4"]

    assert "Launch" in form.labels
    await form.press("Launch")
    assert "in Sweden and France" in form.words or "France and Sweden" in form.words
    assert not world.calls("POST", "/launch")
    await form.press("Launch")
    assert len(world.calls("POST", "/launch")) == 1
    assert sender["state"] == "LAUNCHING"
    assert "launching" in form.words


async def test_what_is_wrong_is_said_at_its_field(world: BotWorld) -> None:
    form = await _basics(world)
    await form.send({"details.brand.color": "red", "details.brand.logoUrl": f"{SITE}/logo.svg"})
    assert form.errors.keys() == {"details.brand.color", "details.brand.logoUrl"}
    await form.send({"details.brand.color": "#ff0000", "details.brand.logoUrl": f"{SITE}/not-found.png"})
    await form.send({"details.brand.phones": "one: 1\ntwo: 2"})
    assert "'1' isn't a number" in form.errors["details.brand.phones"]
    await form.send({"details.brand.phones": "+4670123", "details.brand.emails": "a@b.example\na@b.example"})
    assert form.errors.keys() == {"details.brand.emails"}
    assert "only once" in form.errors["details.brand.emails"]
    await form.send({"details.brand.emails": "a@b.example"})
    await form.send({"details.countries": ["US"]})
    assert "region must be US" in form.errors["details.countries"]
    await form.send({"details.countries": ["SE"], "details.testNumbers": "070"})
    assert "country code" in form.errors["details.testNumbers"]
    await form.send({"details.testNumbers": "+46701234567"})
    await form.press("Go to summary")
    await form.send()
    assert "Brand" in form.step(), "the API refused the logo: back to where it is filled in"
    assert "details.brand.logoUrl" in form.fields
    assert "file not found" in form.words
    assert form.value("details.brand.color") == "#ff0000", "nothing that was typed is lost"


async def test_the_summary_leads_to_what_is_missing(world: BotWorld) -> None:
    form = await _basics(world)
    await form.press("Go to summary")
    assert "Missing for a launch" in form.words
    assert {"Brand", "Contact", "Countries", "Messages", "Contact person"} <= set(form.labels)
    await form.press("Contact")
    assert "details.brand.phones" in form.fields
    await form.send({"details.brand.phones": "+46701234567"})
    await form.press("Go to summary")
    assert "Contact" not in form.labels
    await form.send()
    assert "draft" in form.words.lower()
    assert world.calls("POST", "/rcs/senders")


async def test_us_brands_are_asked_what_their_kind_needs(world: BotWorld) -> None:
    form = await open_form(world, "rcs senders create region=US")
    await form.next(billingCategory="CONVERSATIONAL", useCase="OTP")
    await form.send(BRAND)
    await form.send({"details.brand.emails": "a@b.example"})
    await form.send({"details.countries": ["US"]})
    await form.press("Go to summary")
    await form.press("US brand")
    us = "details.questionnaire.us.answers"
    await form.send({f"{us}.ownershipType": "PRIVATE", f"{us}.taxIdCountry": "se"})
    asked = {name.rpartition(".")[2] for name in form.fields}
    assert "companyLegalName" in asked
    assert not asked & {"stockExchange", "stockSymbol", "addressState"}
    await form.press("Back")
    await form.send({f"{us}.ownershipType": "PUBLIC", f"{us}.taxIdCountry": "US"})
    assert {"stockExchange", "stockSymbol", "addressState"} <= {name.rpartition(".")[2] for name in form.fields}
    await form.send({f"{us}.taxId": "123"})
    assert "12-3456789" in form.errors[f"{us}.taxId"]
    assert "the others" in form.errors[f"{us}.companyLegalName"]


async def test_an_update_begins_with_the_sender_as_it_is_and_sends_what_differs(world: BotWorld) -> None:
    sender = next(item for item in senders(world).values() if item["state"] == "IN_TEST")
    name = sender["details"]["brand"]["name"]
    form = await open_form(world, f"rcs senders update {sender['id']}")
    assert form.value("details.brand.name") == name
    before = dict(sender["details"]["brand"])
    await form.send({"details.brand.description": "Now with cocoa"})
    await form.press("Go to summary")
    assert form.submit_label == "Update"
    await form.send()
    assert sender["details"]["brand"] == {**before, "description": "Now with cocoa"}
    assert len(world.calls("PATCH", sender["id"])) == 1


async def test_a_launched_sender_changes_only_countries_and_answers(world: BotWorld) -> None:
    sender = next(item for item in senders(world).values() if item["state"] == "LAUNCHED")
    form = await open_form(world, f"rcs senders update {sender['id']}")
    assert set(form.fields) == {"details.countries"}
    await form.press("Go to summary")
    await form.send()
    assert "Nothing has changed yet" in form.words
    assert not world.calls("PATCH")
    for _ in range(3):
        await form.press("Back")
    await form.send({"details.countries": [*form.value("details.countries"), "DK"]})
    await form.press("Go to summary")
    await form.send()
    assert "DK" in sender["details"]["countries"]


async def test_a_launch_that_lacks_something_is_a_checklist_with_the_form_one_press_away(world: BotWorld) -> None:
    answer = await world.slash("rcs senders create region=EU billingCategory=CONVERSATIONAL useCase=OTP")
    answer = await world.click_for(answer, "Create")
    answer = await world.click_for(answer, "What's missing")
    said = words(answer)
    assert "isn't ready" in said
    assert "the privacy policy" in said
    assert "at least one country" in said
    assert not world.calls("POST", "/launch")
    await world.click(answer, "Fill in: Contact person")
    await world.until(lambda: world.views(), "the form")
    form = Form(world)
    await form.settled()
    assert "details.questionnaire.verification.answers.name" in form.fields, "it opens at the step"


async def test_a_launch_that_will_wait_says_so_before(world: BotWorld) -> None:
    sender = next(item for item in senders(world).values() if item["state"] == "IN_TEST")
    del sender["_answers"]["general"]["videoUris"]
    question = await world.slash(f"rcs senders launch {sender['id']}")
    assert "until Sinch has made a video" in words(question)
    answer = await world.click_for(question, "Launch")
    assert "preparing launch" in words(answer)


async def test_sinchs_own_list_of_what_is_missing_is_shown_as_one(world: BotWorld) -> None:
    sender = next(item for item in senders(world).values() if item["state"] == "IN_TEST")
    sender["_answers"]["general"] = {}
    sender["details"]["questionnaire"]["general"]["answers"] = {}
    answer = await world.slash(f"rcs senders launch {sender['id']}")
    assert labels(answer)[:2] == ["Launch anyway", "Cancel"]
    answer = await world.click_for(answer, "Launch anyway")
    assert "optInDescription should not be empty" in words(answer)
    assert "Fill in: Messages" in labels(answer)


async def test_a_logo_may_be_a_file_from_slack(world: BotWorld) -> None:
    form = await _basics(world)
    people = world.slack.people
    icon = people.upload(form.user, "icon.gif", b"GIF89a", "image/gif")
    await form.send({"details.brand.logoUrl.file": [icon.id]})
    assert "JPEG or PNG" in form.errors["details.brand.logoUrl.file"]
    big = people.upload(form.user, "big.png", b"x" * 50_001, "image/png")
    await form.send({"details.brand.logoUrl.file": [big.id]})
    assert "50 KB at most" in form.errors["details.brand.logoUrl.file"]
    logo = people.upload(form.user, "logo.png", b"\x89PNG", "image/png")
    await form.send({"details.brand.logoUrl.file": [logo.id], "details.brand.name": "With a logo"})
    await form.press("Go to summary")
    await form.send()
    sender = list(senders(world).values())[-1]
    assert sender["details"]["brand"]["logoUrl"].startswith(f"{world.url}/")
    assert logo.id in sender["details"]["brand"]["logoUrl"]


async def test_a_whole_sender_from_a_json_file(world: BotWorld) -> None:
    answers: dict[str, Any] = {
        "general": {"answers": {"optInDescription": "A box is ticked.", "videoUris": [f"{SITE}/video.mp4"]}},
        "verification": {"answers": {"name": "Alex", "email": "alex@beans.example", "website": SITE}},
    }
    body = {
        "region": "EU",
        "billingCategory": "CONVERSATIONAL",
        "useCase": "OTP",
        "details": {
            "brand": {"name": "From a file", "phones": [{"label": "Help", "number": "+46701234567"}]},
            "countries": ["SE"],
            "questionnaire": answers,
        },
    }
    form = await open_form(world, "rcs senders create")
    await form.press("Fill in from a JSON file")
    content = json.dumps(body).encode()
    file = world.slack.people.upload(form.user, "sender.json", content, "application/json")
    await form.send({next(iter(form.fields)): [file.id]})
    assert form.value("region") == "EU"
    await form.send()
    assert form.value("details.brand.name") == "From a file"
    await form.send()
    assert form.value("details.brand.phones") == "Help: +46701234567"
    await form.press("Go to summary")
    assert "Contact person" not in form.labels, "it was in the file"
    await form.send()
    sender = list(senders(world).values())[-1]
    assert sender["details"]["brand"]["phones"] == body["details"]["brand"]["phones"]  # type: ignore[index]
    assert sender["_answers"]["general"] == answers["general"]["answers"]
    assert sender["_answers"]["verification"] == answers["verification"]["answers"]
