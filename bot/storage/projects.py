"""The Sinch projects that are connected; their secrets are stored encrypted, or not at all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime

from pydantic import SecretStr
from sqlalchemy import delete, select, update

from bot.storage.db.database import Database, Repository
from bot.storage.db.rows import from_rows, insert
from bot.storage.db.tables import projects
from bot.storage.secrets.cipher import Cipher, KeyMissing


@dataclass(frozen=True, slots=True)
class Project:
    """One project with what is needed to act for it."""

    id: str
    name: str
    key_id: str
    key_secret: SecretStr = field(repr=False)
    webhook_secret: SecretStr | None = field(repr=False)
    created_by: str | None
    created_at: datetime


class ProjectStore(Repository):
    """Projects by id. Those whose key is missing are as if they were not there, but they stay (`unreadable`)."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        super().__init__(database)
        self.cipher = cipher

    async def save(self, project: Project) -> None:
        """Adds the project or replaces the one with its id (its date stays). Raises `NoKeys`."""
        values = {column.name: getattr(project, column.name) for column in projects.c} | self._encrypted(project)
        statement = insert(projects, is_sqlite=self._db.sqlite).values(values)
        changed = {name: values[name] for name in ("name", "key_id", "key_secret", "webhook_secret", "created_by")}
        async with self._db.write() as db:
            await db.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed))

    async def get(self, project_id: str) -> Project | None:
        """A project that was added in Slack, or None."""
        return next((project for project in await self.all() if project.id == project_id), None)

    async def all(self) -> list[Project]:
        """Every project whose secrets can be read, oldest first."""
        found = []
        for project in await self._stored():
            try:
                found.append(self._decrypted(project))
            except KeyMissing:
                continue
        return found

    async def unreadable(self) -> dict[str, list[str]]:
        """The projects whose secrets cannot be read, by the id of the key that is missing."""
        missing: defaultdict[str, list[str]] = defaultdict(list)
        for project, key_id in await self._locked():
            missing[key_id].append(project.name or project.id)
        return dict(missing)

    async def unreadable_ids(self) -> list[str]:
        """The ids of the projects whose secrets cannot be read."""
        return [project.id for project, _ in await self._locked()]

    async def reencrypt(self) -> int:
        """Encrypts with the first key what is not; how many projects that were."""
        changed = 0
        for project in await self._stored():
            held = [secret for secret in (project.key_secret, project.webhook_secret) if secret is not None]
            if all(self.cipher.is_current(secret.get_secret_value()) for secret in held):
                continue
            try:
                values = self._encrypted(self._decrypted(project))
            except KeyMissing:
                continue
            seen = (projects.c.id == project.id) & (projects.c.key_secret == project.key_secret)
            async with self._db.write() as db:
                changed += (await db.execute(update(projects).where(seen).values(values))).rowcount
        return changed

    async def remove(self, project_id: str) -> bool:
        """Delete a project; False if there is none with this id."""
        async with self._db.write() as db:
            return (await db.execute(delete(projects).where(projects.c.id == project_id))).rowcount > 0

    async def _locked(self) -> list[tuple[Project, str]]:
        """As they are stored, each with the id of the key that is missing."""
        found = []
        for project in await self._stored():
            try:
                self._decrypted(project)
            except KeyMissing as error:
                found.append((project, error.key_id))
        return found

    async def _stored(self) -> list[Project]:
        async with self._db.read() as db:
            return from_rows(Project, await db.execute(select(projects).order_by(projects.c.created_at, projects.c.id)))

    def _encrypted(self, project: Project) -> dict[str, SecretStr | None]:
        own = project.webhook_secret
        return {
            "key_secret": SecretStr(self.cipher.encrypt(project.key_secret.get_secret_value())),
            "webhook_secret": own and SecretStr(self.cipher.encrypt(own.get_secret_value())),
        }

    def _decrypted(self, project: Project) -> Project:
        own = project.webhook_secret
        return replace(
            project,
            key_secret=SecretStr(self.cipher.decrypt(project.key_secret.get_secret_value())),
            webhook_secret=own and SecretStr(self.cipher.decrypt(own.get_secret_value())),
        )
