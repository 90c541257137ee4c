"""A world with a clock that only tests move, its API over ASGI, and a target that keeps what it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from bot.sandbox.sinch.reviewers.controls import Controls, Subject
from bot.sandbox.sinch.seeds.company import sample_world
from bot.sandbox.sinch.service.app import create_app
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET, PROJECT_ID
from bot.sandbox.sinch.world.project import Project

TARGET = "https://bot.example/sinch/webhooks/1"
SECRET = "webhook-secret"


@dataclass
class Clock:
    """Time that stands still; short naps are noted and over at once, long ones never end by themselves."""

    moment: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    naps: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        await (asyncio.sleep(0) if seconds < 3600 else asyncio.Event().wait())

    def move(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class Target:
    """The far end of a webhook: what came, and what it answers (200 when nothing else is planned)."""

    requests: list[httpx.Request] = field(default_factory=list)
    answers: list[int | Exception] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer)


@dataclass
class Api:
    """The sample project seen through the API."""

    client: httpx.AsyncClient
    world: World
    base: str = f"/v1/projects/{PROJECT_ID}"

    @property
    def project(self) -> Project:
        return self.world.projects[PROJECT_ID]

    async def call(self, method: str, path: str, body: Any = None, **kwargs: Any) -> tuple[int, Any]:
        answer = await self.client.request(method, self.base + path, json=body, **kwargs)
        return answer.status_code, answer.json() if answer.content else None

    async def ok(self, method: str, path: str, body: Any = None, **kwargs: Any) -> Any:
        status, answer = await self.call(method, path, body, **kwargs)
        assert status < 300, (status, answer)
        return answer

    async def code(self, method: str, path: str, body: Any = None, **kwargs: Any) -> str:
        status, answer = await self.call(method, path, body, **kwargs)
        assert status >= 400, (status, answer)
        return str(answer["errorCode"])

    def events(self) -> list[str]:
        return [event["type"] for event in self.world.events]

    def subjects(self, kind: str) -> list[Subject]:
        return Controls(self.world).subjects(kind)

    def subject(self, kind: str, state: str = "") -> Subject:
        return next(subject for subject in self.subjects(kind) if state in ("", subject.state))

    async def play(self, subject: Subject, move: str, text: str = "") -> None:
        await Controls(self.world).play(subject, move, text)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def target() -> Target:
    return Target()


@pytest.fixture
async def world(clock: Clock, target: Target) -> AsyncIterator[World]:
    http = httpx.AsyncClient(transport=httpx.MockTransport(target))
    fresh = sample_world(World(now=clock.now, sleep=clock.sleep, http=http, check_responses=True))
    yield fresh
    await fresh.close()
    assert fresh.mismatches == []


@pytest.fixture
async def api(world: World) -> AsyncIterator[Api]:
    transport = httpx.ASGITransport(create_app(world))
    async with httpx.AsyncClient(transport=transport, base_url="http://api", auth=(KEY_ID, KEY_SECRET)) as client:
        yield Api(client, world)
