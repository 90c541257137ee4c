"""JSON from outside: what is within the bounds is read as json reads it, what is not is refused with the bound."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot import bounded_json

SENDABLE = st.characters(exclude_categories=["Cs"]).filter(lambda char: not bounded_json.CONTROL.match(char))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(SENDABLE, max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(SENDABLE, max_size=4), inner, max_size=4),
    max_leaves=30,
)


@given(ANYTHING, st.sampled_from([None, 2]))
def test_reads_as_json_does(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    assert bounded_json.loads(text) == value
    assert bounded_json.loads_by_item(text, values=1_000) == value


@given(st.text(alphabet='[]{}",:1a\\ \n', max_size=30))
def test_refuses_what_json_refuses(text: str) -> None:
    try:
        expected = json.loads(text)
    except ValueError:
        for reading in (bounded_json.loads, lambda text: bounded_json.loads_by_item(text, values=1_000)):
            with pytest.raises((json.JSONDecodeError, bounded_json.Twice)):
                reading(text)
    else:
        assume(_names_once(text))
        assert bounded_json.loads_by_item(text, values=1_000) == expected == bounded_json.loads(text)


@given(st.text('ab"\\/\t\n\x00\x08\x0b\x0c\r\x1f\x7fé\u2028', max_size=12), st.booleans())
def test_a_control_character_is_refused_however_it_is_written(text: str, escaped: bool) -> None:
    """One rule for every file, also a spreadsheet's: `json` lets them in where they are escaped."""
    written = json.dumps(text) if escaped else json.dumps(text).replace(r"\u007f", "\x7f")
    for reading in (bounded_json.loads, lambda text: bounded_json.loads_by_item(text, values=1_000)):
        if bounded_json.CONTROL.search(text):
            with pytest.raises(bounded_json.Unsendable, match="can't be sent"):
                reading(f'[{{"body": {written}}}]')
        else:
            assert reading(f'[{{"body": {written}}}]') == [{"body": text}]


def _names_once(text: str) -> bool:
    """Whether no object of a JSON text has a name twice."""
    sizes: list[bool] = []
    json.loads(text, object_pairs_hook=lambda pairs: sizes.append(len(dict(pairs)) == len(pairs)))
    return all(sizes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"name": 1, "name": 1}', "has `name` twice;"),
        ('{"details": {"text": "a", "more": [], "text": "b"}}', "has `text` twice;"),
        ('[{"a": 1}, {"b": {"a": 1, "\\u0061": 2}}]', "has `a` twice( in item 2)?;"),
        ('{"templates": [{}, {"name": "x", "name": "y"}]}', "has `name` twice( in item 2)?;"),
        ('{"templates": [], "templates": []}', "has `templates` twice;"),
        (f'{{"{"x" * 99}": 1, "{"x" * 99}": 2}}', "has `x{64}…` twice;"),
        ('{"ratio": NaN}', "has `NaN`, which JSON can't hold"),
        ('[{"a": [-Infinity]}]', "has `-Infinity`, which JSON can't hold"),
        ('{"ratio": 1e999}', "has `1e999`, which JSON can't hold"),
        ('{"body": "Hi\\u0000"}', "has a character that can't be sent, after “Hi”"),
        ('{"body": "Hi \\\\\\f"}', "has a character that can't be sent, after"),
        ('{"\x1f": 1}', "has a character that can't be sent, at the beginning of a text"),
    ],
)
def test_what_is_no_json_or_stands_twice_is_named(text: str, said: str) -> None:
    for reading in (bounded_json.loads, lambda text: bounded_json.loads_by_item(text, values=1_000)):
        with pytest.raises(bounded_json.RefusedJson, match=said):
            reading(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (json.dumps(dict.fromkeys(map(str, range(300_000)))), "10,000 at most"),
        (json.dumps([0] * 10_001), "10,000 at most"),
        ("[{}" + ",{}" * 300_000, "10,000 at most"),
        ("[" * 65 + "]" * 65, "64 levels at most"),
        ('{"a":' * 50_000, "64 levels at most"),
    ],
    ids=["keys", "items", "objects that do not end", "lists", "objects"],
)
def test_what_is_too_much_is_refused_with_what_is_allowed(text: str, said: str) -> None:
    with pytest.raises(bounded_json.TooMuch, match=said):
        bounded_json.loads(text)


@pytest.mark.parametrize("text", ['"' + '\\"' * 400_000, '"' * 800_001, '"a' * 400_000, "\\" * 800_000])
def test_looking_over_costs_no_more_than_reading(text: str) -> None:
    began = time.process_time()
    bounded_json.look_over(text, values=10**9)
    assert time.process_time() - began < 5


def test_signs_within_texts_are_no_values() -> None:
    assert bounded_json.loads(json.dumps(["[,{" * 10_000])) == ["[,{" * 10_000]


def test_of_all_escapes_just_those_of_control_characters_are_refused() -> None:
    for number in range(0x10000):
        sign = chr(number)
        written = f'"ab\\u{number:04x}cd"'
        if bounded_json.CONTROL.search(sign):
            with pytest.raises(bounded_json.Unsendable):
                bounded_json.look_over(written)
        else:
            bounded_json.look_over(written)
