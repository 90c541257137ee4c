"""Phone numbers as people write them, and as the API takes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command.phones import is_e164, is_phone, looks_like_phone, plain_phone


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


def test_a_word_of_a_sentence() -> None:
    assert looks_like_phone("+46-70-1234567")
    assert not looks_like_phone("EN_US")


@given(st.text(max_size=60))
def test_other_text_stays(text: str) -> None:
    assert plain_phone(text) == text or is_phone(plain_phone(text)) or plain_phone(text).startswith("+")
