"""A Slack that fails, hangs, limits or has lost the channel: webhooks are taken all the while, nothing is lost."""

from __future__ import annotations

import asyncio

import pytest

from bot.sandbox.sinch.reviewers.controls import Controls
from bot.sandbox.slack.faults import Fault
from tests.worlds.bot_world import ACTIVITY, GENERAL, OWNER, PROJECT_ID, BotWorld, words
from tests.worlds.outbox import on_the_way

POST = "chat.postMessage"


async def _comments(world: BotWorld, *texts: str) -> None:
    controls = Controls(world.sinch, PROJECT_ID)
    played = controls.subjects("rcs_account")[0]
    for text in texts:
        await controls.play(played, "comment", text)


def _told(world: BotWorld, text: str, channel: str = ACTIVITY) -> int:
    """How many messages of the bot's threads there tell of it."""
    return sum(text in words(m) for m in world.messages(channel) if m.bot_id and m.thread_ts and m.thread_ts != m.ts)


async def _once(world: BotWorld, *texts: str, channel: str = ACTIVITY) -> None:
    """Waits until the channel tells of each, and of nothing twice."""
    await world.until(lambda: all(_told(world, text, channel) for text in texts), f"{texts} in {channel}", seconds=60)

    async def nothing_waits() -> bool:
        return not (await world.bot.store.deliveries.counts()).waiting

    await world.until(nothing_waits, "an end of all deliveries", seconds=60)
    assert [_told(world, text, channel) for text in texts] == [1] * len(texts)
    assert (await world.bot.store.deliveries.counts()).dead == 0


@pytest.mark.parametrize(
    "fault",
    [Fault(status=500), Fault(status=503, applied=True), Fault(hang=1.0), Fault(error="internal_error")],
    ids=["500", "503 after it was done", "slow", "internal error"],
)
async def test_a_slack_that_is_not_well_gets_each_message_once(world: BotWorld, fault: Fault) -> None:
    await world.slash("subscribe all", channel=ACTIVITY)
    world.slack.faults.plan(POST, fault, times=2)
    await _comments(world, "first", "second")
    await _once(world, "first", "second")


async def test_what_slack_tells_of_our_own_messages_saves_the_look_up(world: BotWorld) -> None:
    await world.slash("subscribe all", channel=ACTIVITY)
    world.slack.faults.plan(POST, Fault(status=503, applied=True), times=2)
    await _comments(world, "only once")
    await _once(world, "only once")
    looked_up = ("conversations.history", "conversations.replies")
    assert not [call for call in world.workspace.calls if call.method in looked_up]


@pytest.mark.parametrize(
    "fault",
    [None, Fault(status=500), Fault(status=500, applied=True), Fault(retry_after=1)],
    ids=["well", "500", "500 after it was done", "limited"],
)
async def test_a_comment_too_long_for_a_message_follows_once_as_a_file(world: BotWorld, fault: Fault | None) -> None:
    await world.slash("subscribe all", channel=ACTIVITY)
    if fault:
        world.slack.faults.plan("files.completeUploadExternal", fault)
    text = "long " * 4_000
    await _comments(world, text)
    await _once(world, "20,000 characters")
    files = [file for file in world.workspace.files.values() if file.channels]
    assert [file.content.decode() for file in files] == [text]
    (told,) = [m for m in world.messages(ACTIVITY) if m.files]
    assert told.thread_ts


async def test_a_file_that_slack_never_takes_stops_nothing(world: BotWorld) -> None:
    await world.slash("subscribe all", channel=ACTIVITY)
    world.slack.faults.plan("files.getUploadURLExternal", Fault(error="storage_limit_reached"), times=20)
    await _comments(world, "long " * 4_000, "the next one")
    await _once(world, "20,000 characters", "the next one")


async def test_who_is_told_to_wait_waits_and_the_other_channels_go_on(world: BotWorld) -> None:
    for channel in (ACTIVITY, GENERAL):
        await world.slash("subscribe all", channel=channel)
    world.slack.faults.plan(POST, Fault(retry_after=4), times=1)
    await _comments(world, "patience")
    await _once(world, "patience")
    await _once(world, "patience", channel=GENERAL)
    calls = [call for call in world.workspace.calls if call.method == POST]
    refused = next(call for call in calls if call.status == 429)
    channel = refused.params["channel"]
    later = [call for call in calls if call.params["channel"] == channel and call.at > refused.at]
    again = min(call.at for call in later)
    assert again - refused.at >= 4
    other = GENERAL if channel == ACTIVITY else ACTIVITY
    assert any(call.params["channel"] == other and call.at < again for call in calls)
    assert not [call for call in later if call.status == 429]


async def test_while_slack_hangs_webhooks_and_commands_are_taken(world: BotWorld) -> None:
    await world.slash("subscribe all", channel=ACTIVITY)
    world.slack.faults.plan(POST, Fault(hang=300), times=50)
    await _comments(world, "hanging")
    await world.until(lambda: on_the_way(world.bot.store), "a message on its way")
    async with asyncio.timeout(60):  # far less than Slack hangs
        await _comments(world, "meanwhile")
        outcome = await world.slack.people.slash(OWNER, GENERAL, "/sinch", "help")
    assert outcome.ok
    world.slack.faults.clear()
    await _once(world, "hanging", "meanwhile")


@pytest.mark.parametrize(
    ("how", "code", "said"),
    [
        ("delete", "channel_not_found", "deleted"),
        ("archive", "is_archived", "archived"),
        ("remove the bot", "not_in_channel", "not a member"),
    ],
)
async def test_a_channel_that_is_lost_waits_with_one_notice_and_stops_nobody_else(
    world: BotWorld, how: str, code: str, said: str
) -> None:
    people, store = world.slack.people, world.bot.store
    room = await world.room("short-lived")
    for channel in (room.id, ACTIVITY):
        await world.slash("subscribe all", channel=channel)
    acts = {"delete": people.delete_channel, "archive": people.archive_channel, "remove the bot": people.remove_bot}
    await acts[how](OWNER, room.id)
    await people.settled()
    await _comments(world, "still here")
    await world.until(lambda: _told(world, "still here"), "the other channel's event")
    notice = await world.until(
        lambda: next((words(m) for m in world.messages() if "I can't post" in words(m)), None), "the notice"
    )
    assert said in notice
    assert (await store.channels.get(room.id)).blocked == code
    assert len(await store.deliveries.due(room.id, 5)) == 1
    assert [rule.broken for rule in await store.subscriptions.in_channel(room.id)] == [None]


async def _wait(world: BotWorld, channel: str, count: int) -> bool:
    return len(await world.bot.store.deliveries.due(channel, count + 1)) == count


async def test_a_channel_that_lets_us_in_again_gets_one_summary_of_what_waited(world: BotWorld) -> None:
    people = world.slack.people
    room = await world.room("short-lived")
    await world.slash("subscribe all", channel=room.id)
    await people.remove_bot(OWNER, room.id)
    await people.settled()
    await _comments(world, "one", "two", "three")
    await world.until(lambda: [m for m in world.messages() if "I can't post" in words(m)], "the notice")
    await world.until(lambda: _wait(world, room.id, 3), "all three wait")
    await people.invite_bot(OWNER, room.id)
    await world.until(lambda: [m for m in world.messages(room.id) if "3 events" in words(m)], "one summary", seconds=20)
    assert (await world.bot.store.channels.get(room.id)).blocked is None
    assert len([m for m in world.messages() if "I can't post" in words(m)]) == 1


@pytest.mark.parametrize(
    ("code", "tries"),
    [("restricted_action", 2), ("restricted_action_thread_locked", 2), ("not_known_to_this_version", 3)],
)
async def test_an_answer_that_its_channel_refuses_reaches_who_asked(world: BotWorld, code: str, tries: int) -> None:
    def told() -> bool:
        alone = [m for m in world.messages() if m.ephemeral_to == OWNER or m.channel.startswith("D")]
        return any("RCS senders" in words(m) for m in alone)

    world.slack.faults.plan(POST, Fault(error=code), times=tries)
    await world.slack.people.send_message(OWNER, GENERAL, f"@{world.workspace.bot.name} rcs senders list")
    await world.until(told, "the answer, alone")
