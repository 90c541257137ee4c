"""How the bot itself is: its parts, what waits to be posted, what could not be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Block, Message
from bot.cards.vocabulary.words import count
from bot.links import Call
from bot.slack.text import bold, channel, date, escaped, shorten

LISTED = 10
"""Of deliveries that were given up, and of events that were set aside."""
HERE = "/sinch status"
"""A remedy that sends people here is left out here."""


@dataclass(frozen=True, slots=True)
class Health:
    """One part; `ok` is None where it is not set up. `note` and `remedy` are plain text."""

    name: str
    ok: bool | None
    note: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class DeadDeliveryRow:
    """A delivery that was given up; `what` is plain text, `retry` sends it again."""

    what: str
    channel: str
    error: str
    when: datetime | None = None
    retry: Call | None = None


@dataclass(frozen=True, slots=True)
class AsideEventRow:
    """An event that the database or our own code failed at; `what` and `error` are plain text."""

    what: str
    error: str
    when: datetime | None = None
    retry: Call | None = None


@dataclass(frozen=True, slots=True)
class RefusingChannel:
    """A channel that takes no messages, why, and when it is tried again."""

    channel: str
    reason: str
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What `/sinch status` says."""

    parts: Sequence[Health]
    waiting: int = 0
    oldest: datetime | None = None
    dead: Sequence[DeadDeliveryRow] = ()
    dead_total: int = 0
    retry_all: Call | None = None
    refusing: Sequence[RefusingChannel] = ()
    aside: Sequence[AsideEventRow] = ()
    aside_total: int = 0


def status(shown: Status) -> Message:
    """Health, queues and dead letters, worst first."""
    first = _first(shown.parts)
    ordered = sorted(shown.parts, key=lambda part: (part.ok is not False, part.ok is None))
    lines = [_part(replace(part, remedy="") if HERE in part.remedy else part) for part in ordered]
    dead = max(shown.dead_total, len(shown.dead))
    return layout.message(
        "\n".join(
            [
                first,
                *lines,
                *([_queue(shown)] if shown.waiting else []),
                *(_refusing(refusing) for refusing in shown.refusing),
                f"{dead} couldn't be delivered." if dead else "",
                f"{count(shown.aside_total, 'event is', 'events are')} set aside." if shown.aside_total else "",
            ]
        ),
        layout.section(f"*{first}*"),
        layout.sections("\n".join(lines)) if lines else None,
        layout.section(_queue(shown)) if shown.waiting else None,
        layout.sections("\n".join(_refusing(refusing) for refusing in shown.refusing)) if shown.refusing else None,
        _dead(shown, dead),
        _aside(shown),
        layout.actions(
            offer("Retry all", shown.retry_all) if shown.retry_all and (dead or shown.aside_total) else None,
            offer("Refresh", Call("status", {}, "turn")),
        ),
    )


def in_short(parts: Sequence[Health]) -> list[str]:
    """One line where all is well; else what does not work, with its remedy."""
    return [bold(_first(parts)), *(_part(part) for part in parts if part.ok is False)]


def _first(parts: Sequence[Health]) -> str:
    bad = [part for part in parts if part.ok is False]
    return f"🔴 {count(len(bad), 'problem')}" if bad else "🟢 Everything works."


def _part(health: Health) -> str:
    emoji = {True: "🟢", False: "🔴", None: "⚪"}[health.ok]
    note = f": {escaped(shorten(health.note, 300))}" if health.note else ""
    remedy = f"\n      {escaped(shorten(health.remedy, 300))}" if health.remedy and health.ok is not True else ""
    return f"{emoji} {bold(health.name)}{note}{remedy}"


def _queue(shown: Status) -> str:
    since = f", oldest from {date(shown.oldest, '{date_short_pretty} {time}')}" if shown.oldest else ""
    return f"{count(shown.waiting, 'message')} waiting to be posted{since}."


def _dead(shown: Status, total: int) -> list[Block]:
    if not total:
        return []
    blocks = [layout.section(f"*Given up* ({total})")]
    for dead in shown.dead[:LISTED]:
        when = f"\n{date(dead.when)}" if dead.when else ""
        line = (
            f"{escaped(shorten(dead.what, 300))} → {channel(dead.channel)}\n{escaped(shorten(dead.error, 300))}{when}"
        )
        blocks.append(layout.section(line, accessory=offer("Retry", dead.retry) if dead.retry else None))
    return blocks


def _refusing(refusing: RefusingChannel) -> str:
    again = f" Next try {date(refusing.retry_at)}." if refusing.retry_at else ""
    why = escaped(refusing.reason)
    return f"⚠️ {channel(refusing.channel)} is blocked: {why}. I keep its events and post them later.{again}"


def _aside(shown: Status) -> list[Block]:
    if not shown.aside:
        return []
    blocks = [layout.section(f"*Set aside* ({max(shown.aside_total, len(shown.aside))})")]
    for aside in shown.aside[:LISTED]:
        when = f"\n{date(aside.when)}" if aside.when else ""
        line = f"{escaped(shorten(aside.what, 300))}\n{escaped(shorten(aside.error, 300))}{when}"
        blocks.append(layout.section(line, accessory=offer("Retry", aside.retry) if aside.retry else None))
    return blocks
