"""Retries, redelivery, verification, and what listeners hear."""

from __future__ import annotations

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.model import Message
from bot.sandbox.slack.seed import ACTIVITY, MEMBER, OWNER
from tests.unit.sandbox_slack.helpers import remember

pytestmark = pytest.mark.usefixtures("over_http")


async def test_events_are_retried_with_the_same_id_and_a_reason(slack: SlackEmulator) -> None:
    requests: list[tuple[str | None, str | None, str]] = []

    async def endpoint(request: Request) -> Response:
        body = await request.json()
        headers = request.headers
        requests.append((headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason"), body["event_id"]))
        return PlainTextResponse("", 500)

    slack.connect(Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])]))
    await slack.people.send_message(OWNER, ACTIVITY, "x")
    await slack.people.settled()
    assert [r[:2] for r in requests] == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({r[2] for r in requests}) == 1


async def test_an_app_may_ask_for_no_retry(slack: SlackEmulator) -> None:
    async def endpoint(request: Request) -> Response:
        return PlainTextResponse("", 500, {"X-Slack-No-Retry": "1"})

    slack.connect(Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])]))
    await slack.people.send_message(OWNER, ACTIVITY, "x")
    await slack.people.settled()
    assert len(slack.delivery.log) == 1


async def test_redelivery_on_request(slack: SlackEmulator, bolt: AsyncApp) -> None:
    got = remember(bolt, "message")
    await slack.people.send_message(OWNER, ACTIVITY, "x")
    await slack.people.settled()
    answer = await slack.delivery.redeliver(slack.delivery.event_ids()[0])
    assert answer.status == 200
    assert len(got) == 2
    assert got[0]["event_id"] == got[1]["event_id"]


async def test_the_request_url_is_verified(slack: SlackEmulator) -> None:
    assert await slack.delivery.verify_url()
    slack.workspace.app.request_url = None
    assert not await slack.delivery.verify_url()
    outcome = await slack.people.slash(MEMBER, ACTIVITY, "/sinch")
    assert outcome.code == "app_not_reachable"


async def test_listeners_hear_of_every_change(slack: SlackEmulator, client: AsyncWebClient) -> None:
    heard: list[str] = []
    stop = slack.workspace.subscribe(lambda change: heard.append(change.kind))
    ts = (await client.chat_postMessage(channel=ACTIVITY, text="x"))["ts"]
    await client.chat_update(channel=ACTIVITY, ts=ts, text="y")
    await client.reactions_add(channel=ACTIVITY, timestamp=ts, name="eyes")
    await client.chat_delete(channel=ACTIVITY, ts=ts)
    await slack.people.settled()
    assert [kind for kind in heard if kind != "delivery"] == [
        "message",
        "message_changed",
        "reaction",
        "message_deleted",
    ]
    stop()
    await slack.people.send_message(OWNER, ACTIVITY, "unheard")
    assert heard.count("message") == 1


async def test_another_app_posting_with_a_persons_token_has_no_bot_id(slack: SlackEmulator, bolt: AsyncApp) -> None:
    got = remember(bolt, "message")
    message: Message = await slack.people.send_message(MEMBER, ACTIVITY, "by machine", app_id="A0OTHER001")
    await slack.people.settled()
    assert (got[0]["app_id"], got[0].get("bot_id"), message.user) == ("A0OTHER001", None, MEMBER)
