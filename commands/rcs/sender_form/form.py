"""The form of an RCS sender: what it is, its brand, where it goes, what operators ask, what is missing for a launch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.vocabulary.payload import mapping, text
from bot.command import State, Step, Wizard
from commands._shared.uploads import REFUSALS
from commands.rcs.sender_form import fields
from commands.rcs.sender_form.checklist import step_of
from commands.rcs.sender_form.fields import (
    ANSWERS,
    COUNTRIES,
    TEST_NUMBERS,
    US_CAMPAIGN,
    US_COMPANY,
    answer,
)
from commands.rcs.sender_form.steps import GO, Basics, Brand, Contact, Countries, Questions, Review, frozen

CODES = {
    "invalid_region_for_att_supplier": COUNTRIES,
    "add_test_number_invalid": TEST_NUMBERS,
    **dict.fromkeys(REFUSALS, ""),
}


class SenderForm(Wizard):
    """The same form for a new sender and for one that is changed, which brings its present values in `_sender`."""

    about = "Brand, countries, test numbers, questionnaire, and a checklist for the launch."
    codes = CODES

    def start(self, values: Mapping[str, Any]) -> State:
        """What was typed; for a change the sender as it is, kept as `_was` as well."""
        typed = dict(values)
        sender = typed.pop("_sender", None)
        first = typed.pop("step", "") or ""
        state: State = {name: value for name, value in fields.spread(typed).items() if value is not None}
        if sender is not None:
            facts = {name: text(sender, name) for name in ("region", "useCase", "state")}
            was = fields.flat(mapping(sender, "details"))
            state = {**was, **state, "_was": was, "_facts": facts}
        return {**state, "_first": first} if first else state

    def first(self, state: State) -> str:
        names = [step.name for step in self.steps(state)]
        return state["_first"] if state.get("_first") in names else names[0]

    def steps(self, state: State) -> Sequence[Step]:
        new = "_was" not in state
        early: list[Step] = [*([Basics()] if new else []), Brand(), Contact()]
        asked = [section for section in fields.sections_of(state) if section != "us"]
        late = [Questions(name, name, ANSWERS[name]) for name in asked]
        if "US" in fields.countries_of(state):
            late.append(Questions("us", "us", fields.US_KIND))
            late.append(Questions("us-company", "us", US_COMPANY))
            late.append(Questions("us-campaign", "us", US_CAMPAIGN))
        return [*([] if frozen(state) else early), Countries(), *late, Review()]

    def goes_to(self, state: State, action: str, value: str) -> str:
        return value if action == GO else ""

    def place(self, state: State, field: str) -> tuple[str, str] | None:
        step = step_of(field)
        return (step, field) if step in [shown.name for shown in self.steps(state)] else None

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        """The body: everything for a new sender; for a change what differs, None where a value was taken away."""
        own = {name: value for name, value in state.items() if not name.startswith(("_", "details."))}
        details = fields.details(state)
        if "_was" not in state:
            if not any(name.startswith(answer("us", "")) and name not in _US_KIND for name in details):
                details = {name: value for name, value in details.items() if name not in _US_KIND}
            body = {name: own.pop(name) for name in ("region", "billingCategory", "useCase") if name in own}
            return {**own, "body": {**body, **({"details": fields.nested(details)} if details else {})}}
        changed = fields.changes(state)
        if any(name.startswith(answer("us", "")) for name in changed) and not fields.is_old_us(details):
            own.setdefault("questionnaire", "v2")
        return {**own, "body": {"details": fields.nested(changed)}}


_US_KIND = tuple(answer("us", name) for name in fields.US_KIND)
