"""Payloads and events to show: documented examples of every kind and type, and made-up ones that are unlike them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

import bot
from bot.provisioning.events import EVENT_TYPES, Event, parse
from bot.provisioning.subjects import Kind, Subject

EXAMPLES = {
    Kind.whatsapp_account: "WhatsappAccountDto",
    Kind.whatsapp_sender: "WhatsappSenderDto",
    Kind.whatsapp_template: "WhatsappTemplateDto",
    Kind.kakaotalk_sender: "KakaotalkSenderDto",
    Kind.kakaotalk_template: "KakaotalkTemplateDto",
    Kind.rcs_sender: "RcsSenderDto",
    Kind.bundle: "BundlesBundlesDto",
}
DETAILS: dict[str, dict[str, Any]] = {
    "WHATSAPP_TEMPLATE_STATUS_UPDATED": {"newState": "PAUSED"},
    "WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE": {"futureCategory": "MARKETING"},
    "RCS_SENDER_STATUS_UPDATED": {"previousState": "IN_PROGRESS", "currentState": "IN_TEST"},
    "RCS_SENDER_OPERATOR_STATUS_UPDATED": {
        "operator": "Telia",
        "operatorCountry": "SE",
        "operatorPreviousStatus": "PENDING",
        "operatorCurrentStatus": "REJECTED",
    },
    "RCS_BRAND_REGISTRATION_PROCESS_STATUS_UPDATED": {"status": "INCOMPLETE"},
}


@cache
def _document() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((Path(bot.__file__).parent / "provisioning" / "openapi.json").read_text())
    return content


def example(schema: str) -> dict[str, Any]:
    """The documented example of a schema."""
    found: dict[str, Any] = json.loads(json.dumps(_document()["components"]["schemas"][schema]["example"]))
    return found


def schema_examples() -> dict[str, dict[str, Any]]:
    """Every documented example, by schema."""
    schemas = _document()["components"]["schemas"]
    return {name: schema["example"] for name, schema in schemas.items() if isinstance(schema.get("example"), dict)}


def payload(kind: Kind) -> dict[str, Any]:
    """A typical resource of a kind."""
    return example(EXAMPLES[kind]) if kind in EXAMPLES else {}


def event(type: str, *, comment: str | None = None, **changed: Any) -> Event:
    """An event of a type as Sinch would send it; `changed` replaces fields of the resource or of the event itself."""
    details = {key: changed.pop(key, value) for key, value in DETAILS.get(type, {}).items()}
    body: dict[str, Any] = {"type": type, **details}
    info = EVENT_TYPES.get(type)
    if info and info.kind in EXAMPLES:
        body["payload"] = {**payload(info.kind), **changed}
    if comment is not None or type.endswith("_COMMENT_ADDED"):
        body["comment"] = comment if comment is not None else "Please look at <this>."
    return parse(json.dumps(body).encode())


SUBJECTS = {
    Kind.whatsapp_account: Subject(Kind.whatsapp_account),
    Kind.whatsapp_sender: Subject(Kind.whatsapp_sender, ("cf11794a",)),
    Kind.whatsapp_template: Subject(Kind.whatsapp_template, ("order_update", "EN_US")),
    Kind.kakaotalk_sender: Subject(Kind.kakaotalk_sender, ("friend",)),
    Kind.kakaotalk_template: Subject(Kind.kakaotalk_template, ("friend", "S7yFqaKqJ8tsnBZH2CEd")),
    Kind.rcs_account: Subject(Kind.rcs_account),
    Kind.rcs_sender: Subject(Kind.rcs_sender, ("cf11794a",)),
    Kind.bundle: Subject(Kind.bundle, ("62a02dd4",)),
    Kind.unknown: Subject(Kind.unknown),
}

quick = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])

NASTY = [
    "<!channel> @here <@U123> <#C1|x>",
    "a" * 5_000,
    "&" * 3_500,
    "",
    " ",
    "`*_~```",
    "\ud800",
    "\x00",
    "1\n2\n3",
    "<",
]
WORDS = ["REJECTED", "IN_PROGRESS", "DRAFT", "ERROR", "ACTIVE", "PENDING", "TIER_1K", "RED", "{{1}} {{name}}", "BODY",
         "https://example.com/?a=1&b=<2>", "2024-03-01T09:30:00.000Z", "BUTTONS", "CAROUSEL", "HEADER"]  # fmt: skip
FIELDS = [
    "id", "name", "state", "status", "changes", "details", "components", "type", "text", "buttons", "cards",
    "examples", "example", "url", "language", "category", "countryStatus", "operators", "remark", "country",
    "brand", "metadata", "displayName", "username", "rejectionReason", "value", "rejectionCode", "qualityScore",
    "qualityRating", "dailyLimit", "phoneNumber", "countryCode", "plusFriendId", "code", "content",
    "wabaBanState", "errorCode", "errorReason", "convApp", "smsApp", "webhooks", "triggers", "target", "modified",
    "created", "testNumberStates", "businessDailyLimit", "format", "webhookDeliveryStatuses", "title", "subtitle",
    "imageUrl", "author", "comment", "newState", "currentState",
]  # fmt: skip

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(NASTY),
    st.sampled_from(WORDS),
)
json_values: st.SearchStrategy[Any] = st.recursive(
    values,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS) | st.text(), inner, max_size=8),
    max_leaves=25,
)
payloads = st.dictionaries(st.sampled_from(FIELDS) | st.text(), json_values, max_size=12)
ids = st.text() | st.sampled_from(NASTY)


@st.composite
def distorted(draw: st.DrawFn, content: Any) -> Any:
    """An example with some of its values replaced by something else, or left out."""
    if isinstance(content, dict) and draw(st.integers(0, 9)):
        return {key: draw(distorted(value)) for key, value in content.items() if draw(st.integers(0, 9))}
    if isinstance(content, list) and draw(st.integers(0, 9)):
        return [draw(distorted(value)) for value in content]
    return content if draw(st.integers(0, 3)) else draw(json_values)
