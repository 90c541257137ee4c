"""One name in many languages: the matrix, its file and back, translations."""

from __future__ import annotations

import csv
import io

import pytest

from bot.sandbox.slack.workspace import View
from tests.worlds.bot_world import GENERAL, OWNER, BotWorld, labels, words
from tests.worlds.steps import fill, reads, step


async def test_the_matrix_shows_states_and_what_is_missing(world: BotWorld) -> None:
    answer = await world.slash("whatsapp templates languages")
    assert "order_update" in words(answer)
    assert "missing" in words(answer)
    assert "EN_US" in words(answer)
    one = await world.slash("whatsapp templates languages order_update")
    assert "FR" in words(one), "a language of the project that this name does not have"
    assert "2 translations missing" in words(one)


async def test_another_category_in_one_language_is_marked(world: BotWorld) -> None:
    family = [key for key in world.project.templates if key.startswith("order_update/")]
    world.project.templates[family[-1]]["category"] = "MARKETING"
    answer = await world.slash("whatsapp templates languages order_update")
    assert "differs in category" in words(answer)


async def test_the_file_goes_round(world: BotWorld) -> None:
    before = {**world.project.templates}
    content = await world.slash_file("whatsapp templates languages csv=me")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    codes = {row["language"] for row in rows}
    assert len(rows) == len({row["name"] for row in rows}) * len(codes)
    assert list(rows[0])[:9] == [
        "name", "language", "category", "header", "header_example", "body", "examples", "footer", "buttons",
    ]  # fmt: skip
    empty = next(row for row in rows if f"{row['name']}/{row['language']}" not in before)
    empty["body"] = "Hello there, this is what was missing until now."
    view = await uploaded(world, "whatsapp templates import", written(rows))
    await reads(world, view, "already there")
    await world.click(view, "Save as drafts")
    key = f"{empty['name']}/{empty['language']}"
    await world.until(lambda: key in world.project.templates, "the new language")
    await world.until(lambda: any("finished" in words(message) for message in world.messages(GENERAL)), "the end")
    assert set(world.project.templates) - set(before) == {key}
    assert all(world.project.templates[name] == item for name, item in before.items()), "nothing is overwritten"
    assert len(world.calls("POST", "/whatsapp/templates")) == 1


async def test_the_file_can_be_planned_as_it_is_and_edited(world: BotWorld) -> None:
    """Import overwrites nothing; what is there already is changed by a plan, from the same file."""
    content = await world.slash_file("whatsapp templates languages csv=me")
    assert f"{len(world.project.templates)} unchanged" in await planned(world, content)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    one = next(row for row in rows if (row["name"], row["language"]) == ("order_update", "EN_US"))
    one["footer"] = "Northwind, since 1999"
    card = await planned(world, written(rows))
    assert "1 to change" in card
    assert "footer text" in card
    empty = written([row for row in rows if not row["body"] and not row.get("details.components")])
    view = await uploaded(world, "whatsapp templates plan", empty)
    await reads(world, view, "no row has text yet")


def written(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


async def uploaded(world: BotWorld, command: str, content: bytes) -> View:
    view = await world.slash_form(command)
    file = world.slack.people.upload(OWNER, "matrix.csv", content)
    await world.submit(view, {"file": [file.id]})
    return view


async def planned(world: BotWorld, content: bytes) -> str:
    """What the plan of a file says."""
    view = await uploaded(world, "whatsapp templates plan", content)
    return words(await reads(world, view, "Plan from"))


async def test_a_translation_has_the_original_beside_each_field(world: BotWorld) -> None:
    original = world.project.templates["order_update/EN_US"]
    parts = original["details"]["components"]
    body = next(part for part in parts if part["type"] == "BODY")
    next(part for part in parts if part["type"] == "FOOTER")["text"] = "Beans & Co"
    view = await world.slash_form("whatsapp templates translate order_update EN_US PT_BR")
    at = [part["type"] for part in parts if part["type"] in ("HEADER", "BODY", "FOOTER") and part.get("text")].index(
        "BODY"
    )
    await reads(world, view, body["text"][:40])
    assert "> Beans &amp; Co" in words(view)
    fields = [block["block_id"].partition("~")[0] for block in view.blocks if block["type"] == "input"]
    texts = [name for name in fields if ".text" in name]
    refused = await step(world, view, dict.fromkeys(texts, "Texto"))
    assert "missing" in str(refused.errors)
    variables = " ".join(f"{{{{{number}}}}}, então" for number in range(1, len(body["examples"]) + 1))
    fill(world, view, {f"PT_BR.text{at}": f"Olá {variables} seu pedido está a caminho da sua casa."})
    header = next((part for part in parts if part["type"] == "HEADER" and "{{1}}" in part.get("text", "")), None)
    if header is not None:
        fill(world, view, {"PT_BR.text0": "Pedido {{1}}"})
    await step(world, view)
    await reads(world, view, "seu pedido")
    assert "Save as draft" in labels(view)
    await step(world, view)
    await world.until(lambda: "order_update/PT_BR" in world.project.templates, "the translation")
    made = world.project.templates["order_update/PT_BR"]
    assert made["category"] == original["category"]
    kinds = [part["type"] for part in made["changes"]["details"]["components"]]
    assert sorted(kinds) == sorted(part["type"] for part in parts)


async def test_what_is_there_already_is_not_translated_again(world: BotWorld) -> None:
    view = await world.slash_form("whatsapp templates translate order_update EN_US EN_US")
    await reads(world, view, "already")


@pytest.mark.parametrize("typed", ["get", "check", "activity", "delete", "comment", "compare", "update"])
async def test_a_name_that_exists_in_other_languages_only_is_answered_with_them(world: BotWorld, typed: str) -> None:
    more = {"comment": " Please look", "compare": " order_update EN_US", "update": " status=SUBMIT"}.get(typed, "")
    changed = len([request for request in world.sinch.requests if request.method in ("PATCH", "DELETE")])
    answer = await world.slash(f"whatsapp templates {typed} order_update EN{more}")
    assert "*order_update* doesn't exist in English · EN." in words(answer)
    there = [key.partition("/")[2] for key in world.project.templates if key.startswith("order_update/")]
    assert len(there) > 1
    assert all(f" · {code}" in words(answer) for code in there)
    assert labels(answer)[0] == "English (US) · EN_US", "the nearest first"
    assert labels(answer)[-1] == "All languages"
    assert len([request for request in world.sinch.requests if request.method in ("PATCH", "DELETE")]) == changed
    nobody = await world.slash(f"whatsapp templates {typed} nosuch_name EN{more}")
    assert "Template not found" in words(nobody)


async def test_the_button_goes_on_in_that_language_and_who_is_right_costs_no_call_more(world: BotWorld) -> None:
    answer = await world.slash("whatsapp templates get order_update EN")
    shown = await world.click_for(answer, "English (US) · EN_US")
    assert "order_update" in words(shown)
    before = len(world.sinch.requests)
    await world.slash("whatsapp templates get order_update EN_US")
    assert [request.method for request in [*world.sinch.requests][before:]] == ["GET"]


@pytest.mark.parametrize("typed", ["update order_update EN", "translate order_update EN FR"])
async def test_a_form_that_cannot_be_filled_offers_the_languages_too(world: BotWorld, typed: str) -> None:
    answer = await world.slash(f"whatsapp templates {typed}")
    assert "doesn't exist in English · EN." in words(answer)
    assert "English (US) · EN_US" in labels(answer)


async def test_where_only_a_draft_could_be_deleted_and_there_is_none_the_way_on_is_a_button(world: BotWorld) -> None:
    asked = await world.slash("whatsapp templates delete order_update EN_US")
    refused = await world.click_for(asked, "Delete")
    assert "*order_update* (English (US) · EN_US) has no draft" in words(refused)
    assert "order_update/EN_US" in world.project.templates
    again = await world.click_for(refused, "Delete it at Meta")
    await world.click_for(again, "Delete")
    assert "order_update/EN_US" not in world.project.templates


@pytest.mark.parametrize(
    ("changes", "typed", "said"),
    [
        (None, "", "It has no draft, so nothing is deleted"),
        ("DRAFT", "", "Only its draft is deleted. The version at Meta stays."),
        (None, " submitted=yes", "The name is blocked in this language for 30 days."),
    ],
)
async def test_the_question_says_what_stays_at_meta(
    world: BotWorld, changes: str | None, typed: str, said: str
) -> None:
    template = world.project.templates["order_update/DE"]
    template.pop("changes", None)
    if changes:
        template["changes"] = {"status": changes, "details": template["details"], "allowCategoryChange": False}
    asked = words(await world.slash(f"whatsapp templates delete order_update DE{typed}"))
    assert "Delete the template *order_update*" in asked
    assert said in asked
