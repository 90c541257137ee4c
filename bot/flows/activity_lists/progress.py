"""How far the first look at a project has come, as it is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.flows.activity_lists.candidates import Candidates
from bot.flows.activity_lists.reading import ListedResource
from bot.provisioning.subjects import named_subject
from bot.slack.text import moment

PAUSES = (timedelta(0), timedelta(minutes=10), timedelta(hours=1))
"""Before the next look, after a list has failed once, twice, ... One that fails once more is given up: an hour's outage
is no reason to, and what fails for ever must not be asked for ever."""


@dataclass(frozen=True, slots=True)
class Progress:
    """When the look began, which lists are left by key, how often those failed, and what is never read."""

    at: datetime
    left: Mapping[str, ListedResource]
    beyond: int = 0
    whole: bool = True
    """Whether all lists of resources could be read."""
    failed: Mapping[str, int] = field(default_factory=dict)
    """In how many looks each of `left` could not be read."""
    unlisted: int = 0
    """In how many looks some list of resources could not be read."""
    settled: frozenset[str] = frozenset()
    """The keys that are not read again while `whole` is missing: read, or given up."""
    given_up: int = 0
    not_before: datetime | None = None
    """When the next look may begin; None for any time."""

    @property
    def is_listed(self) -> bool:
        """Whether no list of resources is asked for again."""
        return self.whole or self.unlisted > len(PAUSES)

    @property
    def done(self) -> bool:
        return self.is_listed and not self.left

    @property
    def tried(self) -> int:
        """In how many looks something that is still wanted could not be read."""
        return max([*self.failed.values(), 0 if self.is_listed else self.unlisted])

    @property
    def waits(self) -> bool:
        """Whether the next look is not begun whenever somebody asks."""
        return self.tried > 0 and PAUSES[self.tried - 1] > timedelta(0)

    def in_turn(self) -> list[ListedResource]:
        """What is left; what has failed most comes last, so that it holds nothing up."""
        return sorted(self.left.values(), key=lambda listed: self.failed.get(listed.subject.key, 0))

    def listing(self, found: Candidates) -> Progress:
        """With the resources that were found and are not settled."""
        new = {listed.subject.key: listed for listed in found.resources if listed.subject.key not in self.settled}
        unlisted = 0 if found.whole else self.unlisted + 1
        return replace(self, left={**self.left, **new}, beyond=found.beyond, whole=found.whole, unlisted=unlisted)

    def after(self, batch: Iterable[ListedResource], unread: Collection[ListedResource]) -> Progress:
        """Once these were asked for: what failed is left for another look, or given up."""
        asked, failed = {listed.subject.key for listed in batch}, dict(self.failed)
        for listed in unread:
            failed[listed.subject.key] = failed.get(listed.subject.key, 0) + 1
        hopeless = {key for key, times in failed.items() if times > len(PAUSES)}
        gone = (asked - {listed.subject.key for listed in unread}) | hopeless
        return replace(
            self,
            left={key: listed for key, listed in self.left.items() if key not in gone},
            failed={key: times for key, times in failed.items() if key not in gone},
            settled=self.settled | gone,
            given_up=self.given_up + len(hopeless),
        )

    def paused(self, now: datetime) -> Progress:
        """At the end of a look: the next one waits the longer, the more often something has failed."""
        return replace(self, not_before=now + PAUSES[self.tried - 1] if self.tried else None)

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        left = {key: [one.name, one.reason, self.failed.get(key, 0)] for key, one in self.left.items()}
        return {
            "at": self.at.isoformat(),
            "left": left,
            "beyond": self.beyond,
            "whole": self.whole,
            "unlisted": self.unlisted,
            "settled": [] if self.is_listed else sorted(self.settled),
            "given_up": self.given_up,
            "not_before": self.not_before.isoformat() if self.not_before else None,
        }

    @classmethod
    def of(cls, stored: Any) -> Progress | None:
        """What was stored, maybe by an earlier version; None where there is none."""
        if not isinstance(stored, dict) or (at := moment(stored.get("at"))) is None:
            return None
        kept = dict(stored.get("left") or {})
        named = [(key, named_subject(key), words) for key, words in kept.items()]
        return cls(
            at,
            left={key: ListedResource(subject, *words[:2]) for key, subject, words in named if subject is not None},
            beyond=int(stored.get("beyond") or 0),
            whole=stored.get("whole") is True,
            failed={key: words[2] for key, subject, words in named if subject is not None and len(words) > 2},
            unlisted=int(stored.get("unlisted") or 0),
            settled=frozenset(stored.get("settled") or ()),
            given_up=int(stored.get("given_up") or 0),
            not_before=moment(stored.get("not_before")),
        )
