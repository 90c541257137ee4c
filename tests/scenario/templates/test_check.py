"""What Meta would refuse is said before anything is sent, whichever way it comes."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tests.worlds.bot_world import OWNER, BotWorld, labels, words
from tests.worlds.steps import reads, step

EDGE = "{{1}}, your order is on its way to you."
FINE = "Hello {{1}}, your order is on its way to you."


def body(text: str = EDGE, **more: Any) -> dict[str, Any]:
    components = [{"type": "BODY", "text": text, "examples": ["Ada"]}]
    return {
        "name": "sent_out",
        "language": "EN_US",
        "category": "UTILITY",
        "details": {"components": components},
        **more,
    }


def typed(value: dict[str, Any]) -> str:
    return f"json='{json.dumps(value)}'"


async def test_a_typed_body_is_checked_before_the_question(world: BotWorld) -> None:
    asked = await world.slash(f"whatsapp templates create {typed(body())}")
    assert "begins or ends with {{1}}" in words(asked)
    assert "variable-at-edge" in words(asked)
    assert labels(asked)[:2] == ["Mend it", "Submit anyway"]
    assert not world.calls("POST", "/whatsapp/templates")


async def test_mending_opens_the_form_with_what_was_typed(world: BotWorld) -> None:
    asked = await world.slash(f"whatsapp templates create {typed(body())}")
    await world.click(asked, "Mend it")
    view = await world.until(lambda: next(iter(world.views()), None), "the form")
    assert "sent_out" in str(view.body)
    await step(world, view, {})
    assert EDGE in str(view.body)


async def test_it_can_be_submitted_anyway(world: BotWorld) -> None:
    asked = await world.slash(f"whatsapp templates create {typed(body())}")
    await world.click_for(asked, "Submit anyway")
    await world.until(lambda: "sent_out/EN_US" in world.project.templates, "the template")


async def test_a_good_body_is_asked_about_as_ever(world: BotWorld) -> None:
    asked = await world.slash(f"whatsapp templates create {typed(body(FINE))}")
    assert labels(asked) == ["Create", "Cancel"]
    assert "rules" not in words(asked).lower()


async def test_risks_are_shown_and_do_not_get_in_the_way(world: BotWorld) -> None:
    text = "Hello {{1}}, our special offer is waiting for you at the store."
    asked = await world.slash(f"whatsapp templates create {typed(body(text))}")
    assert "promotion-in-utility" in words(asked)
    assert labels(asked) == ["Create", "Cancel"]


async def test_the_text_of_another_template_is_found(world: BotWorld) -> None:
    other = world.project.templates["order_update/EN_US"]
    components = [part for part in other["details"]["components"] if part["type"] in ("BODY", "FOOTER")]
    asked = await world.slash(f"whatsapp templates create {typed(body(details={'components': components}))}")
    assert "identical-text" in words(asked)
    assert "order_update already has the same text" in words(asked)


async def test_a_name_that_was_deleted_here_is_blocked(world: BotWorld) -> None:
    question = await world.slash("whatsapp templates delete order_update EN_US submitted=yes")
    await world.click_for(question, "Delete")
    asked = await world.slash(f"whatsapp templates create {typed(body(FINE, name='order_update'))}")
    assert "name-blocked" in words(asked)


async def test_a_name_that_was_deleted_elsewhere_is_blocked(world: BotWorld) -> None:
    gone = world.project.templates.pop("order_update/EN_US")
    payload = {name: value for name, value in gone.items() if name != "state"}
    assert await world.webhook("WHATSAPP_TEMPLATE_DELETED", payload) == 200
    asked = await world.slash(f"whatsapp templates create {typed(body(FINE, name='order_update'))}")
    assert "name-blocked" in words(asked)


async def test_edits_are_checked_too(world: BotWorld) -> None:
    changes = {"status": "SUBMIT", "details": {"components": [{"type": "BODY", "text": EDGE, "examples": ["Ada"]}]}}
    asked = await world.slash(f"whatsapp templates update order_update EN_US {typed(changes)}")
    assert "variable-at-edge" in words(asked)
    assert labels(asked)[:2] == ["Mend it", "Submit anyway"]


async def test_the_form_shows_findings_on_its_last_step(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates create")
    await step(world, view, {"name": "sent_out", "language": "EN_US", "category": "UTILITY"})
    await step(world, view, {"body.text": EDGE})
    await step(world, view, {"body.example1": "Ada"})
    await step(world, view)
    await reads(world, view, "variable-at-edge")
    assert view.body["submit"]["text"] == "Submit anyway"
    await world.click(view, "Mend it")
    await world.until(lambda: any("body.text" in block.get("block_id", "") for block in view.blocks), "the text")
    await step(world, view, {"body.text": FINE})
    await step(world, view)
    await reads(world, view, "no findings")
    assert view.body["submit"]["text"] == "Submit for review"


async def test_a_file_is_checked_by_row(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates import")
    rows = [body(FINE, name="first_one"), body(name="second_one")]
    file = world.slack.people.upload(OWNER, "rows.json", json.dumps(rows).encode())
    await world.submit(view, {"file": [file.id]})
    await reads(world, view, "Row 2, second_one (EN_US)")
    assert "variable-at-edge" in words(view)
    assert "Row 1" not in words(view)
    assert {"Mend it", "Submit anyway", "Save as drafts"} <= {*labels(view)}
    assert not world.calls("POST", "/whatsapp/templates")


async def test_the_check_alone_reads_only(world: BotWorld) -> None:
    answer = await world.slash(f"whatsapp templates check {typed(body())}")
    assert "variable-at-edge" in words(answer)
    assert not labels(answer)
    fine = await world.slash("whatsapp templates check order_update EN_US")
    assert "order_update (EN_US)" in words(fine)
    assert all(call.method == "GET" for call in world.sinch.requests if "/templates" in call.path)


async def test_a_body_that_the_api_would_refuse_is_checked_all_the_same(world: BotWorld) -> None:
    faulty = body("x" * 1_100, category="UTILITY")
    answer = await world.slash(f"whatsapp templates check {typed(faulty)}")
    assert "too-long" in words(answer)


async def test_a_file_can_be_checked_alone(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates check")
    rows = [body(FINE, name="first_one"), body(name="second_one")]
    file = world.slack.people.upload(OWNER, "rows.json", json.dumps(rows).encode())
    await world.submit(view, {"file": [file.id]})
    await reads(world, view, "variable-at-edge")
    assert "second_one (EN_US)" in words(view)
    assert "template-findings.csv" not in words(view)


async def test_many_findings_come_as_a_file_too(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates check")
    rows = [body(f"{EDGE} No. {number}.", name=f"faulty_{number}") for number in range(25)]
    file = world.slack.people.upload(OWNER, "rows.json", json.dumps(rows).encode())
    await world.submit(view, {"file": [file.id]})
    await reads(world, view, "all 25 findings")
    (whole,) = [item for item in world.workspace.files.values() if item.name == "template-findings.csv"]
    found = list(csv.DictReader(io.StringIO(whole.content.decode("utf-8-sig"), newline="")))
    assert [(line["row"], line["rule"]) for line in found] == [(str(at), "variable-at-edge") for at in range(1, 26)]


@pytest.mark.parametrize("text", ["whatsapp templates check", "whatsapp templates check order_update"])
async def test_what_to_check_must_be_said(world: BotWorld, text: str) -> None:
    form = await world.slash_form(text)
    asked = {block["block_id"].partition("~")[0] for block in form.blocks if block["type"] == "input"}
    assert {"name", "language", "file"} <= asked


async def test_what_the_check_says_is_what_a_strict_meta_refuses(world: BotWorld) -> None:
    world.sinch.strict_meta = True
    asked = await world.slash(f"whatsapp templates create {typed(body())}")
    assert "variable-at-edge" in words(asked)
    await world.click(asked, "Submit anyway")
    await world.until(lambda: any("start or end" in words(message) for message in world.messages()), "Meta's refusal")
    assert "sent_out/EN_US" not in world.project.templates
