"""JSON files dropped into forms: with steps and without."""

from __future__ import annotations

import json
from typing import Any

from tests.fakes.steps import asks, reads, step
from tests.fakes.town import OWNER, Town, words

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
OFFER = "Fill in from a JSON file"


async def test_a_form_of_several_steps_comes_back_filled(place: Town) -> None:
    view = await place.slash_form("whatsapp templates create")
    await place.click(view, OFFER)
    await asks(place, view, "json_file")
    file = place.slack.people.upload(OWNER, "template.json", json.dumps(TEMPLATE).encode())
    await step(place, view, {"json_file": [file.id]})
    await asks(place, view, "category")
    assert not (await step(place, view)).errors
    assert "Guten Tag Ada" in words(view)
    await step(place, view)
    assert "Danke" in str(view.blocks)
    await step(place, view)
    await step(place, view)
    await reads(place, view, "from_a_file")
    made = next(iter(place.sinch.projects.values())).templates["from_a_file/DE"]
    assert made["changes"]["details"]["components"] == TEMPLATE["details"]["components"]


async def test_what_is_no_json_is_asked_for_again(place: Town) -> None:
    view = await place.slash_form("whatsapp templates create")
    await place.click(view, OFFER)
    await asks(place, view, "json_file")
    for name, content, message in (
        ("half.json", b'{"name": ', "not valid JSON"),
        ("list.json", b"[1, 2]", "must be an object"),
        ("odd.json", b"\xff\xfe\x00", "cannot read"),
    ):
        file = place.slack.people.upload(OWNER, name, content)
        await step(place, view, {"json_file": [file.id]})
        await reads(place, view, message)
    large = place.slack.people.upload(OWNER, "large.json", b" " * 1_000_001)
    refused = await step(place, view, {"json_file": [large.id]})
    assert "1,000 kB" in refused.errors["json_file"]


async def test_a_generated_form_comes_back_filled(place: Town) -> None:
    view = await place.slash_form("whatsapp account create wabaName=Northwind")
    await place.click(view, OFFER)
    await asks(place, view, "json_file")
    body = {"clientBusinessManagerId": "1234567890", "senderDetails": {"displayName": "Northwind Coffee"}}
    file = place.slack.people.upload(OWNER, "account.json", json.dumps(body).encode())
    await step(place, view, {"json_file": [file.id]})
    await asks(place, view, "senderDetails.displayName")
    for shown in ("Northwind", "1234567890", "Northwind Coffee"):
        assert shown in str(view.body), "what was typed before, and what the file says"
