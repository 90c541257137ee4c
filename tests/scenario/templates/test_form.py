"""WhatsApp templates made and changed step by step, against both emulators."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from bot.edge import media
from bot.sandbox.slack.seed import SECRET
from bot.sandbox.slack.workspace import View
from bot.slack.errors import SlackRefused
from bot.slack.web import Web
from bot.storage.db.tables import drafts
from tests.worlds.bot_world import MEMBER, OWNER, BotWorld, words
from tests.worlds.steps import asks, choose, fill, ids, reads, step

BASICS = {"name": "spring_menu", "language": "EN_US", "category": "MARKETING"}


async def test_a_template_with_a_carousel(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create name=spring_menu")
    assert "spring_menu" in str(view.body)
    refused = await step(
        world, view, {"name": "Spring!", "language": "EN_US", "category": "MARKETING", "kind": "carousel"}
    )
    assert "name" in refused.errors
    assert not (await step(world, view, {"name": "spring_menu"})).errors
    await step(world, view, {"body.text": "Hello {{1}}, look what is new."})
    assert "body.example1" in ids(view), "an example is asked for each variable"
    assert "enter an example" in words(view)
    await step(world, view, {"body.example1": "Ada"})
    await step(world, view, {"carousel.format": "IMAGE", "carousel.button1": "URL", "carousel.button2": "QUICK_REPLY"})
    card = {"url": "https://example.com/one.jpg", "text": "Beans", "b1.text": "Buy", "b1.url": "https://example.com/1"}
    card["b2.text"] = "More"
    await step(world, view, {f"card1.{name}": value for name, value in card.items()})
    wrong = await step(
        world, view, {f"card2.{name}": value for name, value in {**card, "url": "https://x.y/a.gif"}.items()}
    )
    assert "gif" in wrong.errors["card2.url"]
    await step(world, view, {"card2.url": "https://example.com/two.jpg", "card2.text": "Tea"})
    assert "Card 2" in words(view)
    assert view.body["submit"]["text"] == "Submit for review"
    await step(world, view)
    await reads(world, view, "spring_menu")
    assert len(world.calls("POST", "/whatsapp/templates")) == 1
    made = next(iter(world.sinch.projects.values())).templates["spring_menu/EN_US"]
    body, carousel = made["changes"]["details"]["components"]
    assert body == {"type": "BODY", "text": "Hello {{1}}, look what is new.", "examples": ["Ada"]}
    assert [item["components"][1]["text"] for item in carousel["cards"]] == ["Beans", "Tea"]
    assert [button["type"] for button in carousel["cards"][0]["components"][2]["buttons"]] == ["URL", "QUICK_REPLY"]
    assert made["state"] == "PENDING"


async def test_a_draft_needs_not_be_complete(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create")
    await step(world, view, {**BASICS, "category": "UTILITY"})
    fill(world, view, {"body.text": "Your order {{1}} is on its way."})
    await world.click(view, "Save as draft")
    await reads(world, view, "spring_menu")
    made = next(iter(world.sinch.projects.values())).templates["spring_menu/EN_US"]
    assert made["changes"]["status"] == "DRAFT"
    assert made["changes"]["details"]["components"] == [{"type": "BODY", "text": "Your order {{1}} is on its way."}]


async def test_a_draft_that_was_typed_as_one_is_saved_as_one(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create name=spring_menu language=EN_US status=DRAFT")
    await step(world, view, {"category": "UTILITY"})
    await step(world, view, {"body.text": "Hello there."})
    await step(world, view)
    assert view.body["submit"]["text"] == "Save as draft"
    await step(world, view)
    await reads(world, view, "spring_menu")
    made = next(iter(world.sinch.projects.values())).templates["spring_menu/EN_US"]
    assert made["changes"]["status"] == "DRAFT"


async def test_flows_and_their_screens_are_looked_up(world: BotWorld) -> None:
    flows = next(iter(world.sinch.projects.values())).flows
    flow_id = next(iter(flows))
    view = await world.slash_form("whatsapp templates create")
    await step(world, view, BASICS)
    await step(world, view, {"body.text": "Come and see."})
    await world.click(view, "Quick reply")
    await asks(world, view, "b1.text")
    fill(world, view, {"b1.text": "Later"})
    await world.click(view, "Flow")
    await asks(world, view, "b2.flowId")
    fill(world, view, {"b2.text": "Sign up"})
    await choose(world, view, "b2.flowId", flow_id)
    await world.until(lambda: "b2.navigateScreen" in ids(view) and "PICK_TIME" in words(view), "its screens")
    options = _element(view, "b2.navigateScreen").get("options", [])
    await world.click(view, "Remove")
    await world.until(lambda: "b2.text" not in ids(view), "one button less")
    assert _element(view, "b1.text")["initial_value"] == "Sign up", "what moved up brings its words along"
    assert not (await step(world, view, {"b1.navigateScreen": options[0]["value"]})).errors
    await step(world, view)
    await reads(world, view, "spring_menu")
    made = next(iter(world.sinch.projects.values())).templates["spring_menu/EN_US"]
    (button,) = made["changes"]["details"]["components"][1]["buttons"]
    assert button["flowId"] == flow_id
    assert button["navigateScreen"] == options[0]["value"]


def _element(view: View, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(b for b in view.blocks if b["block_id"] == ids(view)[name])["element"]
    return found


async def test_what_the_api_refuses_comes_back_at_its_field(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create")
    await step(world, view, {**BASICS, "name": "order_update", "category": "UTILITY"})
    await step(world, view, {"body.text": "Hello there."})
    await step(world, view)
    assert "Step 4 of 4" in words(view)
    await step(world, view)
    await asks(world, view, "name")
    assert "Step 1 of 4" in words(view)
    at = [block.get("block_id", "").partition("~")[0] for block in view.blocks].index("name")
    assert "exists" in str(view.blocks[at + 1]), "the message stands under the name"
    assert not (await step(world, view, {"name": "order_news"})).errors
    assert _element(view, "body.text")["initial_value"] == "Hello there."
    await step(world, view)
    await step(world, view)
    await step(world, view)
    await world.until(lambda: "order_news/EN_US" in next(iter(world.sinch.projects.values())).templates, "the template")


async def test_a_template_is_changed_in_the_same_form(world: BotWorld) -> None:
    project = next(iter(world.sinch.projects.values()))
    before = project.templates["order_update/EN_US"]["details"]
    view = await world.slash_form("whatsapp templates update order_update EN_US")
    await reads(world, view, "order_update")
    assert "name" not in ids(view)
    await step(world, view)
    body = next(component for component in before["components"] if component["type"] == "BODY")
    assert _element(view, "body.text")["initial_value"] == body["text"]
    for _ in range(3):
        await step(world, view)
    assert "Nothing has changed yet" in words(view), "Meta counts the edits of a template"
    for name in ("b1.text", "body.text"):
        await world.click(view, "Back")
        await asks(world, view, name)
    assert not world.calls("PATCH")
    text = body["text"]
    await step(world, view, {"body.text": text + " Thank you."})
    body["text"] = "Somebody else wrote {{1}} and {{2}} here."
    await step(world, view)
    await step(world, view)
    await reads(world, view, "Someone changed *Text* after you opened this form.")
    assert not world.calls("PATCH")
    await step(world, view)
    await world.until(lambda: world.calls("PATCH", "order_update"), "the change")
    after = await world.until(lambda: project.templates["order_update/EN_US"].get("changes"), "changes")
    assert after["status"] == "IN_PROGRESS"
    changed = next(component for component in after["details"]["components"] if component["type"] == "BODY")
    assert changed["text"] == text + " Thank you."
    assert changed["examples"] == body["examples"]
    kept = [component for component in after["details"]["components"] if component["type"] != "BODY"]
    assert kept == [component for component in before["components"] if component["type"] != "BODY"], (
        "nothing else is lost"
    )


async def test_ids_are_asked_for_before_anything_is_looked_up(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates update")
    assert set(ids(view)) == {"name", "language"}
    await world.slack.people.suggest(OWNER, view, ids(view)["name"], "value", "order")
    await step(world, view, {"name": "order_update", "language": "EN_US"})
    await asks(world, view, "ttl")
    assert "category" not in ids(view), "an approved template keeps its category"
    assert "order_update" in words(view)


async def test_one_time_codes(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create name=sign_in_code language=EN_US category=AUTHENTICATION")
    await step(world, view)
    await choose(world, view, "code.otpType", "ONE_TAP")
    await asks(world, view, "code.apps")
    refused = await step(world, view, {"code.apps": "com.example", "code.minutes": "10"})
    assert "signature hash" in refused.errors["code.apps"]
    assert not (await step(world, view, {"code.apps": "com.example.app K8a/AINcGX7", "code.security": ["yes"]})).errors
    await step(world, view)
    await reads(world, view, "sign_in_code")
    made = next(iter(world.sinch.projects.values())).templates["sign_in_code/EN_US"]
    body, footer, buttons = made["changes"]["details"]["components"]
    assert body == {"type": "BODY", "addSecurityRecommendation": True}
    assert footer == {"type": "FOOTER", "codeExpirationMinutes": 10}
    assert buttons["buttons"][0]["supportedApps"] == [
        {"packageName": "com.example.app", "signatureHash": "K8a/AINcGX7"}
    ]


async def test_a_form_that_was_closed_goes_on_for_its_owner_only(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create")
    await step(world, view, BASICS)
    fill(world, view, {"body.text": "Half a thought"})
    await world.click(view, "Show preview and examples")
    await reads(world, view, "14 of 1,024")
    await world.slack.people.close_view(OWNER, view.id)
    await world.slash(f"access grant <@{MEMBER}> operator")
    theirs = await world.slash_form("whatsapp templates create", user=MEMBER)
    assert "name" in ids(theirs)
    again = await world.slash_form("whatsapp templates create")
    assert "didn't submit" in words(again)
    await world.click(again, "Continue")
    await asks(world, again, "body.text")
    assert _element(again, "body.text")["initial_value"] == "Half a thought"
    theirs.body = {**theirs.body, "private_metadata": again.body["private_metadata"]}
    await step(world, theirs, BASICS, user=MEMBER)
    assert "expired" in words(theirs)


async def test_hours_later_a_new_form_goes_on_and_an_edit_begins_with_what_is_there(world: BotWorld) -> None:
    create, edit = "whatsapp templates create", "whatsapp templates update order_update EN_US"
    for typed, values in ((create, BASICS), (edit, {})):
        view = await world.slash_form(typed)
        await asks(world, view, "kind")
        await step(world, view, values)
        await world.slack.people.close_view(OWNER, view.id)
    hours = timedelta(hours=20)
    async with world.bot.services.store.database.write() as db:
        row = (await db.execute(select(drafts.c.updated_at, drafts.c.expires_at).limit(1))).one()
        await db.execute(update(drafts).values(updated_at=row.updated_at - hours, expires_at=row.expires_at - hours))
    assert "didn't submit" in words(await world.slash_form(create))
    again = await world.slash_form(edit)
    await asks(world, again, "kind")
    assert "didn't submit" not in words(again)


async def test_pressing_twice_sends_once(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create")
    await step(world, view, BASICS)
    await step(world, view, {"body.text": "Hello there."})
    await step(world, view)
    first, second = await asyncio.gather(
        world.slack.people.submit_view(OWNER, view.id), world.slack.people.submit_view(OWNER, view.id)
    )
    assert first.ok
    assert second.ok
    await world.until(
        lambda: "spring_menu/EN_US" in next(iter(world.sinch.projects.values())).templates, "the template"
    )
    await world.quiet()
    assert len(world.calls("POST", "/whatsapp/templates")) == 1


async def test_everything_typed_asks_first(world: BotWorld) -> None:
    body = {
        "name": "typed_one",
        "language": "DE",
        "category": "UTILITY",
        "details": {"components": [{"type": "BODY", "text": "Guten Tag"}]},
    }
    question = await world.slash(f"whatsapp templates create json='{json.dumps(body)}'")
    assert "typed_one" in words(question)
    assert not world.calls("POST", "/whatsapp/templates")
    done = await world.click_for(question, "Create")
    assert "typed_one" in words(done)
    assert "typed_one/DE" in next(iter(world.sinch.projects.values())).templates


async def test_a_picture_from_slack_gets_an_address_that_sinch_can_fetch(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create")
    await step(world, view, BASICS)
    await choose(world, view, "header.format", "IMAGE")
    await asks(world, view, "header.file")
    people = world.slack.people
    wrong = people.upload(OWNER, "menu.pdf", b"%PDF-1.7")
    refused = await step(world, view, {"header.file": [wrong.id], "body.text": "Look at this."})
    assert "can't be used here" in refused.errors["header.file"]
    large = people.upload(OWNER, "large.png", b"x" * 5_000_001)
    refused = await step(world, view, {"header.file": [large.id]})
    assert "5.0 MB" in refused.errors["header.file"]
    picture = people.upload(OWNER, "spring menu.png", b"\x89PNG not much of a picture")
    picture.channels.append(SECRET)
    asked = await step(world, view, {"header.file": [picture.id]})
    assert "private channel" in asked.errors["header.file"]
    assert "Press the button again" in asked.errors["header.file"]
    assert not (await step(world, view, {"header.file": [picture.id]})).errors
    await step(world, view)
    await step(world, view)
    await reads(world, view, "spring_menu")
    made = next(iter(world.sinch.projects.values())).templates["spring_menu/EN_US"]
    url = made["changes"]["details"]["components"][0]["example"]["url"]
    async with httpx.AsyncClient() as http:
        answer = await http.get(url)
        assert answer.content == b"\x89PNG not much of a picture"
        assert answer.headers["content-type"] == "image/png"
        forged = url.replace(picture.id, wrong.id)
        assert (await http.get(forged)).status_code == httpx.codes.NOT_FOUND
        decided = {"name": "spring_menu", "language": "EN_US"}
        assert await world.webhook("WHATSAPP_TEMPLATE_APPROVED", decided) == 200

        async def ended() -> bool:
            return (await http.get(url)).status_code == httpx.codes.GONE

        await world.until(ended, "an end of the address")


async def test_addresses_of_files_end_and_serve_nothing_else(world: BotWorld) -> None:
    page = world.slack.people.upload(OWNER, "page.html", b"<script>")
    now = datetime.now(UTC)
    address = media.address(world.settings, {"id": page.id, "name": page.name}, now)
    late = media.address(world.settings, {"id": page.id, "name": page.name}, now - media.VALID)
    gone = media.address(world.settings, {"id": "F0NOTHERE", "name": "x"}, now)
    async with httpx.AsyncClient() as http:
        statuses = [(await http.get(item)).status_code for item in (address, late, gone)]
    assert statuses == [415, 404, 404]


async def test_a_file_that_slack_does_not_give_is_no_half_answer(
    world: BotWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(_web: Web, _url: str) -> AsyncIterator[bytes]:
        raise SlackRefused("status_404")
        yield b""

    picture = world.slack.people.upload(OWNER, "beans.png", b"\x89PNG")
    address = media.address(world.settings, {"id": picture.id, "name": picture.name}, datetime.now(UTC))
    async with httpx.AsyncClient() as http:
        assert (await http.get(address)).content == b"\x89PNG"
        monkeypatch.setattr(Web, "pieces", refused)
        assert (await http.get(address)).status_code == httpx.codes.BAD_GATEWAY


async def test_what_cannot_be_changed_is_said_before_anything_is_filled_in(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates update spring_beans SV")
    await reads(world, view, "Meta is reviewing this template")
    assert not ids(view)
    missing = await world.slash_form("whatsapp templates update no_such_template SV")
    await reads(world, missing, "not found")
    assert not world.calls("PATCH")


async def test_the_form_of_a_refused_template_says_why_and_begins_at_what_was_refused(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates update spring_beans EN_US")
    await reads(world, view, "The text misleads")
    await asks(world, view, "body.text")


async def test_a_limited_time_offer(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create")
    await step(world, view, {"name": "weekend_offer", "language": "EN_GB", "category": "MARKETING"})
    await world.click(view, "Back")
    await asks(world, view, "kind")
    await step(world, view, {"kind": "offer"})
    await step(world, view, {"offer.text": "Two for one", "offer.hasExpiration": ["yes"], "body.text": "This weekend"})
    assert "Call" not in words(view).splitlines(), "only codes and links go with an offer"
    await world.click(view, "Copy code")
    await asks(world, view, "b1.example")
    assert not (await step(world, view, {"b1.example": "COFFEE2"})).errors
    await step(world, view)
    await reads(world, view, "weekend_offer")
    made = next(iter(world.sinch.projects.values())).templates["weekend_offer/EN_GB"]
    offer, body, buttons = made["changes"]["details"]["components"]
    assert offer == {"type": "LIMITED_TIME_OFFER", "text": "Two for one", "hasExpiration": True}
    assert body["text"] == "This weekend"
    assert buttons["buttons"][0]["example"] == "COFFEE2"
