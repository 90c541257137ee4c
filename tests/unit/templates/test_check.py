"""The check: every rule speaks up where it should, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.templates import rules
from bot.templates.check import Surroundings, check
from bot.templates.finding import Severity
from tests.unit.templates import corpus

GOOD, BAD = corpus.good(), corpus.bad()
BODY = {"type": "BODY", "text": "Hello {{1}}, your order is on its way to you.", "examples": ["Ada"]}


def template(*components: dict[str, Any], category: str = "UTILITY", **more: Any) -> dict[str, Any]:
    return {"name": "sample", "language": "EN", "category": category, "details": {"components": [*components]}, **more}


def ids(found: list[Any]) -> list[str]:
    return [finding.id for finding in found]


@pytest.mark.parametrize("good", GOOD, ids=lambda character: f"{character['language']}-{character['category']}")
def test_a_good_template_gets_no_finding(good: dict[str, Any]) -> None:
    assert check(good) == []


@pytest.mark.parametrize(("rule", "bad"), BAD, ids=[f"{rule}-{item['language']}" for rule, item in BAD])
def test_a_fault_is_found_and_nothing_else(rule: str, bad: dict[str, Any]) -> None:
    assert ids(check(bad)) == [rule]


def test_each_corpus_has_many_languages() -> None:
    assert len({item["language"] for item in GOOD}) >= 60
    assert len({item["language"] for _, item in BAD}) >= 18


HEADERS = {
    "Order\nupdate": "header-format",
    "Order update 🎉": "header-format",
    "*Order* update": "header-format",
    "**Order** update": "header-format",
    "Order \U0001f1e9\U0001f1ea": "header-format",
    "Order {{1}} of {{2}}": "header-format",
    "Your order is on its way to you and will arrive on Friday morning": "too-long",
    "": "text-missing",
}


@pytest.mark.parametrize(("text", "rule"), HEADERS.items())
def test_a_header_is_one_plain_line(text: str, rule: str) -> None:
    header = {"type": "HEADER", "format": "TEXT", "text": text, "examples": ["a", "b"]}
    assert ids(check(template(header, BODY))) == [rule]


@pytest.mark.parametrize("text", ["Order 1042", "Order {{1}}", "Beans & Co: order_update 2 * 3", "5 ✓ done"])
def test_a_plain_header_is_fine(text: str) -> None:
    header = {"type": "HEADER", "format": "TEXT", "text": text, "example": "1042"}
    assert check(template(header, BODY)) == []


def test_a_header_variable_needs_an_example() -> None:
    assert ids(check(template({"type": "HEADER", "format": "TEXT", "text": "Order {{1}}"}, BODY))) == [
        "variable-example"
    ]


def test_a_footer_takes_no_variables_and_few_characters() -> None:
    assert ids(check(template(BODY, {"type": "FOOTER", "text": "Yours, {{1}}"}))) == ["footer-format"]
    assert ids(check(template(BODY, {"type": "FOOTER", "text": "x" * 61}))) == ["too-long"]


def quick(label: str) -> dict[str, str]:
    return {"type": "QUICK_REPLY", "text": label}


def link(label: str = "Track", url: str = "https://example.com/track", **more: str) -> dict[str, str]:
    return {"type": "URL", "text": label, "url": url, **more}


PHONE = {"type": "PHONE_NUMBER", "text": "Call", "phoneNumber": "+46701234567"}
BUTTONS = [
    ("button-count", [quick(f"Reply {at}") for at in range(11)]),
    ("button-count", [link(f"Track {at}") for at in range(3)]),
    ("button-count", [PHONE, {**PHONE, "text": "Call us"}]),
    ("button-order", [quick("Yes"), link(), quick("No")]),
    ("button-order", [link(), quick("Yes"), PHONE]),
    ("button-twins", [quick("Yes"), quick(" yes")]),
    ("too-long", [quick("x" * 26)]),
    ("wa-me-link", [link(url="https://wa.me/46701234567")]),
    ("wa-me-link", [link(url="https://chat.whatsapp.com/abc")]),
    ("shortened-link", [link(url="https://bit.ly/abc")]),
    ("url-button", [link(url="{{1}}", example="https://example.com")]),
    ("url-button", [link(url="https://{{1}}", example="https://example.com")]),
    ("url-button", [link(url="https://{{1}}.example.com/a", example="https://a.example.com/a")]),
    ("url-button", [link(url="https://example.com/{{1}}/track", example="https://example.com/1/track")]),
    ("url-button", [link(url="https://example.com/{{1}}/{{2}}", example="https://example.com/1/2")]),
    ("url-button", [link(url="https://example.com/{{2}}", example="https://example.com/2")]),
    ("url-button", [link(url="track my order")]),
    ("url-button", [link(url="/track")]),
    ("url-button", [link(url="https://localhost/track")]),
    ("url-button", [link(url="shop.example.com/track")]),
    ("wa-me-link", [link(url="https://www.wa.me/qr/ABC")]),
    ("shortened-link", [link(url="https://www.amzn.to/abc")]),
    ("url-button", [link(url="https://192.0.2.7/track")]),
    ("url-button", [link(url="https://[2001:db8::7]/track")]),
    ("url-button", [link(url="https://example..com/track")]),
    ("url-button", [link(url="https://example.com/{1}")]),
    ("url-button", [link(url="https://example.com/%7B%7B1%7D%7D")]),
    ("shortened-link", [link(url="https://spoti.fi/abc")]),
    ("variable-example", [link(url="https://example.com/{{1}}")]),
]


@pytest.mark.parametrize(("rule", "buttons"), BUTTONS)
def test_buttons_and_links(rule: str, buttons: list[dict[str, str]]) -> None:
    assert ids(check(template(BODY, {"type": "BUTTONS", "buttons": buttons}))) == [rule]


def test_as_many_buttons_as_there_may_be() -> None:
    buttons = [quick("Yes"), quick("No"), link(), link("Shop", "https://shop.example.com/{{1}}"), PHONE]
    buttons[3]["example"] = "https://shop.example.com/7"
    assert check(template(BODY, {"type": "BUTTONS", "buttons": buttons})) == []


def test_cards_of_a_carousel_are_looked_at_one_by_one() -> None:
    card = {"components": [{"type": "BODY", "text": "{{1}} is new in our store", "examples": ["Mug"]}]}
    found = check(template(BODY, {"type": "CAROUSEL", "cards": [card]}))
    assert [(finding.id, finding.component) for finding in found] == [("variable-at-edge", "card 1 body")]
    assert found[0].path == "details.components.1.cards.0.components.0.text"


AUTHENTICATION = [
    ({"type": "BODY", "text": "Your code is {{1}} for now", "examples": ["1"]},),
    ({"type": "BODY"}, {"type": "HEADER", "format": "IMAGE", "example": {"url": "https://example.com/a.png"}}),
    ({"type": "BODY"}, {"type": "FOOTER", "text": "See https://example.com"}),
    ({"type": "BODY"}, {"type": "FOOTER", "text": "Thank you 🎉"}),
    ({"type": "BODY"}, {"type": "FOOTER", "text": "More at example.com"}),
    ({"type": "BODY"}, {"type": "BUTTONS", "buttons": [{"type": "OTP", "otpType": "COPY_CODE", "text": "Copy 🔑"}]}),
    ({"type": "BODY"}, {"type": "BUTTONS", "buttons": [link()]}),
]


NAMED = [
    ("Hello {{first_name}}, your order {{order_id}} is on its way to you.", ["Ada", "1042"], []),
    ("Hello {{first_name}}, your order {{order_id}} is on its way to you.", ["Ada"], ["variable-example"]),
    ("{{first_name}}, your order is on its way to you.", ["Ada"], ["variable-at-edge"]),
    ("Hello {{first_name}} {{last_name}}, your order is on its way to you.", ["A", "L"], ["variables-adjacent"]),
    ("Hello {{name}}, your order {{1}} is on its way to you.", ["1042"], ["variable-braces"]),
    ("Hello {{First Name}}, your order is on its way to you.", ["Ada"], ["variable-braces"]),
]


@pytest.mark.parametrize(("text", "examples", "found"), NAMED)
def test_names_are_variables_where_there_are_no_numbers(text: str, examples: list[str], found: list[str]) -> None:
    assert ids(check(template({"type": "BODY", "text": text, "examples": examples}))) == found


@pytest.mark.parametrize("components", AUTHENTICATION)
def test_one_time_codes_carry_nothing_else(components: tuple[dict[str, Any], ...]) -> None:
    assert ids(check(template(*components, category="AUTHENTICATION"))) == ["authentication-content"]


def test_a_plain_one_time_code_is_fine() -> None:
    code = {"type": "BUTTONS", "buttons": [{"type": "OTP", "otpType": "COPY_CODE", "text": "Copy code"}]}
    parts = ({"type": "BODY", "addSecurityRecommendation": True}, {"type": "FOOTER", "codeExpirationMinutes": 5}, code)
    assert check(template(*parts, category="AUTHENTICATION")) == []


@pytest.mark.parametrize("text", ["Stop by our store and see the mugs.", "Non-stop music and mugs until Sunday."])
def test_a_stop_that_ends_no_messages_is_no_way_out(text: str) -> None:
    assert ids(check(template({"type": "BODY", "text": text}, category="MARKETING"))) == ["opt-out-missing"]


@pytest.mark.parametrize("label", ["Stop promotions", "Unsubscribe", "Not interested", "No more messages"])
def test_a_quick_reply_can_be_the_way_out(label: str) -> None:
    buttons = {"type": "BUTTONS", "buttons": [quick(label)]}
    body = {"type": "BODY", "text": "Our summer sale is on: 20% off all mugs until Sunday!"}
    assert check(template(body, buttons, category="MARKETING")) == []


@pytest.mark.parametrize(
    ("components", "place"),
    [
        (({"type": "HEADER", "format": "TEXT", "text": "Flash sale today"}, BODY), "header"),
        ((BODY, {"type": "BUTTONS", "buttons": [link(), quick("Shop now")]}), "button 2"),
        (({"type": "BODY", "text": "Our special offer is waiting for you at the store."},), "body"),
    ],
)
def test_promotion_is_named_where_it_stands(components: tuple[dict[str, Any], ...], place: str) -> None:
    (finding,) = check(template(*components))
    assert (finding.id, finding.component) == ("promotion-in-utility", place)


def test_the_text_of_another_template_is_refused() -> None:
    other = {**template(BODY), "name": "older"}
    known = Surroundings.of([other, template(BODY)])
    assert ids(check(template(BODY), known)) == ["identical-text"]
    assert "older already has the same text" in check(template(BODY), known)[0].problem
    assert check(template({**BODY, "text": f"{BODY['text']} Thanks!"}), known) == []


def test_other_languages_of_the_same_name_may_share_a_text() -> None:
    known = Surroundings.of([{**template(BODY), "language": "EN_GB"}])
    assert check(template(BODY), known) == []


@pytest.mark.parametrize("language", ["EN", ""])
def test_a_name_that_was_deleted_is_blocked(language: str) -> None:
    known = Surroundings(blocked={("sample", language): datetime(2026, 12, 5, tzinfo=UTC)})
    found = check(template(BODY), known)
    assert ids(found) == ["name-blocked"]
    assert "until 5 December 2026" in found[0].problem
    assert check(template(BODY), known, new=False) == []
    assert check({**template(BODY), "name": "another"}, known) == []


def test_what_rejects_comes_first() -> None:
    body = {"type": "BODY", "text": "{{1}} our special offer is waiting for you at the store", "examples": ["Ada"]}
    assert ids(check(template(body))) == ["variable-at-edge", "promotion-in-utility"]


BODY_OF_CARD = {"type": "BODY", "text": "A mug for the winter"}
IMAGE = {"type": "HEADER", "format": "IMAGE", "example": {"url": "https://shop.example/mug.png"}}


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("component-twice", [BODY, BODY]),
        ("component-twice", [{"type": "HEADER", "format": "LOCATION"}, {**IMAGE}, BODY]),
        ("flow-screen", [BODY, {"type": "BUTTONS", "buttons": [
            {"type": "FLOW", "text": "Book", "flowId": "12", "flowAction": "NAVIGATE"}]}]),
        ("cards-alike", [BODY, {"type": "CAROUSEL", "cards": [
            {"components": [IMAGE, BODY_OF_CARD]}, {"components": [{**IMAGE, "format": "VIDEO"}, BODY_OF_CARD]}]}]),
    ],
)  # fmt: skip
def test_what_the_api_says_of_the_whole_is_said_before_it(rule: str, parts: list[dict[str, Any]]) -> None:
    assert ids(check(template(*parts))) == [rule]


@pytest.mark.parametrize(
    ("category", "seconds", "is_right"),
    [
        ("UTILITY", 29, False), ("UTILITY", 30, True), ("UTILITY", 43_200, True), ("UTILITY", 43_201, False),
        ("UTILITY", 2_592_000, True), ("MARKETING", 43_199, False), ("MARKETING", 43_200, True),
        ("MARKETING", 2_592_001, False), ("UTILITY", None, True), ("UTILITY", "soon", True),
    ],
)  # fmt: skip
def test_a_message_is_valid_as_long_as_its_category_allows(category: str, seconds: Any, is_right: bool) -> None:
    body = template(BODY | {"text": "Hello {{1}}, reply STOP to end these messages."}, category=category)
    body["details"]["messageSendTtlSeconds"] = seconds
    assert ids(check(body)) == ([] if is_right else ["message-validity"])


def test_changes_are_checked_instead_of_what_is_live() -> None:
    live = template(BODY, changes={"status": "DRAFT", "details": {"components": [{"type": "BODY", "text": "test"}]}})
    assert ids(check(live)) == ["placeholder-text"]


def test_every_rule_has_an_id_of_its_own_and_a_public_source() -> None:
    whatsapp = [rule for rule in rules.RULES if rule.source != rules.SINCH_KAKAOTALK]
    assert len({rule.id for rule in whatsapp}) == len(whatsapp)
    assert all(rule.source.startswith("https://") for rule in rules.RULES)
    assert {rule.severity for rule in rules.RULES} == set(Severity)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
PARTS = st.fixed_dictionaries(
    {"type": st.sampled_from(["HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "NEW"])},
    optional={"text": JSON, "examples": JSON, "example": JSON, "buttons": st.lists(JSON, max_size=3) | JSON,
              "cards": JSON, "format": JSON},
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "language": JSON,
            "category": JSON,
            "details": st.fixed_dictionaries({"components": st.lists(PARTS, max_size=4) | JSON}),
        }
    )
    | JSON
)
def test_nothing_that_people_send_makes_it_fail(body: Any) -> None:
    if isinstance(body, dict):
        check(body)
