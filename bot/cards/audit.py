"""Who did what, when, with what outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.buttons import Call
from bot.cards.message import Message
from bot.cards.table import Listing, Pages, listing
from bot.slack.text import plain_date

_OUTCOMES = {"done": "🟢 done", "failed": "🔴 failed", "refused": "⛔ refused", "cancelled": "⚪ cancelled"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log, all plain text; `who` is a name, since tables show no mentions."""

    when: datetime
    who: str
    what: str
    outcome: str
    where: str = ""
    details: str = ""


def audit(entries: Sequence[Entry], *, pages: Pages | None = None, export: Call | None = None) -> Message:
    """A page of the audit log, newest first."""
    rows = [
        [plain_date(one.when), one.who, one.what, _OUTCOMES.get(one.outcome, one.outcome), one.where, one.details]
        for one in entries
    ]
    return listing(
        Listing(
            title="Audit log",
            columns=["When", "Who", "What", "Outcome", "Where", "Details"],
            rows=rows,
            pages=pages or Pages(),
            empty="Nothing has been changed yet. Every change made through me is listed here.",
            export=export,
        )
    )
