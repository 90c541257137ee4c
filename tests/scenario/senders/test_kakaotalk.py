"""KakaoTalk from Slack: senders with their codes, templates, categories; and what is answered when it does not go."""

from __future__ import annotations

import json

import pytest

from bot.sandbox.sinch.reviewers.controls import Controls
from bot.sandbox.sinch.world.facts import ONE_TIME_CODE
from tests.scenario.operations import names
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words
from tests.worlds.steps import reads

SENDER = "northwindcoffee"


async def test_a_sender_is_registered_and_verified_with_its_code(world: BotWorld) -> None:
    sender = world.project.kakaotalk_senders[SENDER]
    sender["state"] = "INACTIVE"
    question = await world.slash(f"kakaotalk senders register {SENDER}")
    answer = await world.click_for(question, "Register")
    assert "Code sent" in words(answer)
    known = {view.id for view in world.views()}
    await world.click(answer, "Enter code")
    view = await world.until(lambda: next((view for view in world.views() if view.id not in known), None), "the form")
    outcome = await world.submit(view, {"plus_friend_id": SENDER, "code": "12 3a"})
    assert "digits" in outcome.errors["code"]
    wrong = "1" * len(str(ONE_TIME_CODE))
    assert wrong != str(ONE_TIME_CODE)
    await world.submit(view, {"code": wrong})
    await world.until(lambda: any("code is wrong" in words(view) for view in world.views()), "the API's reason")
    assert sender["state"] == "VERIFYING"
    code = str(ONE_TIME_CODE)
    await world.submit(world.views()[-1], {"code": f"{code[:3]} {code[3:]}"})
    await world.until(lambda: any("is verified" in words(view) for view in world.views()), "the result")
    assert sender["state"] == "ACTIVE"


async def test_a_code_is_only_asked_for_where_the_state_allows(world: BotWorld) -> None:
    question = await world.slash(f"kakaotalk senders register {SENDER}")
    answer = await world.click_for(question, "Register")
    assert "Code sent" not in words(answer)
    assert world.calls("POST", "/register")


async def test_deleting_a_sender_says_what_is_lost_and_only_once(world: BotWorld) -> None:
    question = await world.slash(f"kakaotalk senders delete {SENDER}")
    assert "60 more days" in words(question)
    assert not world.calls("DELETE")
    await world.click_for(question, "Delete")
    again = await world.slash(f"kakaotalk senders delete {SENDER}")
    answer = await world.click_for(again, "Delete")
    assert "marked for removal" not in words(answer)


@pytest.mark.parametrize(
    "typed",
    [
        "kakaotalk senders get nobody",
        "kakaotalk senders delete nobody",
        "kakaotalk senders activity nobody",
        "kakaotalk templates list nobody",
        f"kakaotalk templates get {SENDER} NOCODE",
        f"kakaotalk templates delete {SENDER} NOCODE",
        "kakaotalk categories templates nobody",
    ],
)
async def test_what_is_not_there_is_told_in_the_apis_words(world: BotWorld, typed: str) -> None:
    answer = await world.slash(typed)
    assert "not found" in words(answer).lower() or "exist" in words(answer).lower(), words(answer)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("kakaotalk senders get", ["plus_friend_id"]),
        ("kakaotalk senders create plusFriendId=beans", ["details.name", "details.adminPhoneNo"]),
        ("kakaotalk senders verify", ["plus_friend_id", "code"]),
        (f"kakaotalk templates get {SENDER}", ["plus_friend_id", "code"]),
        (f"kakaotalk templates create {SENDER}", ["plus_friend_id", "details.name", "details.language"]),
        ("kakaotalk templates import", ["file"]),
        ("kakaotalk senders list states=NONE", ["states"]),
    ],
)
async def test_missing_arguments_open_a_form(world: BotWorld, typed: str, fields: list[str]) -> None:
    view = await world.slash_form(typed)
    asked = {block["block_id"].partition("~")[0] for block in view.blocks if block["type"] == "input"}
    assert set(fields) <= asked


@pytest.mark.parametrize(
    "typed", ["kakaotalk templates get", "kakaotalk templates update", f"kakaotalk templates get {SENDER}"]
)
async def test_templates_are_looked_up_by_name(world: BotWorld, typed: str) -> None:
    view = await world.slash_form(typed)
    code = next(block["block_id"] for block in view.blocks if block["block_id"].partition("~")[0] == "code")
    found = await world.slack.people.suggest(OWNER, view, code, "value", "주문")
    assert names(world.project)["kt_approved"] in str(found)


async def test_the_edit_form_begins_with_what_is_there(world: BotWorld) -> None:
    view = await world.slash_form(f"kakaotalk senders update {SENDER}")
    await world.until(lambda: "노스윈드" in str([view.blocks for view in world.views()]), "the name")
    code = names(world.project)["kt_approved"]
    view = await world.slash_form(f"kakaotalk templates update {SENDER} {code}")
    await world.until(lambda: "주문" in str([view.blocks for view in world.views()]), "its name")
    assert view.id


async def test_the_wrong_state_is_told_in_the_apis_words(world: BotWorld) -> None:
    code = names(world.project)["kt_approved"]
    question = await world.slash(f"kakaotalk templates discard {SENDER} {code}")
    answer = await world.click_for(question, "Discard")
    assert "is gone" not in words(answer)
    assert world.calls("DELETE", "/changes")
    assert f"{SENDER}/{code}" in world.project.kakaotalk_templates


async def test_an_unknown_category_is_told_in_the_apis_words(world: BotWorld) -> None:
    typed = f"kakaotalk templates create {SENDER} name=neu language=KO content=x categoryCode=123456 status=DRAFT"
    answer = await world.click_for(await world.slash(typed), "Create")
    assert "category" in words(answer).lower()
    assert not [template for template in world.project.kakaotalk_templates.values() if "neu" in str(template)]


async def test_a_name_that_is_taken_is_refused_by_the_api(world: BotWorld) -> None:
    one = next(iter(world.project.kakaotalk_templates.values()))
    name = (one.get("details") or one["changes"]["details"])["name"]
    typed = f"kakaotalk templates create {SENDER} name='{name}' language=KO content=x status=DRAFT"
    answer = await world.click_for(await world.slash(typed), "Create")
    assert "exist" in words(answer).lower() or "taken" in words(answer).lower(), words(answer)


async def test_one_over_the_limit_is_told_at_its_field(world: BotWorld) -> None:
    view = await world.slash_form(f"kakaotalk templates create {SENDER} name=a language=KO content={'x' * 1001}")
    await reads(world, view, "1,000 at most")
    assert "Step 2 of 4" in words(view), "the step that asks for the text"


async def test_deleting_takes_an_admin(world: BotWorld) -> None:
    answer = await world.slash(f"kakaotalk senders delete {SENDER}", user=MEMBER)
    assert "admin" in words(answer)
    answer = await world.slash("kakaotalk categories senders search=커피", user=MEMBER)
    assert "커피전문점" in words(answer)
    assert "Export CSV" in labels(answer)


async def test_the_card_of_a_deleted_template_says_so_although_no_event_comes(world: BotWorld) -> None:
    await world.slash("subscribe all", channel=ACTIVITY)
    played = next(subject for subject in Controls(world.sinch, PROJECT_ID).subjects("kakaotalk_template"))
    await Controls(world.sinch, PROJECT_ID).play(played, "comment", "Please correct the button")
    await world.until(lambda: any("Please correct" in words(m) for m in world.messages(ACTIVITY)), "its card and reply")
    sender, code = played.id.split("/")
    question = await world.slash(f"kakaotalk templates delete {sender} {code}", channel=GENERAL)
    await world.click_for(question, "Delete")
    gone = await world.until(
        lambda: next((words(m) for m in world.messages(ACTIVITY) if "no longer exists at Sinch" in words(m)), None),
        "a card that says so",
    )
    assert "Last: deleted (olivia" in gone


async def test_a_typed_template_is_checked_before_the_question(world: BotWorld) -> None:
    """As in the form, an import and a plan: what KakaoTalk's specification refuses is not to be submitted."""
    details = {"name": "k_typed", "language": "KO", "content": "안녕하세요 고객님, 주문이 도착했습니다."}
    twins = [{"type": "BOT_KEYWORD", "ordering": str(at), "name": f"봇 {at}"} for at in (1, 2)]
    create = "kakaotalk templates create northwindcoffee"
    for wrong, rule in (
        ({"buttons": twins}, "button-twins"),
        ({"emphasizeType": "EMPHASIZE_TYPE_TEXT"}, "text-missing"),
    ):
        asked = await world.slash(f"{create} json='{json.dumps({'details': {**details, **wrong}})}'")
        assert rule in words(asked)
        assert labels(asked) == ["Mend it", "Cancel"]
    fine = await world.slash(f"{create} json='{json.dumps({'details': details})}'")
    assert labels(fine) == ["Create", "Cancel"]
    assert not world.calls("POST", "/kakaotalk")
