"""One shape for a template, however it came: as a body is sent, as the API answers, from a file. Pure.

What the API adds by itself (labels of fixed buttons, prefixes of enums, defaults) is taken out, so that two templates
are the same exactly when their canonical forms are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from bot.templates.reading import Record, details_of, record, records, string

ORDER = ("HEADER", "LIMITED_TIME_OFFER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL")
"""Of components, as WhatsApp shows them."""
FIXED_LABELS = frozenset({"REQUEST_CONTACT_INFO", "ORDER_DETAILS", "COPY_CODE"})
"""Buttons whose label is WhatsApp's own: answers carry it, bodies do not."""
DEFAULTS: Mapping[str, Any] = {"hasExpiration": False, "addSecurityRecommendation": False}
NOT_SENT, KAKAOTALK_NOT_SENT = frozenset({"mimeType"}), frozenset({"ad"})
"""Fields that only answers have."""
KAKAOTALK_DEFAULTS: Mapping[str, Any] = {
    "messageType": "BASIC", "emphasizeType": "EMPHASIZE_TYPE_NONE", "categoryCode": "999999", "securityFlag": False,
}  # fmt: skip


def whatsapp(template: Mapping[str, Any]) -> Record:
    """Name, language, category and details; pending changes count as what is there."""
    details = details_of(template)
    made: Record = {name: string(template.get(name)) for name in ("name", "language", "category")}
    parts = [_component(part) for part in records(details.get("components"))]
    parts.sort(key=lambda part: ORDER.index(part["type"]) if part["type"] in ORDER else len(ORDER))
    kept: Record = {"components": parts}
    if (seconds := details.get("messageSendTtlSeconds")) is not None:
        kept["messageSendTtlSeconds"] = _number(seconds)
    if optimization := _optimization(record(details.get("optimization"))):
        kept["optimization"] = optimization
    return {**made, "details": kept}


def kakaotalk(template: Mapping[str, Any]) -> Record:
    """The details alone: a KakaoTalk template is known by its name."""
    details = details_of(template)
    kept = {
        name: value for name, value in details.items() if name not in KAKAOTALK_NOT_SENT and value not in (None, "")
    }
    buttons = [_plain(button) for button in records(kept.pop("buttons", []))]
    buttons.sort(key=lambda button: _number(button.get("ordering", 0)))
    kept = {name: value for name, value in kept.items() if KAKAOTALK_DEFAULTS.get(name) != value}
    return {"details": {**kept, **({"buttons": buttons} if buttons else {})}}


def _component(part: Record) -> Record:
    made: Record = dict(_plain(part))
    made["type"] = string(made.get("type"))
    if "buttons" in made:
        made["buttons"] = [_button(button) for button in records(made["buttons"])]
    if "cards" in made:
        made["cards"] = [
            {"components": [_component(inner) for inner in records(card.get("components"))]}
            for card in records(made["cards"])
        ]
    return made


def _button(button: Record) -> Record:
    made: Record = dict(_plain(button))
    if made.get("type") in FIXED_LABELS:
        made.pop("text", None)
    return made


def _plain(value: Any) -> Any:
    """Without what is empty, left to its default, or never sent."""
    if isinstance(value, Mapping):
        return {
            str(name): _plain(inner)
            for name, inner in value.items()
            if name not in NOT_SENT and inner not in (None, "", []) and DEFAULTS.get(name) is not inner
        }
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return _number(value)


def _number(value: Any) -> Any:
    """`600.0` is `600`."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _optimization(given: Record) -> Record:
    made: Record = dict(_plain(given))
    if strategy := string(made.get("bidStrategy")):
        made["bidStrategy"] = strategy.removeprefix("BID_STRATEGY_")
    return made


def fingerprint(value: object) -> str:
    """The same for the same content."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def plan_fingerprint(template: Mapping[str, Any]) -> str:
    """A fingerprint of what a plan depends on: the content, and how it stands at Meta or Kakao."""
    changes = record(template.get("changes"))
    states = [template.get(name) for name in ("state", "category", "rejectionCode")] + [changes.get("status")]
    is_kakaotalk = "code" in template
    return fingerprint([states, kakaotalk(template) if is_kakaotalk else whatsapp(template)])
