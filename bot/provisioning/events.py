"""Webhook requests: whether they are Sinch's, and what they say. Pure, no I/O.

Whatever the API's documentation says, a body may hold anything; what comes out of `parse` is bounded, so that cards,
databases and logs can take it: finite numbers, short types and ids, no more depth and breadth than a person could read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.provisioning.errors import (
    MalformedEvent,
    SignatureError,
    SignatureMissing,
    SignatureStale,
    SignatureWrong,
)
from bot.provisioning.event_types import EVENT_TYPES, EventInfo
from bot.provisioning.kinds import KINDS, Kind
from bot.provisioning.subjects import Subject

__all__ = [
    "EVENT_TYPES",
    "Event",
    "EventInfo",
    "MalformedEvent",
    "SignatureError",
    "SignatureMissing",
    "SignatureStale",
    "SignatureWrong",
    "bounded_nonce",
    "parse",
    "parse_or_none",
    "parse_or_unknown",
    "signature",
    "type_of",
    "verify",
]

_HEADERS = tuple(f"x-sinch-webhook-signature{part}" for part in ("", "-nonce", "-timestamp", "-algorithm"))
_ALGORITHM = "hmacsha256"
_TIMESTAMP = re.compile(r"[0-9]{1,12}")

LONGEST_TYPE = 200
LONGEST_NONCE = 200
_OTHERS_IDS = frozenset({"projectId", "accountId", "webhookId", "eventId", "requestId"})
"""Ids of what is around an event, not of what it is about."""
LONGEST_KEY = 1_000
"""Characters of a subject's key. The longest documented id, a template's name, has 512; an index entry of PostgreSQL
holds 2,704 bytes: https://www.postgresql.org/docs/current/btree.html"""
DEEPEST = 32
MOST_VALUES = 10_000
LONGEST_INTEGER = 18
TOO_DEEP = "… (nested too deeply to be shown)"
TOO_MANY = "… (too much to be shown)"


def signature(body: bytes, nonce: str, timestamp: str, secret: str) -> str:
    """The signature of a delivery: base64 of HMAC-SHA256 over `{raw body}.{nonce}.{timestamp}`."""
    signed = b".".join([body, _octets(nonce), _octets(timestamp)])
    return base64.b64encode(hmac.digest(_octets(secret), signed, "sha256")).decode("ascii")


def verify(headers: Mapping[str, str], body: bytes, secret: str, now: float, tolerance: float = 300) -> str:
    """The nonce of a delivery that is truly Sinch's and recent; a SignatureError otherwise.

    `now` in Unix seconds; `tolerance` in seconds, both ways. Whether the nonce was seen before is the caller's to know.
    """
    given = {name.lower(): value.strip() for name, value in headers.items()}
    sent, nonce, timestamp, algorithm = (given.get(name, "") for name in _HEADERS)
    if not (sent and nonce and timestamp and algorithm):
        raise SignatureMissing("a signature header is missing")
    if algorithm.lower() != _ALGORITHM:
        raise SignatureWrong("the signature's algorithm is not HmacSHA256")
    if not secret:
        raise SignatureWrong("there is no secret to check the signature with")
    if not hmac.compare_digest(_octets(sent), signature(body, nonce, timestamp, secret).encode()):
        raise SignatureWrong("the signature does not fit the body")
    if not _TIMESTAMP.fullmatch(timestamp):
        raise SignatureStale("the timestamp is not a number of seconds")
    if not abs(now - int(timestamp)) <= tolerance:
        raise SignatureStale("the timestamp is too old or lies in the future")
    return nonce


def bounded_nonce(nonce: str) -> str:
    """The nonce itself, or its digest where it is longer than `LONGEST_NONCE`: still one of its own."""
    return nonce if len(nonce) <= LONGEST_NONCE else _digest(nonce)


def _digest(text: str) -> str:
    return "sha256-" + hashlib.sha256(_octets(text)).hexdigest()


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Event:
    """What Sinch says happened.

    `payload` is the resource as it was sent, without its secrets (empty for RCS account comments), `details` every
    further field of the body, such as `previousState` or `futureCategory`, and whatever has not the documented shape.
    """

    type: str
    subject: Subject
    payload: dict[str, Any] = field(default_factory=dict)
    comment: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
    known: bool = True
    implied: bool = False
    """Whether the payload came without a state, and has the one that its type implies."""

    @property
    def info(self) -> EventInfo | None:
        """What is documented of this type; None for an unknown one."""
        return EVENT_TYPES.get(self.type)

    @property
    def deletes(self) -> bool:
        """Whether its resource is gone."""
        return self.type.endswith("_DELETED")

    @property
    def tells_state(self) -> bool:
        """Whether it says how its resource stands."""
        return self.deletes or _stated(self.payload)


def parse(body: bytes) -> Event:
    """The event in a webhook's body; MalformedEvent only when it is not a JSON object with a `type`."""
    raw = content_of(body)
    name = _type(raw)
    content = _Bounded().fields(raw, 0)
    content.pop("type", None)
    payload = content.pop("payload") if isinstance(content.get("payload"), dict) else {}
    comment = content.pop("comment") if isinstance(content.get("comment"), str) else None
    info = EVENT_TYPES.get(name)
    subject = _subject(info.kind, payload) if info else _guess(name, payload)
    implied = bool(info and info.implies and subject.ids and not _stated(payload))
    if info and implied:
        payload["state"] = info.implies
    return Event(name, subject, payload, comment, content, info is not None, implied)


def parse_or_none(body: bytes) -> Event | None:
    """The same; None for a body that cannot be read."""
    try:
        return parse(body)
    except MalformedEvent:
        return None


def parse_or_unknown(kind: str, body: bytes) -> Event:
    """The same; a body that cannot be read becomes an event of its type about nothing known."""
    return parse_or_none(body) or Event(kind, _stranger(kind, {}), known=False)


def _stated(payload: Mapping[str, Any]) -> bool:
    """Whether the resource says how it stands."""
    changes = payload.get("changes")
    return bool(payload.get("state") or payload.get("status") or (isinstance(changes, dict) and changes.get("status")))


def type_of(body: bytes) -> str:
    """The type of the event in a webhook's body, for who needs no more; MalformedEvent as in `parse`."""
    return _type(content_of(body))


def content_of(body: bytes) -> dict[str, Any]:
    """All fields, with numbers that no computer holds as the texts they were; MalformedEvent as in `parse`."""
    try:
        content = _READ.decode(body.decode())
    except (ValueError, RecursionError) as error:
        raise MalformedEvent("the body is not JSON") from error
    if not isinstance(content, dict):
        raise MalformedEvent("the body is not a JSON object")
    return content


def with_field(body: bytes, name: str, value: str) -> bytes:
    """The body of an event that was accepted, with one more field."""
    return json.dumps({**content_of(body), name: value}, ensure_ascii=False).encode("utf-8", "replace")


def _type(content: Mapping[str, Any]) -> str:
    name = content.get("type")
    if not isinstance(name, str) or not name:
        raise MalformedEvent("the body has no type")
    return name if len(name) <= LONGEST_TYPE else name[: LONGEST_TYPE - 1] + "…"


# Fields of the documented payloads that no message, log or database needs.
_SECRETS = frozenset({"authToken", "bearerToken", "secret"})


class _Bounded:
    """Copies what a body holds, without its secrets, as deep and as much as can be shown."""

    def __init__(self) -> None:
        self._left = MOST_VALUES

    def fields(self, node: Mapping[str, Any], depth: int) -> dict[str, Any]:
        copied: dict[str, Any] = {}
        for name, value in node.items():
            if self._left <= 0:
                copied["…"] = TOO_MANY
                break
            if name not in _SECRETS:
                copied[name] = self._value(value, depth + 1)
        return copied

    def _items(self, node: list[Any], depth: int) -> list[Any]:
        copied: list[Any] = []
        for value in node:
            if self._left <= 0:
                copied.append(TOO_MANY)
                break
            copied.append(self._value(value, depth + 1))
        return copied

    def _value(self, value: Any, depth: int) -> Any:
        self._left -= 1
        if not isinstance(value, dict | list):
            return value
        if depth > DEEPEST:
            return TOO_DEEP
        return self.fields(value, depth) if isinstance(value, dict) else self._items(value, depth)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _finite(written: str) -> float | str:
    """A number that no computer can hold stays the text it was."""
    number = float(written)
    return number if math.isfinite(number) else written


def _countable(written: str) -> int | str:
    return int(written) if len(written) <= LONGEST_INTEGER else written


_READ = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite, parse_int=_countable)
"""Made once: `json.loads` makes one for each body."""


def _subject(kind: Kind, payload: Mapping[str, Any]) -> Subject:
    ids = [_text(payload.get(name)) for name in KINDS[kind].id_fields]
    if kind is Kind.kakaotalk_template and not ids[0]:
        ids = ids[1:]  # the documented payload names the template only, not its sender
    return _short_enough(Subject(kind, tuple(ids))) if all(ids) else Subject(kind)


def _short_enough(subject: Subject) -> Subject:
    """The subject itself; one whose ids are longer than any that the API gives stands under the digest of its key."""
    key = subject.key
    return subject if len(key) <= LONGEST_KEY else Subject(Kind.unknown, (_digest(key),))


def _guess(name: str, payload: Mapping[str, Any]) -> Subject:
    for kind, info in KINDS.items():
        if name.startswith(info.event_prefixes):
            subject = _subject(kind, payload)
            return subject if subject.named or subject.ids else _stranger(name, payload)
    return _stranger(name, payload)


def _stranger(name: str, payload: Mapping[str, Any]) -> Subject:
    """What no kind is known of, by its id or name, so that each has a card of its own; else by the event's type."""
    own = sorted(field for field in payload if field.endswith("Id") and field not in _OTHERS_IDS)
    ids = filter(None, (_text(payload.get(field)) for field in ("id", *own, "name")))
    return _short_enough(Subject(Kind.unknown, (next(ids, name),)))


def _text(value: object) -> str:
    """An id as text; empty when it is none."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
