"""Whatever a person fills in and presses, in whatever order, the form stays one that Slack takes."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.blocks import step
from bot.cards.blocks.input import Input, Option
from bot.command.wizard import State, Step, Wizard
from bot.sandbox.slack import validate
from commands.whatsapp.template_form import shape
from commands.whatsapp.template_form.wizard import TemplateChange, TemplateForm

FORMS = (TemplateForm(), TemplateChange())
WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "Hello {{1}}, your {{2}} is here",
            "{{2}} before {{1}}",
            "{{name}}",
            "x" * 3_000,
            "https://example.com/{{1}}",
            "https://example.com/a.jpg",
            "100000000000001",
            "*_~`<!channel>&",
        ]
    ),
)
ACTIONS = ("add_button", "remove_button", "add_card", "remove_card", "look", "nonsense")
VALUES = (*shape.BUTTON_FIELDS, "0", "1", "9", "-1", "")


def rendered(wizard: Wizard, state: State, one: Step) -> dict[str, Any]:
    """The step as Slack gets it; refused ones raise."""
    view = step.view(
        "Create a WhatsApp template",
        one.screen(state).parts,
        trail=[each.title for each in wizard.steps(state)],
        callback_id="step:x",
        private_metadata="{}",
        revision=3,
        live=one.live,
        errors=one.check(state),
    )
    validate.view(view, ("modal",))
    return view


def an_answer(draw: st.DrawFn, input_: Input) -> Any:
    if draw(st.booleans()) and not input_.required:
        return None
    if input_.options:
        return draw(st.sampled_from([o.value if isinstance(o, Option) else o[0] for o in input_.options]))
    if input_.kind == "file":
        kind = draw(st.sampled_from(["image/png", "text/html"]))
        name, size = draw(WORDS), draw(st.integers(0, 200_000_000))
        return [{"name": name, "size": size, "mimetype": kind, "address": draw(WORDS)}]
    if input_.kind == "checkbox":
        return draw(st.booleans())
    if input_.kind == "integer":
        return draw(st.integers(-5, 3_000_000))
    if input_.kind == "list":
        return draw(st.lists(WORDS, max_size=3))
    return draw(st.one_of(st.none(), WORDS))


@st.composite
def walks(draw: st.DrawFn) -> tuple[Wizard, State]:
    """A state that a person can reach."""
    wizard = draw(st.sampled_from(FORMS))
    state = wizard.start({"name": "order_update", "language": "EN_US"} if draw(st.booleans()) else {})
    for _ in range(draw(st.integers(1, 12))):
        one = draw(st.sampled_from(list(wizard.steps(state))))
        values = {asked.name: an_answer(draw, asked) for asked in one.inputs(state)}
        state = one.take(state, {name: value for name, value in values.items() if value is not None})
        if draw(st.booleans()):
            state = wizard.act(state, draw(st.sampled_from(ACTIONS)), draw(st.sampled_from(VALUES)))
    return wizard, state


@given(walks())
@settings(max_examples=60, deadline=None)
def test_every_step_renders_within_slacks_limits(walk: tuple[Wizard, State]) -> None:
    wizard, state = walk
    assert json.loads(json.dumps(state)) == state
    for stage in wizard.steps(state):
        rendered(wizard, state, stage)


@given(walks())
@settings(max_examples=40, deadline=None)
def test_taking_what_is_shown_changes_nothing(walk: tuple[Wizard, State]) -> None:
    """Pressing Next without touching anything keeps every component."""
    wizard, state = walk
    for stage in wizard.steps(state):
        after = stage.take(state, _shown(stage, state))
        again = stage.take(after, _shown(stage, after))
        assert shape.components(again) == shape.components(after)
        assert [each.name for each in wizard.steps(again)] == [each.name for each in wizard.steps(after)]


def _shown(one: Step, state: State) -> dict[str, Any]:
    return {asked.name: asked.initial for asked in one.inputs(state) if asked.initial not in (None, "", [])}
