"""What every event says: the types that have words of their own, comments, and whatever else comes."""

from __future__ import annotations

from bot.cards.events import bundle, kakaotalk, polled, rcs, template, whatsapp
from bot.cards.events.event_text import NAME, EventText, resource_phrase
from bot.cards.vocabulary import calls
from bot.cards.vocabulary.facts import Offer
from bot.cards.vocabulary.naming import full_name, kind_words
from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.words import article
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind
from bot.slack.text import bold, code, escaped, shorten

TEXTS = {**whatsapp.TEXTS, **template.TEXTS, **rcs.TEXTS, **kakaotalk.TEXTS, **bundle.TEXTS}
_NO_PAYLOAD = ("RCS_ACCOUNT_COMMENT_ADDED", "WHATSAPP_TEMPLATE_DELETED")


def text_of(event: Event) -> EventText:
    """What an event says; unknown types say so."""
    own = TEXTS.get(event.type)
    if own:
        return own(event)
    if event.type.endswith("_COMMENT_ADDED"):
        return comment(event)
    return plain(event, event.info.fired) if event.info else polled.text_of(event) or unknown(event)


def resource(event: Event) -> tuple[str, str]:
    """The words for the kind of an event's resource, and its name (plain text): its kind where it has none."""
    words, name = polled.name(event) or (kind_words(event.subject.kind), full_name(event.subject, event.payload))
    nameless = event.subject.kind is Kind.unknown and polled.name(event) is None and not _own_name(event)
    return words, event.type if nameless else shorten(name, 60)


def _own_name(event: Event) -> str:
    """What the resource of an unknown kind is called; empty where only its id is known."""
    return text(event.payload, "name", "details.name")


def comment(event: Event) -> EventText:
    """A comment on something."""
    what = resource_phrase(event)
    what = what[:1].lower() + what[1:] if what.startswith("The ") else what
    return EventText(
        emoji="💬",
        what=f"New comment on {what}.",
        short="new comment",
        offers=tuple(offer for offer in [Offer("Answer", calls.comment(event.subject))] if offer.call),
    )


def plain(event: Event, fired: str) -> EventText:
    """A documented type that nothing more is said about than when Sinch sends it."""
    return EventText(emoji="🔔", what=f"{resource_phrase(event)}: {escaped(fired)}.", short=escaped(fired))


def unknown(event: Event) -> EventText:
    """A type that this version does not know."""
    kind, own = kind_words(event.subject.kind), _own_name(event)
    about = f" about {article(kind)} {kind}" if event.subject.kind is not Kind.unknown else ""
    about = about or (f" about {bold(shorten(own, NAME))}" if own else "")
    return EventText(
        emoji="🔔",
        what=f"Sinch sent an event{about} that I don't know: {code(event.type)}.",
        short="unknown event",
        means="Shown as I received it.",
    )


def odd(event: Event) -> bool:
    """Whether an event of a known type has not the documented shape, so that it is better shown as it came."""
    if not event.known:
        return polled.read(event) is None
    wrong = "payload" in event.details or "comment" in event.details
    missing = not event.payload and event.type not in _NO_PAYLOAD
    return wrong or missing or (not event.subject.named and event.type != "WHATSAPP_TEMPLATE_DELETED")
