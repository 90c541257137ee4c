"""What an earlier look knew of what waits: the API does not tell since when a template is in its state."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.flows.waiting.cases import Stage, Timeline
from bot.slack.text import moment

if TYPE_CHECKING:
    from bot.storage.engine import Store

PREFIX = "waiting:"
WAITS_REMEMBERED = 1_000
"""Waits that are remembered, the oldest first."""
FIELDS = 8


@dataclass(frozen=True, slots=True)
class Remembered:
    """One wait of one resource, `since` as ISO 8601; the rest as in `Stage`, `Wait` and `WaitingItem`."""

    key: str
    operator: str
    kind: str
    party: str
    what: str
    since: str
    state: str
    name: str

    @property
    def stage(self) -> Stage:
        """With what it is compared."""
        return self.kind, self.party, self.what

    def as_list(self) -> list[str]:
        """As it is stored, in the order of the fields."""
        return [self.key, self.operator, self.kind, self.party, self.what, self.since, self.state, self.name]


@dataclass(frozen=True, slots=True)
class Memory:
    """First sights of waits in one project."""

    project_id: str
    rows: Sequence[Remembered] = field(default_factory=tuple)

    @classmethod
    async def load(cls, store: Store, project_id: str) -> Memory:
        """What is stored; what is of another shape is left out."""
        stored = await store.key_values.get(f"{PREFIX}{project_id}", [])
        rows = [row for row in stored if isinstance(row, list) and len(row) == FIELDS]
        return cls(project_id, [Remembered(*row) for row in rows])

    def recall(self, timeline: Timeline) -> None:
        """Puts it onto the timeline."""
        for row in self.rows:
            if at := moment(row.since):
                timeline.remember((row.key, row.operator), row.stage, at)

    async def save(self, store: Store, found: Sequence[Remembered], kinds: Collection[str], now: datetime) -> None:
        """What waits now, and what was known of the other kinds, which could not be read now."""
        rows = [row for row in self.rows if row.kind not in kinds] + [row for row in found if row.kind in kinds]
        rows.sort(key=lambda row: row.since)
        await store.key_values.set(
            f"{PREFIX}{self.project_id}", [row.as_list() for row in rows[:WAITS_REMEMBERED]], now
        )
