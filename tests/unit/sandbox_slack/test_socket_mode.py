"""Socket Mode: Bolt connects over a websocket and gets everything that HTTP would bring."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.seed import ACTIVITY, MEMBER
from tests.unit.sandbox_slack.conftest import until
from tests.unit.sandbox_slack.helpers import field, modal, opened, option, remember


@pytest.fixture
async def handler(slack: SlackEmulator, bolt: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """Bolt's own Socket Mode client, connected; there is no request URL at all."""
    handler = AsyncSocketModeHandler(bolt, slack.workspace.app.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await until(lambda: slack.sockets.connections)
    yield handler
    await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.mark.usefixtures("handler")
async def test_events_commands_and_modals_over_a_socket(slack: SlackEmulator, bolt: AsyncApp) -> None:
    got = remember(bolt, "app_mention")
    slack.workspace.app.events = ["app_mention"]

    @bolt.command("/sinch")
    async def run(ack: Any, respond: Any) -> None:
        await ack("at once")

    @bolt.view("form")
    async def take(ack: Any) -> None:
        await ack(response_action="errors", errors={"name": "no"})

    await slack.people.send_message(MEMBER, ACTIVITY, "@sinch hello")
    await slack.people.settled()
    await until(lambda: got)
    assert (await slack.people.slash(MEMBER, ACTIVITY, "/sinch", "x")).ok
    assert slack.workspace.channels[ACTIVITY].flow(MEMBER)[-1].text == "at once"
    view_id = await opened(slack, bolt, modal(field("name")))
    assert (await slack.people.submit_view(MEMBER, view_id, {"name": {"v": "a"}})).errors == {"name": "no"}


@pytest.mark.usefixtures("handler")
async def test_options_over_a_socket(slack: SlackEmulator, bolt: AsyncApp) -> None:
    @bolt.options("v")
    async def offer(ack: Any, payload: dict[str, Any]) -> None:
        await ack(options=[option(payload["value"])])

    menu = {"type": "external_select", "min_query_length": 0}
    view_id = await opened(slack, bolt, modal(field("a", menu)))
    view = slack.workspace.views[view_id]
    assert await slack.people.suggest(MEMBER, view, "a", "v", "x") == [option("x")]


@pytest.mark.usefixtures("handler")
async def test_an_app_that_does_not_acknowledge(slack: SlackEmulator, bolt: AsyncApp) -> None:
    slack.delivery.ack_seconds = 0.03

    @bolt.command("/sinch")
    async def forget() -> None:
        return

    assert (await slack.people.slash(MEMBER, ACTIVITY, "/sinch", "x")).code == "operation_timeout"


async def test_the_app_comes_back_when_told_to(slack: SlackEmulator, handler: AsyncSocketModeHandler) -> None:
    client = handler.client
    assert client is not None
    await slack.sockets.disconnect()
    assert slack.sockets.connections == 0
    await client.connect_to_new_endpoint(force=True)
    await until(lambda: slack.sockets.connections)
    assert slack.workspace.counts["apps.connections.open", ""] >= 2


async def test_a_ticket_works_once(slack: SlackEmulator, bolt: AsyncApp) -> None:
    url = slack.sockets.ticket_url()
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
