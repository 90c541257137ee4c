"""The world of the sandbox: projects, credentials, clock, faults, webhooks and who listens."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from bot.sandbox.sinch.platform.bundles import watch_deliveries
from bot.sandbox.sinch.service.timers import Timers
from bot.sandbox.sinch.world.deliveries import Deliveries
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET, PROJECT_ID, TOKEN_SECONDS
from bot.sandbox.sinch.world.faults import Faults
from bot.sandbox.sinch.world.ids import Ids
from bot.sandbox.sinch.world.project import Project
from bot.sandbox.sinch.world.scope import Scope


def utc_now() -> datetime:
    """The machine's own clock."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Change:
    """Something is not as it was; `kind` is a resource kind, or `deliveries`, `requests`, `faults`."""

    kind: str
    key: str


@dataclass(frozen=True)
class AnsweredRequest:
    """A request that was answered."""

    at: datetime
    method: str
    path: str
    status: int


class World:
    """Everything the API knows. One asyncio loop only; nothing is opened before the first webhook is sent."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        http: httpx.AsyncClient | None = None,
        seed: int = 1,
        check_responses: bool = False,
    ) -> None:
        self.now = now
        self.sleep = sleep
        self.ids = Ids(seed)
        self.projects: dict[str, Project] = {}
        self.credentials: dict[str, str] = {KEY_ID: KEY_SECRET}
        self.tokens: dict[str, datetime] = {}
        self.token_seconds = TOKEN_SECONDS
        self.latency = 0.0
        self.work_seconds = 3.0
        """How long things take that finish by themselves."""
        self.template_limit = 20_000
        self.strict_meta = False
        """Whether Meta refuses at once what its published rules forbid."""
        self.check_responses = check_responses
        self.mismatches: list[str] = []
        self.listeners: list[Callable[[Change], None]] = []
        self.requests: deque[AnsweredRequest] = deque(maxlen=200)
        self.events: deque[dict[str, Any]] = deque(maxlen=200)
        self.faults = Faults(lambda: self.changed("faults", ""))
        self.timers = Timers(self)
        self.deliveries = Deliveries(self, http)
        watch_deliveries(self, self.deliveries)

    def add_project(self, project_id: str = PROJECT_ID, *, parent: str = "") -> Project:
        """A project with nothing in it, or the one that is there."""
        return self.projects.setdefault(project_id, Project(project_id, parent))

    def scope(self, project: Project | str) -> Scope:
        """One project to work with."""
        return Scope(self, self.projects[project] if isinstance(project, str) else project)

    def seed_webhook(
        self, target: str, secret: str, project_id: str = PROJECT_ID, triggers: tuple[str, ...] = ("ALL",)
    ) -> str:
        """Register a webhook as if it had been made through the API; the same target is replaced. Returns its id."""
        project = self.add_project(project_id)
        known = next((w["id"] for w in project.webhooks.values() if w["target"] == target), None)
        webhook_id = known or self.ids.hex(32)
        project.webhooks[webhook_id] = {
            "id": webhook_id,
            "projectId": project_id,
            "target": target,
            "triggers": list(triggers),
            "_secret": secret,
        }
        self.changed("webhook", f"webhook:{webhook_id}")
        return webhook_id

    def publish(self, project: Project, body: dict[str, Any]) -> None:
        """Send an event to the webhooks of its project and, for a subproject, of the project above."""
        raw = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        self.events.append(json.loads(raw))
        self.deliveries.send(project, body["type"], raw)
        if project.parent in self.projects:
            self.deliveries.send(self.projects[project.parent], body["type"], raw)

    def changed(self, kind: str, key: str) -> None:
        """Tell whoever listens."""
        for listener in self.listeners:
            listener(Change(kind, key))

    def issue_token(self) -> str:
        """A new bearer token; expired ones are dropped."""
        now = self.now()
        self.tokens = {token: until for token, until in self.tokens.items() if until > now}
        token = f"sandbox-{self.ids.hex(40)}"
        self.tokens[token] = now + timedelta(seconds=self.token_seconds)
        return token

    def token_valid(self, token: str) -> bool:
        """Issued here and not expired."""
        until = self.tokens.get(token)
        return until is not None and until > self.now()

    def start(self) -> None:
        """Let what waits for a loop go on: timers and webhooks queued before there was one."""
        self.timers.wake()
        self.deliveries.wake()

    async def close(self) -> None:
        """End all tasks; the state stays."""
        await self.timers.close()
        await self.deliveries.close()

    def dump(self) -> dict[str, Any]:
        """All state as JSON values (tokens, faults and logs are not state)."""
        return {
            "ids": [self.ids.seed, self.ids.count],
            "credentials": dict(self.credentials),
            "projects": [project.dump() for project in self.projects.values()],
            "timers": self.timers.dump(),
            "deliveries": self.deliveries.dump(),
        }

    def load(self, data: dict[str, Any]) -> None:
        """Become what `dump` described."""
        self.ids = Ids(*data["ids"])
        self.credentials = dict(data["credentials"])
        self.projects = {item["id"]: Project.load(item) for item in data["projects"]}
        self.timers.load(data["timers"])
        self.deliveries.load(data["deliveries"])
        self.changed("world", "")
