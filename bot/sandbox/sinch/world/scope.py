"""One project of one world: what both the API's handlers and the other end work with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.sinch.world.ground import Ground
from bot.sandbox.sinch.world.ids import Ids
from bot.sandbox.sinch.world.project import Project, Record, public

API_USER = "Provisioning API user"
REVIEWER = "Sinch reviewer"


def iso(moment: datetime) -> str:
    """UTC with milliseconds, as the API writes times."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


@dataclass
class Scope:
    """Time, ids, events and activities of one project."""

    world: Ground
    project: Project

    @property
    def ids(self) -> Ids:
        """The world's source of ids."""
        return self.world.ids

    def now(self) -> str:
        """The present moment as the API writes it."""
        return iso(self.world.now())

    def since(self, moment: str) -> timedelta:
        """How long ago that was."""
        return self.world.now() - datetime.fromisoformat(moment)

    def emit(self, kind: str, record: Record | None, **extra: Any) -> None:
        """Fire an event; `record` is its payload as it is now, None for the one flat event."""
        body: Record = {"type": kind}
        if record is not None:
            body["payload"] = public(record)
        body.update({name: value for name, value in extra.items() if value})
        self.world.publish(self.project, body)

    def note(self, key: str, kind: str, comment: str = "", author: str = API_USER) -> Record:
        """Add to a resource's activities."""
        entry: Record = {"type": kind, "created": self.now(), "author": author}
        if comment:
            entry["comment"] = comment
        self.project.activities.setdefault(key, []).append(entry)
        self.changed(key)
        return entry

    def forget(self, key: str) -> None:
        """Drop a resource's activities; it is gone."""
        self.project.activities.pop(key, None)
        self.changed(key)

    def changed(self, key: str) -> None:
        """Tell the page that this resource is another; a key begins with its kind."""
        self.world.changed(key.split(":", 1)[0], key)

    def touch(self, key: str, record: Record) -> None:
        """Something about the resource changed now."""
        record["modified"] = self.now()
        self.changed(key)

    def later(self, seconds: float, action: str, key: str) -> None:
        """Let something happen by itself."""
        self.world.timers.later(seconds, action, self.project.id, key)
