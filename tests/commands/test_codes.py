"""One-time codes as they are pasted out of messages."""

from __future__ import annotations

import pytest

from commands._shared.checks import plain_code


@pytest.mark.parametrize("pasted", ["123456", " 123-456 ", "123 456", "12-34-56", "123\u2011456", "123\u00a0456"])
def test_what_stands_between_the_digits_goes(pasted: str) -> None:
    assert plain_code(pasted) == "123456"


@pytest.mark.parametrize("text", ["", "12--34", "-123456", "AB-123", "123456-", "12 a4"])
def test_other_text_stays(text: str) -> None:
    assert plain_code(text) == text
