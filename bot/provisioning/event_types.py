"""The 38 webhook event types of version 1.2.117."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.provisioning.subjects import Kind

Area = Literal["bundles", "kakaotalk", "rcs", "whatsapp"]


@dataclass(frozen=True, slots=True)
class EventInfo:
    """What is documented of one type; `fired` says when Sinch sends it."""

    area: Area
    kind: Kind
    fired: str
    deprecated: bool = False
    implies: str = ""
    """The state that it tells of by its name, should the payload leave it out."""


EVENT_TYPES: dict[str, EventInfo] = {
    "BUNDLE_DONE": EventInfo("bundles", Kind.bundle, "a bundle has been fully set up", implies="DONE"),
    "KAKAOTALK_SENDER_ACTIVE": EventInfo("kakaotalk", Kind.kakaotalk_sender, "sender went active", implies="ACTIVE"),
    "KAKAOTALK_SENDER_COMMENT_ADDED": EventInfo("kakaotalk", Kind.kakaotalk_sender, "comment on a sender"),
    "KAKAOTALK_SENDER_INACTIVE": EventInfo(
        "kakaotalk", Kind.kakaotalk_sender, "sender went inactive", implies="INACTIVE"
    ),
    "KAKAOTALK_SENDER_REJECTED": EventInfo("kakaotalk", Kind.kakaotalk_sender, "sender refused", implies="REJECTED"),
    "KAKAOTALK_TEMPLATE_APPROVED": EventInfo(
        "kakaotalk", Kind.kakaotalk_template, "template accepted", implies="APPROVED"
    ),
    "KAKAOTALK_TEMPLATE_COMMENT_ADDED": EventInfo("kakaotalk", Kind.kakaotalk_template, "comment on a template"),
    "KAKAOTALK_TEMPLATE_REJECTED": EventInfo(
        "kakaotalk", Kind.kakaotalk_template, "template refused", implies="REJECTED"
    ),
    "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED": EventInfo(
        "rcs", Kind.rcs_sender, "brand registration moved to another status"
    ),
    "RCS_SENDER_COMMENT_ADDED": EventInfo("rcs", Kind.rcs_sender, "comment on a sender"),
    "RCS_SENDER_OPERATOR_STATUS_UPDATED": EventInfo(
        "rcs", Kind.rcs_sender, "a carrier's status for the sender changed"
    ),
    "RCS_SENDER_STATUS_UPDATED": EventInfo("rcs", Kind.rcs_sender, "sender status changed"),
    "RCS_ACCOUNT_COMMENT_ADDED": EventInfo("rcs", Kind.rcs_account, "comment on the RCS account"),
    "WHATSAPP_ACCOUNT_COMMENT_ADDED": EventInfo("whatsapp", Kind.whatsapp_account, "comment on the account"),
    "WHATSAPP_ACCOUNT_DAILY_LIMIT_CHANGED": EventInfo(
        "whatsapp", Kind.whatsapp_account, "account's daily messaging limit changed"
    ),
    "WHATSAPP_ACCOUNT_ONBOARDED": EventInfo("whatsapp", Kind.whatsapp_account, "account onboarding finished"),
    "WHATSAPP_ACCOUNT_PENDING_VERIFICATION": EventInfo(
        "whatsapp", Kind.whatsapp_account, "account waits for verification"
    ),
    "WHATSAPP_ACCOUNT_REJECTED": EventInfo("whatsapp", Kind.whatsapp_account, "account refused"),
    "WHATSAPP_WABA_ACCOUNT_CHANGED": EventInfo(
        "whatsapp", Kind.whatsapp_account, "linked WhatsApp Business Account changed"
    ),
    "WHATSAPP_SENDER_ACTIVE": EventInfo("whatsapp", Kind.whatsapp_sender, "sender went active", implies="ACTIVE"),
    "WHATSAPP_SENDER_COMMENT_ADDED": EventInfo("whatsapp", Kind.whatsapp_sender, "comment on a sender"),
    "WHATSAPP_SENDER_DAILY_LIMIT_CHANGED": EventInfo(
        "whatsapp", Kind.whatsapp_sender, "sender's daily messaging limit changed", deprecated=True
    ),
    "WHATSAPP_SENDER_DELETED": EventInfo("whatsapp", Kind.whatsapp_sender, "sender removed"),
    "WHATSAPP_SENDER_DISPLAY_NAME_UPDATED": EventInfo("whatsapp", Kind.whatsapp_sender, "sender display name changed"),
    "WHATSAPP_SENDER_ERROR": EventInfo(
        "whatsapp", Kind.whatsapp_sender, "sender fell into an error state", implies="ERROR"
    ),
    "WHATSAPP_SENDER_INACTIVE": EventInfo("whatsapp", Kind.whatsapp_sender, "sender went inactive", implies="INACTIVE"),
    "WHATSAPP_SENDER_PENDING_VERIFICATION": EventInfo(
        "whatsapp", Kind.whatsapp_sender, "sender waits for verification", implies="PENDING_VERIFICATION"
    ),
    "WHATSAPP_SENDER_QUALITY_RATING_CHANGED": EventInfo(
        "whatsapp", Kind.whatsapp_sender, "sender quality rating changed"
    ),
    "WHATSAPP_SENDER_REJECTED": EventInfo("whatsapp", Kind.whatsapp_sender, "sender refused", implies="REJECTED"),
    "WHATSAPP_SENDER_USERNAME_UPDATED": EventInfo("whatsapp", Kind.whatsapp_sender, "sender username changed"),
    "WHATSAPP_TEMPLATE_APPROVED": EventInfo(
        "whatsapp", Kind.whatsapp_template, "template accepted", implies="APPROVED"
    ),
    "WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE": EventInfo(
        "whatsapp", Kind.whatsapp_template, "a later category change has been scheduled"
    ),
    "WHATSAPP_TEMPLATE_CATEGORY_UPDATED": EventInfo("whatsapp", Kind.whatsapp_template, "template category changed"),
    "WHATSAPP_TEMPLATE_COMMENT_ADDED": EventInfo("whatsapp", Kind.whatsapp_template, "comment on a template"),
    "WHATSAPP_TEMPLATE_DELETED": EventInfo("whatsapp", Kind.whatsapp_template, "template removed"),
    "WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED": EventInfo(
        "whatsapp", Kind.whatsapp_template, "template quality score changed"
    ),
    "WHATSAPP_TEMPLATE_REJECTED": EventInfo("whatsapp", Kind.whatsapp_template, "template refused", implies="REJECTED"),
    "WHATSAPP_TEMPLATE_STATUS_UPDATED": EventInfo("whatsapp", Kind.whatsapp_template, "template status changed"),
}
