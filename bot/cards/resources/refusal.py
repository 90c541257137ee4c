"""Why a reviewer refused a resource: what its payload tells, and what they wrote."""

from __future__ import annotations

from bot.cards.resources import rcs, whatsapp
from bot.cards.vocabulary.payload import Payload, text
from bot.cards.vocabulary.reviewers import reviewer
from bot.provisioning.subjects import Kind
from bot.slack.text import quote, shorten

SAID = 600
"""Characters of a reviewer's own words."""
REFUSED = frozenset({"REJECTED", "ERROR"})
PENDING_ONLY = "Only the pending changes were rejected; the live version still works."


def is_refused(payload: Payload) -> bool:
    """Whether the resource, or the changes that wait beside it, came back from review."""
    return not REFUSED.isdisjoint((text(payload, "state"), text(payload, "changes.status")))


def reasons(kind: Kind, payload: Payload, said: str = "") -> list[str]:
    """Each reason in mrkdwn, `said` being the reviewer's own words; empty for what was not refused."""
    lines = [f"*{title}*\n{words}" for title, words in _documented(kind, payload)]
    if said and is_refused(payload):
        lines.append(f"*Sinch adds*\n{quote(shorten(said, SAID))}")
    if lines or not is_refused(payload):
        return lines
    return [f"*Rejected*\n{reviewer(kind.value.partition('_')[0])} gave no reason."]


def _documented(kind: Kind, payload: Payload) -> list[tuple[str, str]]:
    match kind:
        case Kind.whatsapp_template:
            return whatsapp.rejection(payload) if is_refused(payload) else []
        case Kind.whatsapp_sender:
            return [*whatsapp.failure(payload), *whatsapp.field_reviews(payload)]
        case Kind.rcs_sender:
            return rcs.refusals(payload)
        case _:
            return []
