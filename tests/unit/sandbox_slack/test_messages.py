"""Messages, reactions, memberships and the Home tab reach a Bolt app as events."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.errors import ClientRefused
from bot.sandbox.slack.seed import ACTIVITY, GUEST, MEMBER, OWNER, RANDOM, SECRET
from tests.unit.sandbox_slack.helpers import remember

pytestmark = pytest.mark.usefixtures("over_http")


async def test_a_message_arrives_escaped_and_linked(slack: SlackEmulator, bolt: AsyncApp) -> None:
    got = remember(bolt, "message")
    text = "a < b & @Olivia Berg, see #random at https://example.com/x?a=1&b=2. `@olivia` @here me@example.com"
    await slack.people.send_message(MEMBER, ACTIVITY, text)
    await slack.people.settled()
    assert got[0]["text"] == (
        f"a &lt; b &amp; <@{OWNER}>, see <#{RANDOM}|random> at <https://example.com/x?a=1&amp;b=2>. "
        "`@olivia` <!here> <mailto:me@example.com|me@example.com>"
    )
    assert (got[0]["channel_type"], got[0]["user"], got[0]["blocks"][0]["type"]) == ("channel", MEMBER, "rich_text")


async def test_a_mention_comes_as_message_and_as_mention(slack: SlackEmulator, bolt: AsyncApp) -> None:
    got = remember(bolt, "message", "app_mention")
    await slack.people.send_message(MEMBER, ACTIVITY, "@sinch status")
    await slack.people.send_message(MEMBER, "D0APPDM002", "@sinch status")
    await slack.people.send_message(MEMBER, RANDOM, "@sinch where the bot is not")
    await slack.people.settled()
    kinds = sorted((event["type"], event.get("channel_type", "")) for event in got)
    assert kinds == [("app_mention", "channel"), ("message", "channel"), ("message", "im")]
    assert got[0]["text"] == f"<@{slack.workspace.app.user_id}> status"


async def test_only_subscribed_events_are_sent(slack: SlackEmulator, bolt: AsyncApp) -> None:
    got = remember(bolt, "message", "app_mention")
    slack.workspace.app.events = ["message.im"]
    await slack.people.send_message(MEMBER, ACTIVITY, "@sinch hello")
    await slack.people.send_message(MEMBER, "D0APPDM002", "hello")
    await slack.people.settled()
    assert [event["channel_type"] for event in got] == ["im"]


async def test_edits_deletions_and_threads(slack: SlackEmulator, bolt: AsyncApp) -> None:
    got = remember(bolt, "message", {"type": "message", "subtype": "message_changed"})  # type: ignore[arg-type]
    people = slack.people
    root = await people.send_message(OWNER, SECRET, "root")
    reply = await people.send_message(MEMBER, SECRET, "reply", thread_ts=root.ts, broadcast=True)
    await people.edit_message(MEMBER, SECRET, reply.ts, "better")
    await people.delete_message(OWNER, SECRET, reply.ts)
    await people.settled()
    by_subtype = {event.get("subtype"): event for event in got}
    assert by_subtype[None]["channel_type"] == "group"
    broadcast = by_subtype["thread_broadcast"]
    assert (broadcast["thread_ts"], broadcast["parent_user_id"]) == (root.ts, OWNER)
    changed = by_subtype["message_changed"]
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("reply", "better")
    assert changed["message"]["edited"]["user"] == MEMBER
    assert by_subtype["message_deleted"]["deleted_ts"] == reply.ts


async def test_a_person_cannot_do_what_the_client_forbids(slack: SlackEmulator) -> None:
    people = slack.people
    message = await people.send_message(OWNER, ACTIVITY, "mine")
    for action in (
        people.edit_message(MEMBER, ACTIVITY, message.ts, "x"),
        people.delete_message(MEMBER, ACTIVITY, message.ts),
        people.send_message(GUEST, RANDOM, "not a member"),
        people.send_message(OWNER, ACTIVITY, "  "),
        people.send_message(OWNER, ACTIVITY, "x", thread_ts="1.0"),
        people.deactivate_user(MEMBER, OWNER),
    ):
        with pytest.raises(ClientRefused):
            await action


async def test_reactions_and_files(slack: SlackEmulator, bolt: AsyncApp) -> None:
    got = remember(bolt, "reaction_added", "reaction_removed", {"type": "message", "subtype": "file_share"})  # type: ignore[arg-type]
    people = slack.people
    file = people.upload(MEMBER, "logo.png", b"png")
    message = await people.send_message(MEMBER, ACTIVITY, files=[file.id])
    await people.add_reaction(OWNER, ACTIVITY, message.ts, "eyes")
    await people.add_reaction(OWNER, ACTIVITY, message.ts, "eyes")
    await people.remove_reaction(OWNER, ACTIVITY, message.ts, "eyes")
    await people.settled()
    assert sorted(event["type"] for event in got) == ["message", "reaction_added", "reaction_removed"]
    shared = next(event for event in got if event["type"] == "message")
    assert (shared["files"][0]["mimetype"], shared["subtype"]) == ("image/png", "file_share")


async def test_the_bot_comes_and_goes(slack: SlackEmulator, bolt: AsyncApp) -> None:
    got = remember(bolt, "member_joined_channel", "channel_left", "group_left", "channel_archive", "user_change")
    people = slack.people
    await people.invite_bot(OWNER, RANDOM)
    await people.remove_bot(OWNER, RANDOM)
    await people.remove_bot(OWNER, SECRET)
    await people.archive_channel(OWNER, RANDOM)
    await people.deactivate_user(OWNER, GUEST)
    await people.settled()
    assert [event["type"] for event in got] == [
        "member_joined_channel",
        "channel_left",
        "group_left",
        "channel_archive",
        "user_change",
    ]
    assert got[0]["inviter"] == OWNER
    assert got[4]["user"]["deleted"]
    with pytest.raises(ClientRefused):
        await people.send_message(GUEST, ACTIVITY, "still here?")


async def test_the_app_draws_its_home_when_it_is_opened(
    slack: SlackEmulator, bolt: AsyncApp, client: AsyncWebClient
) -> None:
    @bolt.event("app_home_opened")
    async def show(event: dict[str, Any], client: AsyncWebClient) -> None:
        view = {"type": "home", "blocks": [{"type": "divider"}]}
        await client.views_publish(user_id=event["user"], view=view)

    assert await slack.people.open_home(MEMBER) is None
    await slack.people.settled()
    assert slack.workspace.homes[MEMBER].blocks[0]["type"] == "divider"


async def test_channels_are_made_renamed_and_deleted(slack: SlackEmulator, bolt: AsyncApp) -> None:
    got = remember(bolt, "channel_created", "channel_rename", "channel_deleted", "channel_unarchive")
    people = slack.people
    made = await people.create_channel(MEMBER, "new-place")
    await people.rename_channel(MEMBER, made.id, "newer-place")
    await people.archive_channel(MEMBER, made.id)
    await people.unarchive_channel(MEMBER, made.id)
    with pytest.raises(ClientRefused):
        await people.delete_channel(MEMBER, made.id)
    await people.delete_channel(OWNER, made.id)
    await people.settled()
    kinds = ["channel_created", "channel_rename", "channel_unarchive", "channel_deleted"]
    assert [event["type"] for event in got] == kinds
    assert got[1]["channel"]["name"] == "newer-place"
    assert made.id not in slack.workspace.channels
    for name in ("Upper Case", "general"):
        with pytest.raises(ClientRefused):
            await people.create_channel(MEMBER, name)


async def test_the_app_can_be_taken_out(slack: SlackEmulator, bolt: AsyncApp, client: AsyncWebClient) -> None:
    got = remember(bolt, "tokens_revoked")
    await client.auth_revoke()
    await slack.people.settled()
    assert got[0]["tokens"]["bot"] == [slack.workspace.app.user_id]
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()


async def test_own_messages_come_back_as_events(slack: SlackEmulator, bolt: AsyncApp, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=ACTIVITY, text="mine")
    await slack.people.settled()
    event = slack.delivery.log[-1].payload["event"]
    assert (event["text"], event["bot_id"], event["app_id"]) == (
        "mine",
        slack.workspace.app.bot_id,
        slack.workspace.app.id,
    )
    slack.delivery.own_messages = False
    seen = len(slack.delivery.log)
    await client.chat_postMessage(channel=ACTIVITY, text="mine too")
    await slack.people.settled()
    assert len(slack.delivery.log) == seen


async def test_an_ephemeral_message_can_be_dismissed(slack: SlackEmulator, client: AsyncWebClient) -> None:
    await client.chat_postEphemeral(channel=ACTIVITY, user=MEMBER, text="psst")
    ts = slack.workspace.channels[ACTIVITY].flow(MEMBER)[0].ts
    with pytest.raises(ClientRefused):
        await slack.people.delete_message(OWNER, ACTIVITY, ts)
    await slack.people.delete_message(MEMBER, ACTIVITY, ts)
    assert not slack.workspace.channels[ACTIVITY].flow(MEMBER)
