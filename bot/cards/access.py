"""Who may do what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards import layout
from bot.cards.buttons import Call, offer
from bot.cards.message import Message
from bot.slack.text import date, mention, outside

LISTED = 200
ROLES = (
    ("admin", "deletes, manages webhooks, access and projects"),
    ("operator", "changes things at Sinch"),
    ("viewer", "reads and comments; everyone is at least that"),
)


@dataclass(frozen=True, slots=True)
class Grant:
    """One person's role; `source` says where it comes from if nobody granted it, e.g. `workspace owner`."""

    user: str
    role: str
    by: str = ""
    when: datetime | None = None
    source: str = ""


def access(grants: Sequence[Grant]) -> Message:
    """Everyone with more than the common role, by role."""
    parts = []
    for role, what in ROLES:
        lines = [_line(one) for one in grants[:LISTED] if one.role == role]
        if lines or role == "viewer":
            parts.append("\n".join([f"*{role.capitalize()}*: {what}", *lines]))
    more = [f"and {len(grants) - LISTED} more"] if len(grants) > LISTED else []
    return layout.message(
        "\n\n".join(parts),
        [block for part in parts for block in layout.sections(part)],
        layout.context(*more, "Workspace admins and owners are admins here."),
        layout.actions(
            offer("Grant", Call("access grant", {}, "form")), offer("Revoke", Call("access revoke", {}, "form"))
        ),
    )


def _line(one: Grant) -> str:
    given = f" by {mention(one.by)}" if one.by else (f" ({outside(one.source)})" if one.source else "")
    when = f", {date(one.when, '{date_short_pretty}')}" if one.when else ""
    return f"• {mention(one.user)}{given}{when}"
