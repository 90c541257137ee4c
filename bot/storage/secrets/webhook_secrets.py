"""The secrets that projects' webhooks are signed with, once they were changed by `setup rotate`; stored encrypted.

begun -> taken -> settled      `begun`: nobody knows yet whether Sinch has the new one, so both are good
What every delivery needs is kept in memory too: `refresh` brings it up to date.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Row, delete, select, update

from bot.storage.db.database import Database, Repository
from bot.storage.db.guard_tables import webhook_secrets
from bot.storage.db.rows import insert
from bot.storage.secrets.cipher import Cipher, KeyMissing
from bot.storage.states import RotationState


@dataclass(frozen=True, slots=True)
class WebhookSecret:
    """One project's: `newest` is what Sinch was given last, `earlier` are accepted beside it until it is settled.

    `replaced` is what the settings or `projects add` said at that time: who changes that later means it.
    """

    project_id: str
    newest: SecretStr = field(repr=False)
    earlier: tuple[SecretStr, ...] = field(repr=False)
    replaced: SecretStr | None = field(repr=False)
    state: RotationState
    changed_by: str
    changed_at: datetime

    def settled(self) -> WebhookSecret:
        """The same with nothing accepted but the newest."""
        return replace(self, earlier=(), state=RotationState.SETTLED)


class WebhookSecretStore(Repository):
    """By project. Those whose key is missing are as if they were not there, but they stay (`unreadable`)."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        super().__init__(database)
        self.cipher = cipher
        self._known: dict[str, WebhookSecret] = {}

    def known(self, project_id: str) -> WebhookSecret | None:
        """As of the last `refresh`; costs nothing."""
        return self._known.get(project_id)

    def remember(self, secret: WebhookSecret) -> None:
        """In this process, before it is written."""
        self._known[secret.project_id] = secret

    async def refresh(self) -> list[WebhookSecret]:
        """Reads all of them."""
        found = {}
        for row in await self._rows():
            try:
                found[row.project_id] = self._decrypted(row)
            except KeyMissing:
                continue
        self._known = found
        return [*found.values()]

    async def save(self, secret: WebhookSecret) -> None:
        """Raises `NoKeys`."""
        values = self._values(secret)
        statement = insert(webhook_secrets, is_sqlite=self._db.sqlite).values(values)
        async with self._db.write() as db:
            await db.execute(statement.on_conflict_do_update(index_elements=["project_id"], set_=values))
        self.remember(secret)

    async def begin(self, secret: WebhookSecret, over: WebhookSecret | None) -> bool:
        """Writes a new secret in place of the one that was seen; False if another process was faster."""
        values = self._values(secret)
        if over is None:
            statement: Any = insert(webhook_secrets, is_sqlite=self._db.sqlite).values(values).on_conflict_do_nothing()
        else:
            statement = update(webhook_secrets).where(*_unchanged(over)).values(values)
        async with self._db.write() as db:
            first = (await db.execute(statement)).rowcount > 0
        if first:
            self.remember(secret)
        return first

    async def advance(self, seen: WebhookSecret, to: WebhookSecret) -> bool:
        """Its next state; False where it was changed since it was seen."""
        async with self._db.write() as db:
            statement = update(webhook_secrets).where(*_unchanged(seen)).values(self._values(to))
            moved = (await db.execute(statement)).rowcount > 0
        if moved:
            self.remember(to)
        return moved

    async def remove(self, project_id: str) -> None:
        """Forget a project's secrets; what was given by hand is good again."""
        self._known.pop(project_id, None)
        async with self._db.write() as db:
            await db.execute(delete(webhook_secrets).where(webhook_secrets.c.project_id == project_id))

    async def unreadable(self) -> dict[str, list[str]]:
        """The projects whose secret cannot be read, by the id of the key that is missing."""
        missing: defaultdict[str, list[str]] = defaultdict(list)
        for row in await self._rows():
            try:
                self._decrypted(row)
            except KeyMissing as error:
                missing[error.key_id].append(row.project_id)
        return dict(missing)

    async def reencrypt(self) -> int:
        """Encrypts with the first key what is not; how many that were."""
        changed = 0
        for row in await self._rows():
            stored = row.secrets.get_secret_value()
            if self.cipher.is_current(stored):
                continue
            try:
                renewed = SecretStr(self.cipher.encrypt(self.cipher.decrypt(stored)))
            except KeyMissing:
                continue
            seen = (webhook_secrets.c.project_id == row.project_id) & (webhook_secrets.c.secrets == row.secrets)
            async with self._db.write() as db:
                changed += (await db.execute(update(webhook_secrets).where(seen).values(secrets=renewed))).rowcount
        return changed

    async def _rows(self) -> list[Row[Any]]:
        async with self._db.read() as db:
            return [*(await db.execute(select(webhook_secrets).order_by(webhook_secrets.c.project_id))).all()]

    def _values(self, secret: WebhookSecret) -> dict[str, Any]:
        held = {
            "newest": secret.newest.get_secret_value(),
            "earlier": [earlier.get_secret_value() for earlier in secret.earlier],
            "replaced": secret.replaced and secret.replaced.get_secret_value(),
        }
        return {
            "project_id": secret.project_id,
            "secrets": SecretStr(self.cipher.encrypt(json.dumps(held))),
            "state": secret.state,
            "changed_by": secret.changed_by,
            "changed_at": secret.changed_at,
        }

    def _decrypted(self, row: Row[Any]) -> WebhookSecret:
        held = json.loads(self.cipher.decrypt(row.secrets.get_secret_value()))
        return WebhookSecret(
            row.project_id,
            SecretStr(held["newest"]),
            tuple(map(SecretStr, held["earlier"])),
            None if held["replaced"] is None else SecretStr(held["replaced"]),
            row.state,
            row.changed_by,
            row.changed_at,
        )


def _unchanged(seen: WebhookSecret) -> tuple[Any, ...]:
    return (
        webhook_secrets.c.project_id == seen.project_id,
        webhook_secrets.c.changed_at == seen.changed_at,
        webhook_secrets.c.state == seen.state,
    )
