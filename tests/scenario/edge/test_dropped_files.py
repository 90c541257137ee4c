"""Files dropped into forms: one body, with steps and without, and many rows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.worlds.bot_world import GENERAL, OWNER, BotWorld, words
from tests.worlds.forms import open_form
from tests.worlds.steps import asks, reads, step

TEMPLATE: dict[str, Any] = {
    "name": "from_a_file",
    "language": "DE",
    "category": "UTILITY",
    "details": {
        "components": [
            {"type": "BODY", "text": "Guten Tag {{1}}", "examples": ["Ada"]},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Danke"}]},
        ]
    },
}
OFFER, ANY = "Fill in from a JSON file", "Fill in from a file"


async def test_a_form_of_several_steps_comes_back_filled(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create")
    await world.click(view, ANY)
    await asks(world, view, "json_file")
    file = world.slack.people.upload(OWNER, "template.json", json.dumps(TEMPLATE).encode())
    await step(world, view, {"json_file": [file.id]})
    await asks(world, view, "category")
    assert not (await step(world, view)).errors
    assert "Guten Tag Ada" in words(view)
    await step(world, view)
    assert "Danke" in str(view.blocks)
    await step(world, view)
    await step(world, view)
    await reads(world, view, "from_a_file")
    made = next(iter(world.sinch.projects.values())).templates["from_a_file/DE"]
    assert made["changes"]["details"]["components"] == TEMPLATE["details"]["components"]


async def test_what_is_no_json_is_asked_for_again(world: BotWorld) -> None:
    view = await world.slash_form("bundles create")
    await world.click(view, OFFER)
    await asks(world, view, "json_file")
    for name, content, message in (
        ("half.json", b'{"name": ', "n't valid JSON"),
        ("list.json", b"[1, 2]", "must be an object"),
        ("odd.json", b"\xff\xfe\x00", "can't read"),
    ):
        file = world.slack.people.upload(OWNER, name, content)
        await step(world, view, {"json_file": [file.id]})
        await reads(world, view, message)
    large = world.slack.people.upload(OWNER, "large.json", b" " * 1_000_001)
    refused = await step(world, view, {"json_file": [large.id]})
    assert "At most 1 MB" in refused.errors["json_file"]


async def test_a_generated_form_comes_back_filled(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp account create wabaName=Northwind")
    await world.click(view, OFFER)
    await asks(world, view, "json_file")
    body = {"clientBusinessManagerId": "1234567890", "senderDetails": {"displayName": "Northwind Coffee"}}
    file = world.slack.people.upload(OWNER, "account.json", json.dumps(body).encode())
    await step(world, view, {"json_file": [file.id]})
    await asks(world, view, "senderDetails.displayName")
    for shown in ("Northwind", "1234567890", "Northwind Coffee"):
        assert shown in str(view.body), "what was typed before, and what the file says"


TWO = [
    {**TEMPLATE, "name": name, "details": {"components": [{"type": "BODY", "text": f"This is {name}"}]}}
    for name in ("file_one", "file_two")
]
HEAD = "name,language,category,body,status\r\n"
ROWS = HEAD + "file_one,EN_US,UTILITY,Hello,DRAFT\r\nfile_two,DE,UTILITY,Hallo,DRAFT\r\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.csv", ROWS),
        ("rows.json", json.dumps(TWO)),
        ("rows.json", json.dumps({"templates": TWO})),
    ],
)
async def test_a_file_with_many_rows_becomes_an_import(world: BotWorld, name: str, content: str) -> None:
    view = await world.slash_form("whatsapp templates create")
    await world.click(view, ANY)
    await asks(world, view, "json_file")
    wrong = world.slack.people.upload(OWNER, "wrong.csv", (ROWS + "Oops!,XX,UTILITY,Hello,DRAFT\r\n").encode())
    await step(world, view, {"json_file": [wrong.id]})
    await reads(world, view, "Row 4")
    assert "Row 2" not in words(view)
    assert not world.calls("POST", "/whatsapp/templates")
    file = world.slack.people.upload(OWNER, name, content.encode())
    await step(world, view, {"json_file": [file.id]})
    await reads(world, view, "All 2 rows are valid: 2 utility. Create them on WhatsApp?")
    assert not world.calls("POST", "/whatsapp/templates"), "it asks first"
    await world.click(view, "Save as drafts")
    await reads(world, view, "Progress is in this channel")
    templates = next(iter(world.sinch.projects.values())).templates
    await world.until(
        lambda: len([template for template in templates if template.startswith("file_")]) == 2, "the templates"
    )
    await world.until(
        lambda: any("2 of 2" in words(message) for message in world.messages(GENERAL)),
        "the progress, where it was typed",
    )


async def test_one_row_in_a_list_comes_back_in_the_form(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create")
    await world.click(view, ANY)
    await asks(world, view, "json_file")
    file = world.slack.people.upload(OWNER, "one.json", json.dumps([TEMPLATE]).encode())
    await step(world, view, {"json_file": [file.id]})
    await asks(world, view, "category")
    assert "from_a_file" in str(view.blocks)


async def test_many_kakaotalk_templates_go_to_the_sender_that_was_chosen(world: BotWorld) -> None:
    form = await open_form(world, "kakaotalk templates create")
    await form.look_up("plus_friend_id", "")
    form.fill({"plus_friend_id": "northwindcoffee"})
    await form.press(ANY)
    assert form.value("plus_friend_id") == "northwindcoffee", "chosen once"
    rows = "name,language,content,status\r\n인사,KO,안녕하세요,DRAFT\r\n감사,KO,감사합니다,DRAFT\r\n"
    file = world.slack.people.upload(OWNER, "rows.csv", rows.encode())
    await form.send({"json_file": [file.id]})
    assert "All 2 rows are valid" in form.words
    await form.press("Save as drafts")
    templates = next(iter(world.sinch.projects.values())).kakaotalk_templates
    await world.until(lambda: "감사합니다" in str(templates), "the templates")


async def test_the_sender_is_asked_for_beside_the_file(world: BotWorld) -> None:
    form = await open_form(world, "kakaotalk templates create")
    await form.press(ANY)
    await form.look_up("plus_friend_id", "north")
    body = {"details": {"name": "from a file", "language": "KO", "content": "Hello"}}
    file = world.slack.people.upload(OWNER, "one.json", json.dumps(body).encode())
    await form.send({"plus_friend_id": "northwindcoffee", "json_file": [file.id]})
    assert form.value("plus_friend_id") == "northwindcoffee"
    assert form.value("details.name") == "from a file"
