"""Sample templates in all states and some languages."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from bot.sandbox.sinch.kakaotalk.templates import key_of as kakaotalk_key
from bot.sandbox.sinch.whatsapp.templates import key_of
from bot.sandbox.sinch.world.facts import SITE
from bot.sandbox.sinch.world.project import Record
from bot.sandbox.sinch.world.scope import REVIEWER, Scope


def _body(text: str, *examples: str) -> Record:
    return {"type": "BODY", "text": text, **({"examples": list(examples)} if examples else {})}


def _buttons(*buttons: Record) -> Record:
    return {"type": "BUTTONS", "buttons": list(buttons)}


def _url(text: str, path: str, example: str = "") -> Record:
    button = {"type": "URL", "text": text, "url": f"{SITE}/{path}"}
    return {**button, "example": f"{SITE}/{example}"} if example else button


def _card(picture: str, text: str) -> Record:
    header = {"type": "HEADER", "format": "IMAGE", "example": {"url": f"{SITE}/{picture}"}}
    return {"components": [header, _body(text), _buttons(_url("Order", "order"))]}


_ORDER = {
    "EN_US": ("Hi {{1}}, your order {{2}} is on its way.", "Track it"),
    "DE": ("Hallo {{1}}, deine Bestellung {{2}} ist unterwegs.", "Verfolgen"),
    "SV": ("Hej {{1}}, din beställning {{2}} är på väg.", "Följ den"),
    "ES": ("Hola {{1}}, tu pedido {{2}} va de camino.", "Seguirlo"),
}

_Row = tuple[str, str, str, str, list[Record], dict[str, Any]]
_MARKETING, _UTILITY, _AUTHENTICATION = "MARKETING", "UTILITY", "AUTHENTICATION"

ROWS: tuple[_Row, ...] = (
    *(
        (
            "order_update",
            language,
            _UTILITY,
            "APPROVED",
            [
                {"type": "HEADER", "format": "TEXT", "text": "Northwind Coffee"},
                _body(text, "Ada", "1042"),
                {"type": "FOOTER", "text": "Northwind Coffee"},
                _buttons(_url(track, "track?id={{1}}", "track?id=1042")),
            ],
            {"qualityScore": "QUALITY_SCORE_GREEN", "_sends": 820},
        )
        for language, (text, track) in _ORDER.items()
    ),
    (
        "login_code",
        "EN_US",
        _AUTHENTICATION,
        "APPROVED",
        [
            {"type": "BODY", "addSecurityRecommendation": True},
            {"type": "FOOTER", "codeExpirationMinutes": 10},
            _buttons({"type": "OTP", "otpType": "COPY_CODE", "text": "Copy code"}),
        ],
        {"qualityScore": "QUALITY_SCORE_GREEN", "_sends": 640},
    ),
    (
        "spring_beans",
        "EN_US",
        _MARKETING,
        "REJECTED",
        [_body("Free coffee for everyone!!! Click now!!!"), _buttons(_url("Click", "spring"))],
        {"rejectionCode": "ABUSIVE_CONTENT", "_reason": "The text misleads: the offer has conditions that it hides."},
    ),
    (
        "spring_beans",
        "SV",
        _MARKETING,
        "PENDING",
        [_body("Vårens bönor är här, {{1}}.", "Ada"), _buttons(_url("Se dem", "spring"))],
        {},
    ),
    (
        "loyalty_points",
        "EN_GB",
        _MARKETING,
        "PAUSED",
        [_body("You have {{1}} points. Use them before {{2}}.", "120", "Sunday")],
        {"qualityScore": "QUALITY_SCORE_RED", "_sends": 310},
    ),
    (
        "daily_deal",
        "EN_US",
        _MARKETING,
        "DISABLED",
        [_body("Today only: {{1}}.", "two for one"), _buttons({"type": "QUICK_REPLY", "text": "Stop"})],
        {"qualityScore": "QUALITY_SCORE_RED"},
    ),
    (
        "table_reminder",
        "EN_US",
        _UTILITY,
        "DRAFT",
        [_body("Your table for {{1}} is booked at {{2}}.", "two", "18:30")],
        {},
    ),
    (
        "book_a_table",
        "EN_US",
        _UTILITY,
        "APPROVED",
        [
            _body("Would you like to book a table?"),
            _buttons(
                {
                    "type": "FLOW",
                    "text": "Book",
                    "flowId": "100000000000001",
                    "flowAction": "NAVIGATE",
                    "navigateScreen": "WELCOME",
                }
            ),
        ],
        {"qualityScore": "QUALITY_SCORE_YELLOW", "_changing": "IN_PROGRESS", "_sends": 150},
    ),
    (
        "autumn_menu",
        "EN_US",
        _MARKETING,
        "APPROVED",
        [
            _body("Hi {{1}}, three new drinks.", "Ada"),
            {"type": "CAROUSEL", "cards": [_card("latte.jpg", "Maple latte"), _card("mocha.jpg", "Chestnut mocha")]},
        ],
        {"qualityScore": "QUALITY_SCORE_GREEN", "_changing": "REJECTED", "_sends": 410},
    ),
    (
        "welcome_offer",
        "FR",
        _MARKETING,
        "APPROVED",
        [
            {"type": "HEADER", "format": "IMAGE", "example": {"url": f"{SITE}/welcome.jpg"}},
            _body("Bienvenue {{1}} ! Un café offert avec ce code.", "Ada"),
            _buttons({"type": "COPY_CODE", "text": "Copy offer code", "example": "CAFE25"}),
        ],
        {"qualityScore": "QUALITY_SCORE_UNKNOWN", "isMetaGenerated": False, "_sends": 90},
    ),
    (
        "hello_world",
        "EN_US",
        _UTILITY,
        "APPROVED",
        [_body("Welcome and congratulations! This message was sent by the business.")],
        {"isMetaGenerated": True, "_sends": 2},
    ),
)


def seed(scope: Scope, days_ago: Callable[[float], None]) -> None:
    """Store every row, the first the oldest, each with its trail."""
    for number, row in enumerate(ROWS):
        days_ago(40 - 2.5 * number)
        _store(scope, row)


def _store(scope: Scope, row: _Row) -> None:
    name, language, category, state, parts, extra = row
    components = deepcopy(parts)  # of each world its own: who edits one must not edit the samples
    changing, reason = extra.get("_changing"), extra.get("_reason", "")
    template: Record = {"name": name, "language": language, "category": category, "analytics": []}
    template.update(qualityScore="QUALITY_SCORE_UNKNOWN", isMetaGenerated=False)
    template.update({k: v for k, v in extra.items() if k not in ("_changing", "_reason")})
    details = {"components": components}
    if state in ("DRAFT", "PENDING"):
        status = "DRAFT" if state == "DRAFT" else "IN_PROGRESS"
        template["changes"] = {"status": status, "allowCategoryChange": False, "details": details}
    else:
        template["details"] = details
    if state != "DRAFT":
        template["state"] = state
    if state in ("APPROVED", "PAUSED", "DISABLED"):
        template["whatsappId"] = scope.ids.digits(15)
    if changing:
        newer = [{**part, "text": f"New: {part['text']}"} if part["type"] == "BODY" else part for part in components]
        template["changes"] = {"status": changing, "details": {"components": newer}}
    scope.project.templates[f"{name}/{language}"] = template
    key = key_of(template)
    scope.note(key, "CREATED")
    scope.note(key, "DRAFT" if state == "DRAFT" else "IN_PROGRESS")
    if state == "REJECTED" or changing == "REJECTED":
        scope.note(key, "REJECTED", reason or "The card pictures do not match their texts.", REVIEWER)


def numbered(scope: Scope, number: int) -> None:
    """One of many, named by its number."""
    language = ("EN_US", "DE", "SV", "ES", "FR")[number % 5]
    template: Record = {
        "whatsappId": str(10**14 + number),
        "state": "REJECTED" if number % 10 == 9 else "APPROVED",
        "name": f"bulk_{number // 5:05d}",
        "language": language,
        "category": "UTILITY",
        "qualityScore": "QUALITY_SCORE_GREEN",
        "details": {"components": [{"type": "BODY", "text": f"Bulk message {number}."}]},
        "analytics": [],
        "isMetaGenerated": False,
    }
    if template["state"] == "REJECTED":
        template["rejectionCode"] = "INVALID_FORMAT"
        del template["whatsappId"]
    scope.project.templates[f"{template['name']}/{language}"] = template


def kakaotalk(scope: Scope, plus_id: str) -> None:
    """An approved, a rejected and a waiting KakaoTalk template."""
    for name, text, state in (
        ("주문 완료", "#{name}님, 주문이 완료되었습니다.", "APPROVED"),
        ("배송 시작", "#{name}님, 커피가 출발했습니다.", "IN_PROGRESS"),
        ("봄 이벤트", "지금 바로 클릭하세요!", "REJECTED"),
    ):
        now = scope.now()
        details: Record = {
            "language": "KO",
            "messageType": "BASIC",
            "emphasizeType": "EMPHASIZE_TYPE_NONE",
            "categoryCode": "002001",
            "securityFlag": False,
            "name": name,
            "content": text,
            "buttons": [{"ordering": 1, "type": "WEB_LINK", "name": "보기", "linkMo": SITE, "linkPc": SITE}],
        }
        template: Record = {"id": scope.ids.uuid(), "code": scope.ids.code(20), "created": now, "modified": now}
        template["_sender"] = plus_id
        if state == "IN_PROGRESS":
            template["changes"] = {"status": state, "details": details}
        else:
            template.update(state=state, details=details)
        scope.project.kakaotalk_templates[f"{plus_id}/{template['code']}"] = template
        scope.note(kakaotalk_key(template), "CREATED")
        scope.note(kakaotalk_key(template), "IN_PROGRESS")
        if state == "REJECTED":
            scope.note(kakaotalk_key(template), "REJECTED", "광고성 문구가 있습니다.", REVIEWER)
