"""The moment before a reply goes out, and what happens to one that went out already."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import update

from bot.command.context import Actor
from bot.errors import NotAllowed
from bot.flows.execution import access
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.faults import Fault as SlackFault
from bot.sandbox.slack.model import Message
from bot.storage.comments.comments import Comment
from bot.storage.db.tables import comments
from tests.worlds.comments_world import ACTIVITY, MEMBER, OWNER, CommentsWorld, comments_world

SIGNED = "\n— Martin Keller (Slack)"
LONG = 60.0


class Open(Protocol):
    def __call__(self, **settings: object) -> AbstractAsyncContextManager[CommentsWorld]: ...


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    return partial(comments_world, tmp_path)


@pytest.fixture
async def holding(opened: Open) -> AsyncIterator[CommentsWorld]:
    async with opened(comment_hold_seconds=LONG) as found:
        yield found


async def _held(world: CommentsWorld, text: str = "hello") -> tuple[Message, Message, Message]:
    """A card, a reply in its thread that waits, and the line that says so."""
    card = await world.card()
    reply = await world.reply(card, text)
    notice = await world.until(lambda: next(iter(_notices(world, card)), None), "the notice")
    await world.quiet()
    return card, reply, notice


def _notices(world: CommentsWorld, card: Message) -> list[Message]:
    return [
        message for message in world.thread(card) if "Sending this to Sinch in" in message.text and not message.deleted
    ]


async def _comment(world: CommentsWorld, reply: Message) -> Comment:
    comment = await world.store.comments.at(reply.channel, reply.ts)
    assert comment is not None
    return comment


async def _actor(world: CommentsWorld, user: str) -> Actor:
    return await access.actor(world.bot.services, user)


async def test_it_waits_visibly_in_one_line_with_a_way_to_cancel(holding: CommentsWorld) -> None:
    card, reply, notice = await _held(holding)
    assert holding.reactions(reply) == {"hourglass_flowing_sand"}
    assert notice.text == "Sending this to Sinch in 60 seconds."
    assert [block["type"] for block in notice.blocks] == ["section"]
    assert notice.blocks[0]["accessory"]["text"]["text"] == "Cancel"
    assert holding.at_sinch() == []
    await holding.reply(card, "and another")
    await holding.until(lambda: len(_notices(holding, card)) == 2, "another notice")
    await holding.quiet()
    assert len([ephemeral for ephemeral in holding.ephemerals() if "`//`" in ephemeral.text]) == 1, (
        "the lesson comes once a person"
    )
    assert holding.ephemerals(OWNER) == []


async def test_a_short_hold_ends_by_itself(opened: Open) -> None:
    async with opened(comment_hold_seconds=0.2) as world:
        reply = await world.reply(await world.card(), "hello")
        assert await world.arrived() == ["hello" + SIGNED]
        await world.until(lambda: world.reactions(reply) == {"white_check_mark"}, "only the tick")


async def test_cancel_keeps_a_held_reply_from_sinch(holding: CommentsWorld) -> None:
    _, reply, notice = await _held(holding)
    await holding.click(notice, "Cancel")
    assert holding.reactions(reply) == set()
    await holding.ephemeral("Nothing was sent to Sinch")
    assert notice.deleted
    assert await holding.state(reply) == "cancelled"
    assert holding.at_sinch() == []


@pytest.mark.parametrize("end", ["sent", "deleted", "slashes", "failed"])
async def test_no_button_stays_that_would_do_nothing(holding: CommentsWorld, end: str) -> None:
    card, reply, notice = await _held(holding)
    match end:
        case "deleted":
            await holding.slack.people.delete_message(MEMBER, ACTIVITY, reply.ts)
        case "slashes":
            await holding.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "// not for them")
        case _:
            if end == "failed":
                holding.sinch.faults.add(Fault("status", remaining=1, status=403))
            comment = await _comment(holding, reply)
            await holding.bot.comments.send_now(comment.id, await _actor(holding, MEMBER))
    await holding.until(lambda: notice.deleted, "an end of the notice")
    await holding.quiet()
    assert _notices(holding, card) == []
    assert holding.at_sinch() == (["hello" + SIGNED] if end == "sent" else [])


async def test_where_slack_deletes_no_message_and_takes_no_mark_away_it_is_said_all_the_same(
    holding: CommentsWorld,
) -> None:
    _, reply, notice = await _held(holding)
    holding.slack.faults.plan("chat.delete", SlackFault(error="compliance_exports_prevent_deletion"))
    holding.slack.faults.plan("reactions.remove", SlackFault(error="never_heard_of"))
    comment = await _comment(holding, reply)
    await holding.bot.comments.send_now(comment.id, await _actor(holding, MEMBER))
    await holding.until(lambda: notice.text == "This reply no longer waits.", "no button that would do nothing")
    assert "button" not in str(notice.blocks)
    await holding.ephemeral("Sinch has had this reply")


async def test_a_notice_that_slack_shows_too_late_goes_at_once(opened: Open) -> None:
    async with opened(comment_hold_seconds=0.05) as world:
        card = await world.card()
        await world.reply(card, "hello")
        await world.arrived()
        await world.quiet()
        await world.until(lambda: not _notices(world, card), "no notice")


async def test_cancel_that_comes_too_late_says_so(holding: CommentsWorld) -> None:
    """Somebody's Slack may still show the button that is gone."""
    _, reply, _ = await _held(holding)
    comment = await _comment(holding, reply)
    await holding.bot.comments.send_now(comment.id, await _actor(holding, MEMBER))
    await holding.arrived()
    late = await holding.bot.comments.cancel(comment.id, await _actor(holding, MEMBER))
    assert late.state == "sent"
    assert holding.at_sinch() == ["hello" + SIGNED]


async def test_edits_while_it_waits_take_effect(holding: CommentsWorld) -> None:
    _, reply, _ = await _held(holding, "helo")
    await holding.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "hello *there*")
    await holding.slack.people.settled()
    comment = await _comment(holding, reply)
    await holding.bot.comments.send_now(comment.id, await _actor(holding, MEMBER))
    assert await holding.arrived() == ["hello *there*" + SIGNED]


@pytest.mark.parametrize("how", ["delete", "slashes"])
async def test_taking_it_back_while_it_waits(holding: CommentsWorld, how: str) -> None:
    _, reply, _ = await _held(holding)
    if how == "delete":
        await holding.slack.people.delete_message(MEMBER, ACTIVITY, reply.ts)
    else:
        await holding.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "// not for them")
    await holding.quiet()
    assert await holding.state(reply) == "cancelled"
    assert holding.at_sinch() == []
    if how == "slashes":
        assert holding.reactions(reply) == set()


async def test_an_edit_afterwards_asks_once_and_adds_one_correction(opened: Open) -> None:
    async with opened() as world:
        reply = await world.reply(await world.card(), "40 templates")
        await world.arrived()
        await world.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "14 templates")
        question = await world.ephemeral("already has the original")
        assert question.ephemeral_to == MEMBER
        await world.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "15 templates")
        await world.quiet()
        assert len(world.ephemerals()) == 1
        await world.click(question, "Add correction")
        assert await world.arrived(2) == ["40 templates" + SIGNED, "Correction: 15 templates" + SIGNED]
        await world.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "16 templates")
        await world.quiet()
        assert len(world.at_sinch()) == 2
        assert len([m for m in world.ephemerals() if "already has the original" in m.text]) == 0
        assert world.reactions(reply) == {"white_check_mark"}


async def test_a_correction_that_is_not_wanted(opened: Open) -> None:
    async with opened() as world:
        reply = await world.reply(await world.card(), "first")
        await world.arrived()
        await world.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "second")
        await world.click(await world.ephemeral("already has the original"), "Leave it")
        await world.quiet()
        assert world.at_sinch() == ["first" + SIGNED]
        assert world.reactions(reply) == {"white_check_mark"}


async def test_a_preview_or_an_edit_without_change_asks_nothing(opened: Open) -> None:
    async with opened() as world:
        reply = await world.reply(await world.card(), "same")
        await world.arrived()
        await world.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "same")
        await world.quiet()
        assert world.ephemerals() == []


async def test_a_deletion_afterwards_is_answered_once_with_what_stays(opened: Open) -> None:
    async with opened() as world:
        reply = await world.reply(await world.card(), "oops")
        await world.arrived()
        await world.slack.people.delete_message(MEMBER, ACTIVITY, reply.ts)
        await world.ephemeral("Deleted here only")
        await world.swept()
        assert len(world.ephemerals()) == 1
        assert world.at_sinch() == ["oops" + SIGNED]


async def test_only_the_author_decides(holding: CommentsWorld) -> None:
    _, reply, _ = await _held(holding)
    comment = await _comment(holding, reply)
    for action in (holding.bot.comments.cancel, holding.bot.comments.send_now):
        with pytest.raises(NotAllowed):
            await action(comment.id, await _actor(holding, OWNER))
    assert await holding.state(reply) == "held"


async def test_ask_mode_sends_only_what_its_author_releases(opened: Open) -> None:
    async with opened() as world:
        await world.slack.people.slash(OWNER, ACTIVITY, "/sinch", "comments ask")
        await world.quiet()
        card = await world.card()
        kept, sent = await world.reply(card, "kept"), await world.reply(card, "sent")
        await world.until(lambda: len(world.ephemerals()) == 2, "two questions")
        assert (world.at_sinch(), world.reactions(sent)) == ([], set())
        first, second = world.ephemerals()
        await world.click(first, "Keep in Slack")
        await world.click(second, "Send to Sinch")
        assert await world.arrived() == ["sent" + SIGNED]
        assert (await world.state(kept), world.reactions(kept)) == ("cancelled", set())
        forgotten = await world.reply(card, "forgotten")
        await world.until(lambda: len(world.ephemerals()) == 3, "a third question")
        question = world.ephemerals()[-1]
        assert "within a day" in str(question.blocks)
        async with world.store.database.write() as db:
            await db.execute(update(comments).values(created_at=world.bot.clock.now() - timedelta(days=1)))
        await world.bot.comments.recover()
        assert await world.state(forgotten) == "cancelled"
        await world.click(question, "Send to Sinch")
        assert any("Nothing was sent" in message.text for message in world.ephemerals())
        assert await world.arrived() == ["sent" + SIGNED]


async def test_off_mode_and_who_may_set_it(opened: Open) -> None:
    async with opened() as world:
        card = await world.card()
        await world.slack.people.slash(MEMBER, ACTIVITY, "/sinch", "comments off")
        await world.quiet()
        assert (await world.store.channels.get(ACTIVITY)).comments == "auto"
        await world.slack.people.slash(OWNER, ACTIVITY, "/sinch", "comments off")
        await world.quiet()
        await world.reply(card, "nothing happens")
        await world.slack.people.slash(OWNER, ACTIVITY, "/sinch", "comments auto")
        await world.quiet()
        await world.reply(card, "this goes")
        assert await world.arrived() == ["this goes" + SIGNED]


async def test_replies_arrive_in_the_order_in_which_they_were_written(opened: Open) -> None:
    async with opened(comment_hold_seconds=0.2) as world:
        world.sinch.latency = 0.05
        card = await world.card()
        for number in range(6):
            await world.reply(card, f"number {number}")
        assert await world.arrived(6) == [f"number {number}{SIGNED}" for number in range(6)]
