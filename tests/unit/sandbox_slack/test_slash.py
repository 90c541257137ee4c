"""Slash commands reach a Bolt app, and its answers the person."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from slack_bolt.async_app import AsyncApp

from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.seed import ACTIVITY, MEMBER, OWNER
from tests.unit.sandbox_slack.conftest import Time
from tests.unit.sandbox_slack.helpers import Got

pytestmark = pytest.mark.usefixtures("over_http")


async def test_a_command_and_its_answers(slack: SlackEmulator, bolt: AsyncApp) -> None:
    seen: Got = []

    @bolt.command("/sinch")
    async def run(ack: Any, respond: Any, command: dict[str, Any]) -> None:
        await ack("at once")
        seen.append(command)
        await respond("later")
        await respond("for all", response_type="in_channel")

    outcome = await slack.people.slash(MEMBER, ACTIVITY, "/sinch", "tell @olivia <b>")
    assert outcome.ok
    assert seen[0]["text"] == f"tell <@{OWNER}> &lt;b&gt;"
    flow = slack.workspace.channels[ACTIVITY].flow
    assert sorted(m.text for m in flow(MEMBER)) == ["at once", "for all", "later"]
    assert [m.text for m in flow(OWNER)] == ["for all"]


async def test_without_should_escape_the_text_comes_as_typed(slack: SlackEmulator, bolt: AsyncApp) -> None:
    seen: list[str] = []

    @bolt.command("/raw")
    async def run(ack: Any, command: dict[str, Any]) -> None:
        seen.append(command["text"])
        await ack()

    await slack.people.enter(MEMBER, ACTIVITY, "/raw @olivia a&b")
    assert seen == ["@olivia a&b"]


@pytest.mark.parametrize(
    ("command", "thread", "code"),
    [("/sinch", True, "thread_not_supported"), ("/unknown", False, "unknown_command")],
)
async def test_commands_that_the_client_refuses(slack: SlackEmulator, command: str, thread: bool, code: str) -> None:
    root = await slack.people.send_message(MEMBER, ACTIVITY, "root")
    outcome = await slack.people.slash(MEMBER, ACTIVITY, command, thread_ts=root.ts if thread else None)
    assert outcome.code == code
    said = slack.workspace.channels[ACTIVITY].flow(MEMBER)[-1]
    assert (said.user, said.text, said.ephemeral_to) == ("USLACKBOT", outcome.error, MEMBER)
    await slack.people.settled()
    assert not [d for d in slack.delivery.log if d.kind == "slash_commands"]


async def test_an_app_that_does_not_answer(slack: SlackEmulator, bolt: AsyncApp) -> None:
    slack.delivery.ack_seconds = 0.02

    @bolt.command("/sinch")
    async def run(ack: Any) -> None:
        await asyncio.sleep(1)

    outcome = await slack.people.slash(MEMBER, ACTIVITY, "/sinch", "x")
    assert (outcome.code, outcome.error) == ("operation_timeout", "/sinch failed because the app did not respond")


async def test_a_request_with_another_secret_is_refused_by_bolt(slack: SlackEmulator) -> None:
    slack.workspace.app.signing_secret = "0" * 32
    outcome = await slack.people.slash(MEMBER, ACTIVITY, "/sinch", "x")
    assert (outcome.status, outcome.code) == (401, "dispatch_failed")
    assert "dispatch_failed" in outcome.error


async def test_a_response_url_wears_out(slack: SlackEmulator, bolt: AsyncApp, time: Time) -> None:
    urls: list[str] = []

    @bolt.command("/sinch")
    async def run(ack: Any, command: dict[str, Any]) -> None:
        urls.append(command["response_url"])
        await ack()

    for _ in range(2):
        await slack.people.slash(MEMBER, ACTIVITY, "/sinch")
    async with httpx.AsyncClient(trust_env=False) as http:
        answers = [await http.post(urls[0], json={"text": str(n)}) for n in range(6)]
        assert [a.status_code for a in answers] == [200] * 5 + [404]
        assert answers[5].json()["error"] == "used_url"
        bad = await http.post(urls[1], json={"text": "x", "blocks": [{"type": "nonsense"}]})
        assert (bad.status_code, bad.json()["error"]) == (400, "invalid_blocks")
        await slack.people.archive_channel(OWNER, ACTIVITY)
        assert (await http.post(urls[1], json={"text": "x"})).json()["error"] == "is_archived"
        await slack.people.delete_channel(OWNER, ACTIVITY)
        assert (await http.post(urls[1], json={"text": "x"})).json()["error"] == "channel_not_found"
        time.forward(30 * 60 + 1)
        assert (await http.post(urls[1], json={"text": "x"})).json()["error"] == "expired_url"
