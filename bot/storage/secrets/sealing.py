"""Values among which are secrets, on their way into a JSON column and back.

The secrets are taken out of the values and stored encrypted beside them. Where there is no key to encrypt with, they
stay in this process's memory for a while and in no database: after a restart they have to be given again.
"""

from __future__ import annotations

import json
from collections import Counter, OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, select, update

from bot.redaction import is_secret_address
from bot.storage.db.database import Database
from bot.storage.secrets.cipher import Cipher, KeyMissing

SEALED = "$secrets"
REMEMBERED = 1000
"""Questions and forms whose secrets a process keeps in memory at most; the oldest go first."""

Path = tuple[str | int, ...]
Found = list[tuple[Path, Any]]


@dataclass(frozen=True, slots=True)
class OpenedValues:
    """The values again; `complete` unless secrets among them are lost."""

    values: dict[str, Any]
    complete: bool = True


class Sealer:
    """One for each store."""

    def __init__(self, cipher: Cipher) -> None:
        self.cipher = cipher
        self._memory: OrderedDict[str, Found] = OrderedDict()

    def seal(self, key: str, values: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
        """What may be stored of the values under `key`; `names` are those of secrets, at whatever depth.

        So is an address with a password or a token in it.
        """
        found: Found = []
        kept: dict[str, Any] = _taken_out(dict(values), frozenset(names), (), found)
        if not found:
            return kept
        if self.cipher.enabled:
            return {**kept, SEALED: self.cipher.encrypt(json.dumps(found))}
        self._memory[key] = found
        self._memory.move_to_end(key)
        while len(self._memory) > REMEMBERED:
            self._memory.popitem(last=False)
        return {**kept, SEALED: ""}

    def open(self, key: str, stored: Mapping[str, Any]) -> OpenedValues:
        """The values that were sealed under `key`."""
        values = dict(stored)
        sealed = values.pop(SEALED, None)
        if sealed is None:
            return OpenedValues(values)
        try:
            found = json.loads(self.cipher.decrypt(sealed)) if sealed else self._memory.get(key)
        except KeyMissing:
            found = None
        if found is None:
            return OpenedValues(values, complete=False)
        for path, secret in found:
            _put_back(values, path, secret)
        return OpenedValues(values)

    def forget(self, key: str) -> None:
        """They are not needed any more."""
        self._memory.pop(key, None)

    def missing_key(self, stored: Mapping[str, Any]) -> str | None:
        """The id of the key without which the sealed values cannot be read; None where they can, or there are none."""
        try:
            self.cipher.decrypt(stored.get(SEALED) or "")
        except KeyMissing as error:
            return error.key_id
        return None

    def resealed(self, stored: Mapping[str, Any]) -> dict[str, Any] | None:
        """The same, encrypted with the first key; None where it is so already, or cannot be read."""
        sealed = stored.get(SEALED)
        if not sealed or self.cipher.is_current(sealed):
            return None
        try:
            return {**stored, SEALED: self.cipher.encrypt(self.cipher.decrypt(sealed))}
        except KeyMissing:
            return None


async def reseal(database: Database, sealer: Sealer, table: Table, column: Column[Any]) -> int:
    """Encrypts the sealed values of a column with the first key; how many rows were changed."""
    changed = 0
    async with database.write() as db:
        for row_id, stored in (await db.execute(select(table.c.id, column))).all():
            if (renewed := sealer.resealed(stored)) is not None:
                await db.execute(update(table).where(table.c.id == row_id).values({column.name: renewed}))
                changed += 1
    return changed


async def unreadable(database: Database, sealer: Sealer, table: Table, column: Column[Any]) -> Counter[str]:
    """How many rows of a table have sealed values that cannot be read, by the id of the key that is missing."""
    async with database.read() as db:
        stored = (await db.execute(select(column).select_from(table))).scalars()
        return Counter(key for values in stored if (key := sealer.missing_key(values)) is not None)


def _taken_out(value: Any, names: frozenset[str], path: Path, found: Found) -> Any:
    """The value without its secrets, which are put into `found`; structures may still be the JSON text as typed."""
    if isinstance(value, Mapping):
        kept = {}
        for name, inner in value.items():
            at = (*path, str(name))
            if str(name).rpartition(".")[2] in names and inner not in (None, "", [], {}):
                found.append((at, inner))
            else:
                kept[name] = _taken_out(inner, names, at, found)
        return kept
    if isinstance(value, list | tuple):
        return [_taken_out(inner, names, (*path, number), found) for number, inner in enumerate(value)]
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{") and any(name in value for name in names):
        found.append((path, value))
        return ""
    if isinstance(value, str) and is_secret_address(value):
        found.append((path, value))
        return ""
    return value


def _put_back(values: Any, path: Path, secret: Any) -> None:
    *outer, last = path
    for step in outer:
        values = values[step]
    values[last] = secret
