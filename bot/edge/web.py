"""The ASGI application: Slack's requests, Sinch's webhooks, health, readiness, metrics."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from slack_bolt.async_app import AsyncApp
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

WEBHOOKS = "/sinch/webhooks/"
SLACK_EVENTS = "/slack/events"
SLACK_LIMIT = 1_048_576

Check = Callable[[], Awaitable[str | None]]
"""Says in a few words what is wrong, or None."""


@dataclass(frozen=True, slots=True)
class Web:
    """What `application` needs; `slack` is None when Slack comes through Socket Mode."""

    slack: AsyncApp | None
    webhooks: ASGIApp
    checks: dict[str, Check]
    lifespan: Callable[[Starlette], AbstractAsyncContextManager[None]]


def application(web: Web) -> ASGIApp:
    """The whole application. Webhooks go past Starlette: they are the one route where its overhead would show."""
    routes = [
        Route("/health", _health, methods=["GET"]),
        Route("/ready", _ready(web.checks), methods=["GET"]),
        Route("/metrics", _metrics, methods=["GET"]),
    ]
    if web.slack is not None:
        routes.append(Route(SLACK_EVENTS, _slack(web.slack), methods=["POST"]))
    inner = Starlette(routes=routes, lifespan=web.lifespan)

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(WEBHOOKS):
            await web.webhooks(scope, receive, send)
        else:
            await inner(scope, receive, send)

    return dispatch


def _slack(app: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        # Bolt reads any length and cannot read a timestamp that is no number.
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > SLACK_LIMIT:
            return Response("body too large", status_code=413)
        if not request.headers.get("x-slack-request-timestamp", "0").isdigit():
            return Response("invalid timestamp", status_code=401)
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > SLACK_LIMIT:
                return Response("body too large", status_code=413)
        request._body = bytes(body)  # what Starlette itself would keep after reading the stream
        return await handler.handle(request)

    return endpoint


async def _health(_request: Request) -> Response:
    return JSONResponse({"status": "alive"})


def _ready(checks: dict[str, Check]) -> Callable[[Request], Awaitable[Response]]:
    async def ready(_request: Request) -> Response:
        wrong = {name: problem for name, check in checks.items() if (problem := await check())}
        state = {name: wrong.get(name, "ok") for name in checks}
        return JSONResponse({"status": "not ready" if wrong else "ready", **state}, status_code=503 if wrong else 200)

    return ready


async def _metrics(_request: Request) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
