"""Events of WhatsApp accounts and senders, told."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards.events import moves, rejected_sender
from bot.cards.events.event_text import EventText, edit, event_text
from bot.cards.resources import whatsapp as facts
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Offer
from bot.cards.vocabulary.naming import phone
from bot.cards.vocabulary.payload import mapping, text
from bot.cards.vocabulary.state import Tone
from bot.cards.vocabulary.words import in_words, limit_in_words
from bot.links import Call
from bot.provisioning.events import Event
from bot.slack.text import code, escaped


def account_onboarded(event: Event) -> EventText:
    """A WhatsApp account is set up."""
    return event_text(
        event,
        Tone.GOOD,
        "is onboarded",
        "onboarded",
        means="You can use senders and templates now.",
        offers=[
            Offer("Add a sender", Call("whatsapp senders create", {}, "form")),
            Offer("Create a template", Call("whatsapp templates create", {}, "form")),
        ],
    )


def account_rejected(event: Event) -> EventText:
    """Meta rejected a WhatsApp account."""
    return event_text(
        event,
        Tone.BAD,
        "was rejected",
        "rejected",
        todo="Use the name registered at Meta for this Business Manager, then resubmit.",
        offers=[edit(event)],
        action=True,
    )


def account_pending(event: Event) -> EventText:
    """Meta reviews a WhatsApp account."""
    return event_text(
        event,
        Tone.NEEDS_YOU,
        "is waiting for Meta's business verification",
        "waiting for Meta's verification",
        means="You can't use the account until then.",
        todo="Complete the business verification in Meta Business Manager.",
        action=True,
    )


def account_limit(event: Event) -> EventText:
    """An account's messaging limit went up or down."""
    means = "It counts business-initiated conversations across all senders."
    return _limit(event, "businessDailyLimit", "previousBusinessDailyLimit", means)


def _limit(event: Event, field: str, before: str, means: str) -> EventText:
    """Up or down, and from what; a fall is for everybody to see."""
    value = text(event.payload, field)
    limit, move = escaped(limit_in_words(value)), moves.limit(text(event.details, before), value)
    if not limit:
        return event_text(event, "📈", "has a new daily limit", "daily limit changed", means=means)
    return event_text(
        event,
        Tone.BAD if move.fell else "📈" if move.rose else "📊",
        f"has a daily limit of {limit}{move.said}",
        f"daily limit {limit}",
        means=means,
        todo="Spread messages over more days, and watch the quality." if move.fell else "",
        action=move.fell,
    )


def waba_changed(event: Event) -> EventText:
    """An account belongs to another WhatsApp Business Account."""
    ban = text(event.payload, "wabaBanState")
    problems = facts.ban(event.payload)
    if problems:
        predicate = "was disabled by Meta" if ban == "DISABLE" else "is about to be disabled by Meta"
        return event_text(
            event,
            Tone.BAD,
            predicate,
            escaped(predicate.removeprefix("was ").removeprefix("is ")),
            means="A disabled account can't send.",
            todo="Check the reason and appeal in Meta Business Manager.",
            reasons=problems,
            action=True,
        )
    if ban == "REINSTATE":
        return event_text(event, Tone.GOOD, "was reinstated by Meta", "reinstated", means="It can send again.")
    name = text(event.payload, "details.wabaName")
    return event_text(
        event,
        "🔁",
        "has new business data at Meta",
        "business data changed",
        means=f"Name at Meta: {code(name)}." if name else "",
    )


def sender_active(event: Event) -> EventText:
    """A sender can send."""
    number = phone(event.payload)
    return event_text(
        event,
        Tone.GOOD,
        "is active",
        "active",
        means=f"{escaped(number) or 'It'} can send and receive." if number else "Can send and receive.",
    )


def sender_inactive(event: Event) -> EventText:
    """A sender can't send any more."""
    return event_text(
        event,
        Tone.BAD,
        "is inactive",
        "inactive",
        means="Can't send.",
        todo="If nobody here did this, ask Sinch in a comment.",
        offers=[Offer("Comment", calls.comment(event.subject))],
        action=True,
    )


def sender_pending(event: Event) -> EventText:
    """A sender waits for the next step."""
    return event_text(
        event,
        Tone.NEEDS_YOU,
        "needs a one-time code",
        "pending verification",
        means="Verify its number before it can send.",
        todo="Send a code by SMS or voice call, then enter it.",
        offers=[
            Offer("Send a code", calls.call(event.subject, "register", "form"), primary=True),
            Offer("Enter code", calls.call(event.subject, "verify", "form")),
        ],
        action=True,
    )


def sender_rejected(event: Event) -> EventText:
    """Meta rejected a sender, and why."""
    return rejected_sender.text_of(event, facts.field_reviews(event.payload))


def sender_error(event: Event) -> EventText:
    """Setting up a sender failed."""
    return event_text(
        event,
        Tone.BAD,
        "couldn't be processed",
        "error",
        todo="If the cause is at Sinch or Meta, ask in a comment. Otherwise, discard the changes and resubmit.",
        reasons=facts.failure(event.payload),
        offers=[
            Offer("Comment", calls.comment(event.subject), primary=True),
            Offer("Discard changes", calls.call(event.subject, "discard")),
        ],
        action=True,
    )


def sender_limit(event: Event) -> EventText:
    """A sender's messaging limit went up or down."""
    means = "Sinch is retiring this event. The account's limit is what counts."
    return _limit(event, "dailyLimit", "previousDailyLimit", means)


def sender_quality(event: Event) -> EventText:
    """A sender's quality changed, from what to what."""
    rating = text(event.payload, "qualityRating")
    words = moves.RATINGS.get(rating) or escaped(in_words(rating))
    move = moves.quality(text(event.details, "previousQualityRating"), rating)
    if rating == "RED":
        return event_text(
            event,
            Tone.BAD,
            f"has a low quality rating{move.said}",
            "quality low",
            means="Recipients block or report its messages. Meta may lower its limit.",
            todo="Send fewer messages, and only those people asked for.",
            offers=[Offer("Templates", Call("whatsapp templates list"))],
            action=True,
        )
    tone = {"GREEN": Tone.GOOD, "YELLOW": Tone.WAITING}.get(rating, Tone.OFF)
    means = {
        "GREEN": "Recipients rarely block or report its messages.",
        "YELLOW": "Recipients are starting to block or report its messages. Watch what it sends.",
    }.get(rating, "Meta has too little data for a rating.")
    return event_text(
        event,
        tone,
        f"has a new quality rating: {words or 'none'}{move.said}",
        f"quality {words or 'none'}",
        means=means,
        action=move.fell,
    )


def sender_deleted(event: Event) -> EventText:
    """A sender was deleted."""
    return event_text(event, Tone.OFF, "was deleted", "deleted")


def _reviewed(event: Event, field: str, title: str) -> EventText:
    """Display name and username: refused, approved, or under way."""
    review = mapping(event.payload, f"metadata.{field}")
    status = text(review, "status")
    value = text(review, "value") or text(event.payload, f"details.{field}", f"changes.details.{field}")
    named = f" {code(value)}" if value else ""
    if status == "REJECTED":
        return event_text(
            event,
            Tone.BAD,
            f"didn't get its new {title}{named}",
            f"{title} rejected",
            todo="Choose another one.",
            reasons=facts.field_reviews(event.payload),
            offers=[edit(event)],
            action=True,
        )
    if status in ("EXPIRED", "DELETED"):
        ended = "has expired" if status == "EXPIRED" else "was removed"
        return event_text(event, Tone.OFF, f"has a {title}{named} that {ended}", f"{title} {ended.split()[-1]}")
    if status in ("PENDING", "DEFERRED", "RESERVED"):
        means = {
            "PENDING": "Meta is reviewing it.",
            "DEFERRED": "Meta will review it later.",
            "RESERVED": "It's reserved for this sender until final approval.",
        }[status]
        return event_text(
            event, Tone.WAITING, f"asked for the {title}{named}", f"{title} {in_words(status)}", means=means
        )
    return event_text(event, Tone.GOOD, f"has a new {title}{named}", f"new {title}")


def sender_display_name(event: Event) -> EventText:
    """Meta decided on a sender's display name."""
    return _reviewed(event, "displayName", "display name")


def sender_username(event: Event) -> EventText:
    """A sender's username changed."""
    return _reviewed(event, "username", "username")


TEXTS: dict[str, Callable[[Event], EventText]] = {
    "WHATSAPP_ACCOUNT_ONBOARDED": account_onboarded,
    "WHATSAPP_ACCOUNT_REJECTED": account_rejected,
    "WHATSAPP_ACCOUNT_PENDING_VERIFICATION": account_pending,
    "WHATSAPP_ACCOUNT_DAILY_LIMIT_CHANGED": account_limit,
    "WHATSAPP_WABA_ACCOUNT_CHANGED": waba_changed,
    "WHATSAPP_SENDER_ACTIVE": sender_active,
    "WHATSAPP_SENDER_INACTIVE": sender_inactive,
    "WHATSAPP_SENDER_PENDING_VERIFICATION": sender_pending,
    "WHATSAPP_SENDER_REJECTED": sender_rejected,
    "WHATSAPP_SENDER_ERROR": sender_error,
    "WHATSAPP_SENDER_DAILY_LIMIT_CHANGED": sender_limit,
    "WHATSAPP_SENDER_QUALITY_RATING_CHANGED": sender_quality,
    "WHATSAPP_SENDER_DELETED": sender_deleted,
    "WHATSAPP_SENDER_DISPLAY_NAME_UPDATED": sender_display_name,
    "WHATSAPP_SENDER_USERNAME_UPDATED": sender_username,
}
