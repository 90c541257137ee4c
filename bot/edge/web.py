"""The ASGI application: Slack's requests, Sinch's webhooks, health, readiness, metrics."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.flows.media_addresses import PATH
from bot.flows.projects import WEBHOOKS

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from pydantic import SecretStr
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

SLACK_EVENTS = "/slack/events"

Check = Callable[[], Awaitable[str | None]]
"""Says in a few words what is wrong, or None."""


@dataclass(frozen=True, slots=True)
class WebParts:
    """What `application` needs; `slack` is None when Slack comes through Socket Mode."""

    slack: ASGIApp | None
    webhooks: ASGIApp
    checks: Mapping[str, Check]
    lifespan: Callable[[Starlette], AbstractAsyncContextManager[None]]
    counts: Mapping[str, Callable[[], Awaitable[int]]] = field(default_factory=dict)
    """Told with readiness, of which they decide nothing; asked for only when nothing is wrong."""
    token: SecretStr | None = None
    """Opens `/metrics` and the detail of `/ready` to others than loopback."""
    media: Callable[[Request], Awaitable[Response]] | None = None
    """Serves files of Slack to Sinch."""


def application(web: WebParts) -> ASGIApp:
    """The whole application. What Slack and Sinch send goes past Starlette, whose share of the time would show."""
    routes = [
        Route("/health", _health, methods=["GET"]),
        Route("/ready", _ready(web), methods=["GET"]),
        Route("/metrics", _metrics(web.token), methods=["GET"]),
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


def _ready(web: WebParts) -> Callable[[Request], Awaitable[Response]]:
    async def ready(request: Request) -> Response:
        wrong = {name: problem for name, check in web.checks.items() if (problem := await check())}
        state: dict[str, str | int] = {}
        if _may_see(request, web.token):
            state = {name: wrong.get(name, "ok") for name in web.checks}
            if not wrong:
                state |= {name: await count() for name, count in web.counts.items()}
        return JSONResponse({"status": "not ready" if wrong else "ready", **state}, status_code=503 if wrong else 200)

    return ready


def _may_see(request: Request, token: SecretStr | None) -> bool:
    """Whether it asks from this machine, and for nobody else (a proxy here says for whom), or brings the token."""
    given = request.headers.get("authorization", "").encode()
    if token is not None and hmac.compare_digest(given, f"Bearer {token.get_secret_value()}".encode()):
        return True
    if any(name in request.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip")):
        return False
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _metrics(token: SecretStr | None) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(request: Request) -> Response:
        if not _may_see(request, token):
            return Response(
                "METRICS_TOKEN is required as a bearer token", status_code=401, headers={"WWW-Authenticate": "Bearer"}
            )
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return metrics
