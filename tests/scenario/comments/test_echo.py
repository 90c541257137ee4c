"""Our own comment comes back as an event: not news where it was made, news with its author everywhere else."""

from __future__ import annotations

from functools import partial

import pytest

from bot.provisioning.subjects import Kind, Subject
from bot.sandbox.sinch.reviewers.controls import Controls
from bot.sandbox.sinch.reviewers.controls import Subject as Played
from bot.sandbox.slack.model import Message
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, PROJECT_ID, BotWorld, words

RCS = Subject(Kind.rcs_account)


async def _cards(world: BotWorld, played: Played) -> dict[str, Message]:
    """Both channels follow everything; a reviewer's comment has made the resource's card in each."""
    for channel in (ACTIVITY, GENERAL):
        await world.slash("subscribe all", channel=channel)
    await Controls(world.sinch, PROJECT_ID).play(played, "comment", "Please send the logo")
    return {
        channel: await world.until(partial(_card, world, channel), f"a card in {channel}")
        for channel in (ACTIVITY, GENERAL)
    }


def _card(world: BotWorld, channel: str) -> Message | None:
    """The message in whose thread the bot has written."""
    for message in world.messages(channel):
        if message.bot_id and not message.ephemeral_to and world.workspace.channels[channel].replies(message.ts):
            return message
    return None


def _thread(world: BotWorld, card: Message) -> list[str]:
    return [words(m) for m in world.messages(card.channel, thread_ts=card.ts) if m.bot_id and not m.ephemeral_to]


def _says(world: BotWorld, card: Message, words_: str) -> bool:
    return any(words_ in text for text in _thread(world, card))


@pytest.mark.parametrize("kind", ["rcs_account", "whatsapp_template", "kakaotalk_template"])
async def test_a_comment_shows_once_in_the_other_channel_and_not_in_its_own(world: BotWorld, kind: str) -> None:
    played = next(subject for subject in Controls(world.sinch, PROJECT_ID).subjects(kind))
    cards = await _cards(world, played)
    own, other = cards[ACTIVITY], cards[GENERAL]
    reply = await world.slack.people.send_message(MEMBER, ACTIVITY, "Here it is", own.ts)
    await world.until(lambda: "white_check_mark" in reply.reactions, "the tick")
    await world.until(lambda: any("Here it is" in text for text in _thread(world, other)), "it in the other channel")
    # A later event shows that the one before is dealt with everywhere.
    await Controls(world.sinch, PROJECT_ID).play(played, "comment", "Thank you")
    for card in (own, other):
        await world.until(partial(_says, world, card, "Thank you"), "the next event")
    shown = [text for text in _thread(world, other) if "Here it is" in text]
    assert len(shown) == 1
    assert "Martin Keller" in shown[0]
    assert not any("Here it is" in text for text in _thread(world, own))


async def test_a_comment_by_command_is_not_news_where_it_was_typed(world: BotWorld) -> None:
    played = next(subject for subject in Controls(world.sinch, PROJECT_ID).subjects("rcs_account"))
    cards = await _cards(world, played)
    await world.slash("rcs account comment By command", user=OWNER, channel=GENERAL)
    own, other = cards[GENERAL], cards[ACTIVITY]
    await world.until(lambda: any("By command" in text for text in _thread(world, other)), "it in the other channel")
    assert not any("By command" in text for text in _thread(world, own))
