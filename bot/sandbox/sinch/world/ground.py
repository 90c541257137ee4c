"""What the parts of the world, and whoever works with one project, may ask of the whole."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Protocol

from bot.sandbox.sinch.world.ids import Ids
from bot.sandbox.sinch.world.project import Project


class Later(Protocol):
    """Lets things happen by themselves."""

    def later(self, seconds: float, action: str, project_id: str, key: str) -> None:
        """Let an action happen in `seconds`."""


class Ground(Protocol):
    """The world as its parts see it: time, ids, projects, and whom to tell."""

    now: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]]
    ids: Ids
    projects: dict[str, Project]
    work_seconds: float
    template_limit: int
    strict_meta: bool

    @property
    def timers(self) -> Later:
        """What waits to happen by itself."""

    def add_project(self, project_id: str, *, parent: str = "") -> Project:
        """A project with nothing in it, or the one that is there."""

    def seed_webhook(self, target: str, secret: str, project_id: str, triggers: tuple[str, ...]) -> str:
        """Register a webhook and return its id."""

    def publish(self, project: Project, body: dict[str, Any]) -> None:
        """Send an event to the webhooks of its project and of the project above."""

    def changed(self, kind: str, key: str) -> None:
        """Tell whoever listens."""
