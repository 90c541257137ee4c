"""`name = value` is a field, whatever blanks stand round the sign; free text keeps its signs of equality."""

from __future__ import annotations

from typing import Any

import pytest

import commands
from bot.command.parse import parse
from bot.command.phones import plain_phone
from bot.flows.understanding.by_name import request_of

SIGNS = ("=", " = ", "= ", " =", "  =  ")


def values(line: str) -> dict[str, Any]:
    match = commands.collect().match(parse(line))
    assert match is not None
    request = request_of(match)
    assert not [problem for problem in request.problems if "know what" in problem.message]
    return dict(request.values)


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("whatsapp templates list states{}REJECTED language{}DE", {"states": ["REJECTED"], "language": ["DE"]}),
        ("whatsapp templates list states{}REJECTED, PAUSED", {"states": ["REJECTED", "PAUSED"]}),
        ('rcs senders list search{}"Sunny Bank" csv{}me', {"search": "Sunny Bank", "csv": "me"}),
        ("rcs senders list search{}*sunny*", {"search": "*sunny*"}),
        ("sms apps create name{}Alerts region{}EU", {"name": "Alerts", "region": "EU"}),
        ("digest add daily 9:00 tz{}Europe/Berlin", {"schedule": "daily 9:00", "tz": "Europe/Berlin"}),
        ("webhooks create target{}https://a.example/x?y=1 triggers{}ALL", {"target": "https://a.example/x?y=1"}),
        ('sms apps create json{}\'{{"name": "Alerts"}}\'', {"name": "Alerts"}),
    ],
)
def test_blanks_round_the_sign_make_no_difference(sign: str, line: str, wanted: dict[str, Any]) -> None:
    found = values(line.replace("{}", sign).replace("{{", "{").replace("}}", "}"))
    assert {name: found.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("text", ["the language = German", "a = b", "language= what", "x =y"])
def test_a_comment_keeps_its_signs(text: str) -> None:
    assert values(f"rcs account comment {text}")["text"] == text


def test_an_empty_field_takes_no_other_field() -> None:
    found = values("whatsapp templates list name= states=REJECTED")
    assert found["states"] == ["REJECTED"]


@pytest.mark.parametrize("said", ["*01SHOP*", "_01SHOP_", "~01SHOP~", "`01SHOP`", '"01SHOP"', "*_01SHOP_*"])
def test_marks_round_an_id_go(said: str) -> None:
    assert values(f"rcs senders get {said}")["sender_id"] == "01SHOP"


def test_a_secret_keeps_its_signs() -> None:
    assert values("projects add key_secret = _abc_")["key_secret"] == "_abc_"


@pytest.mark.parametrize(
    "line",
    [
        "whatsapp templates get order_update, EN_US",
        "whatsapp templates get name=order_update, language=EN_US",
        'whatsapp templates get "name=order_update" “language=EN_US”',
        "whatsapp templates get `name=order_update` EN_US",
    ],
)
def test_a_comma_between_and_quotes_round_a_field_are_none_of_its_signs(line: str) -> None:
    assert values(line) == {"name": "order_update", "language": "EN_US"}


def test_a_comma_at_the_end_or_in_a_secret_stays() -> None:
    assert values("projects add key_secret=abc, key_id=k")["key_secret"] == "abc,"
    assert values("rcs account comment one, two")["text"] == "one, two"
    assert values('rcs account comment "text=one"')["text"] == "text=one"


@pytest.mark.parametrize(
    "said",
    [
        "+46701234567,+46707654321",
        "+46 70-123 45 67, +46 70 765 43 21",
        "+46 (0)70 123 45 67 +46707654321",
        "numbers=+46 70 123 45 67,+46 70-765-43-21",
        "<tel:+46701234567|+46 70-123 45 67>, +46 70 7654321",
        "+46 70 123 45 67 , +46 70 765 43 21",
        "+46701234567 ,+46 70 765 43 21",
    ],
)
def test_phone_numbers_may_have_blanks(said: str) -> None:
    found = values(f"rcs senders test-add 01SHOP {said}")
    assert [plain_phone(number) for number in found["numbers"]] == ["+46701234567", "+46707654321"]


def test_what_is_no_piece_of_a_number_is_left_over() -> None:
    assert plain_phone(values("rcs senders test-get 01SHOP +46 70-123 45 67")["number"]) == "+46701234567"
    match = commands.collect().match(parse("rcs senders test-get 01SHOP +46 70 1234567 ext 5"))
    assert match is not None
    assert "`ext 5`" in str(request_of(match).problems)


@pytest.mark.parametrize(("said", "left"), [("+46701234567 2", "2"), ("+46 70 123 45 67 46707654321", "46707654321")])
def test_a_whole_number_takes_nothing_of_what_follows(said: str, left: str) -> None:
    match = commands.collect().match(parse(f"rcs senders test-remove 01SHOP {said}"))
    assert match is not None
    assert f"`{left}`" in str(request_of(match).problems)
