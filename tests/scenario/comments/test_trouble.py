"""What goes wrong on the way to Sinch: refused, not answered, answered too late, a process that dies. Once, or said."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.process import place
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.faults import Fault as SlackFault
from bot.sandbox.slack.model import Message
from bot.storage.comments.comments import Comment
from bot.storage.comments.echoes import correlate_echo
from bot.storage.states import AuditOutcome
from tests.worlds.comments_world import (
    ACTIVITY,
    GUEST,
    MEMBER,
    OWNER,
    PROJECT_ID,
    RCS,
    CommentsWorld,
    comments_world,
    running_bot,
)

SIGNED = "\n— Martin Keller (Slack)"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[CommentsWorld]:
    async with comments_world(tmp_path) as found:
        yield found


@pytest.fixture
async def anywhere(tmp_path: Path, tables_url: str) -> AsyncIterator[CommentsWorld]:
    """On either database."""
    async with comments_world(tmp_path, database_url=tables_url) as found:
        yield found


def posts(world: CommentsWorld) -> int:
    """How many comments were sent to Sinch, whatever became of them."""
    return len(
        [request for request in world.sinch.requests if request.method == "POST" and request.path.endswith("/comments")]
    )


async def lost(world: CommentsWorld, text: str = "hello") -> tuple[Message, Message, Message]:
    """A card, a reply that did not arrive, and what the thread says about it."""
    card = await world.card()
    reply = await world.reply(card, text)
    (notice,) = await world.until(lambda: world.thread(card), "a notice in the thread")
    await world.quiet()
    return card, reply, notice


async def test_a_refusal_is_told_in_the_apis_words_and_can_be_retried(anywhere: CommentsWorld) -> None:
    card, reply, notice = await lost(anywhere, "sandbox:account_not_found")
    assert anywhere.reactions(reply) == {"warning"}
    assert f"<@{MEMBER}>" in notice.text
    assert "account" in notice.text.lower()
    assert anywhere.at_sinch() == []
    await anywhere.slack.people.edit_message(MEMBER, ACTIVITY, reply.ts, "better")
    await anywhere.slack.people.settled()
    await anywhere.click(notice, "Retry")
    assert anywhere.at_sinch() == ["better" + SIGNED]
    assert anywhere.reactions(reply) == {"white_check_mark"}
    assert anywhere.thread(card) == []


async def test_a_retry_that_fails_again_changes_the_same_notice(world: CommentsWorld) -> None:
    card, reply, notice = await lost(world, "sandbox:account_not_found")
    await world.click(notice, "Retry")
    assert len(world.thread(card)) == 1
    assert world.reactions(reply) == {"warning"}
    await world.ephemeral("work this time either")


async def test_who_may_retry(world: CommentsWorld) -> None:
    card, _, notice = await lost(world, "sandbox:account_not_found")
    before = posts(world)
    await world.click(notice, "Retry", user=GUEST)
    assert posts(world) == before
    assert world.thread(card)[0].blocks == notice.blocks
    await world.ephemeral("Only its author or an operator", GUEST)
    await world.click(notice, "Retry", user=OWNER)
    assert posts(world) == before + 1


@pytest.mark.parametrize(
    "fault", [Fault("status", after=True), Fault("nonsense", after=True), Fault("html", after=True)]
)
async def test_an_answer_that_is_lost_is_looked_up_before_anything_is_said(world: CommentsWorld, fault: Fault) -> None:
    card = await world.card()
    fault.method, fault.path = "POST", "/comments"
    world.sinch.faults.add(fault)
    reply = await world.reply(card, "did it arrive?")
    await world.until(lambda: world.reactions(reply), "a reaction")
    await world.quiet()
    assert world.at_sinch() == ["did it arrive?" + SIGNED]
    assert world.reactions(reply) == {"white_check_mark"}
    assert posts(world) == 1


async def test_what_is_not_there_is_uncertain_and_a_retry_looks_first(anywhere: CommentsWorld) -> None:
    anywhere.sinch.faults.add(Fault("status", method="POST", path="/comments"))
    card, reply, notice = await lost(anywhere)
    assert await anywhere.state(reply) == "uncertain"
    assert [entry.outcome for entry in await anywhere.bot.store.audit.recent()] == [AuditOutcome.UNCLEAR]
    assert "didn't confirm" in notice.text
    assert (anywhere.reactions(reply), posts(anywhere)) == ({"warning"}, 1)
    # It turns up after all, late: the retry finds it and sends nothing.
    anywhere.sinch.scope(PROJECT_ID).note("rcs_account:account", "COMMENT_ADDED", "hello" + SIGNED)
    await anywhere.click(notice, "Retry")
    assert (anywhere.at_sinch(), posts(anywhere)) == (["hello" + SIGNED], 1)
    assert anywhere.reactions(reply) == {"white_check_mark"}
    assert anywhere.thread(card) == []


async def test_a_retry_of_what_is_surely_not_there_sends_it(world: CommentsWorld) -> None:
    world.sinch.faults.add(Fault("status", method="POST", path="/comments"))
    _, reply, notice = await lost(world)
    await world.click(notice, "Retry")
    assert world.at_sinch() == ["hello" + SIGNED]
    assert world.reactions(reply) == {"white_check_mark"}


async def test_the_same_words_twice_are_two_comments(world: CommentsWorld) -> None:
    card = await world.card()
    await world.reply(card, "ok")
    await world.arrived()
    world.sinch.faults.add(Fault("status", method="POST", path="/comments"))
    second = await world.reply(card, "ok")
    await world.until(lambda: world.reactions(second), "a reaction")
    await world.quiet()
    assert world.at_sinch() == ["ok" + SIGNED]
    assert await world.state(second) == "uncertain"  # the first one's text does not count for it


async def test_when_the_list_cannot_be_read_nothing_is_claimed(world: CommentsWorld) -> None:
    world.sinch.faults.add(Fault("status", method="POST", path="/comments"))
    world.sinch.faults.add(Fault("status", method="GET", path="/activities", status=404, remaining=10))
    _, reply, notice = await lost(world)
    assert await world.state(reply) == "uncertain"
    assert "couldn't read" in notice.text
    await world.click(notice, "Retry")
    assert (await world.state(reply), posts(world)) == ("uncertain", 1)


DEAD = f"{place()}/2147483646/dead"


async def _abandoned(world: CommentsWorld, reply_ts: str, *, begun: str | None, by: str = "") -> Comment:
    """A comment as a process that was killed leaves it: a while ago, or where `by` names it a moment ago."""
    store, now = world.store.comments, world.bot.services.clock.now()
    long_ago = now if by else now - timedelta(minutes=2)
    comment = await store.add(
        project_id=PROJECT_ID, subject=RCS.key, channel=ACTIVITY, ts=reply_ts, author_id=MEMBER, author="",
        text="hello", now=now if begun else long_ago, state="sending", by=by,
    )  # fmt: skip
    assert comment is not None
    if begun:  # old only now: a sweep of the worker would take it up half-made
        comment = await store.begin(comment, "Martin Keller", begun, long_ago)
        assert comment is not None
    return comment


async def test_killed_before_it_went_out_it_goes_out_once(anywhere: CommentsWorld) -> None:
    root = await anywhere.slack.people.send_message(MEMBER, ACTIVITY, "hello")
    await _abandoned(anywhere, root.ts, begun=None)
    assert await anywhere.arrived() == ["hello" + SIGNED]
    await anywhere.until(lambda: anywhere.reactions(root) == {"white_check_mark"})
    assert posts(anywhere) == 1


async def test_killed_after_it_went_out_it_is_found_and_not_sent_again(anywhere: CommentsWorld) -> None:
    anywhere.sinch.scope(PROJECT_ID).note("rcs_account:account", "COMMENT_ADDED", "hello" + SIGNED)
    root = await anywhere.slack.people.send_message(MEMBER, ACTIVITY, "hello")
    await _abandoned(anywhere, root.ts, begun="hello" + SIGNED)
    await anywhere.until(lambda: anywhere.reactions(root) == {"white_check_mark"})
    assert (anywhere.at_sinch(), posts(anywhere)) == (["hello" + SIGNED], 0)


async def test_what_the_dead_had_not_begun_goes_out_at_once(anywhere: CommentsWorld) -> None:
    root = await anywhere.slack.people.send_message(MEMBER, ACTIVITY, "hello")
    await _abandoned(anywhere, root.ts, begun=None, by=DEAD)
    assert await anywhere.arrived() == ["hello" + SIGNED]
    assert posts(anywhere) == 1


async def test_what_the_dead_were_sending_is_ticked_once_it_is_there_and_never_sent_in_haste(
    tmp_path: Path, tables_url: str
) -> None:
    """Sinch may still be at work on a request whose sender was killed."""
    async with comments_world(tmp_path, database_url=tables_url, working=False) as world:
        root = await world.slack.people.send_message(MEMBER, ACTIVITY, "hello")
        await _abandoned(world, root.ts, begun="hello" + SIGNED, by=DEAD)
        async with running_bot(world.settings) as bot:
            await world.swept(bot)
            assert world.reactions(root) == set()
            world.sinch.scope(PROJECT_ID).note("rcs_account:account", "COMMENT_ADDED", "hello" + SIGNED)
            await world.until(lambda: world.reactions(root) == {"white_check_mark"}, "the tick")
            assert posts(world) == 0
            (entry,) = await world.store.audit.recent(limit=5)
    assert (entry.action, entry.outcome) == ("comment in thread", "done")


async def test_killed_between_writing_down_and_sending(anywhere: CommentsWorld) -> None:
    root = await anywhere.slack.people.send_message(MEMBER, ACTIVITY, "hello")
    await _abandoned(anywhere, root.ts, begun="hello" + SIGNED)
    assert await anywhere.arrived() == ["hello" + SIGNED]
    await anywhere.until(lambda: anywhere.reactions(root) == {"white_check_mark"})


async def test_killed_before_the_outcome_was_shown(tmp_path: Path) -> None:
    async with comments_world(tmp_path, working=False) as world:
        root = await world.slack.people.send_message(MEMBER, ACTIVITY, "hello")
        comment = await _abandoned(world, root.ts, begun="hello" + SIGNED)
        await world.store.comments.sent(comment.id, world.bot.clock.now())
        async with running_bot(world.settings):
            await world.until(lambda: world.reactions(root) == {"white_check_mark"}, "the tick")
            assert world.at_sinch() == []


async def test_killed_before_the_author_was_asked(world: CommentsWorld) -> None:
    root = await world.slack.people.send_message(MEMBER, ACTIVITY, "hello")
    long_ago = world.bot.services.clock.now() - timedelta(minutes=2)
    await world.store.comments.add(
        project_id=PROJECT_ID, subject=RCS.key, channel=ACTIVITY, ts=root.ts, author_id=MEMBER, author="",
        text="hello", now=long_ago, state="asked",
    )  # fmt: skip
    question = await world.ephemeral("Send this reply to Sinch")
    await world.swept()
    assert len(world.ephemerals()) == 1
    await world.click(question, "Send to Sinch")
    assert await world.arrived() == ["hello" + SIGNED]


async def test_several_processes_send_each_comment_once(anywhere: CommentsWorld) -> None:
    anywhere.sinch.latency = 0.02
    async with running_bot(anywhere.settings) as second, running_bot(anywhere.settings) as third:
        cards = [await anywhere.card(channel=channel) for channel in (ACTIVITY, "C0GENERAL1")]
        for number in range(20):
            await anywhere.reply(cards[number % 2], f"number {number}")
        await anywhere.arrived(20)
        await anywhere.swept(anywhere.bot, second, third)
    assert sorted(anywhere.at_sinch()) == sorted(f"number {number}{SIGNED}" for number in range(20))
    assert posts(anywhere) == 20


async def test_an_echo_before_the_answer_settles_it(world: CommentsWorld) -> None:
    """The event may be faster than the answer to our own request, and the answer may never come."""
    card = await world.card()
    world.sinch.faults.add(Fault("status", method="POST", path="/comments"))
    world.sinch.faults.add(Fault("hang", method="GET", path="/activities", seconds=0.3, remaining=9))
    reply = await world.reply(card, "echo")
    await world.until(lambda: posts(world) == 1, "the request")
    store, now = world.store, world.bot.services.clock.now()
    async with store.database.write() as db:
        window = timedelta(minutes=5)
        joined = await correlate_echo(db, PROJECT_ID, RCS.key, "echo" + SIGNED, 7, now - window, now + window)
        again = await correlate_echo(db, PROJECT_ID, RCS.key, "echo" + SIGNED, 8, now - window, now + window)
    assert joined is not None
    assert (joined.author_id, joined.channel, again) == (MEMBER, ACTIVITY, None)
    await world.until(lambda: world.reactions(reply) == {"white_check_mark"}, "the tick")
    assert await world.state(reply) == "sent"


async def test_an_echo_after_the_failure_was_told_takes_it_back(world: CommentsWorld) -> None:
    world.sinch.faults.add(Fault("status", method="POST", path="/comments"))
    card, reply, _ = await lost(world)
    now, window = world.bot.services.clock.now(), timedelta(minutes=5)
    async with world.store.database.write() as db:
        joined = await correlate_echo(db, PROJECT_ID, RCS.key, "hello" + SIGNED, 7, now - window, now + window)
    assert joined is not None
    await world.bot.comments.echoed(joined)
    await world.quiet()
    assert world.reactions(reply) == {"white_check_mark"}
    assert world.thread(card) == []


async def test_slack_is_down_while_sinch_takes_it(world: CommentsWorld) -> None:
    card = await world.card()
    await world.bot.services.slack.user(MEMBER)
    for method in ("reactions.add", "reactions.remove", "chat.postEphemeral", "chat.postMessage"):
        world.slack.faults.plan(method, SlackFault(status=500), times=4)
    reply = await world.reply(card, "hello")
    assert await world.arrived() == ["hello" + SIGNED]
    world.slack.faults.clear()
    await world.quiet()
    assert await world.state(reply) == "sent"
    assert posts(world) == 1


async def test_where_a_place_is_closed_whatever_the_code_its_author_is_told_elsewhere(world: CommentsWorld) -> None:
    direct, card = world.slack.workspace.direct(MEMBER, world.slack.workspace.app.user_id), await world.card()

    def told() -> int:
        return len([message for message in direct.messages if "account" in message.text.lower()])

    def more_than(before: int) -> bool:
        return told() > before

    # What is new may be said of the blocks: it is tried once more with its buttons, and in words.
    for code, tries in (("restricted_action", 1), ("thread_locked", 1), ("never_heard_of", 3)):
        before = told()
        world.slack.faults.plan("chat.postMessage", SlackFault(error=code), times=tries)
        await world.reply(card, "sandbox:account_not_found")
        await world.until(partial(more_than, before), f"a direct message after {code}")
    assert world.thread(card) == []


async def test_the_author_cannot_be_looked_up_for_a_while(tmp_path: Path) -> None:
    async with comments_world(tmp_path, lease=timedelta(seconds=0.5)) as world:
        card = await world.card()
        world.slack.faults.plan("users.info", SlackFault(status=500), times=6)
        await world.reply(card, "patience")
        assert await world.arrived() == ["patience" + SIGNED]
        assert posts(world) == 1
