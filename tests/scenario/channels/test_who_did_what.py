"""What somebody changes through the bot is told, once, to those who follow it; so is what they do to a channel."""

from __future__ import annotations

from functools import partial

from tests.scenario.channels.test_calm import NAME, a_card
from tests.scenario.operations import names
from tests.scenario.templates.test_bulk import confirmed, rows
from tests.worlds.bot_world import ACTIVITY, GENERAL, OWNER, BotWorld, is_line, words

BODY = """json='{"name": "summer_sale", "language": "EN_US", "category": "MARKETING", "status": "%s", "details":
 {"components": [{"type": "BODY", "text": "Our summer sale begins. Reply STOP to opt out."}]}}'"""


def lines(world: BotWorld, channel: str) -> list[str]:
    return [message.text for message in world.messages(channel) if is_line(message) and message.bot_id]


def _told(world: BotWorld, number: int) -> bool:
    return len(lines(world, ACTIVITY)) == number


async def person(world: BotWorld) -> str:
    return (await world.bot.slack.user(OWNER)).real_name


async def test_subscribing_and_muting_are_told_to_the_channel(world: BotWorld) -> None:
    who = await person(world)
    for number, command in enumerate(("subscribe whatsapp rejections", "mute 2h", "unmute"), 1):
        await world.slash(command, channel=ACTIVITY)
        await world.until(partial(_told, world, number), command)
    await world.click_for(await world.slash("unsubscribe", channel=ACTIVITY), "Unsubscribe")
    await world.until(partial(_told, world, 4), "four lines")
    for line, said in zip(
        lines(world, ACTIVITY),
        (
            "subscribed this channel: Rejections for WhatsApp.",
            "muted Sinch events here until",
            "unmuted",
            "unsubscribed",
        ),
        strict=True,
    ):
        assert line.startswith(f"{who} {said}")
    answer = await world.slash("subscribe rcs public", channel=ACTIVITY)
    assert answer.ephemeral_to is None
    await world.until(lambda: not len(world.bot.tasks), "an end of all work")
    assert len(lines(world, ACTIVITY)) == 4, "who reads the answer need not be told"


async def test_a_submitted_template_leaves_one_line_where_it_is_followed(world: BotWorld) -> None:
    await world.slash("subscribe whatsapp", channel=ACTIVITY)
    await world.slash("subscribe rcs", channel=GENERAL)
    await world.until(lambda: len(lines(world, ACTIVITY)) + len(lines(world, GENERAL)) == 2, "both subscriptions")
    question = await world.slash(f"whatsapp templates create {BODY % 'SUBMIT'}")
    await world.click_for(question, "Create")
    await world.until(lambda: len(lines(world, ACTIVITY)) == 2, "the line")
    assert lines(world, ACTIVITY)[-1] == f"{await person(world)} submitted summer_sale (EN_US)"
    await world.until(lambda: not len(world.bot.tasks), "an end of all work")
    assert len(lines(world, GENERAL)) == 1, "who follows something else is not told"


async def test_deleting_is_told_once_in_the_thread_of_its_card(world: BotWorld) -> None:
    card = await a_card(world)
    question = await world.slash(f"whatsapp templates delete {NAME} EN_US submitted=yes")
    await world.click_for(question, "Delete")

    def told() -> list[str]:
        thread = world.messages(ACTIVITY, thread_ts=card.ts)
        return [words(message) for message in thread if "deleted" in words(message) and message.bot_id]

    await world.until(told, "that it was deleted")
    await world.until(lambda: not len(world.bot.tasks), "an end of all work")
    await world.slash("subscriptions", channel=ACTIVITY)
    assert len(told()) == 1, "by the line or by the event, not by both"


async def test_an_import_leaves_one_line_where_its_templates_are_followed(world: BotWorld) -> None:
    room = await world.room("bulk")
    for channel, rule in ((ACTIVITY, "whatsapp"), (GENERAL, "whatsapp"), (room.id, "whatsapp name=other_*")):
        await world.slash(f"subscribe {rule}", channel=channel)
    await confirmed(world, rows(4))
    await world.until(lambda: _imported(world), "the line")
    assert _imported(world) == [
        f"{await person(world)} created 4 templates: bulk_0 (EN_US), bulk_1 (EN_US), bulk_2 (EN_US) and 1 more"
    ]
    await world.until(lambda: not len(world.bot.tasks), "an end of all work")
    assert not _imported(world, GENERAL), "the progress stands there"
    assert not _imported(world, room.id), "it follows others"


def _imported(world: BotWorld, channel: str = ACTIVITY) -> list[str]:
    return [line for line in lines(world, channel) if " created 4 templates" in line]


async def test_what_is_put_back_is_told_as_well(world: BotWorld) -> None:
    await world.slash("subscribe whatsapp", channel=ACTIVITY)
    await world.until(partial(_told, world, 1), "the subscription")
    sender = names(world.project)["wa_active"]
    question = await world.slash(f"whatsapp senders update {sender} about='Open late' status=DRAFT")
    await world.click_for(question, "Update")
    await world.until(partial(_told, world, 2), "the change")
    question = await world.slash("undo")
    await world.click_for(question, "Undo")
    await world.until(partial(_told, world, 3), "that it was put back")
