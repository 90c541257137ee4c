"""The webhook event types: one row a type says what it is about, what it tells, and how else that can be found out.

Correlation, catch-up and reports read these rows; none of them keeps a list of types of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.provisioning.kinds import KINDS, Area
from bot.provisioning.subjects import Kind


class Tells(StrEnum):
    """What sort of thing an event tells."""

    COMMENT = "comment"
    """Somebody wrote."""
    DECISION = "decision"
    """What was submitted is decided, as `implies` says; the work that somebody asked for has ended."""
    END = "end"
    """The work that somebody asked for has ended, and nobody decided anything."""
    STATUS = "status"
    """Its body says whether it is a decision, an end, or a step on the way."""
    CHANGE = "change"
    """Something about the resource is another than before."""


@dataclass(frozen=True, slots=True)
class EventInfo:
    """What is documented of one type; `fired` says when Sinch sends it, for types without words of their own too."""

    kind: Kind
    tells: Tells
    fired: str
    implies: str = ""
    """The state that it tells of by its name, should the payload leave it out."""
    caused_by: tuple[str, ...] = ()
    """Operations on the resource that bring it about at once. What Sinch or a carrier decides later is not here."""
    listed_as: str = ""
    """The entry of the resource's activity list that tells the same, comments aside; other entries are never sent."""
    states: tuple[str, ...] = ()
    """States of the resource that tell the same, where no activity list does."""

    @property
    def area(self) -> Area | None:
        """The part of the API that it belongs to."""
        return KINDS[self.kind].area


EVENT_TYPES: dict[str, EventInfo] = {
    "BUNDLE_DONE": EventInfo(
        Kind.bundle, Tells.END, "a bundle has been fully set up", implies="DONE", states=("DONE",)
    ),
    "KAKAOTALK_SENDER_ACTIVE": EventInfo(
        Kind.kakaotalk_sender, Tells.DECISION, "sender went active", implies="ACTIVE", listed_as="ACTIVE"
    ),
    "KAKAOTALK_SENDER_COMMENT_ADDED": EventInfo(Kind.kakaotalk_sender, Tells.COMMENT, "comment on a sender"),
    "KAKAOTALK_SENDER_INACTIVE": EventInfo(
        Kind.kakaotalk_sender, Tells.END, "sender went inactive", implies="INACTIVE", listed_as="INACTIVE"
    ),
    "KAKAOTALK_SENDER_REJECTED": EventInfo(
        Kind.kakaotalk_sender, Tells.DECISION, "sender refused", implies="REJECTED", listed_as="REJECTED"
    ),
    "KAKAOTALK_TEMPLATE_APPROVED": EventInfo(
        Kind.kakaotalk_template, Tells.DECISION, "template accepted", implies="APPROVED", states=("APPROVED",)
    ),
    "KAKAOTALK_TEMPLATE_COMMENT_ADDED": EventInfo(Kind.kakaotalk_template, Tells.COMMENT, "comment on a template"),
    "KAKAOTALK_TEMPLATE_REJECTED": EventInfo(
        Kind.kakaotalk_template, Tells.DECISION, "template refused", implies="REJECTED", listed_as="REJECTED"
    ),
    "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED": EventInfo(
        Kind.rcs_sender, Tells.STATUS, "brand registration moved to another status"
    ),
    "RCS_SENDER_COMMENT_ADDED": EventInfo(Kind.rcs_sender, Tells.COMMENT, "comment on a sender"),
    "RCS_SENDER_OPERATOR_STATUS_UPDATED": EventInfo(
        Kind.rcs_sender, Tells.STATUS, "a carrier's status for the sender changed", caused_by=("launch",)
    ),
    "RCS_SENDER_STATUS_UPDATED": EventInfo(
        Kind.rcs_sender,
        Tells.STATUS,
        "sender status changed",
        caused_by=("update", "launch"),
        states=("DRAFT", "IN_PROGRESS", "IN_TEST", "PREPARING_LAUNCH", "LAUNCHING", "LAUNCHED", "UNLAUNCHED"),
    ),
    "RCS_ACCOUNT_COMMENT_ADDED": EventInfo(Kind.rcs_account, Tells.COMMENT, "comment on the RCS account"),
    "WHATSAPP_ACCOUNT_COMMENT_ADDED": EventInfo(Kind.whatsapp_account, Tells.COMMENT, "comment on the account"),
    "WHATSAPP_ACCOUNT_DAILY_LIMIT_CHANGED": EventInfo(
        Kind.whatsapp_account, Tells.CHANGE, "account's daily messaging limit changed"
    ),
    "WHATSAPP_ACCOUNT_ONBOARDED": EventInfo(
        Kind.whatsapp_account, Tells.DECISION, "account onboarding finished", implies="ONBOARDED", states=("ONBOARDED",)
    ),
    "WHATSAPP_ACCOUNT_PENDING_VERIFICATION": EventInfo(
        Kind.whatsapp_account, Tells.END, "account waits for verification", listed_as="PENDING_FACEBOOK_VERIFICATION"
    ),
    "WHATSAPP_ACCOUNT_REJECTED": EventInfo(
        Kind.whatsapp_account, Tells.DECISION, "account refused", implies="REJECTED", listed_as="REJECTED"
    ),
    "WHATSAPP_WABA_ACCOUNT_CHANGED": EventInfo(
        Kind.whatsapp_account, Tells.CHANGE, "linked WhatsApp Business Account changed", caused_by=("update",)
    ),
    "WHATSAPP_SENDER_ACTIVE": EventInfo(
        Kind.whatsapp_sender,
        Tells.DECISION,
        "sender went active",
        implies="ACTIVE",
        caused_by=("verify",),
        listed_as="ACTIVE",
    ),
    "WHATSAPP_SENDER_COMMENT_ADDED": EventInfo(Kind.whatsapp_sender, Tells.COMMENT, "comment on a sender"),
    "WHATSAPP_SENDER_DAILY_LIMIT_CHANGED": EventInfo(
        Kind.whatsapp_sender, Tells.CHANGE, "sender's daily messaging limit changed"
    ),
    "WHATSAPP_SENDER_DELETED": EventInfo(Kind.whatsapp_sender, Tells.CHANGE, "sender removed", caused_by=("delete",)),
    "WHATSAPP_SENDER_DISPLAY_NAME_UPDATED": EventInfo(
        Kind.whatsapp_sender, Tells.END, "sender display name changed", caused_by=("update",)
    ),
    "WHATSAPP_SENDER_ERROR": EventInfo(
        Kind.whatsapp_sender, Tells.DECISION, "sender fell into an error state", implies="ERROR", listed_as="ERROR"
    ),
    "WHATSAPP_SENDER_INACTIVE": EventInfo(
        Kind.whatsapp_sender, Tells.END, "sender went inactive", implies="INACTIVE", listed_as="INACTIVE"
    ),
    "WHATSAPP_SENDER_PENDING_VERIFICATION": EventInfo(
        Kind.whatsapp_sender,
        Tells.CHANGE,
        "sender waits for verification",
        implies="PENDING_VERIFICATION",
        caused_by=("register",),
        states=("PENDING_VERIFICATION",),
    ),
    "WHATSAPP_SENDER_QUALITY_RATING_CHANGED": EventInfo(
        Kind.whatsapp_sender, Tells.CHANGE, "sender quality rating changed"
    ),
    "WHATSAPP_SENDER_REJECTED": EventInfo(
        Kind.whatsapp_sender, Tells.DECISION, "sender refused", implies="REJECTED", listed_as="REJECTED"
    ),
    "WHATSAPP_SENDER_USERNAME_UPDATED": EventInfo(
        Kind.whatsapp_sender, Tells.END, "sender username changed", caused_by=("update",)
    ),
    "WHATSAPP_TEMPLATE_APPROVED": EventInfo(
        Kind.whatsapp_template, Tells.DECISION, "template accepted", implies="APPROVED", states=("APPROVED",)
    ),
    "WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE": EventInfo(
        Kind.whatsapp_template, Tells.CHANGE, "a later category change has been scheduled"
    ),
    "WHATSAPP_TEMPLATE_CATEGORY_UPDATED": EventInfo(Kind.whatsapp_template, Tells.CHANGE, "template category changed"),
    "WHATSAPP_TEMPLATE_COMMENT_ADDED": EventInfo(Kind.whatsapp_template, Tells.COMMENT, "comment on a template"),
    "WHATSAPP_TEMPLATE_DELETED": EventInfo(
        Kind.whatsapp_template, Tells.CHANGE, "template removed", caused_by=("delete",)
    ),
    "WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED": EventInfo(
        Kind.whatsapp_template, Tells.CHANGE, "template quality score changed"
    ),
    "WHATSAPP_TEMPLATE_REJECTED": EventInfo(
        Kind.whatsapp_template, Tells.DECISION, "template refused", implies="REJECTED", listed_as="REJECTED"
    ),
    "WHATSAPP_TEMPLATE_STATUS_UPDATED": EventInfo(
        Kind.whatsapp_template,
        Tells.STATUS,
        "template status changed",
        caused_by=("create", "update"),
        states=("PAUSED", "DISABLED"),
    ),
}
