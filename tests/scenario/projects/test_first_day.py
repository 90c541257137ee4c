"""The first day: greetings, the launcher, and answers that are for one person alone."""

from __future__ import annotations

import json
from functools import partial

import pytest

from bot.sandbox.slack.model import Message
from tests.scenario.channels.test_calm import a_card
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, BotWorld, is_line, labels, words

GREETING = ["Subscribe this channel", "See what needs attention", "Help"]


def said(world: BotWorld, channel: str) -> list[Message]:
    return [message for message in world.messages(channel) if message.bot_id and not is_line(message)]


def direct(world: BotWorld, user: str) -> str:
    return world.workspace.direct(user, world.workspace.app.user_id).id


def _more(world: BotWorld, before: int) -> bool:
    return len(said(world, GENERAL)) > before


async def test_the_bot_greets_where_it_is_invited_and_its_buttons_work(world: BotWorld) -> None:
    channel = await world.slack.people.create_channel(OWNER, "launches")
    await world.slack.people.invite_bot(OWNER, channel.id)
    await world.until(lambda: said(world, channel.id), "a greeting")
    await world.quiet()
    (greeting,) = said(world, channel.id)
    assert labels(greeting) == GREETING
    assert greeting.ephemeral_to is None
    known = {view.id for view in world.views(OWNER)}
    await world.click(greeting, "Subscribe this channel")
    await world.until(lambda: [view for view in world.views(OWNER) if view.id not in known], "the form")
    assert "spring_beans" in words(await world.click_for(greeting, "See what needs attention"))
    assert "What I can do" in words(await world.click_for(greeting, "Help"))

    await world.slash("subscribe rcs", channel=channel.id)
    await world.slack.people.remove_bot(OWNER, channel.id)
    await world.slack.people.invite_bot(OWNER, channel.id)
    await world.until(lambda: "already gets" in words(said(world, channel.id)[-1]), "another greeting")
    assert "All events for RCS" in words(said(world, channel.id)[-1])
    assert "Subscribe this channel" not in labels(said(world, channel.id)[-1])


async def test_somebodys_first_message_is_greeted_once_and_answered(world: BotWorld) -> None:
    channel = direct(world, MEMBER)
    await world.slack.people.send_message(MEMBER, channel, "whatsapp account get")
    await world.until(lambda: len(said(world, channel)) == 2, "an answer")
    assert "Northwind Coffee" in words(said(world, channel)[-1])
    assert labels(said(world, channel)[0]) == ["Subscribe this conversation", *GREETING[1:]]
    await world.slack.people.send_message(MEMBER, channel, "whatsapp account get")
    await world.until(lambda: len(said(world, channel)) == 3, "another answer")
    await world.quiet()
    assert len(said(world, channel)) == 3


@pytest.mark.parametrize("hello", ["hi", "Hello!", "hey there"])
async def test_a_greeting_is_a_greeting(world: BotWorld, hello: str) -> None:
    channel = direct(world, MEMBER)
    await world.slack.people.send_message(MEMBER, channel, hello)
    await world.until(lambda: said(world, channel), "a greeting")
    await world.quiet()
    (answer,) = said(world, channel)
    assert "Hi! Try one of these:" in words(answer)


async def test_slash_alone_offers_six_tasks_and_all_commands(world: BotWorld) -> None:
    answer = await world.slash("")
    assert len(labels(answer)) == 7
    assert labels(answer)[-1] == "All commands"
    assert "What I can do" in words(await world.click_for(answer, "All commands"))


async def test_help_and_greetings_in_a_channel_are_for_the_asker_alone(world: BotWorld) -> None:
    bot = f"@{world.workspace.bot.name}"
    for text in ("help", "help templates", "hi", ""):
        before = len(said(world, GENERAL))
        await world.slack.people.send_message(MEMBER, GENERAL, f"{bot} {text}".strip())
        await world.until(partial(_more, world, before), f"an answer to {text!r}")
    await world.quiet()
    answers = said(world, GENERAL)
    assert [message.ephemeral_to for message in answers] == [MEMBER] * 4
    # Slack shows nothing for one person in a thread that has not begun.
    assert [message.thread_ts for message in answers] == [None] * 4
    await world.slack.people.send_message(MEMBER, GENERAL, f"{bot} help public")
    await world.until(lambda: len(said(world, GENERAL)) > 4, "an answer for everyone")
    assert said(world, GENERAL)[-1].ephemeral_to is None


async def test_in_a_cards_thread_it_offers_the_cards_verbs_alone(world: BotWorld) -> None:
    card = await a_card(world)
    await world.slack.people.send_message(MEMBER, ACTIVITY, f"@{world.workspace.bot.name}", thread_ts=card.ts)
    await world.until(lambda: [m for m in world.messages(ACTIVITY) if m.ephemeral_to == MEMBER], "the verbs")
    (answer,) = [m for m in world.messages(ACTIVITY) if m.ephemeral_to == MEMBER]
    assert "order_update (EN_US)" in words(answer)
    buttons = [item for block in answer.blocks for item in block.get("elements", []) if "value" in item]
    assert {json.loads(button["value"])["name"] for button in buttons} == {"order_update"}
    assert {"View", "Edit", "Comment", "Activity"} <= {*labels(answer)}
    assert "Create" not in labels(answer)
    assert labels(answer)[-1] == "Delete", "what ends something stands last"
