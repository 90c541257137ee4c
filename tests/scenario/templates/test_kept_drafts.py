"""What is refused but saved it as a draft: the person is led to the draft, and a second try does not meet it."""

from __future__ import annotations

import json

import pytest

from tests.worlds.bot_world import BotWorld, labels, words
from tests.worlds.forms import open_form
from tests.worlds.steps import asks, reads

KAKAO = "kakaotalk templates create northwindcoffee"
PHONE = "adminPhoneNo=+821012345678"
NOWHERE = "topLevelCategoryCode=001 midLevelCategoryCode=0001 subLevelCategoryCode=0009"
EDIT = "Edit the draft"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (
            f"""{KAKAO} name=kept language=KO content=x buttons='[{{"type": "WEB_LINK", "name": "Go"}}]'""",
            "details.name",
        ),
        (f"kakaotalk senders create plusFriendId=kept name=Kept {PHONE} {NOWHERE}", "details.name"),
    ],
)
@pytest.mark.parametrize("keep", [True, False])
async def test_a_refused_one_that_was_kept_leads_to_its_form(
    world: BotWorld, typed: str, asked: str, keep: bool
) -> None:
    question = await world.slash(f"{typed} saveDraftOnFailure={str(keep).lower()}")
    answer = await world.click_for(question, "Create")
    assert (EDIT in labels(answer)) is keep
    if keep:
        assert "saved it as a draft" in words(answer)
        await world.click(answer, EDIT)
        view = await world.until(lambda: next(iter(world.views()), None), "the form")
        await asks(world, view, asked)


async def test_in_a_form_the_way_to_the_draft_is_a_button_too(world: BotWorld) -> None:
    same = world.project.templates["order_update/EN_US"]["details"]["components"]
    body = {
        "name": "kept",
        "language": "EN_US",
        "category": "UTILITY",
        "saveDraftOnFailure": True,
        "details": {"components": [item for item in same if item["type"] == "BODY"]},
    }
    world.project.templates["twin/EN_US"] = {
        **world.project.templates["order_update/EN_US"],
        "name": "twin",
        "details": body["details"],
    }
    form = await open_form(world, f"whatsapp templates create json='{json.dumps({**body, 'name': 'Kept!'})}'")
    await form.next(name="kept")
    await form.next()
    await form.next()
    await form.next()
    assert "saved it as a draft" in form.words
    await form.press(EDIT)
    await reads(world, form.view, "kept")
    assert "Edit a template" in str(form.view.body["title"])
    assert "name" not in form.fields, "the draft's own form"
