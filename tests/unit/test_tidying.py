"""Values are meant without what cannot be seen at their edges; joiners inside words stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command.arguments import Args, option, word
from bot.command.tidying import tidy
from bot.slack.text import INVISIBLE, trim

EDGES = st.text(st.sampled_from([*sorted(INVISIBLE), " ", "\u00a0", "\n"]), max_size=4)
INNER = st.text(max_size=20).filter(lambda text: bool(text) and trim(text) == text)


class Sample(Args):
    template_id: str = word("Id")
    languages: list[str] = option("Languages", default=[])


@given(EDGES, INNER, EDGES)
def test_edges_go_at_any_depth_and_nothing_else_does(before: str, inner: str, after: str) -> None:
    edged = f"{before}{inner}{after}"
    assert tidy({"a": edged, "b": [edged, {"c": edged}], "d": 7}) == {"a": inner, "b": [inner, {"c": inner}], "d": 7}
    args = Sample.build({"template_id": edged, "languages": [edged]})
    assert (args.template_id, args.languages) == (inner, [inner])


@pytest.mark.parametrize(
    "name", ["number", "numbers", "testNumbers", "phone_number", "adminPhoneNo", "phone", "phones"]
)
@pytest.mark.parametrize(
    "text", ["+46 70-123 45 67", "+46 (70) 1234567", "+46.70.123.45.67", "+46\u201370\u20111234567"]
)
def test_phone_numbers_lose_what_makes_them_readable(name: str, text: str) -> None:
    assert tidy({name: text}) == {name: "+46701234567"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("registrationNumber", "556677-1234"),
        ("ein", "12-3456789"),
        ("phoneNumberId", "12 34"),
        ("text", "+46 70-1 23 45"),
    ],
)
def test_other_numbers_stay_as_they_are(name: str, text: str) -> None:
    assert tidy({name: text}) == {name: text}


UNSEEN = (
    "\ufeff\u200b\u2060\u00ad\u202a\u202c\u200c\u200d\u200e\u2068\u206a\u180e\u034f\u3164\u115f\uffa0\u2800\ufff9"
    "\x00\x9f"
)
LEADING = "\ufe0f\U000e0020\U000e0100"


@pytest.mark.parametrize("char", UNSEEN + LEADING, ids=lambda char: f"{ord(char):04X}")
def test_what_nobody_sees_at_the_edges_is_taken_off(char: str) -> None:
    assert trim(f"{char}order_update") == "order_update"
    assert trim(f"or{char}der") == f"or{char}der", "inside it belongs to the word"
    if char in UNSEEN:
        assert trim(f" order_update{char} ") == "order_update"


def test_an_emoji_keeps_what_belongs_to_it() -> None:
    heart, scotland = "\u2764\ufe0f", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    assert trim(f" I {heart}") == f"I {heart}"
    assert trim(f"{scotland} ") == scotland
