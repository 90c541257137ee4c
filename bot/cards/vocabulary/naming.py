"""What resources are called: the words for their kind, and each one's own name. Plain text, not escaped."""

from __future__ import annotations

from bot.cards.vocabulary.kinds import CARDS
from bot.cards.vocabulary.payload import text
from bot.provisioning.subjects import Kind, Subject
from bot.redaction import redacted_text

_OTHER_KINDS = {
    Kind.unknown.value: "Resource",
    "webhook": "Webhook",
    "sms_app": "SMS app",
    "upscale": "RCS upscale (inferred API)",
    "solution": "WhatsApp solution",
    "flow": "WhatsApp flow",
    "instagram": "Instagram channel",
    "messenger": "Messenger channel",
    "telegram": "Telegram bot",
    "viber": "Viber bot",
    "questionnaire": "RCS questionnaire",
}
"""What has no events and no comments, and so is no kind of subject."""


def kind_words(kind: str) -> str:
    """`WhatsApp template`."""
    if kind in CARDS:
        return CARDS[Kind(kind)].words
    return _OTHER_KINDS.get(kind, kind.replace("_", " ").capitalize() or "Resource")


def name_of(subject: Subject | str, payload: object) -> str:
    """What people call it: its own name, else its id, else the words for its kind."""
    kind = subject.kind.value if isinstance(subject, Subject) else subject
    names = CARDS[Kind(kind)].names if kind in CARDS else ()
    own = text(payload, *names, "name", "details.name") or redacted_text(text(payload, "target"))
    if own := own or text(payload, "username"):
        return own
    number = phone(payload) if kind == Kind.whatsapp_sender else ""
    ids = ""
    if isinstance(subject, Subject):  # a template's language is told apart from its name
        templates = subject.kind is Kind.whatsapp_template and len(subject.ids) == 2
        ids = subject.ids[0] if templates else ", ".join(subject.ids)
    return number or ids or text(payload, "id") or kind_words(kind)


def phone(payload: object) -> str:
    """A sender's number, `+48 777777777`; empty without one."""
    number = text(payload, "phoneNumber")
    country = text(payload, "countryCode")
    return f"+{country.lstrip('+')} {number}" if number and country else number


def language_of(subject: Subject | str, payload: object) -> str:
    """A template's language; empty for everything else."""
    if isinstance(subject, Subject) and subject.kind is Kind.whatsapp_template and len(subject.ids) == 2:
        return subject.ids[1]
    return text(payload, "language", "details.language", "changes.details.language")


def full_name(subject: Subject | str, payload: object) -> str:
    """`order_update (EN_US)`: enough to tell it from others of its kind."""
    language = language_of(subject, payload)
    return name_of(subject, payload) + (f" ({language})" if language else "")
