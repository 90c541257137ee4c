"""The Web API as Slack's own SDK sees it."""

from __future__ import annotations

from typing import Any

import aiohttp
import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.faults import Fault
from bot.sandbox.slack.limits import Limits
from bot.sandbox.slack.seed import ACTIVITY, GENERAL, GUEST, MEMBER, OWNER, RANDOM, SECRET, STAFF
from tests.unit.sandbox_slack.conftest import Time

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}


async def refused(call: Any) -> str:
    """The error code with which a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        await call
    code: str = caught.value.response["error"]
    return code


async def test_auth_test_names_the_bot(slack: SlackEmulator, client: AsyncWebClient) -> None:
    answer = await client.auth_test()
    assert (answer["user_id"], answer["bot_id"]) == (slack.workspace.app.user_id, slack.workspace.app.bot_id)
    assert "x-oauth-scopes" in answer.headers


async def test_tokens_are_checked(slack: SlackEmulator, client: AsyncWebClient) -> None:
    assert await refused(AsyncWebClient(token="xoxb-wrong", base_url=slack.api_url).auth_test()) == "invalid_auth"
    assert await refused(AsyncWebClient(base_url=slack.api_url).auth_test()) == "not_authed"
    assert await refused(client.apps_connections_open(app_token=slack.workspace.app.token)) == "not_allowed_token_type"
    slack.workspace.token_revoked = True
    assert await refused(client.auth_test()) == "token_revoked"


async def test_a_message_is_posted_read_changed_and_deleted(client: AsyncWebClient) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"id": "7"}}
    posted = await client.chat_postMessage(channel=ACTIVITY, text="first", blocks=[SECTION], metadata=metadata)
    ts = posted["ts"]
    assert posted["message"]["blocks"][0]["block_id"]
    history = await client.conversations_history(channel=ACTIVITY, include_all_metadata=True)
    assert history["messages"][0]["metadata"] == metadata
    assert "metadata" not in (await client.conversations_history(channel=ACTIVITY))["messages"][0]
    await client.chat_update(channel=ACTIVITY, ts=ts, text="second")
    message = (await client.conversations_history(channel=ACTIVITY))["messages"][0]
    assert message["text"] == "second"
    assert message["blocks"][0]["text"]["text"] == "hello"
    assert message["edited"]
    await client.chat_delete(channel=ACTIVITY, ts=ts)
    assert (await client.conversations_history(channel=ACTIVITY))["messages"] == []


async def test_timestamps_are_unique_and_grow_though_the_clock_stands(client: AsyncWebClient) -> None:
    stamps = [(await client.chat_postMessage(channel=ACTIVITY, text=str(n)))["ts"] for n in range(5)]
    assert stamps == sorted(set(stamps))


@pytest.mark.filterwarnings("ignore:The top-level `text` argument")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"channel": "C0NOWHERE0", "text": "x"}, "channel_not_found"),
        ({"channel": STAFF, "text": "x"}, "channel_not_found"),
        ({"channel": RANDOM, "text": "x"}, "not_in_channel"),
        ({"channel": ACTIVITY, "text": ""}, "no_text"),
        ({"channel": ACTIVITY, "blocks": "{", "text": "x"}, "invalid_blocks_format"),
        ({"channel": ACTIVITY, "blocks": [{"type": "nonsense"}], "text": "x"}, "invalid_blocks"),
        ({"channel": ACTIVITY, "blocks": [SECTION] * 51, "text": "x"}, "invalid_blocks"),
        ({"channel": ACTIVITY, "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": ACTIVITY, "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
        ({"channel": ACTIVITY, "text": "x", "attachments": [{"text": "a"}] * 101}, "too_many_attachments"),
        ({"channel": ACTIVITY, "text": "x", "markdown_text": "**x**"}, "markdown_text_conflict"),
    ],
)
async def test_posts_that_slack_refuses(client: AsyncWebClient, arguments: dict[str, Any], code: str) -> None:
    assert await refused(client.chat_postMessage(**arguments)) == code


async def test_blocks_are_refused_with_a_pointer(client: AsyncWebClient) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=ACTIVITY, text="x", blocks=[SECTION, long])
    messages = caught.value.response["response_metadata"]["messages"]
    assert messages == ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"]


async def test_archived_channels_take_nothing(slack: SlackEmulator, client: AsyncWebClient) -> None:
    await slack.people.archive_channel(OWNER, ACTIVITY)
    assert await refused(client.chat_postMessage(channel=ACTIVITY, text="x")) == "is_archived"


async def test_only_own_messages_can_be_changed(slack: SlackEmulator, client: AsyncWebClient) -> None:
    theirs = await slack.people.send_message(OWNER, ACTIVITY, "mine")
    assert await refused(client.chat_update(channel=ACTIVITY, ts=theirs.ts, text="x")) == "cant_update_message"
    assert await refused(client.chat_delete(channel=ACTIVITY, ts=theirs.ts)) == "cant_delete_message"
    assert await refused(client.chat_update(channel=ACTIVITY, ts="1.0", text="x")) == "message_not_found"
    own = (await client.chat_postMessage(channel=ACTIVITY, text="x"))["ts"]
    assert await refused(client.chat_update(channel=ACTIVITY, ts=own, text="x" * 4001)) == "msg_too_long"


async def test_long_text_is_cut_at_forty_thousand(client: AsyncWebClient) -> None:
    answer = await client.chat_postMessage(channel=ACTIVITY, text="x" * 40_001)
    assert answer["warning"] == "message_truncated"
    assert len(answer["message"]["text"]) == 40_000


async def test_channels_by_name_and_people_by_id(client: AsyncWebClient) -> None:
    assert (await client.chat_postMessage(channel="#sinch-activity", text="x"))["channel"] == ACTIVITY
    posted = await client.chat_postMessage(channel=MEMBER, text="x")
    assert posted["channel"].startswith("D")
    assert await refused(client.chat_update(channel=MEMBER, ts=posted["ts"], text="y")) == "channel_not_found"
    assert await refused(client.conversations_history(channel="#sinch-activity")) == "channel_not_found"


async def test_ephemeral_messages_are_in_no_history(slack: SlackEmulator, client: AsyncWebClient) -> None:
    answer = await client.chat_postEphemeral(channel=ACTIVITY, user=MEMBER, text="psst")
    assert (await client.conversations_history(channel=ACTIVITY))["messages"] == []
    shown = slack.workspace.channels[ACTIVITY].flow(MEMBER)
    assert [m.text for m in shown] == ["psst"]
    assert not slack.workspace.channels[ACTIVITY].flow(OWNER)
    update = client.chat_update(channel=ACTIVITY, ts=answer["message_ts"], text="x")
    assert await refused(update) == "message_not_found"
    assert await refused(client.chat_postEphemeral(channel=SECRET, user=GUEST, text="x")) == "user_not_in_channel"


async def test_a_thread_counts_its_replies_and_outlives_its_parent(client: AsyncWebClient) -> None:
    root = (await client.chat_postMessage(channel=ACTIVITY, text="root"))["ts"]
    for text in ("one", "two"):
        await client.chat_postMessage(channel=ACTIVITY, text=text, thread_ts=root)
    await client.chat_postMessage(channel=ACTIVITY, text="all", thread_ts=root, reply_broadcast=True)
    replies = await client.conversations_replies(channel=ACTIVITY, ts=root)
    assert [m["text"] for m in replies["messages"]] == ["root", "one", "two", "all"]
    assert replies["messages"][0]["reply_count"] == 3
    history = await client.conversations_history(channel=ACTIVITY)
    assert [m["text"] for m in history["messages"]] == ["all", "root"]
    await client.chat_delete(channel=ACTIVITY, ts=root)
    assert (await client.conversations_replies(channel=ACTIVITY, ts=root))["messages"][0]["subtype"] == "tombstone"
    assert await refused(client.conversations_replies(channel=ACTIVITY, ts="1.0")) == "thread_not_found"


async def test_history_pages_and_bounds(client: AsyncWebClient) -> None:
    stamps = [(await client.chat_postMessage(channel=ACTIVITY, text=str(n)))["ts"] for n in range(5)]
    page = await client.conversations_history(channel=ACTIVITY, limit=2)
    texts = [m["text"] for m in page["messages"]]
    assert page["has_more"]
    cursor = page["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel=ACTIVITY, limit=3, cursor=cursor)
    assert texts + [m["text"] for m in rest["messages"]] == ["4", "3", "2", "1", "0"]
    between = await client.conversations_history(channel=ACTIVITY, oldest=stamps[1], latest=stamps[3])
    assert [m["text"] for m in between["messages"]] == ["2"]
    inclusive = await client.conversations_history(channel=ACTIVITY, oldest=stamps[1], latest=stamps[3], inclusive=True)
    assert len(inclusive["messages"]) == 3
    assert await refused(client.conversations_history(channel=ACTIVITY, cursor="junk")) == "invalid_cursor"
    assert await refused(client.conversations_history(channel=RANDOM)) == "not_in_channel"


async def test_a_reaction_is_added_once_and_taken_back_once(client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel=ACTIVITY, text="x"))["ts"]
    await client.reactions_add(channel=ACTIVITY, timestamp=ts, name="white_check_mark")
    again = client.reactions_add(channel=ACTIVITY, timestamp=ts, name=":white_check_mark:")
    assert await refused(again) == "already_reacted"
    got = await client.reactions_get(channel=ACTIVITY, timestamp=ts)
    assert got["message"]["reactions"][0]["count"] == 1
    await client.reactions_remove(channel=ACTIVITY, timestamp=ts, name="white_check_mark")
    gone = client.reactions_remove(channel=ACTIVITY, timestamp=ts, name="white_check_mark")
    assert await refused(gone) == "no_reaction"
    assert await refused(client.reactions_add(channel=ACTIVITY, timestamp="1.0", name="x")) == "message_not_found"
    assert await refused(client.reactions_add(channel=ACTIVITY, timestamp=ts, name="no space")) == "invalid_name"


async def test_the_app_lists_joins_and_opens_conversations(slack: SlackEmulator, client: AsyncWebClient) -> None:
    listed = await client.conversations_list(types="public_channel,private_channel")
    names = {c["name"]: c["is_member"] for c in listed["channels"]}
    assert names == {"general": True, "sinch-activity": True, "random": False, "secret-launch": True}
    assert await refused(client.conversations_info(channel=STAFF)) == "channel_not_found"
    assert (await client.conversations_members(channel=SECRET))["members"][0] == OWNER
    await client.conversations_join(channel=RANDOM)
    assert slack.workspace.app.user_id in slack.workspace.channels[RANDOM].members
    joined = await client.conversations_join(channel=RANDOM)
    assert joined["warning"] == "already_in_channel"
    private = client.conversations_join(channel=SECRET)
    assert await refused(private) == "method_not_supported_for_channel_type"
    opened = await client.conversations_open(users=[MEMBER], return_im=True)
    assert opened["channel"]["user"] == MEMBER
    assert await refused(client.conversations_leave(channel=GENERAL)) == "cant_leave_general"


async def test_a_person_is_found_by_id_and_by_email(client: AsyncWebClient) -> None:
    owner = (await client.users_info(user=OWNER))["user"]
    assert (owner["is_admin"], owner["is_owner"], owner["tz"]) == (True, True, "Europe/Stockholm")
    assert (await client.users_info(user=GUEST))["user"]["is_restricted"]
    assert (await client.users_lookupByEmail(email="Martin@example.com"))["user"]["id"] == MEMBER
    assert await refused(client.users_lookupByEmail(email="nobody@example.com")) == "users_not_found"
    assert await refused(client.users_info(user="U0NOBODY00")) == "user_not_found"
    assert OWNER in {u["id"] for u in (await client.users_list())["members"]}


async def test_files_go_up_and_come_down(slack: SlackEmulator, client: AsyncWebClient) -> None:
    uploaded = await client.files_upload_v2(channel=ACTIVITY, content="a,b\n1,2", filename="list.csv", title="List")
    message = slack.workspace.channels[ACTIVITY].messages[-1]
    assert (message.subtype, message.files) == ("file_share", [uploaded["files"][0]["id"]])
    url = uploaded["files"][0]["url_private"]
    async with httpx.AsyncClient(trust_env=False) as http:
        assert (await http.get(url)).status_code == 302
        got = await http.get(url, headers={"Authorization": f"Bearer {slack.workspace.app.token}"})
    assert got.text == "a,b\n1,2"
    assert (await client.files_info(file=message.files[0]))["file"]["mimetype"] == "text/csv"
    assert await refused(client.files_info(file="F0NOTHING0")) == "file_not_found"


async def test_scopes_are_enforced_when_listed(slack: SlackEmulator, client: AsyncWebClient) -> None:
    slack.workspace.app.scopes = ["chat:write"]
    await client.chat_postMessage(channel=ACTIVITY, text="x")
    with pytest.raises(SlackApiError) as caught:
        await client.users_info(user=OWNER)
    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "users:read"


async def test_a_block_type_can_be_missing_from_the_workspace(slack: SlackEmulator, client: AsyncWebClient) -> None:
    chart = {"type": "pie", "segments": [{"label": "a", "value": 1}]}
    block = {"type": "data_visualization", "title": "x", "chart": chart}
    await client.chat_postMessage(channel=ACTIVITY, text="x", blocks=[block])
    slack.workspace.refused_blocks.add("data_visualization")
    assert await refused(client.chat_postMessage(channel=ACTIVITY, text="x", blocks=[block])) == "invalid_blocks"


async def test_unknown_methods_and_odd_bodies(slack: SlackEmulator) -> None:
    token = {"Authorization": f"Bearer {slack.workspace.app.token}"}
    async with httpx.AsyncClient(base_url=slack.api_url, headers=token) as http:
        assert (await http.post("no.such")).json()["error"] == "unknown_method"
        json = {"content-type": "application/json"}
        assert (await http.post("auth.test", content=b"{", headers=json)).json()["error"] == "invalid_json"
        assert (await http.post("auth.test", content=b"[]", headers=json)).json()["error"] == "json_not_object"
        answer = (await http.post("views.open", json={"view": {}})).json()
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: trigger_id"]


async def test_channels_and_the_workspace_have_limits(slack: SlackEmulator, client: AsyncWebClient, time: Time) -> None:
    slack.web_api.limits = limits = Limits(time, burst=2, per_minute=5)
    for _ in range(2):
        await client.chat_postMessage(channel=ACTIVITY, text="x")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=ACTIVITY, text="x")
    assert (caught.value.response.status_code, caught.value.response["error"]) == (429, "ratelimited")
    assert caught.value.response.headers["Retry-After"] == "1"
    await client.chat_postMessage(channel=SECRET, text="another channel")
    time.forward(1)
    await client.chat_postMessage(channel=ACTIVITY, text="x")
    await client.chat_postMessage(channel=GENERAL, text="x")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=SECRET, text="the sixth in a minute")
    assert caught.value.response.headers["Retry-After"] == "59"
    assert limits.refused["chat.postMessage"] == slack.workspace.rate_limited == 2
    time.forward(59)
    await client.chat_postMessage(channel=SECRET, text="x")


async def test_a_method_is_limited_by_its_tier(slack: SlackEmulator, client: AsyncWebClient, time: Time) -> None:
    slack.web_api.limits = Limits(time)
    for _ in range(20):
        await client.conversations_list()
    assert await refused(client.conversations_list()) == "ratelimited"
    time.forward(60)
    await client.conversations_list()


async def test_a_planned_fault_meets_the_next_call(slack: SlackEmulator, client: AsyncWebClient) -> None:
    slack.faults.plan("chat.postMessage", Fault(error="account_inactive"))
    assert await refused(client.chat_postMessage(channel=ACTIVITY, text="1")) == "account_inactive"
    slack.faults.plan("*", Fault(retry_after=7))
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=ACTIVITY, text="2")
    assert caught.value.response.headers["Retry-After"] == "7"
    slack.faults.plan("chat.postMessage", Fault(status=500, applied=True))
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel=ACTIVITY, text="3")
    assert [m.text for m in slack.workspace.channels[ACTIVITY].messages] == ["3"]
    assert [c.error for c in slack.workspace.calls_to("chat.postMessage")] == [
        "account_inactive",
        "ratelimited",
        "http_500",
    ]
    await client.chat_postMessage(channel=ACTIVITY, text="4")


async def test_a_hanging_call_is_let_go(slack: SlackEmulator) -> None:
    slack.faults.plan("auth.test", Fault(hang=60))
    impatient = AsyncWebClient(token=slack.workspace.app.token, base_url=slack.api_url)
    impatient.timeout = 0.05  # type: ignore[assignment]
    with pytest.raises((TimeoutError, aiohttp.ClientError)):
        await impatient.auth_test()


async def test_random_faults_are_the_same_for_the_same_seed(slack: SlackEmulator) -> None:
    def run(seed: int) -> list[bool]:
        slack.faults.randomly(0.3, seed)
        return [slack.faults.next("chat.postMessage") is not None for _ in range(200)]

    first = run(1)
    assert first == run(1) != run(2)
    assert 30 < sum(first) < 90
    slack.faults.clear()
    assert slack.faults.next("chat.postMessage") is None


async def test_calls_are_recorded_without_the_token(slack: SlackEmulator, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=ACTIVITY, text="x")
    await client.api_test(token=slack.workspace.app.token)
    assert slack.workspace.calls_to("chat.postMessage")[0].params["text"] == "x"
    assert slack.workspace.app.token not in repr(slack.workspace.calls)
    assert slack.workspace.counts["chat.postMessage", ""] == 1
