"""Which rules want an event. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from bot.cards.activity import needs_action
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind
from bot.storage.channels.subscriptions import Subscription

AREAS = ("whatsapp", "rcs", "kakaotalk", "bundles", "sms")
REJECTED = ("REJECTED", "DENIED", "DECLINED", "FAILED")
STATE_FIELDS = ("state", "status", "sendingState", "registrationState")
NAME_FIELDS = ("name", "displayName", "friendlyName", "brandName")
SENDER_FIELDS = ("senderId", "phoneNumber", "plusFriendId", "displayPhoneNumber")

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
    return not is_comment(event) and any(
        word in state.upper() for state in texts(event.payload, STATE_FIELDS) for word in REJECTED
    )


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


def texts(payload: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """The values of these fields that are text, lists of text flattened."""
    found: list[str] = []
    for name in names:
        value = payload.get(name)
        many = value if isinstance(value, list) else [value]
        found += [word for word in many if isinstance(word, str) and word]
    return found


def names(event: Event) -> list[str]:
    """How people call it: names in the payload, and the ids."""
    brand = event.payload.get("brand")
    inner = texts(brand, NAME_FIELDS) if isinstance(brand, dict) else []
    return texts(event.payload, NAME_FIELDS) + inner + list(event.subject.ids[:1])


def senders(event: Event) -> list[str]:
    """The sender it is about or belongs to."""
    whole = event.subject.kind in (Kind.whatsapp_sender, Kind.rcs_sender, Kind.kakaotalk_sender)
    own = list(event.subject.ids) if whole else []
    of_template = list(event.subject.ids[:1]) if event.subject.kind is Kind.kakaotalk_template else []
    return texts(event.payload, SENDER_FIELDS) + own + of_template


def languages(event: Event) -> list[str]:
    """The languages that an event is about."""
    return texts(event.payload, ("language",)) or list(
        event.subject.ids[1:] if event.subject.kind is Kind.whatsapp_template else ()
    )


FILTERS: Mapping[str, Read] = {
    "name": names,
    "language": languages,
    "category": lambda event: texts(event.payload, ("category", "billingCategory", "categoryCode", "messageType")),
    "state": lambda event: texts(event.payload, STATE_FIELDS),
    "country": lambda event: texts(event.payload, ("country", "countryCode", "countries", "region")),
    "sender": senders,
}
"""The filters a rule may have, besides `only` (what needs attention, rejections, comments)."""
