"""What happened in a project, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Message
from bot.cards.vocabulary.words import count
from bot.links import Call
from bot.slack.text import date, escaped


def listing(
    title: str,
    items: Sequence[tuple[datetime, str]],
    *,
    missing: Sequence[str] = (),
    older: Call | None = None,
    newest: Call | None = None,
) -> Message:
    """A page: when and what, in mrkdwn. `missing` says what could not be read."""
    none = "Nothing found yet. Press *Older* to look further back." if older else "No activity."
    lines = [f"{said} · {date(when)}" for when, said in items] or [none]
    shown = f"{count(len(items), 'entry', 'entries')}, newest first" if items else ""
    note = escaped(" ".join(missing))
    return layout.message(
        "\n".join([escaped(title), *lines]),
        layout.section(f"*{escaped(title)}*"),
        layout.sections("\n".join(lines)),
        layout.context(*(line for line in (shown, note) if line)),
        layout.actions(offer("Older", older) if older else None, offer("Newest", newest) if newest else None),
    )
