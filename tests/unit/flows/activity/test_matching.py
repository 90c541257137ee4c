"""Which rules want which events."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cards.vocabulary.naming import name_of
from bot.flows.activity.matching import area_of, is_rejection, wants
from bot.provisioning.events import Event, parse
from bot.provisioning.kinds import KINDS
from bot.storage.channels.subscriptions import Subscription
from tests.worlds.activity_world import body, template

SAMPLES = Path(__file__).parents[3] / "samples/events"


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


BRAND = {"id": "s1", "state": "LAUNCHING", "details": {"brand": {"name": "Sunny Bank"}, "countries": ["SE", "FR"]}}
OPERATOR = {"operator": "Tele2", "operatorCountry": "SE", "operatorCurrentStatus": "REJECTED"}
SHOP = {
    "id": "s2",
    "countryCode": "48",
    "phoneNumber": "777",
    "region": "EU",
    "details": {"displayName": "Corner Shop"},
}
NEW_SHOP = {"id": "s3", "changes": {"status": "REJECTED", "details": {"displayName": "Second Shop"}}}
NOTICE = {
    "code": "c1",
    "state": "APPROVED",
    "details": {"name": "notice_1", "language": "KO", "categoryCode": "001001"},
}
CAFE = {"plusFriendId": "@cafe", "changes": {"status": "REJECTED", "details": {"name": "Cafe Seoul"}}}
ACCOUNT = {"state": "ONBOARDED", "primaryBusinessLocation": "SE", "details": {"wabaName": "Acme Ltd"}}


@pytest.mark.parametrize(
    ("what", "fits", "fits_not"),
    [
        (event("RCS_SENDER_OPERATOR_STATUS_UPDATED", BRAND, **OPERATOR),
         {"name": ["sunny*"], "state": ["REJECTED"], "country": ["SE"], "sender": ["Sunny Bank"],
          "only": ["rejections"]},
         {"name": ["*shop"], "state": ["LAUNCHED"], "country": ["FR"], "sender": ["s2"]}),
        (event("RCS_SENDER_STATUS_UPDATED", BRAND, previousState="IN_TEST", currentState="LAUNCHING"),
         {"country": ["FR"], "state": ["LAUNCHING"]}, {"country": ["DK"], "only": ["rejections"]}),
        (event("WHATSAPP_SENDER_ACTIVE", SHOP),
         {"name": ["corner*"], "sender": ["+48777", "x"], "country": ["PL"]},
         {"name": ["sunny*"], "sender": ["+46777"]}),
        (event("WHATSAPP_SENDER_REJECTED", NEW_SHOP),
         {"name": ["second*"], "state": ["rejected"]}, {"state": ["ACTIVE"]}),
        (event("KAKAOTALK_TEMPLATE_APPROVED", NOTICE),
         {"name": ["notice*"], "language": ["ko"], "category": ["001001"]},
         {"name": ["c2"], "language": ["EN_US"], "category": ["MARKETING"]}),
        (event("KAKAOTALK_SENDER_REJECTED", CAFE), {"name": ["cafe*"], "sender": ["@cafe"]}, {"name": ["sunny*"]}),
        (event("WHATSAPP_ACCOUNT_ONBOARDED", ACCOUNT), {"name": ["acme*"], "country": ["SE"]}, {"country": ["NO"]}),
        (event("WHATSAPP_TEMPLATE_STATUS_UPDATED", newState="PAUSED"), {"state": ["paused"]}, {"state": ["DISABLED"]}),
        (event("WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE", futureCategory="MARKETING"),
         {"category": ["MARKETING"]}, {"category": ["AUTHENTICATION"]}),
    ],
    ids=lambda value: value.type if isinstance(value, Event) else "",
)  # fmt: skip
def test_filters_find_what_stands_deep_in_a_resource_or_beside_it(
    what: Event, fits: dict[str, list[str]], fits_not: dict[str, list[str]]
) -> None:
    assert {name: wants(rule(filters={name: values}), what) for name, values in fits.items()} == dict.fromkeys(
        fits, True
    )
    found = {name: wants(rule(filters={name: values}), what) for name, values in fits_not.items()}
    assert found == dict.fromkeys(fits_not, False)


def test_every_documented_event_is_found_by_the_name_on_its_card() -> None:
    for sample in sorted(SAMPLES.glob("*.json")):
        happened = parse(sample.read_bytes())
        if KINDS[happened.subject.kind].id_fields:
            name = name_of(happened.subject, happened.payload)
            assert wants(rule(filters={"name": [name]}), happened), (happened.type, name)


def test_unknown_types_have_the_area_of_their_first_word() -> None:
    assert area_of(event("RCS_SOMETHING_NEW", {})) == "rcs"
    assert area_of(event("BUNDLE_LATE", {})) == "bundles"
    assert area_of(event("VIBER_THING", {})) == ""
    assert not is_rejection(event("RCS_SOMETHING_NEW", {"state": ["odd", 7]}))
