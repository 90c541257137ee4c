"""Who did what, when, with what outcome."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.cards.blocks.buttons import Call
from bot.cards.blocks.message import Message
from bot.cards.blocks.table import Cell, Listing, Pages, listing
from bot.slack.text import plain_date, shorten, unescape

_OUTCOMES = {"done": "🟢 done", "failed": "🔴 failed", "refused": "⛔ refused", "cancelled": "⚪ cancelled"}


class Entry(Protocol):
    """One line of the audit log, as the database keeps it."""

    @property
    def at(self) -> datetime: ...
    @property
    def user_name(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def args(self) -> Mapping[str, Any]: ...
    @property
    def outcome(self) -> str: ...
    @property
    def detail(self) -> str | None: ...


def table(
    entries: Sequence[Entry],
    *,
    older: Call | None = None,
    newest: Call | None = None,
    export: Call | None = None,
    names: Mapping[str, str] | None = None,
) -> Message:
    """A page of the audit log, newest first; people by name (`names` by id), since tables show no mentions."""
    turns = [("Newest", newest), ("Older", older)]
    return listing(
        Listing(
            title="Audit log",
            columns=["When", "Who", "What", "Outcome", "With"],
            rows=[_row(one, names or {}) for one in entries],
            empty="Nothing has been changed yet. Every change made through me is listed here.",
            pages=Pages(whole=not (older or newest)),
            more=[(label, call) for label, call in turns if call],
            export=export,
            note="Newest first.",
        )
    )


def _row(one: Entry, names: Mapping[str, str]) -> list[Cell]:
    given = ", ".join(
        f"{name}={shorten(said, 60)}"
        for name, value in one.args.items()
        if (said := _said(names.get(str(value), value)))
    )
    outcome = _OUTCOMES.get(one.outcome, one.outcome)
    detail = f": {shorten(_plain(one.detail), 120)}" if one.detail else ""
    return [plain_date(one.at), one.user_name, one.action, outcome + detail, shorten(given, 250)]


def _said(value: object) -> str:
    """A value as it would be typed; what was left empty is not worth a word."""
    if isinstance(value, Mapping) and (name := value.get("name")):  # a file
        return str(name)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {said}" for name, inner in value.items() if (said := _said(inner)))
    if isinstance(value, (list, tuple)):
        return ",".join(filter(None, map(_said, value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _plain(mrkdwn: str) -> str:
    """Without markup, which table cells show as it is."""
    return re.sub(r"[*`]", "", unescape(mrkdwn))
