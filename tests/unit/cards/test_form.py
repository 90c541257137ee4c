"""Every form that can be asked for is one that Slack takes, and what is filled in comes back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.blocks import form, layout, table
from bot.cards.blocks.input import Input, Kind, Option
from bot.cards.blocks.message import Block
from tests.unit.cards import samples
from tests.unit.cards.checks import accepted_view

KINDS: tuple[Kind, ...] = get_args(Kind)
COLORS = (("red", "Red", "warm"), ("blue", "Blue", "cold"))


def _element(field: Input) -> Block:
    view = accepted_view(form.view("Test", [field], callback_id="form:x"))
    element: Block = view["blocks"][0]["element"]
    return element


def _filled(field: Input, **element: Any) -> Any:
    return form.values({field.name: {"value": element}}, [field]).get(field.name)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_field_makes_a_form_with_and_without_options(kind: Kind) -> None:
    for options in ((), COLORS, tuple((str(at),) for at in range(150))):
        for initial in (
            None,
            "",
            "red",
            ["red", "gone"],
            True,
            5,
            "2026-02-03",
            "12:30",
            datetime(2026, 1, 1, tzinfo=UTC),
        ):
            element = _element(Input("f", "Field", kind=kind, options=options, initial=initial, placeholder="Type"))
            assert element["action_id"] == "value"


@pytest.mark.parametrize(
    ("field", "type"),
    [
        (Input("f", "F"), "plain_text_input"),
        (Input("f", "F", kind="integer"), "number_input"),
        (Input("f", "F", kind="boolean"), "static_select"),
        (Input("f", "F", kind="checkbox"), "checkboxes"),
        (Input("f", "F", kind="select", options=COLORS), "static_select"),
        (Input("f", "F", kind="select", options=[(str(at),) for at in range(101)]), "external_select"),
        (Input("f", "F", kind="multi_select", options=[(str(at),) for at in range(101)]), "multi_external_select"),
        (Input("f", "F", kind="radio", options=[(str(at),) for at in range(11)]), "static_select"),
        (Input("f", "F", kind="checkbox", options=[(str(at),) for at in range(11)]), "multi_static_select"),
        (Input("f", "F", kind="select", options=[("x" * 151,)]), "plain_text_input"),
        (Input("f", "F", kind="url", initial="not an address"), "plain_text_input"),
        (Input("f", "F", kind="file"), "file_input"),
        (Input("f", "F", kind="user"), "users_select"),
        (Input("f", "F", kind="channels"), "multi_conversations_select"),
    ],
)
def test_a_field_is_asked_with_the_fitting_element(field: Input, type: str) -> None:
    assert _element(field)["type"] == type


def test_what_was_typed_is_filled_in_even_where_it_is_wrong() -> None:
    assert _element(Input("f", "F", initial="x" * 50, max_length=10))["initial_value"] == "x" * 50
    assert len(_element(Input("f", "F", initial="x" * 5_000))["initial_value"]) == 3_000
    number = _element(Input("f", "F", kind="integer", initial="500", min_value=1, max_value=100))
    assert number["initial_value"] == "500"
    assert "max_value" not in number
    assert "initial_value" not in _element(Input("f", "F", kind="integer", initial="many"))
    assert "initial_option" not in _element(Input("f", "F", kind="select", options=COLORS, initial="green"))


def test_a_secret_is_never_filled_in() -> None:
    assert "hush" not in str(form.view("T", [Input("f", "F", kind="secret", initial="hush")], callback_id="x"))


def test_text_of_a_person_is_filled_in_unchanged() -> None:
    assert _element(Input("f", "F", initial="@here <!channel>"))["initial_value"] == "@here <!channel>"


@pytest.mark.parametrize(
    ("kind", "element", "value"),
    [
        ("text", {"type": "plain_text_input", "value": " a "}, " a "),
        ("text", {"type": "plain_text_input", "value": None}, None),
        ("list", {"type": "plain_text_input", "value": "a, b\nc"}, ["a", "b", "c"]),
        ("integer", {"type": "number_input", "value": "12"}, 12),
        ("number", {"type": "number_input", "value": "1.5"}, 1.5),
        ("integer", {"type": "plain_text_input", "value": "twelve"}, "twelve"),
        ("select", {"type": "static_select", "selected_option": {"text": {}, "value": "red"}}, "red"),
        ("select", {"type": "static_select", "selected_option": None}, None),
        ("boolean", {"type": "static_select", "selected_option": {"value": "no"}}, False),
        ("checkbox", {"type": "checkboxes", "selected_options": []}, False),
        ("checkbox", {"type": "checkboxes", "selected_options": [{"value": "yes"}]}, True),
        ("multi_external", {"type": "multi_external_select", "selected_options": [{"value": "a"}]}, ["a"]),
        ("multi_select", {"type": "multi_static_select", "selected_options": []}, None),
        ("date", {"type": "datepicker", "selected_date": "2026-01-02"}, "2026-01-02"),
        ("time", {"type": "timepicker", "selected_time": "09:30"}, "09:30"),
        ("datetime", {"type": "datetimepicker", "selected_date_time": 1700000000}, 1700000000),
        ("user", {"type": "users_select", "selected_user": "U1"}, "U1"),
        ("users", {"type": "multi_users_select", "selected_users": ["U1", "U2"]}, ["U1", "U2"]),
        ("channel", {"type": "conversations_select", "selected_conversation": "C1"}, "C1"),
        ("file", {"type": "file_input", "files": [{"id": "F1"}]}, [{"id": "F1"}]),
        ("json", {"type": "plain_text_input", "value": '{"a": 1}'}, '{"a": 1}'),
    ],
)
def test_what_was_filled_in_comes_back(kind: Kind, element: dict[str, Any], value: Any) -> None:
    assert _filled(Input("f", "F", kind=kind), **element) == value


def test_fields_that_are_not_in_the_form_are_missing_not_wrong() -> None:
    assert form.values({}, [Input("f", "F")]) == {}


def test_errors_stand_at_their_fields_and_general_ones_on_top() -> None:
    view = accepted_view(
        form.view("T", [Input("a", "A"), Input("b", "B")], callback_id="x", errors={"b": "too <long>", "": "No."})
    )
    said = [next(iter(layout.texts([block]))) for block in view["blocks"]]
    assert said == [":warning: No.", "A", "B", ":warning: too &lt;long&gt;"]


def test_too_many_fields_leave_out_optional_ones_and_name_them() -> None:
    inputs = [Input(f"f{at}", "F", required=at % 2 == 0) for at in range(120)]
    view = accepted_view(form.view("T", inputs, callback_id="x"))
    blocks = view["blocks"]
    assert len(blocks) <= 100
    assert all(f"f{at}" in {block.get("block_id") for block in blocks} for at in range(0, 120, 2))
    assert "`f119`" in blocks[-1]["elements"][0]["text"]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Create a webhook", "Create a webhook"),
        ("Register a WhatsApp sender for this project", "Register a WhatsApp…"),
        ("Averyverylongwordwithoutspaces", "Averyverylongwordwithou…"),
        ("", "Sinch"),
        ("a\n&amp; b", "a & b"),
    ],
)
def test_titles_are_cut_between_words(words: str, title: str) -> None:
    assert form.title_of(words) == title


def test_too_much_metadata_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="3001"):
        form.view("T", [], callback_id="x", private_metadata="x" * 3_001)


def test_an_answer_in_a_modal_has_no_tables() -> None:
    answer = table.listing(table.Listing(title="Things", columns=["Name", "State"], rows=[["a", "on"], ["b<", "off"]]))
    view = accepted_view(form.result("Things", answer))
    assert "b&lt;" in "\n".join(layout.texts(view["blocks"]))
    assert "data_table" not in {block["type"] for block in view["blocks"]}


def test_every_step_after_a_form_is_a_modal() -> None:
    message = layout.message("It failed", layout.section("It failed"))
    accepted_view(form.working("Create a webhook for this project"))
    accepted_view(form.result("T", layout.message("only text")))
    again = accepted_view(form.failed("T", message, callback_id="form:x", private_metadata="{}"))
    assert again["submit"]["text"] == "Back to the form"
    assert "submit" not in accepted_view(form.failed("T", message))


inputs = st.builds(
    Input,
    name=st.text(min_size=1, max_size=20),
    title=samples.ids,
    hint=samples.ids,
    kind=st.sampled_from(KINDS),
    required=st.booleans(),
    options=st.lists(st.builds(Option, value=samples.ids, label=samples.ids, description=samples.ids), max_size=15),
    initial=samples.json_values,
    min_length=st.none() | st.integers(-5, 5_000),
    max_length=st.none() | st.integers(-5, 5_000),
    min_value=st.none() | st.integers(-100, 100),
    max_value=st.none() | st.integers(-100, 100),
    placeholder=samples.ids,
    max_selected=st.none() | st.integers(0, 20),
)


@settings(samples.quick, max_examples=50)
@given(st.lists(inputs, max_size=6, unique_by=lambda input_: input_.name), samples.ids, samples.ids)
def test_no_declaration_makes_a_form_that_slack_refuses(fields: list[Input], title: str, error: str) -> None:
    errors = {field.name: error for field in fields[:2]}
    accepted_view(form.view(title, fields, submit=title, callback_id="form:x", intro=title and "x", errors=errors))
