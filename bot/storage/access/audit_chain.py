"""How a row of the audit log is bound to the one before it. Pure.

What is hashed here may never change: rows that are stored, and the migration that chained the old ones, rely on it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

START = "0" * 64
"""What the first row carries as the hash of the row before."""
HASHED = (
    "id", "at", "user_id", "user_name", "project_id", "channel", "action", "args", "outcome", "detail", "request_id",
    "begun_id", "previous",
)  # fmt: skip


def row_hash(row: Mapping[str, Any]) -> str:
    """Of a row as it is stored; `at` in milliseconds since 1970."""
    content = [row[name] for name in HASHED]
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """The first row that does not fit, and why."""

    row_id: int
    reason: str


def first_break(rows: Iterable[Mapping[str, Any]], previous: str = START) -> ChainBreak | None:
    """Walks rows in their order; None where each fits the one before."""
    for row in rows:
        if row["previous"] != previous:
            return ChainBreak(row["id"], "does not follow the row before it: one was removed, added or moved")
        if row["hash"] != row_hash(row):
            return ChainBreak(row["id"], "was changed after it was written")
        previous = row["hash"]
    return None
