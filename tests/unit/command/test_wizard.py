"""Forms of several steps: what a wizard gets for nothing, and how a step looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pytest

from bot.cards.blocks import layout, step
from bot.cards.blocks.input import Input
from bot.command.arguments import Args, option, word
from bot.command.bodies import Body
from bot.command.wizard import Button, Part, State, Step, Wizard, field, position, row, state_with
from bot.sandbox.slack import validate


class Colors(Args):
    name: str = word("Name", min_length=2)
    color: Literal["RED", "BLUE"] = option("Color")
    shade: str | None = option("Shade", default=None)


class First(Step):
    name, title, live = "first", "First", frozenset({"color"})

    def parts(self, state: State) -> Sequence[Part]:
        shown: list[Part] = [field(Colors, "name", state), field(Colors, "color", state)]
        if state.get("color") == "BLUE":
            shown.append(field(Colors, "shade", state, title="Which blue"))
        return [*shown, *row(Button("Again", "again"), None)]


class Second(Step):
    name, title = "second", "Second"

    def parts(self, state: State) -> Sequence[Part]:
        return [layout.section("All done")]


class Painting(Wizard):
    def steps(self, state: State) -> Sequence[Step]:
        return [First(), Second()] if state.get("color") else [First()]


def _typed(**values: str) -> dict[str, dict[str, dict[str, object]]]:
    return {name: {"value": {"type": "plain_text_input", "value": value}} for name, value in values.items()}


def _chosen(value: str) -> dict[str, dict[str, object]]:
    return {"value": {"type": "static_select", "selected_option": {"value": value}}}


def test_inputs_that_appear_with_a_choice_are_read_at_once() -> None:
    shown = {**_typed(name="Sky", shade="Azure"), "color": _chosen("BLUE")}
    assert state_with(First(), {}, shown) == {"name": "Sky", "color": "BLUE", "shade": "Azure"}


def test_an_input_left_empty_takes_the_value_out_and_nothing_else() -> None:
    before = {"name": "Sky", "color": "RED", "_note": [1]}
    assert state_with(First(), before, _typed(name="")) == {"_note": [1]}


def test_a_wizard_sends_its_values_but_not_its_notes() -> None:
    state = {"name": "Sky", "color": "RED", "shade": None, "_note": 1}
    assert Painting().finish(state, as_draft=False) == {"name": "Sky", "color": "RED"}


def test_problems_find_the_step_that_asks_for_their_field() -> None:
    wizard = Painting()
    assert wizard.place({}, "color") == ("first", "color")
    assert wizard.place({}, "details.color") == ("first", "color"), "by the last part of a path"
    assert wizard.place({}, "weight") is None
    assert position(wizard.steps({}), "second") == 0, "a step that is gone is the first"
    assert position(wizard.steps({"color": "RED"}), "second") == 1


def _view(state: State, **more: object) -> dict[str, object]:
    one = First()
    made = step.view(
        "Paint", one.screen(state).parts, trail=["First", "Second"], callback_id="step:paint", private_metadata="{}",
        live=one.live, **more,  # type: ignore[arg-type]
    )  # fmt: skip
    validate.view(made, ("modal",))
    return made


def test_a_rearranged_form_has_new_ids_so_that_slack_forgets_what_was_typed() -> None:
    first = [str(block["block_id"]) for block in _inputs(_view({}))]
    again = [str(block["block_id"]) for block in _inputs(_view({}, revision=2))]
    assert first == ["name", "color"]
    assert not set(first) & set(again)
    assert list(step.plain(dict.fromkeys(again))) == first


def _inputs(view: dict[str, object]) -> list[dict[str, object]]:
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    return [block for block in blocks if block["type"] == "input"]


def test_what_is_wrong_stands_below_its_input_and_the_rest_on_top() -> None:
    blocks = _view({}, errors={"color": "is too loud <!channel>", "weight": "is unknown"})["blocks"]
    assert isinstance(blocks, list)
    at = next(number for number, block in enumerate(blocks) if block.get("block_id") == "color")
    assert "too loud &lt;!channel&gt;" in str(blocks[at + 1])
    assert "is unknown" in str(blocks[1])


@pytest.mark.parametrize("count", [99, 100, 130])
def test_a_step_with_too_much_is_cut_and_says_so(count: int) -> None:
    parts: list[Input | dict[str, object]] = [Input(f"n{at}", "N") for at in range(count)]
    made = step.view(
        "Much", parts, trail=["A", "B"], buttons=[step.button("Back", "back")], callback_id="x", private_metadata=""
    )
    validate.view(made, ("modal",))
    assert "can't show everything" in str(made["blocks"])


def test_only_our_own_buttons_are_actions() -> None:
    assert step.action_of("step:add#2") == "add"
    assert step.action_of("run:help") == ""


def test_bodies_are_fields_by_their_dotted_names() -> None:
    class Create(Body):
        model = "rcs_senders:RcsSenderInputDto"

    name = next(arg.name for arg in Create.arguments() if arg.name.startswith("details.brand."))
    made = field(Create, name, {name: "Acme"})
    assert made.initial == "Acme"
    assert made.name == name
