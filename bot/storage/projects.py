"""The Sinch projects that are connected."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from pydantic import SecretStr
from sqlalchemy import delete, select

from bot.storage.db.database import Repository
from bot.storage.db.rows import insert, many, one
from bot.storage.db.tables import projects


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
    """Projects by id."""

    async def save(self, project: Project) -> None:
        """Adds the project or replaces the one with its id (its date stays)."""
        values = {column.name: getattr(project, column.name) for column in projects.c}
        statement = insert(projects, is_sqlite=self._db.sqlite).values(values)
        changed = {name: values[name] for name in ("name", "key_id", "key_secret", "webhook_secret", "created_by")}
        async with self._db.write() as db:
            await db.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed))

    async def get(self, project_id: str) -> Project | None:
        async with self._db.read() as db:
            return one(Project, (await db.execute(select(projects).where(projects.c.id == project_id))).one_or_none())

    async def all(self) -> list[Project]:
        """Every project, oldest first."""
        async with self._db.read() as db:
            return many(Project, await db.execute(select(projects).order_by(projects.c.created_at, projects.c.id)))

    async def remove(self, project_id: str) -> bool:
        async with self._db.write() as db:
            return (await db.execute(delete(projects).where(projects.c.id == project_id))).rowcount > 0
