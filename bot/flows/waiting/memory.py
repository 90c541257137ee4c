"""What earlier looks knew of what waits and waited: the API does not tell since when a template is in its state.

What has stopped waiting is remembered for a while: only an event tells when it ended, and only a look when it began.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.flows.waiting.cases import Stage, Timeline, Track
from bot.slack.text import moment

if TYPE_CHECKING:
    from bot.storage.store import Store

PREFIX = "waiting:"
WAITS_REMEMBERED = 1_000
"""Waits that are remembered, the oldest first."""
CASES_REMEMBERED = 500
"""Waits that are over, the newest first."""
SPAN = timedelta(days=90)
"""For how long those are remembered; older cases say little about today."""
FIELDS = 8
"""Of a wait that goes on and is shown; one that is over has one more, a quiet one two."""
MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class WaitRecord:
    """One wait of one resource, times as ISO 8601; the rest as in `Stage`, `Wait` and `WaitingItem`.

    `until`: it was seen to be over by then; empty while it goes on. `quiet`: it is shown on demand only; else empty.
    """

    key: str
    operator: str
    kind: str
    party: str
    what: str
    since: str
    state: str
    name: str
    until: str = ""
    quiet: str = ""

    @property
    def track(self) -> Track:
        """Whose wait it is."""
        return self.key, self.operator

    @property
    def stage(self) -> Stage:
        """With what it is compared."""
        return self.kind, self.party, self.what

    def as_list(self) -> list[str]:
        """As it is stored, in the order of the fields."""
        told = [self.key, self.operator, self.kind, self.party, self.what, self.since, self.state, self.name]
        if self.quiet:
            return [*told, self.until, self.quiet]
        return [*told, self.until] if self.until else told


@dataclass(frozen=True, slots=True)
class Memory:
    """First sights of waits in one project."""

    project_id: str
    rows: Sequence[WaitRecord] = field(default_factory=tuple)
    """What waited when it was looked at last."""
    over: Sequence[WaitRecord] = field(default_factory=tuple)
    """What had waited before."""

    @classmethod
    async def load(cls, store: Store, project_id: str) -> Memory:
        """What is stored; what is of another shape is left out."""
        stored = await store.key_values.get(f"{PREFIX}{project_id}", [])
        rows = [WaitRecord(*row) for row in stored if isinstance(row, list) and 0 <= len(row) - FIELDS <= 2]
        return cls(project_id, [row for row in rows if not row.until], [row for row in rows if row.until])

    def recall(self, timeline: Timeline) -> None:
        """Puts it onto the timeline."""
        for row in (*self.rows, *self.over):
            if at := moment(row.since):
                timeline.remember(row.track, row.stage, at)
            if ended := moment(row.until):
                timeline.remember(row.track, None, ended)

    async def save(self, store: Store, found: Sequence[WaitRecord], kinds: Collection[str], now: datetime) -> None:
        """What waits now, what was known of the other kinds, which could not be read now, and what is over."""
        rows = [row for row in self.rows if row.kind not in kinds] + [row for row in found if row.kind in kinds]
        rows.sort(key=lambda row: row.since)
        over = sorted(self._over(rows, now), key=lambda row: row.until, reverse=True)
        stored = [*rows[:WAITS_REMEMBERED], *over[:CASES_REMEMBERED]]
        await store.key_values.set(f"{PREFIX}{self.project_id}", [row.as_list() for row in stored], now)

    def _over(self, rows: Sequence[WaitRecord], now: datetime) -> Iterator[WaitRecord]:
        """What is over, with what waited at the last look and doesn't now, or waits once more."""
        still = {(row.track, row.stage): row.since for row in rows}
        for row in self.rows:
            again = moment(still.get((row.track, row.stage)))
            until = again - MOMENT if again else now
            if (since := moment(row.since)) and since < until:
                yield replace(row, until=until.isoformat())
        yield from (row for row in self.over if (ended := moment(row.until)) and ended > now - SPAN)
