"""Changes that people make through the bot: remembered, so that the event that follows bears their name.

What is remembered is a mark for a resource and a verb, put down before the API is asked, because its webhook may be
faster than its answer, and taken away when the change has failed, or when its time is up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.flows.correlation.command_events import verbs_behind
from bot.flows.hashing import joint_hash
from bot.slack.text import moment

if TYPE_CHECKING:
    from bot.provisioning.events import Event
    from bot.storage.activity.inbox import InboxEvent
    from bot.storage.store import Store

PREFIX = "change:"
THROUGH = "via /sinch"
WINDOW = timedelta(minutes=15)
"""How long after a change its event may come and still bear its author's name."""
CLOCK_SKEW = timedelta(minutes=1)
"""How far the clocks of two of our processes may differ."""


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """Who changed something, where, when; `shown` are the channels in which everyone has read of it."""

    user_id: str
    name: str
    at: datetime
    shown: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        """As cards name the person: a name, which pings nobody."""
        return f"{self.name}, {THROUGH}"

    def as_json(self) -> dict[str, Any]:
        """The change as it is stored."""
        return {"user": self.user_id, "name": self.name, "at": self.at.isoformat(), "shown": list(self.shown)}

    @classmethod
    def of(cls, stored: Any) -> ChangeRecord | None:
        """Read a stored change; None if it can't be read."""
        if not isinstance(stored, Mapping) or not (at := moment(str(stored.get("at")))):
            return None
        shown = stored.get("shown") or ()
        channels = (shown,) if isinstance(shown, str) else tuple(map(str, shown))
        return cls(str(stored.get("user")), str(stored.get("name")), at, channels)


def key(project_id: str, subject: str, verb: str) -> str:
    """What a change and its event have in common."""
    return PREFIX + joint_hash(project_id, subject, verb)


async def remember(store: Store, project_id: str, subject: str, verb: str, change: ChangeRecord) -> None:
    """Expect the event of a change that is about to be made."""
    await store.key_values.set(key(project_id, subject, verb), change.as_json(), change.at)


async def forget(store: Store, project_id: str, subject: str, verb: str) -> None:
    """The change was not made."""
    await store.key_values.remove(key(project_id, subject, verb))


def keys(rows: Sequence[InboxEvent], events: Sequence[Event]) -> dict[int, list[str]]:
    """Where the changes are stored that may be behind these events, by the events' rows."""
    return {
        row.id: [key(row.project_id, event.subject.key, verb) for verb in verbs_behind(event)]
        for row, event in zip(rows, events, strict=True)
    }


def correlate(
    rows: Sequence[InboxEvent], causes: Mapping[int, Sequence[str]], facts: Mapping[str, Any]
) -> dict[int, ChangeRecord]:
    """The changes of ours behind these events, by the events' rows; a change may cause several, until its time is up.

    That of a launch, for one, is followed by an event for each operator that is asked. `causes` are the `keys` of the
    events, `facts` what is stored there.
    """
    found: dict[int, ChangeRecord] = {}
    for row in rows:
        for name in causes[row.id]:
            change = ChangeRecord.of(facts.get(name))
            if change is not None and -CLOCK_SKEW <= row.received_at - change.at <= WINDOW:
                found[row.id] = change
                break
    return found
