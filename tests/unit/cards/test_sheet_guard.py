"""Nothing in a cell runs, at whatever character a spreadsheet splits it, and every cell can be had back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.blocks.sheet import neutral, plain

TEXT = st.text(st.sampled_from("=+-@|;,\t\r\n '\"ax＝\0\u200b\x01\xad\u202d\u2066"), max_size=12)
HIDDEN = r"\0\x01\xad\u200b\u202d\u2066"
RUNS = re.compile(rf"(^[\s{HIDDEN}]*|[;\t\r\n][\s\"{HIDDEN}]*)[=+\-@|＝]")


@given(TEXT)
def test_no_part_of_a_cell_runs_and_it_can_be_had_back(value: str) -> None:
    assert not RUNS.search(neutral(value))
    assert plain(neutral(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        "x;=cmd()",
        "x\t@sum",
        "x\n+1",
        "x\r\n -1",
        'x;"=cmd()"',
        "=x;=y",
        "\0=x",
        "a;\u200b+x",
        "\u202d=x",
        "a\n\u2066@x",
    ],
)
def test_what_would_run(value: str) -> None:
    assert neutral(value) != value


@pytest.mark.parametrize("value", ["a; b", "10-12", "x = y", "a\nb", ""])
def test_what_is_left_alone(value: str) -> None:
    assert neutral(value) == value
