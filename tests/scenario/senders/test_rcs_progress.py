"""An RCS sender from draft to launched: one card, which events edit and nothing doubles."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from bot.flows import living_answers
from bot.sandbox.sinch.api.errors import ApiError
from bot.sandbox.sinch.rcs import senders as rcs_senders
from bot.sandbox.sinch.rcs.launch import begin_launch, set_operator
from bot.sandbox.sinch.rcs.senders import set_state
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.sinch.world.project import Record
from bot.sandbox.sinch.world.scope import Scope
from bot.sandbox.slack.faults import Fault as SlackFault
from bot.sandbox.slack.workspace import Message
from bot.storage.channels import channels
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, labels, words

TITLE = "Operators by country"


def sender(world: BotWorld, state: str) -> Record:
    """The sample company's sender in this state."""
    senders = world.sinch.projects[PROJECT_ID].rcs_senders.values()
    return next(sender for sender in senders if sender["state"] == state)


def scope(world: BotWorld) -> Scope:
    return Scope(world.sinch, world.sinch.projects[PROJECT_ID])


def cards(world: BotWorld, channel: str = GENERAL) -> list[Message]:
    return [message for message in world.messages(channel) if TITLE in words(message)]


async def card(world: BotWorld, said: str, channel: str = GENERAL) -> Message:
    """The card, once it reads so."""
    found: Message = await world.until(
        lambda: next((message for message in cards(world, channel) if said in words(message)), None),
        f"a card that says {said!r}",
    )
    return found


async def test_the_card_follows_the_launch_and_stays_one(world: BotWorld) -> None:
    testing = sender(world, "IN_TEST")
    testing["details"]["questionnaire"]["general"]["answers"]["optInDescriptionMetadata"] = {"ignore": "§§"}
    await world.slash(f"rcs senders progress {testing['id']}", user=MEMBER)
    first = await card(world, "Nothing is missing for a launch")
    assert first.ephemeral_to is None
    assert labels(first)[0] == "Launch"
    shown = words(first)
    for said in (
        "Northwind Offers",
        "in test",
        "`+46701740613` no answer yet",
        "Sweden",
        "Opt in description",
    ):
        assert said in shown
    assert "§§" in shown

    begin_launch(scope(world), testing)
    launching = await card(world, "Waiting for the operators.")
    assert labels(launching)[0] == "Ask Sinch"
    set_operator(scope(world), testing, "SE", "Three", "REJECTED", "The privacy policy does not name the brand.")
    refused = await card(world, "The privacy policy does not name the brand.")
    assert labels(refused)[0] == "Edit"
    assert [message.ts for message in cards(world)] == [first.ts]

    await world.slash(f"rcs senders progress {testing['id']}")
    await world.until(
        lambda: any(
            message.ephemeral_to == OWNER and "up to date" in words(message) for message in world.messages(GENERAL)
        ),
        "the way to the card",
    )
    assert [message.ts for message in cards(world)] == [first.ts]
    world.slack.faults.plan(
        "chat.update", SlackFault(error="never_heard_of"), times=9
    )  # in words it isn't taken either
    await world.slash(f"rcs senders progress {testing['id']}")
    await world.until(lambda: len(cards(world)) == 2, "a new card, where Slack doesn't take the edit")


async def test_a_draft_says_what_is_missing_and_each_item_opens_its_step(world: BotWorld) -> None:
    draft = sender(world, "DRAFT")
    shown = await world.slash(f"rcs senders progress {draft['id']}")
    assert "Missing for a launch" in words(shown)
    assert "a logo, a banner" in words(shown)
    assert labels(shown)[0] == "Fill in: Brand"
    assert "20 invitations left today" in words(shown)
    for title in ("Brand", "Contact person"):
        block = next(item for item in shown.blocks if f"*{title}*:" in str(item.get("text")))
        known = {view.id for view in world.views(OWNER)}
        await world.slack.people.click(OWNER, shown, block["block_id"], block["accessory"]["action_id"])
        await world.until(partial(opened, world, known, title), f"the step {title}")


def opened(world: BotWorld, known: set[str], title: str) -> bool:
    return any(title in words(view) for view in world.views(OWNER) if view.id not in known)


async def test_invitations_of_today_are_counted_whoever_is_still_listed(world: BotWorld) -> None:
    testing = sender(world, "IN_TEST")
    asked = await world.slash(f"rcs senders test-add {testing['id']} +46701740620,+46701740621")
    await world.click_for(asked, labels(asked)[0])
    asked = await world.slash(f"rcs senders test-remove {testing['id']} +46701740621")
    await world.click_for(asked, labels(asked)[0])
    shown = await world.slash(f"rcs senders progress {testing['id']}")
    assert "`+46701740620` no answer yet" in words(shown)
    assert "+46701740621" not in words(shown)
    assert "18 invitations left today" in words(shown)
    asked = await world.slash(f"rcs senders test-retry {testing['id']} +46701740620")
    await world.click_for(asked, labels(asked)[0])
    await world.until(lambda: "17 invitations left today" in words(shown), "the card after a change through the bot")


async def test_it_is_kept_up_to_date_where_a_mention_asked_for_it(world: BotWorld) -> None:
    testing = sender(world, "IN_TEST")
    text = f"@{world.workspace.bot.name} rcs senders progress {testing['id']}"
    await world.slack.people.send_message(MEMBER, ACTIVITY, text)
    first = await card(world, "in test", ACTIVITY)
    assert first.thread_ts
    set_state(scope(world), testing, "UNLAUNCHED")
    assert labels(await card(world, "unlaunched", ACTIVITY))[0] == "Launch again"
    assert len(cards(world, ACTIVITY)) == 1


async def test_a_card_that_somebody_deleted_is_given_up_and_the_next_answer_is_a_new_one(world: BotWorld) -> None:
    testing = sender(world, "IN_TEST")
    await world.slash(f"rcs senders progress {testing['id']}")
    first = await card(world, "in test")
    await world.slack.people.delete_message(OWNER, GENERAL, first.ts)
    set_state(scope(world), testing, "UNLAUNCHED")

    async def given_up() -> bool:
        path = "rcs senders progress"
        return (
            await world.bot.store.living_answers.find(GENERAL, PROJECT_ID, f"rcs_sender:{testing['id']}", path) is None
        )

    await world.until(given_up, "an end of the edits")
    await world.slash(f"rcs senders progress {testing['id']}")
    assert [message.ts for message in cards(world)] != [first.ts]


async def test_a_channel_that_is_closed_for_a_while_ends_no_card(
    world: BotWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(living_answers, "PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(channels, "FIRST_PAUSE", timedelta(seconds=0.02))
    testing = sender(world, "IN_TEST")
    await world.slash(f"rcs senders progress {testing['id']}")
    first = await card(world, "in test")
    for code in ("restricted_action", "is_archived", "restricted_action_thread_locked"):
        world.slack.faults.plan("chat.update", SlackFault(error=code))
    set_state(scope(world), testing, "UNLAUNCHED")
    assert (await card(world, "unlaunched")).ts == first.ts
    refused = [call.error for call in world.workspace.calls if call.method == "chat.update" and call.error]
    assert refused == ["restricted_action", "is_archived", "restricted_action_thread_locked"]

    async def admitted() -> bool:
        return (await world.bot.store.channels.get(GENERAL)).blocked is None

    await world.until(admitted, "a channel that is open again")


async def test_a_channel_that_is_closed_is_named_and_left_alone_and_its_card_ends_after_a_month(
    world: BotWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    testing, answers = sender(world, "IN_TEST"), world.bot.store.living_answers
    of_card = GENERAL, PROJECT_ID, f"rcs_sender:{testing['id']}", "rcs senders progress"
    await world.slash(f"rcs senders progress {testing['id']}")
    await card(world, "in test")
    world.slack.faults.plan("chat.update", SlackFault(error="is_archived"), times=2)
    set_state(scope(world), testing, "UNLAUNCHED")

    async def refused() -> bool:
        return (await world.bot.store.channels.get(GENERAL)).refusals == 1

    await world.until(refused, "a refusal that is noted")
    assert "archived" in words(await world.slash("status", channel=ACTIVITY))
    assert await answers.lagging(5, world.bot.services.clock.now()) == []
    assert await answers.find(*of_card) is not None

    async def given_up() -> bool:
        return await answers.find(*of_card) is None

    monkeypatch.setattr(living_answers, "LONGEST_WAIT", timedelta(0))
    await world.bot.store.channels.try_now(GENERAL, world.bot.services.clock.now())
    world.bot.services.wake("activity")
    await world.until(given_up, "an end of the edits")


async def test_without_the_api_it_says_what_events_have_told(world: BotWorld) -> None:
    testing = sender(world, "IN_TEST")
    begin_launch(scope(world), testing)
    await world.slash(f"rcs senders progress {testing['id']}", channel=ACTIVITY)
    await card(world, "Waiting for the operators.", ACTIVITY)
    world.sinch.faults.add(Fault("status", remaining=1000, path="/rcs/senders/"))
    shown = await world.slash(f"rcs senders progress {testing['id']}")
    assert "Sinch isn't answering" in words(shown)
    assert "launching" in words(shown)


async def test_a_project_without_rcs_is_told_whom_to_write_to(world: BotWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_call: object) -> None:
        raise ApiError("rbm_has_not_been_used")

    monkeypatch.setattr(rcs_senders, "find_sender", refuse)
    assert "si-richmessaging@sinch.com" in words(await world.slash(f"rcs senders progress {uuid4()}"))


@pytest.mark.parametrize("state", ["PREPARING_LAUNCH", "LAUNCHING"])
@pytest.mark.parametrize(("status", "why"), [("INCOMPLETE", "incomplete"), ("REJECTED", "rejected")])
async def test_a_brand_that_waits_for_you_is_the_next_step(world: BotWorld, state: str, status: str, why: str) -> None:
    record = sender(world, "IN_TEST")
    record["state"] = state
    record["brandDetails"] = {"id": "b", "status": "DRAFT", "registration": {"id": "r", "status": status}}
    await world.slash(f"rcs senders progress {record['id']}")
    shown = await card(world, f"Brand registration: {why}. Next: fix the brand")
    assert labels(shown)[0] == "Edit"
    assert f"Brand registration: {why}." in words(await world.slash("waiting rcs"))
    record["details"]["countries"].append("GB")
    await world.slash(f"rcs senders progress {record['id']}")
    shown = await card(world, f"Brand registration: {why}. Next: fill in what's missing")
    assert labels(shown)[0] == "Fill in: United Kingdom"
