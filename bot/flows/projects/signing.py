"""What a project's webhook is signed with: the secret that was given or changed, and the ones before it for a while."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.flows.projects import TOPIC
from bot.storage.states import RotationState

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.storage.secrets.webhook_secrets import WebhookSecret

BYTES = 32
"""Of a new secret: as many as the hash that it signs with gives."""
ACCEPTED = timedelta(days=1)
"""How long the earlier secrets are accepted at most."""
DELIVERY = "delivery:"
"""Begins the key of a mark that says which project a delivery was for, where its signature fits several."""
REPLAYED = timedelta(hours=1)
"""Longer than any signature is good for."""


class Signatures:
    """What the door asks: which secrets are good for a project, whose a delivery is; it tells which one was used."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def accepted(self, project_id: str) -> tuple[SecretStr, ...]:
        """The newest first; none: nothing can be checked."""
        return accepted(self._services, project_id)

    async def is_for(self, project_id: str, secret: SecretStr, head: bytes, body: bytes) -> bool:
        """Whether a delivery is this project's: one that several projects' secrets fit is the first one's only."""
        services = self._services
        others = (other for other in services.projects.ids() if other != project_id)
        if not any(secret in accepted(services, other) for other in others):
            return True
        signed = hashlib.sha256(head)
        signed.update(body)
        key = DELIVERY + signed.hexdigest()
        return await services.store.key_values.first(key, project_id, services.clock.now()) == project_id

    def used(self, project_id: str, secret: SecretStr) -> None:
        """Sinch has signed with it: if that is the newest, the earlier ones have had their time."""
        seen = self._services.store.webhook_secrets.known(project_id)
        if seen is None or seen.state is RotationState.SETTLED or secret != seen.newest:
            return
        self._services.store.webhook_secrets.remember(seen.settled())
        self._services.tasks.start(forget_earlier(self._services, seen), name="webhook secret settled")


def new_secret() -> SecretStr:
    """One that nobody can guess."""
    return SecretStr(secrets.token_urlsafe(BYTES))


def accepted(services: Services, project_id: str) -> tuple[SecretStr, ...]:
    """All secrets that are good for a project now, the one to register first."""
    given, changed = as_given(services, project_id), services.store.webhook_secrets.known(project_id)
    if changed is None:
        return () if given is None else (given,)
    is_over = changed.state is RotationState.TAKEN and services.clock.now() >= changed.changed_at + ACCEPTED
    good = (changed.newest, *(() if is_over else changed.earlier))
    # Somebody has set another one since: that is what they mean.
    return good if given is None or given == changed.replaced else (given, *good)


def as_given(services: Services, project_id: str) -> SecretStr | None:
    """The secret that a person gave: with the project, else the setting."""
    project = services.projects.get(project_id)
    given = (project.webhook_secret if project else None) or services.settings.sinch_webhook_secret
    return given if given is not None and given.get_secret_value() else None


def is_shared(services: Services, project_id: str) -> bool:
    """Whether a project signs with the bot's own secret: earlier versions gave it to those that were added."""
    project = services.projects.get(project_id)
    own = (project.webhook_secret if project else None) or services.store.webhook_secrets.known(project_id)
    return own is None and project_id != services.settings.sinch_project_id


async def forget_earlier(services: Services, seen: WebhookSecret) -> None:
    """Forgets the earlier secrets, here and in the database."""
    await services.store.webhook_secrets.advance(seen, seen.settled())
    services.wake(TOPIC)
