"""At the start: every stored secret can be read, and is encrypted with the first key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.storage.cipher import Cipher
from bot.storage.engine import Store


class KeysMissing(Exception):
    """Secrets of connected projects need keys that were not given; one line that names keys and projects."""

    def __init__(self, missing: Mapping[str, Sequence[str]]) -> None:
        named = "; ".join(f"key {key} is missing (projects: {', '.join(names)})" for key, names in missing.items())
        super().__init__(
            f"stored secrets cannot be read: {named}. Nothing was deleted: add the key again, "
            "or give them up with python -m bot migrate --forget-unreadable."
        )


async def encrypt_all(url: str, cipher: Cipher) -> int:
    """Encrypts what is not encrypted with the first key; how many rows that were. Raises `KeysMissing`."""
    store = Store.at(url, cipher)
    try:
        if missing := await _unreadable(store):
            raise KeysMissing(missing)
        return await store.reencrypt()
    finally:
        await store.close()


async def _unreadable(store: Store) -> dict[str, list[str]]:
    """What cannot be read, by the id of the key that is missing."""
    missing = await store.projects.unreadable()
    for key, names in (await store.webhook_secrets.unreadable()).items():
        missing.setdefault(key, []).extend(f"webhook of {name}" for name in names)
    return missing


async def forget_unreadable(url: str, cipher: Cipher) -> list[str]:
    """Gives up the projects and webhook secrets whose key is lost, with what hangs on them; says which."""
    store = Store.at(url, cipher)
    try:
        lost = await store.projects.unreadable_ids()
        for project_id in lost:
            await store.projects.remove(project_id)
            await store.subscriptions.remove_project(project_id)
            await store.follows.remove_project(project_id)
            await store.digests.remove_project(project_id)
        webhooks = [name for names in (await store.webhook_secrets.unreadable()).values() for name in names]
        for project_id in webhooks:
            await store.webhook_secrets.remove(project_id)
    finally:
        await store.close()
    return [*lost, *(f"webhook of {name}" for name in webhooks)]
