"""Secrets at rest: encrypted with the first of `ENCRYPTION_KEYS`, read with any of them.

What is stored is `v1:KEY-ID:TOKEN`: the id, a few digits of the key's hash, lets a missing key be named. The token is
Fernet's (https://cryptography.io/en/latest/fernet/). Without keys
nothing can be encrypted, so nothing secret is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import SecretStr

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

VERSION = "v1"


class NoKeys(Exception):
    """Nothing secret can be stored: `ENCRYPTION_KEYS` is not set."""


class KeyMissing(Exception):
    """What was stored needs a key that is not among `ENCRYPTION_KEYS`, or was damaged; `key_id` names the key."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"the key {key_id} is missing")
        self.key_id = key_id


def key_id(key: str) -> str:
    """What a key is called where people read it; tells nothing of the key itself."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]


class Cipher:
    """Encrypts and decrypts texts."""

    def __init__(self, keys: Sequence[SecretStr] = ()) -> None:
        self._keys = tuple(keys)

    @property
    def enabled(self) -> bool:
        return bool(self._keys)

    @cached_property
    def _fernets(self) -> dict[str, Fernet]:
        """Made when first needed: the library takes a tenth of a start to import."""
        from cryptography.fernet import Fernet

        given = [key.get_secret_value() for key in self._keys]
        return {key_id(key): Fernet(key) for key in given}

    def encrypt(self, text: str) -> str:
        """Raises `NoKeys`."""
        if not self._keys:
            raise NoKeys
        newest, fernet = next(iter(self._fernets.items()))
        return f"{VERSION}:{newest}:{fernet.encrypt(text.encode('utf-8', 'surrogatepass')).decode()}"

    def decrypt(self, stored: str) -> str:
        """The text; what was stored before there were keys is returned as it is. Raises `KeyMissing`."""
        used = self.key_of(stored)
        if used is None:
            return stored
        fernet = self._fernets.get(used) if self._keys else None
        if fernet is None:
            raise KeyMissing(used)
        from cryptography.fernet import InvalidToken

        try:
            return fernet.decrypt(stored.split(":", 2)[2]).decode("utf-8", "surrogatepass")
        except InvalidToken as error:
            raise KeyMissing(used) from error

    def key_of(self, stored: str) -> str | None:
        """The id of the key that it was encrypted with; None for plain text."""
        version, _, rest = stored.partition(":")
        used, separator, _ = rest.partition(":")
        return used if version == VERSION and separator and len(used) == 8 else None

    def is_current(self, stored: str) -> bool:
        """Whether it is encrypted with the first key, or cannot be because there is none."""
        return not self._keys or self.key_of(stored) == key_id(self._keys[0].get_secret_value())
