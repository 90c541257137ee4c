"""What counts as a decision of Sinch, Meta, Kakao, Google or an operator, in events and in activity lists. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from bot.cards.vocabulary.operators import remark_of
from bot.cards.vocabulary.payload import Payload, text
from bot.cards.vocabulary.words import REJECTIONS, SENDER_ERRORS, in_words
from bot.provisioning.event_types import Tells
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind

TEMPLATE_DECISIONS = ("APPROVED", "REJECTED")
OPERATOR_DECISIONS = ("LAUNCHED", "REJECTED", "SUSPENDED", "INVALID_IN_GOOGLE_MY_BUSINESS")
BRAND_DECISIONS = ("COMPLETED", "REJECTED", "INCOMPLETE")
ENTRIES = frozenset({"REJECTED", "ACTIVE", "ERROR"})
"""Entries of activity lists that are decisions."""
SUBMITTED = "IN_PROGRESS"
AT_WORK = ("PENDING", "LAUNCHING", "PREPARING_LAUNCH")
"""States in which something is being decided; `changes.status` says `IN_PROGRESS` for that."""
BRAND = "brand"
"""In place of an operator: the registration of a sender's brand."""
ACTIVE: Mapping[Kind, str] = {
    Kind.whatsapp_template: "APPROVED", Kind.kakaotalk_template: "APPROVED", Kind.rcs_sender: "LAUNCHED"
}  # fmt: skip
"""What the entry `ACTIVE` is called as a state, where that is another word."""


def decision_of(event: Event) -> tuple[str, str]:
    """Who decided apart from the resource as a whole, and what; empty for no decision."""
    if event.info is not None and event.info.tells is Tells.DECISION:
        return "", event.info.implies
    details = event.details
    if event.type == "WHATSAPP_TEMPLATE_STATUS_UPDATED":
        state = text(details, "newState")
        return "", state if state in TEMPLATE_DECISIONS else ""
    if event.type == "RCS_SENDER_STATUS_UPDATED":
        return "", "LAUNCHED" if text(details, "currentState") == "LAUNCHED" else ""
    if event.type == "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED":
        return BRAND, status if (status := text(details, "status")) in BRAND_DECISIONS else ""
    if event.type == "RCS_SENDER_OPERATOR_STATUS_UPDATED":
        status, operator = text(details, "operatorCurrentStatus"), text(details, "operator")
        where = f"{operator} ({text(details, 'operatorCountry')})" if operator else ""
        if status in OPERATOR_DECISIONS:
            return where, status
        return (where, "") if status == "PENDING" else ("", "")
    return "", ""


@lru_cache(maxsize=200)
def decision_in(kind: Kind, entry: str) -> str:
    """What an entry of an activity list decided, as events call it; empty for no decision."""
    if entry not in ENTRIES:
        return ""
    return ACTIVE.get(kind, entry) if entry == "ACTIVE" else entry


def tells_submission(event: Event) -> bool:
    """Whether it says that something begins to be decided; what comes meanwhile, or ends it, is none."""
    if event.info is not None and event.info.tells in (Tells.COMMENT, Tells.CHANGE, Tells.END):
        return False
    is_at_work = text(event.payload, "changes.status") == SUBMITTED or text(event.payload, "state") in AT_WORK
    return is_at_work or text(event.details, "newState") == "PENDING"


def reason_of(event: Event) -> str:
    """Why, in plain text: what is documented of the code, else what was said with it."""
    known = reason_in(event.payload)
    operator, country = text(event.details, "operator"), text(event.details, "operatorCountry")
    remark = remark_of(event.payload, operator, country) if operator else ""
    said = " ".join((event.comment or remark or text(event.payload, "changes.errorReason")).split())
    return known if not said else said if not known else f"{said} ({known.rstrip('.')})"


def reason_in(payload: Payload) -> str:
    """The documented reason that a resource itself tells of its rejection; empty where it tells none."""
    code, failed = text(payload, "rejectionCode"), text(payload, "changes.errorCode")
    return REJECTIONS.get(code, in_words(code)) or SENDER_ERRORS.get(failed, in_words(failed))
