"""The whole emulator in one object, usable in-process or over HTTP."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot.sandbox import guest_server
from bot.sandbox.slack.api.call import Services
from bot.sandbox.slack.delivery import Delivery
from bot.sandbox.slack.events import Events
from bot.sandbox.slack.faults import Faults
from bot.sandbox.slack.limits import Limits
from bot.sandbox.slack.people.person import People
from bot.sandbox.slack.posting import Posting
from bot.sandbox.slack.response_urls import ResponseUrls
from bot.sandbox.slack.seed import sample_workspace
from bot.sandbox.slack.sockets import SocketHub
from bot.sandbox.slack.web_api import WebApi
from bot.sandbox.slack.workspace import Workspace


class SlackEmulator:
    """A workspace with its Web API (``app``, an ASGI application), its people and its way to the bot.

    ``client`` delivers to the bot (for example httpx over an ASGI transport); without it real HTTP is used.
    Set ``workspace.app.request_url`` to where the bot listens, or let the bot come by Socket Mode.
    """

    def __init__(
        self,
        workspace: Workspace | None = None,
        client: httpx.AsyncClient | None = None,
        *,
        limits: Limits | None = None,
        retry_factor: float = 1.0,
        ack_seconds: float = 3.0,
    ) -> None:
        self.workspace = workspace or sample_workspace()
        self.sockets = SocketHub(self.workspace)
        self.delivery = Delivery(
            self.workspace, self.sockets, client, retry_factor=retry_factor, ack_seconds=ack_seconds
        )
        self.events = Events(self.workspace, self.delivery)
        self.posting = Posting(self.workspace, self.events)
        self.urls = ResponseUrls(self.workspace, self.posting)
        self.limits = limits or Limits(self.workspace.now)
        self.faults = Faults()
        services = Services(self.workspace, self.posting, self.events, self.delivery, self.sockets)
        self.people = People(services, self.urls)
        self.web_api = WebApi(services, self.urls, self.limits, self.faults)

    @property
    def app(self) -> Starlette:
        """The ASGI application: /api/, /response/, /upload/, /files-pri/, /link/ (Socket Mode)."""
        return self.web_api.app

    @property
    def api_url(self) -> str:
        """What ``SLACK_API_URL`` must be."""
        return f"{self.workspace.base_url}/api/"

    @asynccontextmanager
    async def running(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
        """Serve on a port (0: a free one) in this loop; gives the base address."""
        listener = listen(host, port)
        self.workspace.base_url = f"http://{host}:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            self.app,
            log_level="warning",
            lifespan="off",
            access_log=False,
            date_header=False,
            timeout_graceful_shutdown=1,
            timeout_keep_alive=guest_server.KEEP_ALIVE_SECONDS,
        )
        try:
            async with guest_server.serving(config, listener):
                try:
                    yield self.workspace.base_url
                finally:
                    self.faults.clear()
                    await self.sockets.disconnect("link_disabled")
        finally:
            await self.aclose()

    def connect(self, app: ASGIApp, url: str = "http://bot.invalid/slack/events") -> None:
        """Reach the bot's ASGI application in this process; an exception in it is a 500 to Slack."""
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        self.delivery.use(httpx.AsyncClient(transport=transport))
        self.workspace.app.request_url = url

    async def aclose(self) -> None:
        """Stop deliveries."""
        await self.delivery.aclose()


def listen(host: str, port: int = 0) -> socket.socket:
    """A listening socket for uvicorn; OSError when the port is taken."""
    # asyncio sets TCP_NODELAY only on sockets that name their protocol; without it every answer takes 40 ms more.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener
