"""What stands beside the answers of a launch is shown whatever it holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.resources import remarks, resource
from bot.provisioning.decode import lenient
from bot.provisioning.models.outputs.rcs_senders import RcsSenderDto
from bot.provisioning.subjects import Kind, Subject
from tests.unit.cards.checks import accepted, shown

SENDER = Subject(Kind.rcs_sender, ("s1",))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"ignore": "Internal: ask Anna"}, "Ignore: Internal: ask Anna"),
        ({"ignore": ["a", "b"], "more": {"x": 1}}, "Ignore: a, b; More: X: 1"),
        ("just text <b>", "just text &lt;b&gt;"),
        (["a", 2, None], "a, 2"),
        (7, "7"),
        (True, "yes"),
    ],
)
def test_any_shape_is_said(value: Any, words: str) -> None:
    payload = {"questionnaire": {"general": {"answers": {"optInDescription": "x", "optInDescriptionMetadata": value}}}}
    assert remarks.of_answers(payload) == [f"• Opt in description: {words}"]


@pytest.mark.parametrize("value", [None, "", {}, [], {"ignore": None}])
def test_nothing_is_not_said(value: Any) -> None:
    assert remarks.of_answers({"xMetadata": value}) == []


def test_the_card_shows_it_even_where_it_breaks_the_schema() -> None:
    answers = {"optInDescription": "x", "optInDescriptionMetadata": "reviewed by Anna"}
    raw = {"id": "s1", "state": "IN_TEST", "details": {"questionnaire": {"general": {"answers": answers}}}}
    for payload in (raw, lenient(RcsSenderDto, raw)):
        assert "reviewed by Anna" in shown(accepted(resource.card(SENDER, payload)))


@given(ANYTHING)
def test_whatever_it_holds_slack_takes_the_card(value: Any) -> None:
    accepted(resource.card(SENDER, {"id": "s1", "details": {"answers": {"triggerDescriptionMetadata": value}}}))
