"""What a request holds besides, such as a condition or a time, is said to be left out."""

from __future__ import annotations

import pytest

from bot.understanding.understand import understand
from tests.unit.understanding.corpus import COLLEAGUES, lexicon


@pytest.mark.parametrize(
    ("said", "left_out"),
    [
        ("launch Harbour Café tomorrow at 9", ("tomorrow at 9",)),
        ("launch Harbour Café when google approves it", ("when google approves it",)),
        ("once it is approved, launch Harbour Café", ("once it is approved",)),
        ("when invoice_due is approved translate it to french", ("when invoice_due is approved",)),
        ("delete invoice_due unless it is used", ("unless it is used",)),
        ("sync templates at 18:00", ("at 18:00",)),
        ("grant Priya operator until friday", ("until friday",)),
        ("launch Harbour Café in two hours", ("in two hours",)),
        ("follow Jeju Tours tomorrow", ("tomorrow",)),
        ("follow the whatsapp template invoice_due DE until friday", ("until friday",)),
        ("comments off for 2 hours", ("for 2 hours",)),
        ("remove digests 7 and 8", ("8",)),
        ("digest remove 7 8", ("8",)),
        ("unsubscribe rules 3 and 4", ("3", "4")),
    ],
)
def test_a_condition_or_a_later_time_is_left_out_and_said(said: str, left_out: tuple[str, ...]) -> None:
    found = understand(said, lexicon(), COLLEAGUES)
    assert [reading.left_out for reading in found.readings] == [left_out]


@pytest.mark.parametrize(
    "said",
    [
        "launch Harbour Café when you have time",
        "if possible, launch Harbour Café",
        "follow Jeju Tours when it is approved",
        "mute until monday",
        "mute for 2 hours",
        "remove digest 7",
        "digest add every 2 weeks on monday at 9",
        "digest add every monday at 9",
        "what happened since monday",
        "create a template for black friday",
        "translate invoice_due from german into french if you can",
    ],
)
def test_courtesy_and_what_the_command_takes_are_no_condition(said: str) -> None:
    assert not any(reading.left_out for reading in understand(said, lexicon(), COLLEAGUES).readings)
