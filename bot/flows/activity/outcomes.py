"""What the type of an event alone says of a resource of which more is known. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.kinds import CARDS
from bot.cards.vocabulary.payload import mapping, text
from bot.cards.vocabulary.state import named
from bot.cards.vocabulary.tone import Tone
from bot.provisioning.event_types import Tells

if TYPE_CHECKING:
    from bot.provisioning.event_types import EventInfo
    from bot.provisioning.kinds import Kind

REFUSALS = ("REJECTED", "ERROR")
REASON = ("rejectionCode", "errorCode", "errorReason")
"""Why something was refused earlier: nothing of a later decision."""
SETTLED = (Tone.GOOD, Tone.BAD)
"""How states look that something has once its first review is over."""


def implied(before: Mapping[str, Any], sent: Mapping[str, Any], kind: Kind, info: EventInfo) -> dict[str, Any]:
    """The resource with the state that the type implies; a refusal is one of its changes where they were at work."""
    known = _without(before, REASON)
    if pending := mapping(before, "changes"):
        known["changes"] = _without(pending, REASON)
    known |= sent
    if info.implies in REFUSALS:
        return _refused(known, kind, info.implies)
    known["state"] = info.implies
    return ended(known, info) if info.tells in (Tells.END, Tells.DECISION) else known


def _without(payload: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in payload.items() if name not in names}


def _refused(before: Mapping[str, Any], kind: Kind, refusal: str) -> dict[str, Any]:
    live, pending = text(before, "state", "status"), mapping(before, "changes")
    was_live = bool(live) and live not in REFUSALS and named(kind, live).tone in SETTLED
    of_changes = was_live and (refusal not in CARDS[kind].states or _is_at_work(pending, refusal))
    known = dict(before)
    if of_changes or (pending and not was_live):
        known["changes"] = {**pending, "status": refusal}
    if not of_changes and (live or not pending):  # what never went live has no state, but changes
        known["state"] = refusal
    return known


def _is_at_work(pending: Mapping[str, Any], refusal: str) -> bool:
    return text(pending, "status") in ("IN_PROGRESS", refusal)


def ended(before: Mapping[str, Any], info: EventInfo) -> dict[str, Any]:
    """The resource without pending changes; what never went live keeps them, for it has nothing else."""
    pending = mapping(before, "changes")
    if not pending or not text(before, "state", "status"):
        return dict(before)
    live, changed = mapping(before, "details"), mapping(pending, "details")
    went_live = info.tells is Tells.DECISION or "update" in info.caused_by
    details = {**live, **changed} if went_live else {**changed, **live}
    known = _without(before, ("changes",))
    return {**known, "details": details} if details else known
