"""What is told to whom: details to this machine and to who has the token, whether all is well to everybody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from pydantic import SecretStr

from bot.edge.web import WebParts, application

HERE, THERE = "127.0.0.1", "203.0.113.9"


@asynccontextmanager
async def _nothing(_app: object) -> AsyncIterator[None]:
    yield


async def _broken() -> str | None:
    return "disk full"


def client(host: str, token: str | None = None) -> httpx.AsyncClient:
    async def webhooks(*_: object) -> None:
        raise AssertionError

    secret = SecretStr(token) if token else None
    web = WebParts(slack=None, webhooks=webhooks, checks={"database": _broken}, lifespan=_nothing, token=secret)
    transport = httpx.ASGITransport(application(web), client=(host, 1))
    return httpx.AsyncClient(transport=transport, base_url="http://bot")


@pytest.mark.parametrize(
    ("host", "token", "headers", "detailed"),
    [
        (HERE, None, {}, True),
        ("::1", None, {}, True),
        (HERE, None, {"X-Forwarded-For": THERE}, False),
        (THERE, None, {}, False),
        (THERE, None, {"Authorization": "Bearer "}, False),
        (THERE, "t0ken", {"Authorization": "Bearer t0ken"}, True),
        (THERE, "t0ken", {"Authorization": "Bearer other"}, False),
        (HERE, "t0ken", {"X-Forwarded-For": THERE, "Authorization": "Bearer t0ken"}, True),
    ],
)
async def test_details_are_for_whom_they_concern(
    host: str, token: str | None, headers: dict[str, str], detailed: bool
) -> None:
    async with client(host, token) as http:
        ready = await http.get("/ready", headers=headers)
        assert ready.status_code == 503
        assert ready.json()["status"] == "not ready"
        assert ("disk full" in ready.text) is detailed
        metrics = await http.get("/metrics", headers=headers)
        assert metrics.status_code == (200 if detailed else 401)
        assert (await http.get("/health", headers=headers)).status_code == 200
