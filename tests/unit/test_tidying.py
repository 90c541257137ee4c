"""Values are meant without what cannot be seen at their edges; joiners inside words stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command.arguments import Args, option, word
from bot.command.tidying import tidy
from bot.slack.text import INVISIBLE, is_blank

EDGES = st.text(st.sampled_from([*sorted(INVISIBLE), " ", "\u00a0", "\n"]), max_size=4)
INNER = st.text(max_size=20).filter(lambda text: bool(text) and not is_blank(text[0]) and not is_blank(text[-1]))


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
