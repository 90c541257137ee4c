"""What the API states of a value's format is asked for before anything is sent, whatever the way in."""

from __future__ import annotations

from typing import Any

import pytest

from bot.command.binding import from_json
from bot.command.bodies import Body
from bot.errors import BadArguments
from bot.provisioning.validation import format_fault

DRAFT = {"region": "EU", "billingCategory": "CONVERSATIONAL", "useCase": "OTP"}
TWICE = "lists something twice; list each only once"
EMAIL = "must be an email address, like help@example.com"


class Sender(Body):
    model = "rcs_senders:RcsSenderInputDto"


class Edit(Body):
    model = "whatsapp_templates:WhatsappUpdateTemplateInputDto"


class Template(Body):
    model = "kakaotalk_templates:KakaotalkInputTemplateDto"


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"details.brand.color": "red"}, "details.brand.color", "must be # and six hexadecimal digits, like #1A2B3C"),
        (
            {"details.brand.logoUrl": "logo.png"},
            "details.brand.logoUrl",
            "must be an address like https://example.com/picture.jpg",
        ),
        (
            {"details.brand.emails": [{"label": "Help", "address": "help@"}]},
            "details.brand.emails",
            f"Brand, email 1, address {EMAIL}",
        ),
        (
            {"details.brand.emails": '[{"label": "Help", "address": "help@"}]'},
            "details.brand.emails",
            f"Brand, email 1, address {EMAIL}",
        ),
        ({"details.countries": ["SE", "FI", "SE"]}, "details.countries", TWICE),
        ({"details.testNumbers": ["+46701234567", "+46 70-123 45 67"]}, "details.testNumbers", TWICE),
    ],
)
def test_a_value_of_another_shape_is_refused_at_its_field(given: dict[str, Any], field: str, said: str) -> None:
    with pytest.raises(BadArguments) as caught:
        Sender.build({**DRAFT, **given})
    assert [(problem.field, problem.message) for problem in caught.value.problems] == [(field, said)]


def test_what_fits_and_what_is_empty_goes_to_the_api() -> None:
    given = {"details.brand.color": "#1a2B3c", "details.brand.bannerUrl": ""}
    brand = Sender.build({**DRAFT, **given}).body["details"]["brand"]
    assert (brand["color"], brand["bannerUrl"]) == ("#1a2B3c", "")


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("country code", ("46", "+1", "+358"), ("SE", "0046", "12345")),
        ("digits", ("1", "0042"), ("4.2", "x")),
        ("e.164 phone number", ("+46701234567",), ("0701234567", "+46 70 123", "+0123456")),
        ("email", ("a@b.se", "first.last+tag@sub.example.com"), ("a@b", "a b@c.se", "@b.se", "a@@b.se")),
        ("hex", ("#1A2B3C", "#ffffff"), ("red", "1A2B3C", "#FFF", "#GGGGGG")),
        ("numeric phone number", ("701234567",), ("+46701234567", "70-12")),
        ("phone number", ("+46 8 123 45 67", "(08) 123-45.67"), ("abc", "12", "+46x")),
        ("url", ("https://a.se/{{1}}", "kakaolink://x", "https://#{host}/a"), ("a.se", "/path", "https://a b")),
        ("otp", ("123456", "anything"), ()),
    ],
)
def test_formats_take_what_the_api_takes(name: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    assert [format_fault(name, value) for value in right] == [""] * len(right)
    assert all(format_fault(name, value).startswith("must be ") for value in wrong)


def test_a_text_may_have_several_lines() -> None:
    lines = "#{name}, your beans are ready.\nSee you soon!"
    details = {"name": "beans_ready", "language": "KO", "content": lines}
    assert Template.build({"body": {"details": details}}).body["details"]["content"] == lines
    assert format_fault("", lines) == ""


def test_null_removes_a_whole_structure_where_the_api_says_so() -> None:
    given = from_json(Edit.arguments(), '{"details": {"optimization": null}}')
    assert not given.problems
    assert Edit.build(given.values).body == {"details": {"optimization": None}}


@pytest.mark.parametrize("name", ["details", "details.brand"])
def test_a_structure_that_cannot_be_removed_is_named(name: str) -> None:
    with pytest.raises(BadArguments) as caught:
        Sender.build({**DRAFT, name: None})
    assert [problem.message for problem in caught.value.problems] == [f"`json` can't have null for `{name}`."]
