"""The form as a whole: which steps, what its buttons do, what is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.command import Args, State, Step, Wizard
from commands.kakaotalk.template_form import buttons, shape
from commands.kakaotalk.template_form.buttons import Buttons
from commands.kakaotalk.template_form.steps import Basics, Message, Review

CODES = {
    "template_exists": "details.name",
    "template_invalid_category_code": "details.categoryCode",
    "template_invalid_language_code": "details.language",
}
_BUTTON = re.compile(r"details\.buttons\.(\d+)\.(\w+)")


class TemplateForm(Wizard):
    """For a new template."""

    title = "New KakaoTalk template"
    about = "Category, text, a title or an image, extra information and up to five buttons; with a preview."
    saves = True
    codes = CODES

    def __init__(self, args: type[Args]) -> None:
        self._args = args

    def start(self, values: Mapping[str, Any]) -> State:
        return shape.held(values, values)

    def steps(self, state: State) -> Sequence[Step]:
        return [Basics(self._args), Message(), Buttons(), Review()]

    def act(self, state: State, action: str, value: str) -> State:
        return buttons.act(state, action, value)

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        own = {name: value for name, value in state.items() if not name.startswith(("_", shape.DETAILS))}
        if as_draft:  # a button without a label is none yet
            state = {**state, shape.BUTTONS: [button for button in shape.buttons(state) if button.get("name")]}
        details = shape.changes(state["_was"], state) if "_was" in state else shape.details(state)
        made = {f"{shape.DETAILS}{name}": value for name, value in details.items()}
        return {**own, **made, "status": "DRAFT" if as_draft else "SUBMIT"}

    def place(self, state: State, field: str) -> tuple[str, str] | None:
        if found := _BUTTON.fullmatch(field):
            return "buttons", f"b{int(found[1]) + 1}.{found[2]}"
        return ("buttons", field) if field == shape.BUTTONS else super().place(state, field)


class TemplateChange(TemplateForm):
    """For one that exists, brought as it is: its values as `_was`, its language as `_language`."""

    title = "Edit a template"
    about = "The same form, filled in with the current values or pending changes."

    def start(self, values: Mapping[str, Any]) -> State:
        typed = {name: value for name, value in values.items() if name != "_was"}
        was = shape.held(values["_was"], {})
        return {**shape.held({**was, **typed}, typed), "_was": was}
