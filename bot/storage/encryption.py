"""At the start: every stored secret can be read, and is encrypted with the first key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.storage.secrets.cipher import Cipher
from bot.storage.store import Store


class KeysMissing(Exception):
    """Secrets of connected projects need keys that were not given; one line that names keys and projects."""

    def __init__(self, missing: Mapping[str, Sequence[str]]) -> None:
        super().__init__(
            f"stored secrets cannot be read: {named(missing)}. Nothing was deleted: add the key again, "
            "or give them up with python -m bot migrate --forget-unreadable."
        )


def named(missing: Mapping[str, Sequence[str]]) -> str:
    """Which key is missing for what, in one line."""
    return "; ".join(f"key {key} is missing ({', '.join(names)})" for key, names in missing.items())


async def encrypt_all(url: str, cipher: Cipher) -> int:
    """Encrypts what is not encrypted with the first key; how many rows that were. Raises `KeysMissing`."""
    store = Store.at(url, cipher)
    try:
        if missing := await unreadable(store):
            for key, rows in (await unreadable_rows(store)).items():
                missing.setdefault(key, []).extend(rows)
            raise KeysMissing(missing)
        return await store.reencrypt()
    finally:
        await store.close()


async def unreadable(store: Store) -> dict[str, list[str]]:
    """The projects and webhook secrets that cannot be read, by the id of the key that is missing."""
    missing = {key: [f"project {name}" for name in names] for key, names in (await store.projects.unreadable()).items()}
    for key, names in (await store.webhook_secrets.unreadable()).items():
        missing.setdefault(key, []).extend(f"webhook of {name}" for name in names)
    return missing


async def unreadable_rows(store: Store) -> dict[str, list[str]]:
    """What else cannot be read, by key: questions, drafts and requests for approval, which stop nothing; how many."""
    counted = {
        "questions": await store.pending.unreadable(),
        "drafts": await store.drafts.unreadable(),
        "requests for approval": await store.approvals.unreadable(),
    }
    missing: dict[str, list[str]] = {}
    for what, by_key in counted.items():
        for key, count in by_key.items():
            missing.setdefault(key, []).append(f"{what}: {count}")
    return missing


async def forget_unreadable(url: str, cipher: Cipher) -> list[str]:
    """Gives up the projects and webhook secrets whose key is lost, with what hangs on them; says which."""
    store = Store.at(url, cipher)
    try:
        lost = await store.projects.unreadable_ids()
        webhooks = [name for names in (await store.webhook_secrets.unreadable()).values() for name in names]
        for project_id in lost:
            await store.forget_project(project_id)
        for project_id in webhooks:
            await store.webhook_secrets.remove(project_id)
    finally:
        await store.close()
    return [*lost, *(f"webhook of {name}" for name in webhooks)]
