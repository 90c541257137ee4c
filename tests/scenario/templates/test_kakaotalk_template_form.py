"""KakaoTalk templates made and changed step by step, against both emulators."""

from __future__ import annotations

import json
from typing import Any

from tests.scenario.operations import names
from tests.worlds.bot_world import OWNER, BotWorld, labels, words
from tests.worlds.forms import open_form

SENDER = "northwindcoffee"
APP = "https://app.beans.example/order"
CREATE = "kakaotalk templates create"


def made(world: BotWorld, name: str) -> dict[str, Any]:
    """The one template of that name."""
    found = [
        template
        for template in world.project.kakaotalk_templates.values()
        if name
        in (template.get("changes", template).get("details", {}).get("name"), template.get("details", {}).get("name"))
    ]
    assert len(found) == 1, found
    return dict(found[0])


async def test_a_template_with_two_buttons(world: BotWorld) -> None:
    form = await open_form(world, CREATE)
    await form.look_up("plus_friend_id", "north")
    await form.next(plus_friend_id=SENDER, details__name="beans_ready", details__language="KO")
    assert "Step 2 of 4" in form.words
    categories = form.choices("details.categoryCode")
    assert categories["002001"] == "Purchase completed · 구매완료", "words, not codes"
    await form.choose("details.emphasizeType", "EMPHASIZE_TYPE_TEXT")
    assert "details.title" in form.fields
    assert "details.imageUrl" not in form.fields, "just what this kind needs"
    await form.send({"details.categoryCode": "002001", "details.title": "Ready", "details.content": " "})
    assert "required" in form.errors["details.content"]
    form.fill({"details.content": "#{name}, your beans are ready."})
    await form.press("Show preview")
    assert "Text 30 of 1,000 characters" in form.words
    assert "*Ready*" in form.words
    await form.next()
    assert "Step 3 of 4" in form.words
    await form.pick("Add a button", "WEB_LINK")
    assert sorted(form.fields) == ["b1.linkMo", "b1.linkPc", "b1.name"]
    await form.send({"b1.name": "Order", "b1.linkMo": "beans"})
    assert "https://" in form.errors["b1.linkMo"]
    form.fill({"b1.name": "Order", "b1.linkMo": "https://beans.example/order"})
    await form.pick("Add a button", "CHANNEL_ID_ADDED")
    assert form.value("b1.name") == "Order"
    left = next(item for b in form.view.blocks for item in b.get("elements", ()) if item["type"] == "static_select")
    assert "WEB_LINK" not in str(left["options"]), "each type once"
    await form.next(b2__name="Follow us")
    assert form.submit_label == "Submit for review"
    assert "Purchase completed" in form.words
    await form.next()
    assert "beans_ready" in form.words
    assert "Purchase completed" in form.words
    assert "Purchase completed" in words(await world.slash(f"kakaotalk templates list {SENDER}"))
    template = made(world, "beans_ready")
    assert template["changes"]["status"] == "IN_PROGRESS"
    assert template["changes"]["details"] == {
        "name": "beans_ready",
        "language": "KO",
        "categoryCode": "002001",
        "messageType": "BASIC",
        "emphasizeType": "EMPHASIZE_TYPE_TEXT",
        "title": "Ready",
        "content": "#{name}, your beans are ready.",
        "securityFlag": False,
        "buttons": [
            {"ordering": 1, "type": "WEB_LINK", "name": "Order", "linkMo": "https://beans.example/order"},
            {"ordering": 2, "type": "CHANNEL_ID_ADDED", "name": "Follow us"},
        ],
    }


async def test_a_draft_needs_no_more_than_the_api_wants(world: BotWorld) -> None:
    form = await open_form(world, f"{CREATE} {SENDER} name=half language=KO")
    await form.next()
    await form.press("Save as draft")
    at = [block.get("block_id", "").partition("~")[0] for block in form.view.blocks].index("details.content")
    assert "is required" in str(form.view.blocks[at + 1])
    await form.choose("details.emphasizeType", "EMPHASIZE_TYPE_TEXT")
    await form.send({"details.content": "Half a thought", "details.title": "Soon"})
    await form.pick("Add a button", "WEB_LINK")
    await form.press("Save as draft")
    assert "half" in form.words
    template = made(world, "half")
    assert template["changes"]["status"] == "DRAFT"
    assert template["changes"]["details"]["buttons"] == [], "one without a label is none yet"


async def test_a_draft_that_was_typed_as_one_is_saved_as_one(world: BotWorld) -> None:
    form = await open_form(world, f"{CREATE} {SENDER} name=kept language=KO status=draft")
    await form.next()
    assert form.submit_label == "Next"
    await form.next(details__content="Hello")
    await form.next()
    assert form.submit_label == "Save as draft"
    assert "Save as draft" not in form.labels, "once is enough"
    await form.next()
    assert made(world, "kept")["changes"]["status"] == "DRAFT"


async def test_everything_typed_stands_in_the_form(world: BotWorld) -> None:
    buttons = json.dumps([{"type": "APP_LINK", "name": "Open", "schemeIos": APP, "schemeAndroid": APP}])
    form = await open_form(
        world,
        f"{CREATE} {SENDER} language=ko content='Hello there' title=Hi extra='Closed on Sundays' securityFlag=yes "
        f"categoryCode=001001 saveDraftOnFailure=true buttons='{buttons}'",
    )
    assert form.value("plus_friend_id") == SENDER
    assert form.value("details.language") == "KO"
    await form.next(details__name="typed")
    shown = {name: form.value(name) for name in ("details.content", "details.title", "details.extra")}
    assert shown == {"details.content": "Hello there", "details.title": "Hi", "details.extra": "Closed on Sundays"}
    assert form.value("details.categoryCode") == "001001"
    assert form.value("details.securityFlag") == ["yes"]
    await form.next()
    assert (form.value("b1.name"), form.value("b1.schemeIos")) == ("Open", APP)
    await form.next()
    assert form.value("saveDraftOnFailure") == ["yes"]
    await form.next()
    details = made(world, "typed")["changes"]["details"]
    assert (details["messageType"], details["emphasizeType"]) == ("EXTRA_INFORMATION", "EMPHASIZE_TYPE_TEXT")
    assert details["securityFlag"] is True


async def test_a_whole_body_asks_at_once(world: BotWorld) -> None:
    body = {"status": "DRAFT", "details": {"name": "whole", "language": "KO", "content": "Hello", "buttons": []}}
    question = await world.slash(f"{CREATE} {SENDER} json='{json.dumps(body)}'")
    assert "whole" in words(question)
    await world.click_for(question, "Create")
    assert made(world, "whole")["changes"]["status"] == "DRAFT"


async def test_a_name_that_is_taken_is_said_at_the_name(world: BotWorld) -> None:
    form = await open_form(world, f"{CREATE} {SENDER} name='주문 완료' language=KO")
    await form.next()
    await form.next(details__content="Hello")
    await form.next()
    await form.next()
    assert "Step 1 of 4" in form.words
    names = [block.get("block_id", "").partition("~")[0] for block in form.view.blocks]
    assert "exist" in str(form.view.blocks[names.index("details.name") + 1]).lower()
    await form.next(details__name="주문 완료 2")
    assert form.value("details.content") == "Hello", "nothing else is lost"


async def test_a_name_that_is_taken_is_found_before_anybody_confirms(world: BotWorld) -> None:
    body = {"details": {"name": "주문 완료", "language": "KO", "content": "Hello", "buttons": []}}
    question = await world.slash(f"{CREATE} {SENDER} json='{json.dumps(body, ensure_ascii=False)}'")
    assert "Another template has this name" in words(question)
    assert "Submit anyway" not in labels(question), "the API refuses it whatever a person confirms"
    free = await world.slash(f"{CREATE} {SENDER} json='{json.dumps(body, ensure_ascii=False).replace('완료', '접수')}'")
    assert "Another template" not in words(free)
    assert not world.calls("POST", "/templates")


async def test_an_approved_template_is_changed_in_the_same_form(world: BotWorld) -> None:
    code = names(world.project)["kt_approved"]
    key = f"{SENDER}/{code}"
    world.project.kakaotalk_templates[key]["details"] |= {
        "extra": "Closed on Sundays",
        "messageType": "EXTRA_INFORMATION",
        "buttons": [{"ordering": 1, "type": "WEB_LINK", "name": "Order", "linkMo": "https://beans.example"}],
    }
    before = dict(world.project.kakaotalk_templates[key]["details"])
    form = await open_form(world, f"kakaotalk templates update {SENDER} {code}")
    assert "details.language" not in form.fields
    assert "Korean" in form.words
    await form.next()
    assert form.value("details.extra") == "Closed on Sundays"
    await form.choose("details.messageType", "BASIC")
    await form.next()
    assert form.value("b1.name") == "Order"
    await form.press("Remove")
    await form.next()
    assert "Changed: type, extra information, buttons" in form.words
    await form.next()
    assert world.calls("PATCH", f"/templates/{code}")
    after = world.project.kakaotalk_templates[key]
    assert after["changes"]["status"] == "IN_PROGRESS"
    gone = {name: value for name, value in before.items() if name != "extra"}
    assert after["changes"]["details"] == gone | {"messageType": "BASIC", "buttons": []}, "nothing else is lost"


async def test_nothing_changed_is_said_before_it_is_sent(world: BotWorld) -> None:
    code = names(world.project)["kt_approved"]
    form = await open_form(world, f"kakaotalk templates update {SENDER} {code}")
    for _ in range(4):
        await form.next()
    assert "Nothing has changed yet" in form.words
    assert "Step 4 of 4" in form.words
    assert not world.calls("PATCH")


async def test_a_draft_is_submitted_as_it_is(world: BotWorld) -> None:
    await world.click_for(
        await world.slash(f"{CREATE} {SENDER} name=ready language=KO content=Hi status=DRAFT"), "Create"
    )
    form = await open_form(world, f"kakaotalk templates update {SENDER} {made(world, 'ready')['code']}")
    for _ in range(4):
        await form.next()
    assert made(world, "ready")["changes"]["status"] == "IN_PROGRESS"


async def test_what_is_under_review_is_said_before_anything_is_filled_in(world: BotWorld) -> None:
    code = next(
        template["code"]
        for template in world.project.kakaotalk_templates.values()
        if template.get("changes", {}).get("status") == "IN_PROGRESS"
    )
    form = await open_form(world, f"kakaotalk templates update {SENDER} {code}")
    assert "KakaoTalk is reviewing this template" in form.words
    assert not form.fields


async def test_an_image_is_checked_before_it_is_sent(world: BotWorld) -> None:
    form = await open_form(world, f"{CREATE} {SENDER} name=pictured language=KO")
    await form.next()
    await form.choose("details.emphasizeType", "EMPHASIZE_TYPE_IMAGE")
    await form.send({"details.content": "Look."})
    assert "address or add a file" in form.errors["details.imageUrl"]
    people = world.slack.people
    large = people.upload(OWNER, "large.png", b"x" * 500_001)
    await form.send({"details.imageUrl.file": [large.id]})
    assert "500 KB at most" in form.errors["details.imageUrl.file"]
    picture = people.upload(OWNER, "beans.png", b"\x89PNG not much of a picture")
    await form.send({"details.imageUrl.file": [picture.id]})
    assert not form.errors
    await form.next()
    await form.next()
    details = made(world, "pictured")["changes"]["details"]
    assert details["imageUrl"].endswith("beans.png")
    assert details["imageName"] == "beans.png"


async def test_a_sender_that_does_not_exist_is_said_where_it_is_chosen(world: BotWorld) -> None:
    form = await open_form(world, f"{CREATE} nobody name=lost language=KO")
    await form.next()
    assert "not found" in form.words
    assert "plus_friend_id" in form.fields
    await form.look_up("plus_friend_id", "")
    await form.next(plus_friend_id=SENDER)
    assert "Step 2 of 4" in form.words
