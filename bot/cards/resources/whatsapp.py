"""What cards say about WhatsApp accounts and senders."""

from __future__ import annotations

from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Facts, Offer, differences, shown, worded
from bot.cards.vocabulary.naming import phone
from bot.cards.vocabulary.payload import Payload, mapping, strings, text
from bot.cards.vocabulary.words import (
    REJECTIONS,
    SENDER_ERRORS,
    country,
    in_words,
    limit_in_words,
    listed,
    quality,
    region,
)
from bot.links import Call
from bot.provisioning.subjects import Subject
from bot.slack.text import code, date, escaped, linkify


def account(subject: Subject, payload: Payload) -> Facts:
    """A WhatsApp Business Account."""
    waba = text(payload, "wabaId")
    facts = Facts(
        kind=[worded(payload, "businessManager"), f"WABA {code(waba)}" if waba else ""],
        fields=[
            ("Daily limit", escaped(limit_in_words(text(payload, "businessDailyLimit")))),
            ("Regions", escaped(listed([*map(region, strings(payload, "compatibleRegions"))]))),
            ("Currency", shown(payload, "currency")),
        ],
        problems=[*ban(payload)],
        pending=differences(payload),
    )
    rejected = "REJECTED" in (text(payload, "state"), text(payload, "changes.status"))
    if rejected:
        facts.offers.append(Offer("Edit", calls.call(subject, "update", "form"), primary=True))
    facts.offers.append(Offer("Senders", Call("whatsapp senders list")))
    facts.offers.append(Offer("Templates", Call("whatsapp templates list")))
    return facts


def ban(payload: Payload) -> list[tuple[str, str]]:
    """Say whether Meta has disabled the account, or is going to."""
    state = text(payload, "wabaBanState")
    if state not in ("DISABLE", "SCHEDULE_FOR_DISABLE"):
        return []
    when = text(payload, "wabaBanDate")
    said, since = ("has disabled", "since") if state == "DISABLE" else ("will disable", "on")
    day = f" {since} {date(when, '{date_long}')}" if when else ""
    return [("Ban", f"Meta {said} this account{day}. Appeal in Meta Business Manager.")]


def sender(subject: Subject, payload: Payload) -> Facts:
    """A WhatsApp sender: one number."""
    number = phone(payload)
    state, changes = text(payload, "state"), text(payload, "changes.status")
    facts = Facts(
        kind=[escaped(number), escaped(region(text(payload, "region")))],
        fields=[
            ("Quality", escaped(quality(text(payload, "qualityRating")))),
            ("Messages a second", shown(payload, "maxTps")),
            ("Daily limit", escaped(limit_in_words(text(payload, "dailyLimit")))),
            ("Category", worded(payload, "details.vertical", "changes.details.vertical")),
            ("Username", shown(payload, "details.username")),
            ("Website", linkify(text(payload, "details.websiteOne", "changes.details.websiteOne"))),
            ("Conversation app", _app(payload)),
            ("Data stored in", escaped(country(text(payload, "metaLocalStorage")))),
        ],
        problems=[*failure(payload), *field_reviews(payload), *ban(payload)],
        pending=differences(payload),
    )
    if state == "PENDING_VERIFICATION":
        facts.offers.append(Offer("Send a code", calls.call(subject, "register", "form"), primary=True))
        facts.offers.append(Offer("Enter code", calls.call(subject, "verify", "form")))
    if changes in ("DRAFT", "REJECTED") or (state == "ACTIVE" and not changes):
        facts.offers.append(Offer("Edit", calls.call(subject, "update", "form"), primary=changes == "REJECTED"))
    if changes in ("DRAFT", "REJECTED", "ERROR"):
        facts.offers.append(Offer("Discard changes", calls.call(subject, "discard")))
    return facts


def _app(payload: Payload) -> str:
    app = text(payload, "conversationApiAppDetails.id", "conversationApiApp")
    status = in_words(text(payload, "conversationApiAppDetails.channelStatus"))
    return f"{code(app)} {escaped(status)}".strip() if app else ""


def failure(payload: Payload) -> list[tuple[str, str]]:
    """Say what failed while changes were made."""
    error, reason = text(payload, "changes.errorCode"), text(payload, "changes.errorReason")
    known = SENDER_ERRORS.get(error, "")
    said = " ".join(filter(None, [known, linkify(reason)])) or escaped(in_words(error))
    return [("What failed", said)] if said else []


def field_reviews(payload: Payload) -> list[tuple[str, str]]:
    """Display name and username are reviewed on their own; a refusal names its field and reason."""
    result = []
    for field, title in (("displayName", "Display name"), ("username", "Username")):
        review = mapping(payload, f"metadata.{field}")
        if text(review, "status") == "REJECTED":
            wanted = text(review, "value")
            reason = text(review, "rejectionReason")
            said = f"{code(wanted)} was rejected" if wanted else "Rejected"
            result.append((title, f"{said}: {linkify(reason)}" if reason else f"{said}. Meta gave no reason."))
    return result


def rejection(payload: Payload) -> list[tuple[str, str]]:
    """Why a template was refused."""
    reason = text(payload, "rejectionCode")
    words = REJECTIONS.get(reason) or escaped(in_words(reason))
    return [("Rejection reason", words)] if words else []
