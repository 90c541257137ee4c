"""Which rules want an event. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from bot.cards.activity import needs_action
from bot.cards.vocabulary.kinds import CARDS
from bot.cards.vocabulary.naming import language_of, phone
from bot.cards.vocabulary.payload import dig, mappings, text
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind
from bot.storage.channels.subscriptions import Subscription

AREAS = ("whatsapp", "rcs", "kakaotalk", "bundles", "sms")
REJECTED = ("REJECTED", "DENIED", "DECLINED", "FAILED")
SENDERS = (Kind.whatsapp_sender, Kind.rcs_sender, Kind.kakaotalk_sender)
STATE_FIELDS = ("state", "status")
CHANGED_FIELDS = ("currentState", "newState", "operatorCurrentStatus", "status")
"""What an event says beside its resource of how that, or a part of it, stands now."""
NAME_FIELDS = ("name", "details.name", "details.username")
SENDER_FIELDS = ("senderId", "phoneNumber", "plusFriendId")
CATEGORY_FIELDS = (
    "category", "billingCategory", "details.categoryCode", "changes.details.categoryCode",
    "details.messageType", "changes.details.messageType",
)  # fmt: skip
COUNTRY_FIELDS = ("country", "countries", "details.countries", "countryCode", "primaryBusinessLocation")

Read = Callable[[Event], list[str]]


def area_of(event: Event) -> str:
    """The area of an event; of an unknown type, by its first word."""
    if event.info is not None and event.info.area:
        return event.info.area
    first = event.type.partition("_")[0].lower()
    return next((area for area in AREAS if area.startswith(first)), "") if first else ""


def is_comment(event: Event) -> bool:
    """Whether an event is a comment."""
    return event.type.endswith("_COMMENT_ADDED")


def is_rejection(event: Event) -> bool:
    """Whether it says no: by its type, or by the state in it."""
    if any(word in event.type for word in REJECTED):
        return True
    told = [*_found(event.payload, STATE_FIELDS), *_found(event.details, CHANGED_FIELDS)]
    return not is_comment(event) and any(word in state.upper() for state in told for word in REJECTED)


def wants(rule: Subscription, event: Event) -> bool:
    """Whether a rule asks for this event: its areas, its types, and every one of its filters."""
    if rule.areas and area_of(event) not in rule.areas:
        return False
    if rule.types and event.type not in rule.types:
        return False
    return all(passes(name, accepted, event) for name, accepted in rule.filters.items() if accepted)


def passes(name: str, accepted: Sequence[str], event: Event) -> bool:
    """One filter: any of the accepted values will do. What an event does not have, it cannot be filtered out by.

    Names are patterns (`order_*`); other values are compared without regard to case. A filter nobody knows passes.
    """
    if name == "only":
        return any(ONLY[word](event) for word in accepted if word in ONLY) or not any(word in ONLY for word in accepted)
    read = FILTERS.get(name)
    found = read(event) if read else []
    if not found:
        return name not in ("name", "sender")
    return any(fnmatchcase(value.casefold(), pattern.casefold()) for value in found for pattern in accepted)


ONLY: Mapping[str, Callable[[Event], bool]] = {
    "attention": needs_action,
    "rejections": is_rejection,
    "comments": is_comment,
}


def names(event: Event) -> list[str]:
    """How people call it: every name in the payload, that of pending changes too, and the ids."""
    card = CARDS.get(event.subject.kind)
    own = _found(event.payload, (*NAME_FIELDS, *(card.names if card else ())))
    return [*own, *event.subject.ids[:1]]


def senders(event: Event) -> list[str]:
    """The sender it is about or belongs to, by id, number or name."""
    if event.subject.kind in SENDERS:
        number = phone(event.payload).replace(" ", "")
        numbers = [number, number.removeprefix("+")] if number else []
        return [*_found(event.payload, SENDER_FIELDS), *numbers, *event.subject.ids, *names(event)]
    of_template = list(event.subject.ids[:1]) if event.subject.kind is Kind.kakaotalk_template else []
    return _found(event.payload, SENDER_FIELDS) + of_template


def languages(event: Event) -> list[str]:
    """The languages that an event is about."""
    found = language_of(event.subject, event.payload)
    return [found] if found else []


def states(event: Event) -> list[str]:
    """The states that it tells of: of its resource, of pending changes, and of what else has become of it."""
    return [*_found(event.payload, (*STATE_FIELDS, "changes.status")), *_found(event.details, CHANGED_FIELDS)]


def categories(event: Event) -> list[str]:
    """The categories that it tells of, an announced one too."""
    return [*_found(event.payload, CATEGORY_FIELDS), *_found(event.details, ("futureCategory",))]


def countries(event: Event) -> list[str]:
    """The countries that it is about: the one that an operator decided for, else those of its resource."""
    if decided := _found(event.details, ("operatorCountry",)):
        return decided
    found = _found(event.payload, COUNTRY_FIELDS)
    found += [text(status, "country") for status in mappings(event.payload, "countryStatus")]
    # A WhatsApp sender's is a dialling code, which says no country (+1, +7); its region says even less.
    return [name for name in found if name.isalpha()] or ([] if found else _found(event.payload, ("region",)))


def _found(payload: Mapping[str, Any], paths: Iterable[str]) -> list[str]:
    """The values at these dotted paths that are text, lists of text flattened."""
    values = (dig(payload, path) for path in paths)
    many = (value if isinstance(value, list) else [value] for value in values)
    return [word for words in many for word in words if isinstance(word, str) and word]


FILTERS: Mapping[str, Read] = {
    "name": names,
    "language": languages,
    "category": categories,
    "state": states,
    "country": countries,
    "sender": senders,
}
"""The filters a rule may have, besides `only` (what needs attention, rejections, comments)."""
