"""The check of KakaoTalk templates: the limits that the API's specification states."""

from __future__ import annotations

from typing import Any

import pytest

from bot.templates.kakaotalk import check

GOOD: dict[str, Any] = {"name": "주문 안내", "language": "KO", "content": "#{이름}님, 주문하신 상품이 발송되었습니다."}


def button(kind: str = "WEB_LINK", at: int = 1, **more: Any) -> dict[str, Any]:
    return {"ordering": at, "type": kind, "name": "열기", "linkMo": "https://example.com", **more}


KINDS = ("WEB_LINK", "APP_LINK", "BOT_KEYWORD", "BOT_TRANSFER", "BUSINESS_FORM", "DELIVERY_SEARCH")
FAULTS: list[tuple[str, dict[str, Any]]] = [
    ("text-missing", {"name": ""}),
    ("text-missing", {"content": " "}),
    ("too-long", {"content": "가" * 1001}),
    ("too-long", {"name": "x" * 151}),
    ("too-long", {"extra": "x" * 501}),
    ("too-long", {"title": "x" * 51}),
    ("too-long", {"subtitle": "x" * 51}),
    ("too-long", {"imageName": "x" * 251}),
    ("too-long", {"categoryCode": "1234567"}),
    ("too-long", {"buttons": [button(name="x" * 15)]}),
    ("too-long", {"buttons": [button(linkMo=f"https://example.com/{'x' * 500}")]}),
    ("shown-shortened", {"title": "x" * 30}),
    ("shown-shortened", {"subtitle": "x" * 20}),
    ("button-count", {"buttons": [button(kind, min(at, 5)) for at, kind in enumerate(KINDS, 1)]}),
    ("button-twins", {"buttons": [button(), button(at=2)]}),
    ("button-order", {"buttons": [button(), button("APP_LINK", 1)]}),
    ("button-order", {"buttons": [button(at=9)]}),
    ("link-format", {"buttons": [button(linkMo="shop")]}),
    ("text-missing", {"buttons": [button(name="")]}),
    ("text-missing", {"emphasizeType": "EMPHASIZE_TYPE_IMAGE"}),
    ("text-missing", {"emphasizeType": "EMPHASIZE_TYPE_TEXT"}),
]


@pytest.mark.parametrize(("rule", "change"), FAULTS)
def test_a_fault_is_found(rule: str, change: dict[str, Any]) -> None:
    assert rule in {finding.id for finding in check({"details": {**GOOD, **change}})}


def test_a_good_template_gets_no_finding() -> None:
    buttons = [button(kind, at) for at, kind in enumerate(KINDS[:5], 1)]
    assert check({"details": {**GOOD, "buttons": buttons, "title": "주문 안내", "subtitle": "발송"}}) == []


def test_names_are_unique() -> None:
    assert [finding.id for finding in check({"details": GOOD}, frozenset({GOOD["name"]}))] == ["name-taken"]


def test_pending_changes_are_what_is_meant() -> None:
    assert check({"details": GOOD, "changes": {"status": "DRAFT", "details": {"content": "x" * 1001}}})
