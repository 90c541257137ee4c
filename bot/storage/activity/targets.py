"""What becomes of an event: who gets it, and the rows that say so. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.storage.activity.inbox import InboxEvent
from bot.storage.comments.comments import Comment
from bot.storage.states import DeliveryState


@dataclass(frozen=True, slots=True)
class Target:
    """A channel that gets the event; `held_until` while it is muted; `rule_id` is None for a follow.

    `fold`: it is shown in a summary, because the channel does not take anything now.
    """

    channel: str
    rule_id: int | None = None
    held_until: datetime | None = None
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Routing:
    """What becomes of one event; `payload` is the resource's new body (empty: as it was, None: it is no news)."""

    event: InboxEvent
    subject: str
    targets: tuple[Target, ...]
    payload: dict[str, Any] | None = None
    comment: str | None = None
    ends_follows: bool = False
    by: str | None = None
    """Who in Slack caused it, by name, where it is the echo of a change of ours."""
    state_at: datetime | None = None
    """When the state that it tells came about; None for an event that tells none."""
    stale: bool = False
    """Something later is known of the resource: this one is history, and nobody has to act on it."""

    @property
    def at(self) -> datetime:
        """When it happened, for the order of what cards show."""
        return self.state_at or self.event.at


def by_its_author(routing: Routing, echo: Comment | None) -> Routing:
    """The echo of a comment names who wrote it here."""
    return routing if echo is None else replace(routing, by=echo.author)


def first_places(routings: Iterable[Routing], now: datetime) -> list[dict[str, Any]]:
    """The rows of cards that are not there yet, as the first event of each leaves them."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for routing in routings:
        for target in routing.targets:
            place = (target.channel, routing.event.project_id, routing.subject)
            if place not in found:
                found[place] = {
                    "channel": target.channel,
                    "project_id": routing.event.project_id,
                    "subject": routing.subject,
                    "payload": routing.payload or {},
                    "latest_id": routing.event.id,
                    "latest_at": routing.state_at,
                    "dirty_at": now,
                    "by": routing.by,
                    "created_at": now,
                }
    return list(found.values())


@dataclass(slots=True)
class News:
    """What some events say of one resource: the last of them, and the last that brought its body."""

    last: Routing
    body: Routing | None

    def row(self, now: datetime) -> dict[str, Any]:
        """The card's row as it is stored."""
        return {
            "project": self.last.event.project_id,
            "key": self.last.subject,
            "body": self.body.payload if self.body else None,
            "row": self.last.event.id,
            "now": now,
            "who": self.last.by,
            "at": self.last.at,
            "since": self.body.state_at if self.body else self.last.state_at,
        }


def latest_news(routings: Iterable[Routing]) -> list[News]:
    """For each resource what its card learns of all these events, which are in order of arrival."""
    found: dict[tuple[str, str], News] = {}
    for routing in routings:
        if routing.payload is None:
            continue
        news = found.setdefault((routing.event.project_id, routing.subject), News(routing, None))
        if routing.at >= news.last.at:
            news.last = routing
        if routing.payload and (news.body is None or routing.at >= news.body.at):
            news.body = routing
    return list(found.values())


def wanted(targets: Sequence[Target], echo: Comment | None) -> list[Target]:
    """All but the channel where the comment was made."""
    return [target for target in targets if echo is None or target.channel != echo.channel]


def delivery(routing: Routing, target: Target, now: datetime) -> dict[str, Any]:
    """The row of an event that is due in a channel."""
    held = target.held_until is not None and target.held_until > now
    return {
        "inbox_id": routing.event.id,
        "project_id": routing.event.project_id,
        "channel": target.channel,
        "subject": routing.subject,
        "rule_id": target.rule_id,
        "state": DeliveryState.HELD if held else DeliveryState.PENDING,
        "fold": held or target.fold,
        "stale": routing.stale,
        "by": routing.by,
        "steps": 0,
        "attempts": 0,
        "next_at": target.held_until if held else now,
    }
