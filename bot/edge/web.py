"""The ASGI application: Slack's requests, Sinch's webhooks, health, readiness, metrics."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.edge.media import PATH

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

WEBHOOKS = "/sinch/webhooks/"
SLACK_EVENTS = "/slack/events"

Check = Callable[[], Awaitable[str | None]]
"""Says in a few words what is wrong, or None."""


@dataclass(frozen=True, slots=True)
class Web:
    """What `application` needs; `slack` is None when Slack comes through Socket Mode."""

    slack: ASGIApp | None
    webhooks: ASGIApp
    checks: Mapping[str, Check]
    lifespan: Callable[[Starlette], AbstractAsyncContextManager[None]]
    counts: Mapping[str, Callable[[], Awaitable[int]]] = field(default_factory=dict)
    """Told with readiness, of which they decide nothing; asked for only when nothing is wrong."""
    media: Callable[[Request], Awaitable[Response]] | None = None
    """Serves files of Slack to Sinch."""


def application(web: Web) -> ASGIApp:
    """The whole application. What Slack and Sinch send goes past Starlette, whose share of the time would show."""
    routes = [
        Route("/health", _health, methods=["GET"]),
        Route("/ready", _ready(web.checks, web.counts), methods=["GET"]),
        Route("/metrics", _metrics, methods=["GET"]),
    ]
    if web.media is not None:
        routes.append(Route(f"{PATH}/{{file}}/{{until}}/{{signature}}/{{name}}", web.media, methods=["GET"]))
    inner = Starlette(routes=routes, lifespan=web.lifespan)
    slack = web.slack or inner

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(WEBHOOKS):
            await web.webhooks(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == SLACK_EVENTS:
            await slack(scope, receive, send)
        else:
            await inner(scope, receive, send)

    return dispatch


async def _health(_request: Request) -> Response:
    return JSONResponse({"status": "alive"})


def _ready(
    checks: Mapping[str, Check], counts: Mapping[str, Callable[[], Awaitable[int]]]
) -> Callable[[Request], Awaitable[Response]]:
    async def ready(_request: Request) -> Response:
        wrong = {name: problem for name, check in checks.items() if (problem := await check())}
        state: dict[str, str | int] = {name: wrong.get(name, "ok") for name in checks}
        if not wrong:
            state |= {name: await count() for name, count in counts.items()}
        return JSONResponse({"status": "not ready" if wrong else "ready", **state}, status_code=503 if wrong else 200)

    return ready


async def _metrics(_request: Request) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
