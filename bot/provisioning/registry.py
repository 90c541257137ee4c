"""The clients of several projects, opened when first used."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.provisioning.client import Provisioning


@dataclass(frozen=True, slots=True)
class Credentials:
    """An access key of one project."""

    project_id: str
    key_id: str
    key_secret: SecretStr
    name: str = ""
    webhook_secret: SecretStr | None = None


class ProjectRegistry:
    """Projects by id; the first one added is the default.

    `unknown` makes the error to raise for an id that is not connected.
    """

    def __init__(
        self, make: Callable[[Credentials], Provisioning], unknown: Callable[[str], Exception] = KeyError
    ) -> None:
        self._make = make
        self._unknown = unknown
        self._known: dict[str, Credentials] = {}
        self._open: dict[str, Provisioning] = {}

    @property
    def default(self) -> str:
        return next(iter(self._known), "")

    def ids(self) -> tuple[str, ...]:
        """The ids of the connected projects."""
        return tuple(self._known)

    def get(self, project_id: str) -> Credentials | None:
        """A project's credentials, or None."""
        return self._known.get(project_id)

    def api(self, project_id: str) -> Provisioning:
        """The project's client; raises what `unknown` makes."""
        credentials = self._known.get(project_id)
        if credentials is None:
            raise self._unknown(project_id)
        if project_id not in self._open:
            self._open[project_id] = self._make(credentials)
        return self._open[project_id]

    async def add(self, credentials: Credentials) -> None:
        """Connect a project, or give a connected one another key."""
        await self._forget(credentials.project_id)
        self._known[credentials.project_id] = credentials

    async def remove(self, project_id: str) -> None:
        """Disconnect a project and close its client."""
        await self._forget(project_id)
        self._known.pop(project_id, None)

    @asynccontextmanager
    async def temporary_client(self, credentials: Credentials) -> AsyncIterator[Provisioning]:
        """A client with these credentials, which are not connected by that."""
        client = self._make(credentials)
        try:
            yield client
        finally:
            await client.aclose()

    async def close(self) -> None:
        """Close every client."""
        for project_id in tuple(self._open):
            await self._forget(project_id)

    async def _forget(self, project_id: str) -> None:
        client = self._open.pop(project_id, None)
        if client is not None:
            await client.aclose()
