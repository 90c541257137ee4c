"""What somebody who mistyped may have meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.suggest import suggest

WORDS = ["PORT", "DATABASE_URL", "templates", "senders", "Europe/Stockholm"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("PROT", "PORT"), ("database_ulr", "DATABASE_URL"), ("tempaltes", "templates"), ("SENDRS", "senders")],
)
def test_a_slip_is_known(typed: str, meant: str) -> None:
    assert suggest(typed, WORDS) == [meant]


def test_what_is_unlike_everything_gets_no_suggestion() -> None:
    assert suggest("weather", WORDS) == []
    assert suggest("", WORDS) == []


@given(st.text(max_size=5_000), st.lists(st.text(max_size=40), max_size=20), st.integers(1, 5))
def test_only_known_words_and_no_more_than_asked(typed: str, known: list[str], limit: int) -> None:
    found = suggest(typed, known, limit=limit)
    assert len(found) <= limit
    assert set(found) <= set(known)


@given(st.text(min_size=1, max_size=100))
def test_a_word_is_its_own_suggestion(word: str) -> None:
    assert suggest(word, [word]) == [word]
