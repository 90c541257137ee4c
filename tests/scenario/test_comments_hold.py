"""The moment before a reply goes out, and what happens to one that went out already."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest

from bot.command.context import Actor
from bot.errors import NotAllowed
from bot.flows.execution import access
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.model import Message
from bot.storage.comments import Comment
from tests.fakes.stage import ACTIVITY, MEMBER, OWNER, Stage, stage

SIGNED = "\n— Martin Keller (Slack)"
LONG = 60.0


class Open(Protocol):
    def __call__(self, **settings: object) -> AbstractAsyncContextManager[Stage]: ...


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    return partial(stage, tmp_path)


@pytest.fixture
async def holding(opened: Open) -> AsyncIterator[Stage]:
    async with opened(comment_hold_seconds=LONG) as found:
        yield found


async def _held(scene: Stage, text: str = "hello") -> tuple[Message, Message, Message]:
    """A card, a reply in its thread that waits, and what its author was told."""
    card = await scene.card()
    reply = await scene.reply(card, text)
    notice = await scene.whisper("60 seconds after you wrote it")
    await scene.quiet()
    return card, reply, notice


async def _comment(scene: Stage, reply: Message) -> Comment:
    comment = await scene.store.comments.at(reply.channel, reply.ts)
    assert comment is not None
    return comment


async def _actor(scene: Stage, user: str) -> Actor:
    return await access.actor(scene.process.services, user)


async def test_it_waits_visibly_and_only_its_author_is_told(holding: Stage) -> None:
    card, reply, notice = await _held(holding)
    assert holding.reactions(reply) == {"hourglass_flowing_sand"}
    assert (notice.ephemeral_to, notice.thread_ts) == (MEMBER, card.ts)
    assert holding.whispers(OWNER) == []
    assert holding.at_sinch() == []


async def test_a_short_hold_ends_by_itself(opened: Open) -> None:
    async with opened(comment_hold_seconds=0.2) as scene:
        reply = await scene.reply(await scene.card(), "hello")
        assert await scene.arrived() == ["hello" + SIGNED]
        await scene.until(lambda: scene.reactions(reply) == {"white_check_mark"}, "only the tick")


async def test_send_now(holding: Stage) -> None:
    _, reply, notice = await _held(holding)
    await holding.click(notice, "Send now")
    assert await holding.arrived() == ["hello" + SIGNED]
    assert holding.reactions(reply) == {"white_check_mark"}
    assert "On its way" in notice.text


async def test_cancel(holding: Stage) -> None:
    _, reply, notice = await _held(holding)
    await holding.click(notice, "Cancel")
    assert holding.reactions(reply) == set()
    assert "stays in Slack" in notice.text
    assert await holding.state(reply) == "cancelled"
    assert holding.at_sinch() == []


async def test_the_notice_stays_true_after_the_reply_was_sent(opened: Open) -> None:
    """An ephemeral message cannot be taken away; what it says must not become false."""
    async with opened(comment_hold_seconds=0.5) as scene:
        reply = await scene.reply(await scene.card(), "hello")
        notice = await scene.whisper("0.5 seconds after you wrote it")
        await scene.arrived()
        comment = await _comment(scene, reply)
    (shown,) = re.findall(r"<!date\^(\d+)\^{time_secs}\|[^>]+>", notice.text)
    assert comment.sent_at is not None
    assert 0 <= int(shown) - (comment.created_at.timestamp() + 0.5) < 1


@pytest.mark.parametrize("button", ["Cancel", "Send now"])
async def test_a_button_pressed_after_it_was_sent_says_so_in_place_of_the_notice(holding: Stage, button: str) -> None:
    _, reply, first = await _held(holding)
    comment = await _comment(holding, reply)
    await holding.process.comments.send_now(comment.id, await _actor(holding, MEMBER))
    await holding.arrived()
    await holding.click(first, button)
    assert "is at Sinch since" in first.text
    assert "neither changed nor taken back" in first.text
    assert not [block for block in first.blocks if block["type"] == "actions"]
    assert holding.at_sinch() == ["hello" + SIGNED]


@pytest.mark.parametrize("button", ["Cancel", "Send now"])
async def test_a_button_pressed_after_it_was_taken_back_sends_nothing(holding: Stage, button: str) -> None:
    _, reply, notice = await _held(holding)
    await holding.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "// not for them")
    await holding.quiet()
    await holding.click(notice, button)
    assert "stays in Slack" in notice.text
    assert holding.at_sinch() == []


async def test_a_button_pressed_after_it_failed_points_at_the_thread(holding: Stage) -> None:
    _, reply, notice = await _held(holding)
    holding.sinch.faults.add(Fault("status", remaining=1, status=403))
    comment = await _comment(holding, reply)
    await holding.process.comments.send_now(comment.id, await _actor(holding, MEMBER))
    await holding.until(lambda: "warning" in holding.reactions(reply), "the warning")
    await holding.click(notice, "Cancel")
    assert "The thread says why" in notice.text


async def test_edits_while_it_waits_take_effect(holding: Stage) -> None:
    _, reply, notice = await _held(holding, "helo")
    await holding.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "hello *there*")
    await holding.slack.people.settled()
    await holding.click(notice, "Send now")
    assert await holding.arrived() == ["hello *there*" + SIGNED]


@pytest.mark.parametrize("how", ["delete", "slashes"])
async def test_taking_it_back_while_it_waits(holding: Stage, how: str) -> None:
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
    async with opened() as scene:
        reply = await scene.reply(await scene.card(), "40 templates")
        await scene.arrived()
        await scene.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "14 templates")
        question = await scene.whisper("at Sinch already")
        assert question.ephemeral_to == MEMBER
        await scene.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "15 templates")
        await scene.quiet()
        assert len(scene.whispers()) == 1
        await scene.click(question, "Add correction")
        assert await scene.arrived(2) == ["40 templates" + SIGNED, "Correction: 15 templates" + SIGNED]
        await scene.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "16 templates")
        await scene.quiet()
        assert len(scene.at_sinch()) == 2
        assert len([m for m in scene.whispers() if "at Sinch already" in m.text]) == 0
        assert scene.reactions(reply) == {"white_check_mark"}


async def test_a_correction_that_is_not_wanted(opened: Open) -> None:
    async with opened() as scene:
        reply = await scene.reply(await scene.card(), "first")
        await scene.arrived()
        await scene.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "second")
        await scene.click(await scene.whisper("at Sinch already"), "Leave it")
        await scene.quiet()
        assert scene.at_sinch() == ["first" + SIGNED]
        assert scene.reactions(reply) == {"white_check_mark"}


async def test_a_preview_or_an_edit_without_change_asks_nothing(opened: Open) -> None:
    async with opened() as scene:
        reply = await scene.reply(await scene.card(), "same")
        await scene.arrived()
        await scene.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "same")
        await scene.quiet()
        assert scene.whispers() == []


async def test_a_deletion_afterwards_is_answered_once_with_what_stays(opened: Open) -> None:
    async with opened() as scene:
        reply = await scene.reply(await scene.card(), "oops")
        await scene.arrived()
        await scene.slack.people.delete_message(MEMBER, ACTIVITY, reply.ts)
        await scene.whisper("stays there")
        await asyncio.sleep(1)  # several sweeps
        assert len(scene.whispers()) == 1
        assert scene.at_sinch() == ["oops" + SIGNED]


async def test_only_the_author_decides(holding: Stage) -> None:
    _, reply, _ = await _held(holding)
    comment = await _comment(holding, reply)
    for deed in (holding.process.comments.cancel, holding.process.comments.send_now):
        with pytest.raises(NotAllowed):
            await deed(comment.id, await _actor(holding, OWNER))
    assert await holding.state(reply) == "held"


async def test_ask_mode_sends_only_what_its_author_releases(opened: Open) -> None:
    async with opened() as scene:
        await scene.slack.people.slash(OWNER, ACTIVITY, "/sinch", "comments ask")
        await scene.quiet()
        card = await scene.card()
        kept, sent = await scene.reply(card, "kept"), await scene.reply(card, "sent")
        await scene.until(lambda: len(scene.whispers()) == 2, "two questions")
        assert (scene.at_sinch(), scene.reactions(sent)) == ([], set())
        first, second = scene.whispers()
        await scene.click(first, "Keep in Slack")
        await scene.click(second, "Send to Sinch")
        assert await scene.arrived() == ["sent" + SIGNED]
        assert (await scene.state(kept), scene.reactions(kept)) == ("cancelled", set())


async def test_off_mode_and_who_may_set_it(opened: Open) -> None:
    async with opened() as scene:
        card = await scene.card()
        await scene.slack.people.slash(MEMBER, ACTIVITY, "/sinch", "comments off")
        await scene.quiet()
        assert (await scene.store.channels.get(ACTIVITY)).comments == "auto"
        await scene.slack.people.slash(OWNER, ACTIVITY, "/sinch", "comments off")
        await scene.quiet()
        await scene.reply(card, "nothing happens")
        await scene.slack.people.slash(OWNER, ACTIVITY, "/sinch", "comments auto")
        await scene.quiet()
        await scene.reply(card, "this goes")
        assert await scene.arrived() == ["this goes" + SIGNED]


async def test_replies_arrive_in_the_order_in_which_they_were_written(opened: Open) -> None:
    async with opened(comment_hold_seconds=0.2) as scene:
        scene.sinch.latency = 0.05
        card = await scene.card()
        for number in range(6):
            await scene.reply(card, f"number {number}")
        assert await scene.arrived(6) == [f"number {number}{SIGNED}" for number in range(6)]
