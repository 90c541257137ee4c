"""Events of templates, WhatsApp's and KakaoTalk's, told."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards.events import moves
from bot.cards.events.event_text import EventText, edit, event_text
from bot.cards.resources.whatsapp import rejection
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Offer
from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.state import State, Tone
from bot.cards.vocabulary.words import in_words
from bot.provisioning.events import Event
from bot.slack.text import escaped


def approved(event: Event) -> EventText:
    """A template was approved."""
    return event_text(event, Tone.GOOD, "was approved", "approved", means="You can send it now.")


def whatsapp_rejected(event: Event) -> EventText:
    """Meta rejected a template, and why."""
    return event_text(
        event,
        Tone.BAD,
        "was rejected",
        "rejected",
        means="It can't be sent." + ("" if rejection(event.payload) else " Meta gave no reason."),
        todo="Fix it and resubmit.",
        reasons=rejection(event.payload),
        offers=[edit(event)],
        action=True,
    )


def kakaotalk_rejected(event: Event) -> EventText:
    """Kakao rejected a template, and why."""
    return event_text(
        event,
        Tone.BAD,
        "was rejected",
        "rejected",
        means="It can't be sent.",
        todo="Fix it and resubmit. KakaoTalk sends its reason, if any, as a comment.",
        offers=[edit(event), Offer("Activity", calls.activity(event.subject))],
        action=True,
    )


_PAUSED = "Recipients blocked or reported it too often. It can't be sent until Meta resumes it."
_NEW_STATES: dict[str, tuple[Tone, str, str, str, str, bool]] = {
    # new state: tone, predicate, short, what it means, what to do, whether somebody here has to
    "PAUSED": (Tone.BAD, "was paused by Meta", "paused", _PAUSED, "Use another template, or improve this one.", True),
    "UNPAUSED": (Tone.GOOD, "is no longer paused", "unpaused", "You can send it again.", "", False),
    "DISABLED": (
        Tone.BAD,
        "was disabled by Meta",
        "disabled",
        "Can't be sent any longer.",
        "Use another template, or edit this one so that Meta reviews it again.",
        True,
    ),
    "FLAGGED": (
        Tone.NEEDS_YOU,
        "was flagged by Meta",
        "flagged",
        "Meta is reviewing it, mostly for low quality, and may disable it.",
        "Send it less often, or improve it.",
        True,
    ),
    "REINSTATED": (Tone.GOOD, "was reinstated", "reinstated", "Meta lifted the restriction.", "", False),
    "ARCHIVED": (Tone.OFF, "was archived by Meta", "archived", "", "", False),
}


def meanings(said: str) -> list[tuple[str, State]]:
    """What it means that Meta moved a template, by the words its event has: `flagged`; empty for others."""
    return [
        ("WhatsApp template", State(tone, short, f"{means} {todo}".strip()))
        for tone, _, short, means, todo, _ in _NEW_STATES.values()
        if short == said.strip().lower() and means
    ]


def status(event: Event) -> EventText:
    """A template moved to another state."""
    new = text(event.details, "newState") or text(event.payload, "newState", "state")
    known = _NEW_STATES.get(new)
    if known is None:
        words = escaped(in_words(new)) or "unknown"
        return event_text(event, "🔁", f"has a new status: {words}", f"status {words}")
    tone, predicate, short, means, todo, action = known
    return event_text(
        event,
        tone,
        predicate,
        short,
        means=means,
        todo=todo,
        offers=[edit(event, primary=False)] if action else [],
        action=action,
    )


def deleted(event: Event) -> EventText:
    """A template was deleted."""
    return event_text(
        event,
        Tone.OFF,
        "was deleted",
        "deleted",
        means="If it was approved, its name is blocked in this language for 30 days.",
    )


def quality(event: Event) -> EventText:
    """A template's quality changed, from what to what."""
    score = text(event.payload, "qualityScore")
    move = moves.quality(text(event.details, "previousQualityScore"), score)
    if score == "QUALITY_SCORE_RED":
        return event_text(
            event,
            Tone.BAD,
            f"has low quality{move.said}",
            "quality low",
            means="Recipients block or report it. Meta may pause or disable it.",
            todo="Send it less often, or improve it.",
            offers=[edit(event, primary=False)],
            action=True,
        )
    words = moves.QUALITIES.get(score, "not known yet")
    tone = {"QUALITY_SCORE_GREEN": Tone.GOOD, "QUALITY_SCORE_YELLOW": Tone.WAITING}.get(score, Tone.OFF)
    means = "Some recipients block or report it. Keep an eye on it." if tone is Tone.WAITING else ""
    return event_text(
        event,
        tone,
        f"has {words} quality{move.said}" if score in moves.QUALITIES else "has no quality rating yet",
        f"quality {words}",
        means=means,
        offers=[edit(event, primary=False)] if move.fell else [],
        action=move.fell,
    )


_MEANINGS = {
    "MARKETING": "Marketing messages cost more and need the recipient's opt-in.",
    "UTILITY": "Utility messages cost less and can't contain promotions.",
    "AUTHENTICATION": "Authentication messages have their own price and can only contain a code.",
}
_REVIEW = "Edit the template, or ask for a review in Meta's WhatsApp Manager."


def category(event: Event) -> EventText:
    """Meta moved a template to another category, from which and at what cost."""
    new, old = text(event.payload, "category"), text(event.details, "previousCategory")
    named = escaped(in_words(new)) or "another category"
    if old == new and new:
        return event_text(event, "🏷️", f"is in the category {named}", f"category {named}")
    before = f"from *{escaped(in_words(old))}* to *{named}*" if old else f"to *{named}*"
    unknown = "" if old else " I don't know which category it had before."
    return event_text(
        event,
        Tone.NEEDS_YOU,
        f"was moved by Meta {before}",
        f"category {f'{escaped(in_words(old))} → ' if old else ''}{named}",
        means=f"{_MEANINGS.get(new, 'Messages are billed at the rate of the category.')}{unknown}",
        todo=_REVIEW,
        offers=[edit(event, primary=False)],
        action=True,
    )


def category_later(event: Event) -> EventText:
    """Meta announces that it will move a template to another category."""
    new = text(event.details, "futureCategory") or text(event.payload, "futureCategory")
    old = text(event.payload, "category") or text(event.details, "previousCategory")
    named, now = escaped(in_words(new)) or "another category", escaped(in_words(old))
    unknown = "" if now else " I don't know which category it has now."
    return event_text(
        event,
        Tone.NEEDS_YOU,
        f"will be moved by Meta {f'from *{now}* ' if now else ''}to *{named}*",
        f"category will be {named}",
        means=f"{_MEANINGS.get(new, 'The price may change.')}{unknown}",
        todo=f"{_REVIEW} Do it before the change.",
        offers=[edit(event, primary=False)],
        action=True,
    )


TEXTS: dict[str, Callable[[Event], EventText]] = {
    "WHATSAPP_TEMPLATE_APPROVED": approved,
    "WHATSAPP_TEMPLATE_REJECTED": whatsapp_rejected,
    "WHATSAPP_TEMPLATE_STATUS_UPDATED": status,
    "WHATSAPP_TEMPLATE_DELETED": deleted,
    "WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED": quality,
    "WHATSAPP_TEMPLATE_CATEGORY_UPDATED": category,
    "WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE": category_later,
    "KAKAOTALK_TEMPLATE_APPROVED": approved,
    "KAKAOTALK_TEMPLATE_REJECTED": kakaotalk_rejected,
}
