"""Webhook requests: whether they are Sinch's, and what they say. Pure, no I/O."""

from __future__ import annotations

import base64
import hmac
import json
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
from bot.provisioning.subjects import Kind, Subject

__all__ = [
    "EVENT_TYPES",
    "Event",
    "EventInfo",
    "MalformedEvent",
    "SignatureError",
    "SignatureMissing",
    "SignatureStale",
    "SignatureWrong",
    "parse",
    "signature",
    "type_of",
    "verify",
]

_HEADERS = tuple(f"x-sinch-webhook-signature{part}" for part in ("", "-nonce", "-timestamp", "-algorithm"))
_ALGORITHM = "hmacsha256"
_TIMESTAMP = re.compile(r"[0-9]{1,12}")


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

    @property
    def info(self) -> EventInfo | None:
        """What is documented of this type; None for an unknown one."""
        return EVENT_TYPES.get(self.type)


def parse(body: bytes) -> Event:
    """The event in a webhook's body; MalformedEvent only when it is not a JSON object with a `type`."""
    raw = _content(body)
    name = _type(raw)
    try:
        content = _without_secrets(raw)
    except RecursionError as error:
        raise MalformedEvent("the body is nested too deeply") from error
    del content["type"]
    payload = content.pop("payload") if isinstance(content.get("payload"), dict) else {}
    comment = content.pop("comment") if isinstance(content.get("comment"), str) else None
    info = EVENT_TYPES.get(name)
    subject = _subject(info.kind, payload) if info else _guess(name, payload)
    if info and info.implies and subject.ids and not _stated(payload):
        payload["state"] = info.implies
    return Event(name, subject, payload, comment, content, info is not None)


def _stated(payload: Mapping[str, Any]) -> bool:
    """Whether the resource says how it stands."""
    changes = payload.get("changes")
    return bool(payload.get("state") or payload.get("status") or (isinstance(changes, dict) and changes.get("status")))


def type_of(body: bytes) -> str:
    """The type of the event in a webhook's body, for who needs no more; MalformedEvent as in `parse`."""
    return _type(_content(body))


def _content(body: bytes) -> dict[str, Any]:
    try:
        content = _READ.decode(body.decode())
    except (ValueError, RecursionError) as error:
        raise MalformedEvent("the body is not JSON") from error
    if not isinstance(content, dict):
        raise MalformedEvent("the body is not a JSON object")
    return content


def _type(content: Mapping[str, Any]) -> str:
    name = content.get("type")
    if not isinstance(name, str) or not name:
        raise MalformedEvent("the body has no type")
    return name


# Fields of the documented payloads that no message, log or database needs.
_SECRETS = frozenset({"authToken", "bearerToken", "secret"})


def _without_secrets(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: _without_secrets(one) for name, one in node.items() if name not in _SECRETS}
    return [_without_secrets(one) for one in node] if isinstance(node, list) else node


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


_READ = json.JSONDecoder(parse_constant=_refuse_constant)
"""Made once: `json.loads` makes one for each body."""


_ID_FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.whatsapp_account: (),
    Kind.whatsapp_sender: ("id",),
    Kind.whatsapp_template: ("name", "language"),
    Kind.kakaotalk_sender: ("plusFriendId",),
    Kind.kakaotalk_template: ("plusFriendId", "code"),
    Kind.rcs_account: (),
    Kind.rcs_sender: ("id",),
    Kind.bundle: ("id",),
}

# By the first words of a type that this version does not know.
_PREFIXES: dict[str, Kind] = {
    "BUNDLE_": Kind.bundle,
    "KAKAOTALK_SENDER_": Kind.kakaotalk_sender,
    "KAKAOTALK_TEMPLATE_": Kind.kakaotalk_template,
    "RCS_ACCOUNT_": Kind.rcs_account,
    "RCS_SENDER_": Kind.rcs_sender,
    "WHATSAPP_ACCOUNT_": Kind.whatsapp_account,
    "WHATSAPP_SENDER_": Kind.whatsapp_sender,
    "WHATSAPP_TEMPLATE_": Kind.whatsapp_template,
    "WHATSAPP_WABA_": Kind.whatsapp_account,
}


def _subject(kind: Kind, payload: Mapping[str, Any]) -> Subject:
    ids = [_text(payload.get(name)) for name in _ID_FIELDS[kind]]
    if kind is Kind.kakaotalk_template and not ids[0]:
        ids = ids[1:]  # the documented payload names the template only, not its sender
    return Subject(kind, tuple(ids)) if all(ids) else Subject(kind)


def _guess(name: str, payload: Mapping[str, Any]) -> Subject:
    for prefix, kind in _PREFIXES.items():
        if name.startswith(prefix):
            subject = _subject(kind, payload)
            return subject if subject.named else Subject(Kind.unknown)
    return Subject(Kind.unknown)


def _text(value: object) -> str:
    """An id as text; empty when it is none."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
