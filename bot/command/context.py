"""What a request has at hand: the services of the whole process, the person, the place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from bot.command.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from contextlib import AbstractAsyncContextManager
    from typing import Any

    from bot.clock import Clock
    from bot.provisioning.client import Provisioning
    from bot.provisioning.registry import Credentials
    from bot.settings import Settings
    from bot.slack.client import Slack
    from bot.storage.store import Store


class Role(IntEnum):
    """Who may do what; each role includes the ones below it."""

    VIEWER = 1
    OPERATOR = 2
    ADMIN = 3

    def __str__(self) -> str:
        return self.name.lower()


class Tasks(Protocol):
    """Work that goes on after the acknowledgement; owned, and over when the bot has ended."""

    def start(self, work: Coroutine[Any, Any, None], *, name: str) -> None:
        """Run work in the background until it ends or the bot drains."""


class Projects(Protocol):
    """The Sinch projects this bot runs, each with its own API client."""

    @property
    def default(self) -> str:
        """Id of the project meant when a person names none."""
        ...

    def ids(self) -> tuple[str, ...]:
        """The ids of the connected projects."""

    def get(self, project_id: str) -> Credentials | None:
        """A project's credentials, or None."""

    def api(self, project_id: str) -> Provisioning:
        """The client of a project; raises `UnknownProject`."""
        ...

    def temporary_client(self, credentials: Credentials) -> AbstractAsyncContextManager[Provisioning]:
        """A client with these credentials, which are not connected by that."""
        ...

    async def add(self, credentials: Credentials) -> None:
        """Connect a project, or replace its credentials."""

    async def remove(self, project_id: str) -> None:
        """Disconnect a project."""


class ExportTurns(Protocol):
    """Who may export now."""

    def turn(self, user_id: str) -> AbstractAsyncContextManager[None]:
        """The right to export; raises `UserError` where the person has it already."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that lives as long as the process; built in `bot.app`, nowhere else."""

    settings: Settings
    clock: Clock
    store: Store
    slack: Slack
    projects: Projects
    tasks: Tasks
    background: Tasks
    """As `tasks`, but nobody's request waits for it: it keeps nothing busy, and is cancelled when the bot ends."""
    exports: ExportTurns
    cache: Cache = field(default_factory=Cache)
    wake: Callable[[str], None] = field(default=lambda _topic: None)
    """Tells a worker (`activity`, `comments`) that there is something to do; cheap, may be called too often."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who asks."""

    user_id: str
    name: str
    role: Role
    tz: str = "UTC"
    is_vouched_for: bool = True
    """Whether Slack said who they are; otherwise their role may be lower than it should be."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person is: a channel, perhaps a thread."""

    channel: str
    thread_ts: str | None = None
    team: str = ""


@dataclass(frozen=True, slots=True)
class ProjectView:
    """One project, whoever asks about it."""

    services: Services
    project_id: str

    @property
    def api(self) -> Provisioning:
        return self.services.projects.api(self.project_id)

    @property
    def store(self) -> Store:
        return self.services.store

    @property
    def slack(self) -> Slack:
        return self.services.slack


@dataclass(frozen=True, slots=True, kw_only=True)
class Ctx(ProjectView):
    """One request: who asks, where, for which project."""

    actor: Actor
    place: Place
    request_id: str
    named_project: str = ""
    """As the words of this request call it; empty where they name none."""
