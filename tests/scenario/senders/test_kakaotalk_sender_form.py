"""KakaoTalk senders made and changed step by step, against both emulators."""

from __future__ import annotations

import pytest

from tests.worlds.bot_world import OWNER, BotWorld
from tests.worlds.forms import open_form

SENDER = "northwindcoffee"
CREATE = "kakaotalk senders create"
TOP, MID, SUB = (f"details.{level}LevelCategoryCode" for level in ("top", "mid", "sub"))


async def test_a_sender_with_its_category_found_in_three_levels(world: BotWorld) -> None:
    form = await open_form(world, CREATE)
    await form.send({"plusFriendId": "beans", "details.name": "Beans", "details.adminPhoneNo": "phone"})
    assert "country code" in form.errors["details.adminPhoneNo"]
    await form.send({"details.adminPhoneNo": "+82 10 1234 5678", "details.logoImage": "https://beans.example/logo.gif"})
    assert "JPEG or PNG" in form.errors["details.logoImage"]
    await form.send({"details.logoImage": "https://beans.example/logo.png"})
    assert form.choices(TOP)["019"] == "음식점", "words, not codes"
    assert MID not in form.fields, "what it offers depends on the choice above"
    await form.send()
    assert TOP in form.errors
    await form.choose(TOP, "019")
    await form.choose(MID, "0006")
    await form.send({SUB: "0001"})
    assert "음식점 › 카페 › 커피전문점" in form.words
    assert form.submit_label == "Submit for review"
    await form.next()
    assert "음식점 / 카페 / 커피전문점" in form.words, "names, where the API answers with codes"
    made = world.project.kakaotalk_senders["beans"]
    assert made["changes"] == {
        "status": "IN_PROGRESS",
        "details": {
            "name": "Beans",
            "adminPhoneNo": "+821012345678",
            "logoImage": "https://beans.example/logo.png",
            "topLevelCategoryCode": "019",
            "midLevelCategoryCode": "0006",
            "subLevelCategoryCode": "0001",
        },
    }


async def test_another_choice_above_takes_the_one_below_away(world: BotWorld) -> None:
    form = await open_form(world, f"{CREATE} plusFriendId=beans name=Beans adminPhoneNo=+821012345678")
    await form.next()
    await form.choose(TOP, "019")
    await form.choose(MID, "0006")
    await form.choose(TOP, "007")
    assert form.value(MID) is None
    assert SUB not in form.fields
    await form.send()
    assert MID in form.errors


async def test_everything_typed_stands_in_the_form_and_can_be_kept_as_a_draft(world: BotWorld) -> None:
    typed = (
        "plusFriendId=beans name=Beans adminPhoneNo=+821012345678 topLevelCategoryCode=019 midLevelCategoryCode=0006"
    )
    form = await open_form(world, f"{CREATE} {typed} saveDraftOnFailure=true")
    assert [form.value(name) for name in ("plusFriendId", "details.name")] == ["beans", "Beans"]
    await form.next()
    assert (form.value(TOP), form.value(MID)) == ("019", "0006")
    form.fill({SUB: "0002"})
    await form.press("Save as draft")
    made = world.project.kakaotalk_senders["beans"]
    assert made["changes"]["status"] == "DRAFT"
    assert made["changes"]["details"]["subLevelCategoryCode"] == "0002"


async def test_what_the_api_refuses_comes_back_at_its_field(world: BotWorld) -> None:
    typed = f"plusFriendId={SENDER} name=Beans adminPhoneNo=+821012345678"
    form = await open_form(world, f"{CREATE} {typed} topLevelCategoryCode=019 midLevelCategoryCode=0006")
    await form.next()
    await form.next(**{SUB: "0001"})
    await form.next()
    at = [block.get("block_id", "").partition("~")[0] for block in form.view.blocks].index("plusFriendId")
    assert "warning" in str(form.view.blocks[at + 1]), "said where it belongs"


async def test_a_project_without_an_account_types_the_codes(world: BotWorld) -> None:
    project = world.project
    project.kakaotalk_account = None
    project.kakaotalk_senders.clear()
    form = await open_form(world, f"{CREATE} plusFriendId=first name=First adminPhoneNo=+821012345678")
    await form.next()
    assert "once the project has a KakaoTalk sender" in form.words
    await form.send({TOP: "019", MID: "0006", SUB: "0001"})
    await form.next()
    assert project.kakaotalk_senders["first"]["changes"]["details"]["topLevelCategoryCode"] == "019"


async def test_an_active_sender_is_changed_in_the_same_form(world: BotWorld) -> None:
    sender = world.project.kakaotalk_senders[SENDER]
    sender["details"]["logoImage"] = "https://beans.example/old.png"
    form = await open_form(world, f"kakaotalk senders update {SENDER}")
    assert form.value("details.name") == "노스윈드 커피"
    assert "plusFriendId" not in form.fields, "its id stays"
    form.fill({"details.logoImage": ""})
    await form.next(details__name="노스윈드")
    assert (form.value(TOP), form.value(MID), form.value(SUB)) == ("019", "0006", "0001")
    await form.next()
    await form.next()
    assert sender["changes"]["status"] == "IN_PROGRESS"
    assert sender["changes"]["details"] == {"name": "노스윈드"}, "only what differs, and the logo goes"
    assert sender["_removed"] == ["logoImage"]


async def test_nothing_changed_is_said_before_it_is_sent(world: BotWorld) -> None:
    form = await open_form(world, f"kakaotalk senders update {SENDER}")
    for _ in range(3):
        await form.next()
    assert "Nothing has changed yet" in form.words
    assert not world.calls("PATCH")


@pytest.mark.parametrize(
    ("changes", "state", "message"),
    [
        ("IN_PROGRESS", "ACTIVE", "KakaoTalk is reviewing this sender"),
        ("REJECTED", "ACTIVE", "Discard them"),
        ("", "SUSPENDED", "is suspended"),
    ],
)
async def test_what_cannot_be_changed_is_said_before_anything_is_filled_in(
    world: BotWorld, changes: str, state: str, message: str
) -> None:
    sender = world.project.kakaotalk_senders[SENDER]
    sender["state"] = state
    if changes:
        sender["changes"] = {"status": changes, "details": {"name": "New"}}
    form = await open_form(world, f"kakaotalk senders update {SENDER}")
    assert message in form.words
    assert not form.fields
    assert ("Discard changes" in form.labels) is (changes == "REJECTED")


async def test_a_logo_from_slack_gets_an_address(world: BotWorld) -> None:
    form = await open_form(world, f"{CREATE} plusFriendId=beans name=Beans adminPhoneNo=+821012345678")
    large = world.slack.people.upload(OWNER, "large.png", b"x" * 5_000_001)
    await form.send({"details.logoImage.file": [large.id]})
    assert "5.0 MB" in form.errors["details.logoImage.file"]
    logo = world.slack.people.upload(OWNER, "logo.png", b"\x89PNG not much of a picture")
    await form.send({"details.logoImage.file": [logo.id]})
    await form.choose(TOP, "019")
    await form.choose(MID, "0006")
    await form.send({SUB: "0001"})
    assert "logo.png" in form.words
    await form.next()
    assert world.project.kakaotalk_senders["beans"]["changes"]["details"]["logoImage"].endswith("logo.png")
