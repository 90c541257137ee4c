"""Which rules want which events."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.flows.activity.matching import area_of, is_rejection, wants
from bot.provisioning.events import Event, parse
from bot.storage.channels.subscriptions import Subscription
from tests.worlds.activity_world import body, template


def rule(**wishes: Any) -> Subscription:
    given = {"areas": [], "types": [], "filters": {}, **wishes}
    return Subscription(1, "p1", "C1", created_by="U1", created_at=datetime(2026, 1, 1, tzinfo=UTC), **given)


def event(kind: str = "WHATSAPP_TEMPLATE_APPROVED", payload: dict[str, Any] | None = None, **more: Any) -> Event:
    return parse(body(kind, template("order_update", "PT_BR") if payload is None else payload, **more))


COMMENT = event("RCS_SENDER_COMMENT_ADDED", {"id": "s1", "state": "REJECTED"}, comment="Why?")
REJECTED = event("WHATSAPP_TEMPLATE_REJECTED", template(state="REJECTED"))
STATUS = event("RCS_SENDER_STATUS_UPDATED", {"id": "s1", "state": "REJECTED", "countries": ["SE", "NO"]})


@pytest.mark.parametrize(
    ("wishes", "what", "wanted"),
    [
        ({}, event(), True),
        ({"areas": ["whatsapp"]}, event(), True),
        ({"areas": ["rcs", "kakaotalk"]}, event(), False),
        ({"types": ["WHATSAPP_TEMPLATE_REJECTED"]}, event(), False),
        ({"types": ["WHATSAPP_TEMPLATE_APPROVED"]}, event(), True),
        ({"filters": {"name": ["order_*"]}}, event(), True),
        ({"filters": {"name": ["ORDER_UPDATE", "x"]}}, event(), True),
        ({"filters": {"name": ["news*"]}}, event(), False),
        ({"filters": {"name": ["news*"]}}, COMMENT, False),
        ({"filters": {"language": ["pt_br"]}}, event(), True),
        ({"filters": {"language": ["EN_US"]}}, event(), False),
        ({"filters": {"language": ["EN_US"]}}, STATUS, True),
        ({"filters": {"category": ["UTILITY"]}}, event(), False),
        ({"filters": {"state": ["approved"]}}, event(), True),
        ({"filters": {"country": ["NO"]}}, STATUS, True),
        ({"filters": {"country": ["DK"]}}, STATUS, False),
        ({"filters": {"sender": ["s1"]}}, STATUS, True),
        ({"filters": {"sender": ["s1"]}}, event(), False),
        ({"filters": {"only": ["rejections"]}}, REJECTED, True),
        ({"filters": {"only": ["rejections"]}}, STATUS, True),
        ({"filters": {"only": ["rejections"]}}, event(), False),
        ({"filters": {"only": ["rejections"]}}, COMMENT, False),
        ({"filters": {"only": ["rejections", "comments"]}}, COMMENT, True),
        ({"filters": {"only": ["comments"], "sender": ["s2"]}}, COMMENT, False),
        ({"filters": {"name": []}}, event(), True),
    ],
)
def test_a_rule_wants_what_all_its_parts_allow(wishes: dict[str, Any], what: Event, wanted: bool) -> None:
    assert wants(rule(**wishes), what) is wanted


def test_unknown_types_have_the_area_of_their_first_word() -> None:
    assert area_of(event("RCS_SOMETHING_NEW", {})) == "rcs"
    assert area_of(event("BUNDLE_LATE", {})) == "bundles"
    assert area_of(event("VIBER_THING", {})) == ""
    assert not is_rejection(event("RCS_SOMETHING_NEW", {"state": ["odd", 7]}))
