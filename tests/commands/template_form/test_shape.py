"""Templates that are filled in properly pass every check, fit the API's model, and come back as they were."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.blocks.input import Input, Option
from bot.command.tidying import tidy
from bot.command.wizard import State, Wizard
from bot.errors import BadArguments
from commands._shared.template_rows import NewTemplate
from commands.whatsapp.template_changes import UpdateTemplate
from commands.whatsapp.template_form import shape
from commands.whatsapp.template_form.wizard import TemplateChange, TemplateForm

FORM = TemplateForm()
GOOD: dict[str, list[Any]] = {
    "name": ["order_update", "a1"],
    "text": ["Hello", "Your order {{1}}"],
    "url": ["https://example.com/a.jpg"],
    "example": ["Ada"],
    "phoneNumber": ["+46 8 123 45 67"],
    "footer": ["Reply STOP"],
    "autofillText": ["Autofill"],
    "apps": [["com.example.app K8a/AINcGX7"]],
    "flowId": ["100000000000001"],
    "navigateScreen": ["WELCOME"],
    "ttl": [None],
    "file": [None],
    "minutes": [5, None],
    "terms": [True],
}


def good(draw: st.DrawFn, input_: Input) -> Any:
    tail = input_.name.rpartition(".")[2].rstrip("0123456789")
    if input_.options:
        return draw(st.sampled_from([o.value if isinstance(o, Option) else o[0] for o in input_.options]))
    if input_.kind == "checkbox":
        return input_.name == "code.terms" or draw(st.booleans())
    if tail == "url" and ".b" in f".{input_.name}":
        return draw(st.sampled_from(["https://example.com/shop", "https://example.com/t?id={{1}}"]))
    if tail == "url" and (input_.title.startswith(("Video", "Document"))):
        return "https://example.com/a.mp4" if input_.title.startswith("Video") else "https://example.com/a.pdf"
    if tail == "example" and input_.title == "Example address":
        return "https://example.com/t?id=1042"
    if tail == "text" and input_.title in ("Label", "Offer", "Header text"):
        return f"{input_.name[-16:]}"[:16]
    return draw(st.sampled_from(GOOD[tail]))


@st.composite
def finished(draw: st.DrawFn) -> State:
    """A template as somebody fills it in who makes no mistakes."""
    state = FORM.start({})
    at = 0
    while at < len(FORM.steps(state)):
        for kind in draw(st.lists(st.sampled_from(list(shape.BUTTON_FIELDS)), max_size=4)):
            if FORM.steps(state)[at].name == "buttons":
                state = FORM.act(state, "add_button", kind)
        values: dict[str, Any] = {}
        for _ in range(3):  # inputs that appear because of what was filled in are filled in as well
            for asked in FORM.steps(state)[at].inputs(state):
                if asked.name not in values:
                    values[asked.name] = good(draw, asked)
            given_now = {name: value for name, value in values.items() if value is not None}
            state = FORM.steps(state)[at].take(state, given_now)
        at += 1
    return state


def wrong(wizard: Wizard, state: State) -> dict[str, str]:
    return {name: text for step in wizard.steps(state) for name, text in step.check(state).items()}


@given(finished())
@settings(max_examples=60, deadline=None)
def test_what_passes_every_check_fits_the_model_and_comes_back(state: State) -> None:
    found = wrong(FORM, state)
    assert not {name: text for name, text in found.items() if "has this label" not in text}
    if not found:
        args = NewTemplate.build(FORM.finish(state, as_draft=False))
        made = args.body["details"]["components"]
        assert made == tidy(shape.components(state))
        change = TemplateChange()
        again = change.start({"name": "x", "language": "EN", "category": state["category"], "details.components": made})
        assert shape.components(again) == made
        assert not wrong(change, again)


@given(finished(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_draft_may_lack_what_was_not_filled_in(state: State, data: st.DataObject) -> None:
    """Whatever text is taken out again: the rest makes a draft that fits the model."""
    state = _with_gaps(state, data)
    assert NewTemplate.build(FORM.finish(state, as_draft=True)).body["status"] == "DRAFT"


def _with_gaps(value: Any, data: st.DataObject, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _with_gaps(inner, data, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_gaps(inner, data, key) for inner in value]
    emptied = key in ("text", "url", "example", "footer", "phoneNumber", "navigateScreen", "flowId", "examples")
    return "" if emptied and isinstance(value, str) and data.draw(st.booleans()) else value


def test_a_change_sends_the_category_only_when_it_changes() -> None:
    change = TemplateChange()
    state = change.start({"name": "x1", "language": "EN", "category": "UTILITY", "_was_category": "UTILITY"})
    state = {**state, "body": {"text": "Hello", "examples": []}}
    values = change.finish(state, as_draft=False)
    assert "category" not in values
    assert UpdateTemplate.build(values).body == {
        "status": "SUBMIT",
        "details": {"components": [{"type": "BODY", "text": "Hello"}]},
    }
    assert change.finish({**state, "category": "MARKETING"}, as_draft=False)["category"] == "MARKETING"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Hi {{2}}", "without gaps"),
        ("Hi {{name}}", "numbers in double braces"),
        ("", "is required"),
        ("x" * 1025, "1,024 at most"),
        ("Hi {{1}}", "example for {{1}}"),
    ],
)
def test_what_is_wrong_with_a_text_is_said_before_the_api_does(words: str, message: str) -> None:
    state = {"category": "UTILITY", "body": {"text": words, "examples": []}}
    assert message in "; ".join(FORM.steps(state)[1].check(state).values())


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("name", ("basics", "name")),
        ("details.messageSendTtlSeconds", ("basics", "ttl")),
        ("details.components.body.text", ("message", "body.text")),
        ("details.components.0.examples.1", ("message", "body.example2")),
        ("details.components.1.buttons.0.url", ("buttons", "b1.url")),
        ("details.components.buttons.text", ("buttons", "b1.text")),
        ("details.components.header.example.url", ("message", "header.url")),
        ("something.else", None),
    ],
)
def test_the_apis_paths_lead_to_inputs(path: str, place: tuple[str, str] | None) -> None:
    state = {
        "category": "UTILITY",
        "body": {"text": "Hello {{1}} {{2}}", "examples": ["a", "b"]},
        "buttons": [{"type": "URL", "text": "Go", "url": "https://example.com"}],
    }
    assert FORM.place(state, path) == place


def test_cards_have_places_of_their_own() -> None:
    card = {"url": "https://e.com/a.jpg", "text": "T", "examples": [], "buttons": [{"type": "URL", "text": "Go"}]}
    state = {"category": "UTILITY", "kind": "carousel", "body": {"text": "Hi"}, "cards": [card, card]}
    assert FORM.place(state, "details.components.1.cards.1.components.0.example.url") == ("card2", "card2.url")
    assert FORM.place(state, "details.components.carousel.cards.0.components.2.buttons.0.url") == (
        "card1",
        "card1.b1.url",
    )
    assert FORM.place(state, "details.components.carousel.cards") == ("carousel", "carousel.format")


def test_nonsense_components_are_refused_by_the_model_not_by_the_form() -> None:
    state = FORM.start({"details.components": "[1, {", "category": "UTILITY"})
    assert shape.components(state) == [{"type": "BODY", "text": ""}]
    with pytest.raises(BadArguments):
        NewTemplate.build({"name": "x1", "language": "EN", "category": "UTILITY", "details.components": "[1, {"})


def test_what_the_form_does_not_know_is_sent_as_it_came() -> None:
    components = [
        {"type": "BODY", "text": "Hello"},
        {"type": "BUTTONS", "buttons": [{"type": "CALL_PERMISSION", "text": "Call me", "more": 1}]},
        {"type": "MAP", "places": 3},
    ]
    state = TemplateChange().start(
        {"name": "x1", "language": "EN", "category": "UTILITY", "details.components": components}
    )
    for step in TemplateChange().steps(state):
        state = step.take(state, {asked.name: asked.initial for asked in step.inputs(state) if asked.initial})
    assert shape.components(state) == components
