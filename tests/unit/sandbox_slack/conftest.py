"""A running emulator, Slack's own SDK as its client, and Bolt as the app behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.limits import Limits
from bot.sandbox.slack.model import App, Command, Shortcut
from bot.sandbox.slack.seed import sample_workspace


class Time:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.at = 1_790_000_000.0

    def __call__(self) -> float:
        return self.at

    def forward(self, seconds: float) -> None:
        self.at += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def slack(time: Time) -> AsyncIterator[SlackEmulator]:
    """The emulator on a free port, with a moved clock, without rate limits, patient with a busy machine."""
    app = App(
        commands=[Command("/sinch", should_escape=True), Command("/raw")],
        shortcuts=[Shortcut("comment", "Comment"), Shortcut("everywhere", "Everywhere", "global")],
    )
    workspace = sample_workspace(app, now=time)
    emulator = SlackEmulator(workspace, limits=Limits(time, enabled=False), retry_factor=0, ack_seconds=60)
    async with emulator.running():
        yield emulator


@pytest.fixture
def client(slack: SlackEmulator) -> AsyncWebClient:
    return AsyncWebClient(token=slack.workspace.app.token, base_url=slack.api_url)


@pytest.fixture
def bolt(slack: SlackEmulator, client: AsyncWebClient) -> AsyncApp:
    """An app that knows nothing of the emulator but its address; requests reach it signed, through ASGI."""
    return AsyncApp(
        client=client,
        signing_secret=slack.workspace.app.signing_secret,
        process_before_response=True,
        request_verification_enabled=True,
        ignoring_self_events_enabled=True,
    )


@pytest.fixture
def over_http(slack: SlackEmulator, bolt: AsyncApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connect the Bolt app to the emulator by HTTP requests (their age is checked against the test's clock)."""
    handler = AsyncSlackRequestHandler(bolt)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    app = Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])
    monkeypatch.setattr("slack_sdk.signature.Clock.now", lambda _: slack.workspace.now())
    slack.connect(app)


async def until(condition: Callable[[], object]) -> None:
    """Let other tasks run until it holds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.002)
