"""What a database needs before anything runs on it: this version's tables, secrets under today's key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log
from bot.errors import StartError
from bot.storage.db import schema
from bot.storage.db.prepare import CannotOpen, prepare
from bot.storage.encryption import KeysMissing, encrypt_all, forget_unreadable, named, unreadable_rows
from bot.storage.secrets.cipher import Cipher
from bot.storage.store import Store

if TYPE_CHECKING:
    from bot.settings import Settings

logger = log.get("app")


async def prepare_database(settings: Settings, *, forget: bool = False) -> None:
    """Bring the tables to this version; raises `StartError`. `forget`: give up secrets whose key is lost."""
    try:
        if await prepare(settings.database_url):
            logger.info("database migrated", revision=schema.HEAD)
    except CannotOpen as error:
        raise StartError(f"DATABASE_URL: cannot open {error}") from error
    if forget:
        lost = await forget_unreadable(settings.database_url, Cipher(settings.encryption_keys))
        logger.warning("given up", projects=lost)
    try:
        if changed := await encrypt_all(settings.database_url, Cipher(settings.encryption_keys)):
            logger.info("secrets encrypted with the first of ENCRYPTION_KEYS", rows=changed)
    except KeysMissing as error:
        raise StartError(f"ENCRYPTION_KEYS: {error}") from error
    store = Store.at(settings.database_url, Cipher(settings.encryption_keys))
    try:
        unreadable = await unreadable_rows(store)
    finally:
        await store.close()
    if unreadable:
        logger.warning(
            f"ENCRYPTION_KEYS: {named(unreadable)}. Nothing was deleted: add the key again, or type these again."
        )
