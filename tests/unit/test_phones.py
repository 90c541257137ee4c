"""Phone numbers as people write them, and as the API takes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command.phones import goes_on, is_e164, is_phone, looks_like_phone, plain_phone


@pytest.mark.parametrize(
    "written",
    [
        "+46701234567",
        "+46 70-123 45 67",
        "+46 (70) 123.45.67",
        "+46\u201170\u2011123\u20114567",
        "+46/701234567",
        "+46(0)70-123 45 67",
        "+46 ( 0 ) 70 1234567",
        "tel:+46701234567",
        "Tel:+46-70-123-45-67",
    ],
)
def test_however_it_is_written_it_is_one_number(written: str) -> None:
    assert plain_phone(written) == "+46701234567"
    assert is_e164(plain_phone(written))


@pytest.mark.parametrize("text", ["", "+", "46", "order_update", "2026-11-29", "+0701234567", "++46701234567"])
def test_what_is_no_number_with_a_country_code(text: str) -> None:
    assert not is_e164(plain_phone(text))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+39 (0)6 1234567", "+39061234567"),
        ("+39(0)2 12345678", "+390212345678"),
        ("+378 (0)549 882914", "+3780549882914"),
        ("+49 (0)151 23456789", "+4915123456789"),
    ],
)
def test_the_zero_stays_where_it_is_dialled_from_abroad(written: str, number: str) -> None:
    assert plain_phone(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "+46 70 123 45 67",
        "+4670 1234567",
        "+1 (415) 555 2671",
        "+49 1512 345 67 89",
        "+47 99 99 99 99",
        "+46(0)70 123 45",
    ],
)
def test_a_number_goes_on_from_piece_to_piece(written: str) -> None:
    pieces = written.split()
    assert all(goes_on(" ".join(pieces[:end]), pieces[end]) for end in range(1, len(pieces)))


@pytest.mark.parametrize(
    ("whole", "next_word"),
    [
        ("+46701234567", "2"),
        ("+46-70-123-45-67", "2026"),
        ("+46 70 123 45 67", "2"),
        ("+46 70 123 45 67", "46707654321"),
        ("+46 70 123 45 67", "0707654321"),
        ("+1 415 555 2671", "44"),
        ("+46 70", "+46"),
    ],
)
def test_a_whole_number_takes_no_more_digits(whole: str, next_word: str) -> None:
    assert not goes_on(whole, next_word)


def test_a_word_of_a_sentence() -> None:
    assert looks_like_phone("+46-70-1234567")
    assert not looks_like_phone("EN_US")


@given(st.text(max_size=60))
def test_other_text_stays(text: str) -> None:
    assert plain_phone(text) == text or is_phone(plain_phone(text)) or plain_phone(text).startswith("+")
