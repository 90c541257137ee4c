"""Every error type that pydantic has is said in plain words, and none of pydantic's own words reach anybody."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic_core._pydantic_core import list_all_errors

from bot.provisioning.validation import FORMS, explain, json_fault

UNKNOWN = "isn't in the right format"
ROOT = Path(__file__).parents[3]
ERRORS: dict[str, dict[str, Any]] = {error["type"]: dict(error) for error in list_all_errors()}
TECHNICAL = re.compile(
    r"\b(input|string|integer|float|dict|dictionary|literal|tuple|iterable|instance|callable|parse|pattern|regex|datetime|"
    r"boolean|validat\w+|argument|keyword|attribute|unicode|sentinel|extra|None|null|pydantic|Value error|Data)\b"
)


@pytest.mark.parametrize("kind", ERRORS)
@pytest.mark.parametrize("given", ["", "abc", 7, None, [], {"a": 1}])
def test_every_type_has_words_of_ours(kind: str, given: Any) -> None:
    context = dict(ERRORS[kind].get("example_context") or {})
    said = explain({"type": kind, "ctx": context, "input": given, "msg": ERRORS[kind]["message_template_python"]})
    assert re.match(r"(is|isn't|must|needs|takes|has|can|can't|refers|appears)\b", said), said
    assert not TECHNICAL.search(said), said
    assert said != ERRORS[kind]["message_template_python"]


def test_a_type_of_a_later_version_is_said_too() -> None:
    assert explain({"type": "from_the_future", "msg": "Input should be frobnicated"}) == UNKNOWN


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ({"type": "int_parsing"}, "must be a number, like 3000"),
        (
            {"type": "string_too_long", "ctx": {"max_length": 1024}, "input": "x" * 2000},
            "has 2,000 characters; 1,024 at most",
        ),
        ({"type": "string_too_short", "ctx": {"min_length": 1}, "input": ""}, "is required"),
        ({"type": "string_too_short", "ctx": {"min_length": 3}, "input": "a"}, "needs at least 3 characters"),
        ({"type": "greater_than_equal", "ctx": {"ge": 0}}, "must be at least 0"),
        ({"type": "literal_error", "ctx": {"expected": "'A', 'B' or 'C'"}}, "must be A, B or C"),
        ({"type": "value_error", "ctx": {"error": ValueError("Must be red")}}, "must be red"),
        (
            {"type": "value_error", "ctx": {"error": ValueError("invalid literal for int()")}},
            "isn't in the right format",
        ),
        ({"type": "string_pattern_mismatch", "ctx": {"pattern": "^x$"}}, UNKNOWN),
    ],
)
def test_a_wrong_value_is_explained_in_words(detail: dict[str, Any], said: str) -> None:
    assert explain(detail) == said


def test_every_pattern_that_is_used_has_words() -> None:
    files = [*(ROOT / "bot/provisioning/models/inputs").glob("*.py"), *(ROOT / "commands").rglob("*.py")]
    found = {
        json.loads(match[1])
        for path in files
        for match in re.finditer(r'pattern=("(?:[^"\\]|\\.)*")', path.read_text(encoding="utf-8"))
    }
    assert found
    assert found <= FORMS.keys()


def test_json_says_where_it_breaks() -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads('{"a": 1,\n "b" 2}')
    assert json_fault(caught.value) == "isn't valid JSON: check line 2, character 6"
