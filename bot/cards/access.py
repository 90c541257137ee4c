"""Who may do what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Message
from bot.cards.vocabulary.words import article
from bot.links import Call
from bot.slack.text import date, escaped, mention

LISTED = 200
"""People that are listed."""
EVERYONE = " (everyone)"
ROLES = (
    ("admin", "can delete, and manage webhooks, access and projects"),
    ("operator", "can make changes at Sinch"),
    ("viewer", "can read and comment"),
)


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One person's role; `source` says where it comes from if nobody granted it, e.g. `workspace owner`."""

    user: str
    role: str
    by: str = ""
    when: datetime | None = None
    source: str = ""


def table(
    *,
    admins: Sequence[str] = (),
    grants: Sequence[tuple[str, str, str, datetime | None]] = (),
    manage: bool = False,
) -> Message:
    """Everyone with more than the common role, by role; `manage` adds buttons to grant and revoke.

    `admins` are those of the setting; a grant is (user, role, by, when).
    """
    everyone = [GrantRow(user, "admin", source="setting") for user in admins]
    everyone += [GrantRow(user, role, by, when) for user, role, by, when in grants]
    parts = []
    for role, what in ROLES:
        lines = [_line(grant) for grant in everyone[:LISTED] if grant.role == role]
        if lines or role == "viewer":
            parts.append("\n".join([f"*{role.capitalize()}*{EVERYONE if role == 'viewer' else ''}: {what}", *lines]))
    more = [f"and {len(everyone) - LISTED} more"] if len(everyone) > LISTED else []
    buttons = [offer("Grant", Call("access grant", {}, "form")), offer("Revoke", Call("access revoke", {}, "form"))]
    return layout.message(
        "Who can do what\n\n" + "\n\n".join(parts),
        layout.header("Who can do what"),
        [block for part in parts for block in layout.sections(part)],
        layout.context(*more, "Admins and owners of the Slack workspace are admins here too."),
        layout.actions(*buttons) if manage else None,
    )


def granted(user: str, role: str) -> Message:
    """A role was given."""
    what = dict(ROLES).get(role, "")
    text = f"{mention(user)} is now {article(role)} *{escaped(role)}*" + (f" and {what}." if what else ".")
    return layout.paragraph(text)


def revoked(user: str) -> Message:
    """A role was taken away."""
    text = f"{mention(user)} is now a *viewer* and can read and comment."
    return layout.paragraph(text)


def _line(grant: GrantRow) -> str:
    given = f" by {mention(grant.by)}" if grant.by else (f" ({escaped(grant.source)})" if grant.source else "")
    when = f", {date(grant.when, '{date_short_pretty}')}" if grant.when else ""
    return f"• {mention(grant.user)}{given}{when}"
