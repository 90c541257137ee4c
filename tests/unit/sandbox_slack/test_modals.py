"""Modals: opened, filled in, refused, updated, stacked, closed."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.errors import ClientRefused
from bot.sandbox.slack.people.outcome import Outcome
from bot.sandbox.slack.seed import ACTIVITY, MEMBER, OWNER, RANDOM
from tests.unit.sandbox_slack.conftest import Time
from tests.unit.sandbox_slack.helpers import Got, actions, button, field, modal, opened

pytestmark = pytest.mark.usefixtures("over_http")


async def test_a_form_is_filled_in_refused_and_taken(slack: SlackEmulator, bolt: AsyncApp) -> None:
    submitted: Got = []

    @bolt.view("form")
    async def take(ack: Any, view: dict[str, Any]) -> None:
        submitted.append(view)
        name = view["state"]["values"]["name"]["v"]["value"]
        await ack(response_action="errors", errors={"name": "Too short"}) if len(name) < 3 else await ack()

    view_id = await opened(slack, bolt, modal(field("name"), field("note", optional=True), private_metadata="here"))
    submit = slack.people.submit_view
    assert (await submit(MEMBER, view_id)).errors == {"name": "Please complete this required field."}
    assert not submitted
    assert (await submit(MEMBER, view_id, {"name": {"v": "ab"}})).errors == {"name": "Too short"}
    assert slack.workspace.views[view_id].errors == {"name": "Too short"}
    assert (await submit(MEMBER, view_id, {"name": {"v": "abc"}})).ok
    assert slack.workspace.top_view(MEMBER) is None
    assert submitted[-1]["private_metadata"] == "here"
    assert submitted[-1]["state"]["values"]["note"] == {"v": {"type": "plain_text_input", "value": None}}


INPUTS: list[tuple[dict[str, Any], Any, Any, str]] = [
    ({"type": "email_text_input"}, "a@b.se", {"value": "a@b.se"}, "nonsense"),
    ({"type": "url_text_input"}, "https://a.se", {"value": "https://a.se"}, "a.se"),
    ({"type": "number_input", "is_decimal_allowed": False, "min_value": "2"}, "3", {"value": "3"}, "1"),
    ({"type": "number_input", "is_decimal_allowed": True, "max_value": "2"}, 1.5, {"value": "1.5"}, "3"),
    ({"type": "plain_text_input", "min_length": 3, "max_length": 5}, "abcd", {"value": "abcd"}, "ab"),
]


@pytest.mark.parametrize(("element", "good", "expected", "bad"), INPUTS)
async def test_typed_fields_are_checked_by_the_client(
    slack: SlackEmulator, bolt: AsyncApp, element: dict[str, Any], good: Any, expected: dict[str, Any], bad: str
) -> None:
    @bolt.view("form")
    async def take(ack: Any, view: dict[str, Any]) -> None:
        assert view["state"]["values"]["f"]["v"] == {"type": element["type"], **expected}
        await ack(response_action="clear")

    view_id = await opened(slack, bolt, modal(field("f", element)))
    assert "f" in (await slack.people.submit_view(MEMBER, view_id, {"f": {"v": bad}})).errors
    assert (await slack.people.submit_view(MEMBER, view_id, {"f": {"v": good}})).ok


async def test_files_and_rich_text_in_a_form(slack: SlackEmulator, bolt: AsyncApp) -> None:
    seen: Got = []

    @bolt.view("form")
    async def take(ack: Any, view: dict[str, Any]) -> None:
        seen.append(view["state"]["values"])
        await ack()

    file_input = {"type": "file_input", "max_files": 1}
    view_id = await opened(slack, bolt, modal(field("file", file_input), field("rich", {"type": "rich_text_input"})))
    files = [slack.people.upload(MEMBER, name, b"x").id for name in ("a.csv", "b.csv")]
    with pytest.raises(ClientRefused):
        await slack.people.submit_view(MEMBER, view_id, {"file": {"v": files}})
    await slack.people.submit_view(MEMBER, view_id, {"file": {"v": files[:1]}, "rich": {"v": "hello"}})
    assert seen[0]["file"]["v"]["files"][0]["name"] == "a.csv"
    text = seen[0]["rich"]["v"]["rich_text_value"]["elements"][0]["elements"][0]["text"]
    assert text == "hello"


async def test_update_keeps_what_was_typed_and_push_stacks_three(
    slack: SlackEmulator, bolt: AsyncApp, client: AsyncWebClient
) -> None:
    answers: list[dict[str, Any]] = []

    @bolt.view("form")
    async def take(ack: Any) -> None:
        await ack(**answers.pop(0))

    first = await opened(slack, bolt, modal(field("name"), {"type": "divider"}))
    slack.people.fill(MEMBER, slack.workspace.views[first], "name", "v", "typed")
    view_hash = slack.workspace.views[first].hash
    await client.views_update(view_id=first, hash=view_hash, view=modal(field("name"), field("more", optional=True)))
    assert slack.workspace.views[first].state["name"]["v"]["value"] == "typed"
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=first, hash=view_hash, view=modal(field("name")))
    for _ in range(2):
        answers.append({"response_action": "push", "view": modal(field("deeper", optional=True))})
        top = slack.workspace.top_view(MEMBER)
        assert top is not None
        assert (await slack.people.submit_view(MEMBER, top.id)).ok
    assert slack.workspace.view_stacks[MEMBER][0].previous_view_id is None
    assert len({v.root_view_id for v in slack.workspace.view_stacks[MEMBER]}) == 1
    top = slack.workspace.top_view(MEMBER)
    assert top is not None
    answers.append({"response_action": "push", "view": modal(field("too deep", optional=True))})
    assert (await slack.people.submit_view(MEMBER, top.id)).code == "push_limit_reached"
    answers.append({"response_action": "update", "view": modal(field("changed", optional=True))})
    assert (await slack.people.submit_view(MEMBER, top.id)).ok
    assert top.blocks[0]["block_id"] == "changed"
    answers.append({"response_action": "errors", "errors": {"no such block": "x"}})
    assert (await slack.people.submit_view(MEMBER, top.id)).code == "invalid_response"
    answers.append({"response_action": "clear"})
    await slack.people.submit_view(MEMBER, top.id)
    assert MEMBER not in slack.workspace.view_stacks


@pytest.mark.parametrize(("asked", "told"), [(False, []), (True, [True])])
async def test_closing_tells_the_app_when_it_asked(
    slack: SlackEmulator, bolt: AsyncApp, asked: bool, told: list[bool]
) -> None:
    closed: Got = []

    @bolt.view_closed("form")
    async def gone(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        closed.append(body)

    view_id = await opened(slack, bolt, modal(field("a"), notify_on_close=asked))
    await slack.people.close_view(MEMBER, view_id, clear=True)
    assert [body["is_cleared"] for body in closed] == told
    assert slack.workspace.top_view(MEMBER) is None


async def test_trigger_ids_expire_and_work_once(
    slack: SlackEmulator, bolt: AsyncApp, client: AsyncWebClient, time: Time
) -> None:
    triggers: list[str] = []

    @bolt.shortcut("comment")
    async def keep(ack: Any, shortcut: dict[str, Any]) -> None:
        await ack()
        assert shortcut["message"]["text"] == "about this"
        triggers.append(shortcut["trigger_id"])

    message = await slack.people.send_message(OWNER, ACTIVITY, "about this")
    for _ in range(2):
        assert (await slack.people.message_shortcut(MEMBER, ACTIVITY, message.ts, "comment")).ok
    await client.views_open(trigger_id=triggers[0], view=modal(field("a")))
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await client.views_open(trigger_id=triggers[0], view=modal(field("a")))
    time.forward(3.1)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=triggers[1], view=modal(field("a")))
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await client.views_open(trigger_id="1.2.3", view=modal(field("a")))
    with pytest.raises(ClientRefused):
        await slack.people.message_shortcut(MEMBER, ACTIVITY, message.ts, "unknown")


async def test_views_slack_refuses(slack: SlackEmulator, bolt: AsyncApp, client: AsyncWebClient) -> None:
    view_id = await opened(slack, bolt, modal(field("a"), external_id="mine"))
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.views_update(
            view_id=view_id, view=modal(field("a"), title={"type": "plain_text", "text": "x" * 25})
        )
    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_update(view_id="V0NOTHING0", view=modal(field("a")))
    await client.views_update(external_id="mine", view=modal(field("b")))
    assert slack.workspace.views[view_id].blocks[0]["block_id"] == "b"


async def test_dispatching_inputs_and_current_conversation(slack: SlackEmulator, bolt: AsyncApp) -> None:
    seen: Got = []

    @bolt.action("v")
    async def changed(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        seen.append(body)

    view_id = await opened(slack, bolt, modal(field("quiet"), field("loud", dispatch_action=True)))
    view = slack.workspace.views[view_id]
    assert await slack.people.click(MEMBER, view, "quiet", "v", "a") == Outcome()
    await slack.people.click(MEMBER, view, "loud", "v", "b")
    assert [body["actions"][0]["value"] for body in seen] == ["b"]
    assert seen[0]["container"] == {"type": "view", "view_id": view_id}
    assert seen[0]["view"]["state"]["values"]["quiet"]["v"]["value"] == "a"


async def test_views_push_needs_a_modal_below(slack: SlackEmulator, bolt: AsyncApp, client: AsyncWebClient) -> None:
    results: list[str] = []

    @bolt.action("v")
    async def deeper(ack: Any, client: AsyncWebClient, body: dict[str, Any]) -> None:
        await ack()
        view = await client.views_push(trigger_id=body["trigger_id"], view=modal(field("below", optional=True)))
        results.append(view["view"]["previous_view_id"])

    message_blocks = actions(button("v"))
    ts = (await client.chat_postMessage(channel=ACTIVITY, text="x", blocks=message_blocks))["ts"]
    outcome = await slack.people.click(MEMBER, slack.workspace.message(ACTIVITY, ts), "b", "v")
    assert results == []
    assert outcome.status == 500
    view_id = await opened(slack, bolt, modal(field("loud", dispatch_action=True)))
    await slack.people.click(MEMBER, slack.workspace.views[view_id], "loud", "v", "x")
    assert results == [view_id]
    with pytest.raises(ClientRefused):
        await slack.people.submit_view(MEMBER, view_id)


async def test_a_chosen_conversation_brings_a_response_url(slack: SlackEmulator, bolt: AsyncApp) -> None:
    @bolt.view("form")
    async def take(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        url = body["response_urls"][0]["response_url"]
        async with httpx.AsyncClient(trust_env=False) as http:
            await http.post(url, json={"text": "posted", "response_type": "in_channel"})

    menu = {"type": "conversations_select", "response_url_enabled": True}
    view_id = await opened(slack, bolt, modal(field("where", menu)))
    assert (await slack.people.submit_view(MEMBER, view_id, {"where": {"v": RANDOM}})).ok
    assert [m.text for m in slack.workspace.channels[RANDOM].flow(OWNER)] == ["posted"]


async def test_the_home_tab_guards_its_hash(slack: SlackEmulator, client: AsyncWebClient) -> None:
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    first = (await client.views_publish(user_id=MEMBER, view=view))["view"]
    await client.views_publish(user_id=MEMBER, view=view, hash=first["hash"])
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_publish(user_id=MEMBER, view=view, hash=first["hash"])
    with pytest.raises(SlackApiError, match="user_not_found"):
        await client.views_publish(user_id="U0NOBODY00", view=view)
