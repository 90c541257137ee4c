"""Buttons and menus in messages."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.errors import ClientRefused
from bot.sandbox.slack.seed import ACTIVITY, GUEST, MEMBER, OWNER, RANDOM, SECRET
from tests.unit.sandbox_slack.helpers import Got, actions, button, option

pytestmark = pytest.mark.usefixtures("over_http")


async def test_a_button_replaces_its_message(slack: SlackEmulator, bolt: AsyncApp, client: AsyncWebClient) -> None:
    bodies: Got = []

    @bolt.action("next")
    async def turn(ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack()
        bodies.append(body)
        await respond("page 2", replace_original=True)

    await client.chat_postEphemeral(channel=ACTIVITY, user=MEMBER, text="page 1", blocks=actions(button("next", "2")))
    message = slack.workspace.channels[ACTIVITY].flow(MEMBER)[0]
    outcome = await slack.people.click(MEMBER, message, "b", "next")
    assert outcome.ok
    assert [m.text for m in slack.workspace.channels[ACTIVITY].flow(MEMBER)] == ["page 2"]
    body = bodies[0]
    assert body["actions"][0] | {"action_ts": ""} == button("next", "2") | {"block_id": "b", "action_ts": ""}
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": ACTIVITY,
        "is_ephemeral": True,
    }
    assert "message" not in body
    assert body["trigger_id"]


async def test_delete_original_and_messages_in_threads(
    slack: SlackEmulator, bolt: AsyncApp, client: AsyncWebClient
) -> None:
    bodies: Got = []

    @bolt.action("gone")
    async def delete(ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack()
        bodies.append(body)
        await respond(delete_original=True)

    root = (await client.chat_postMessage(channel=ACTIVITY, text="root"))["ts"]
    await client.chat_postMessage(channel=ACTIVITY, text="x", thread_ts=root, blocks=actions(button("gone")))
    message = slack.workspace.channels[ACTIVITY].replies(root)[0]
    await slack.people.click(MEMBER, message, "b", "gone")
    assert bodies[0]["container"]["thread_ts"] == root
    assert bodies[0]["message"]["text"] == "x"
    assert not slack.workspace.channels[ACTIVITY].replies(root)
    with pytest.raises(ClientRefused):
        await slack.people.click(MEMBER, message, "b", "gone")


ELEMENTS: list[tuple[dict[str, Any], Any, dict[str, Any]]] = [
    ({"type": "static_select", "options": [option("a"), option("b")]}, "b", {"selected_option": option("b")}),
    (
        {"type": "multi_static_select", "option_groups": [{"label": option("g")["text"], "options": [option("a")]}]},
        ["a"],
        {"selected_options": [option("a")]},
    ),
    ({"type": "users_select"}, OWNER, {"selected_user": OWNER}),
    ({"type": "multi_users_select"}, [OWNER, GUEST], {"selected_users": [OWNER, GUEST]}),
    ({"type": "conversations_select"}, SECRET, {"selected_conversation": SECRET}),
    ({"type": "multi_conversations_select"}, [SECRET], {"selected_conversations": [SECRET]}),
    ({"type": "channels_select"}, RANDOM, {"selected_channel": RANDOM}),
    ({"type": "multi_channels_select"}, [RANDOM], {"selected_channels": [RANDOM]}),
    ({"type": "overflow", "options": [option("a")]}, "a", {"selected_option": option("a")}),
    ({"type": "datepicker"}, "2026-11-23", {"selected_date": "2026-11-23"}),
    ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
    ({"type": "datetimepicker"}, 1_790_000_000, {"selected_date_time": 1_790_000_000}),
    ({"type": "checkboxes", "options": [option("a"), option("b")]}, ["a"], {"selected_options": [option("a")]}),
    ({"type": "radio_buttons", "options": [option("a"), option("b")]}, "a", {"selected_option": option("a")}),
]


@pytest.mark.parametrize(("element", "value", "expected"), ELEMENTS, ids=[e[0]["type"] for e in ELEMENTS])
async def test_elements_in_messages(
    slack: SlackEmulator,
    bolt: AsyncApp,
    client: AsyncWebClient,
    element: dict[str, Any],
    value: Any,
    expected: dict[str, Any],
) -> None:
    bodies: Got = []

    @bolt.action("a")
    async def chosen(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        bodies.append(body)

    blocks = actions(element | {"action_id": "a"})
    ts = (await client.chat_postMessage(channel=ACTIVITY, text="x", blocks=blocks))["ts"]
    message = slack.workspace.message(ACTIVITY, ts)
    assert (await slack.people.click(MEMBER, message, "b", "a", value)).ok
    got = bodies[0]["actions"][0]
    assert expected.items() <= got.items()
    assert (got["type"], got["block_id"], got["action_id"]) == (element["type"], "b", "a")
    stateful = element["type"] != "overflow"
    state = bodies[0]["state"]["values"]
    assert state == ({"b": {"a": {"type": element["type"], **expected}}} if stateful else {})


async def test_external_select_offers_what_the_app_says(
    slack: SlackEmulator, bolt: AsyncApp, client: AsyncWebClient
) -> None:
    @bolt.options("a")
    async def offer(ack: Any, payload: dict[str, Any]) -> None:
        await ack(options=[option(payload["value"] + end) for end in ("1", "2")])

    chosen: Got = []

    @bolt.action("a")
    async def take(ack: Any, action: dict[str, Any]) -> None:
        await ack()
        chosen.append(action)

    blocks = actions({"type": "external_select", "action_id": "a", "min_query_length": 2})
    ts = (await client.chat_postMessage(channel=ACTIVITY, text="x", blocks=blocks))["ts"]
    message = slack.workspace.message(ACTIVITY, ts)
    assert await slack.people.suggest(MEMBER, message, "b", "a", "x") == []
    assert await slack.people.suggest(MEMBER, message, "b", "a", "xy") == [option("xy1"), option("xy2")]
    with pytest.raises(ClientRefused):
        await slack.people.click(MEMBER, message, "b", "a", "never offered")
    await slack.people.click(MEMBER, message, "b", "a", "xy2")
    assert chosen[0]["selected_option"] == option("xy2")
