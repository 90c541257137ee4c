"""Forms of several steps. Pure: a state goes in, a form comes out; nothing here knows where the state is kept.

    class Basics(Step):
        name, title = "basics", "Basics"

        def parts(self, state):
            return [field(Create, "region", state), field(Create, "details.brand.name", state)]

    class CreateSender(Wizard):
        def steps(self, state):
            return [Basics(), Countries(), *([Questions()] if state.get("countries") else []), Review()]

    @router.command("rcs senders create", Effect.CHANGE, wizard=CreateSender())

The state is JSON. Unless a wizard says otherwise it holds the command's own values by field name, flat as they are
typed (`details.brand.name`); names that begin with `_` are the wizard's private notes and are not sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from bot.cards.blocks import layout, step
from bot.cards.blocks.form import values
from bot.cards.blocks.input import Input, Kind, Option
from bot.cards.blocks.message import Block
from bot.command.arguments import Arg, Args, arguments_of

if TYPE_CHECKING:
    from bot.command.context import Ctx

State = dict[str, Any]
Part = Input | Block
SAVE = "Save as draft"
REASONS = "_reasons"
"""Why a reviewer refused what is edited (mrkdwn lines), as a `prefill` found it; see `Wizard.note`."""
DEEP = 5
"""How many choices may depend on one another in one step."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button inside a step; pressed, `Wizard.act` gets `action` and `value` after what is filled in was taken."""

    label: str
    action: str
    value: str = ""
    style: Literal["primary", "danger"] | None = None

    def element(self) -> Block:
        """The Block Kit button."""
        return step.button(self.label, self.action, self.value, self.style)


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu inside a step; what is chosen from it acts at once, as a button with that value would."""

    label: str
    action: str
    options: Sequence[Option]

    def element(self) -> Block:
        """The Block Kit menu."""
        return step.menu(self.label, self.action, self.options)


def row(*buttons: Button | Menu | None) -> list[Block]:
    """Buttons and menus side by side, as a part of a step."""
    return layout.actions(*(button.element() for button in buttons if button is not None))


@dataclass(frozen=True, slots=True)
class Screen:
    """What a step shows: its parts from top to bottom, and what the button below them says (as of `Step.submit`)."""

    parts: Sequence[Part]
    submit: str = ""


class Step:
    """One screen of a form. Subclasses are declarations; instances hold nothing that changes."""

    name: str = ""
    title: str = ""
    submit: str = ""
    """What the button at its bottom says; empty: Next, on the last step the command's verb."""
    live: frozenset[str] = frozenset()
    """Inputs whose change redraws the step at once, e.g. a choice on which other inputs depend."""

    def parts(self, state: State) -> Sequence[Part]:
        """Inputs, and blocks between them (explanations, buttons), from top to bottom."""
        return ()

    def below(self, state: State) -> Sequence[Block]:
        """What stands under the parts and asks nothing, such as a preview: made once for each view that is shown."""
        return ()

    def screen(self, state: State) -> Screen:
        """All that is shown; a step whose button says what its blocks do looks at the state once for both."""
        return Screen([*self.parts(state), *self.below(state)], self.submit)

    def inputs(self, state: State) -> tuple[Input, ...]:
        """The inputs that this step shows in this state; asked several times for each view that is read."""
        return tuple(part for part in self.parts(state) if isinstance(part, Input))

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        """The state with what was filled in; an input left empty is not in `values`, and is taken out."""
        mine = {shown_input.name for shown_input in self.inputs(state)}
        return {name: value for name, value in state.items() if name not in mine} | {
            name: value for name, value in values.items() if name in mine
        }

    def check(self, state: State) -> dict[str, str]:
        """What is wrong, by input; the next step comes only when nothing is."""
        return {}

    def outdated(self, state: State, values: Mapping[str, Any]) -> bool:
        """Whether an input holds what a choice in another one has ruled out; `values` are those of the view."""
        return False

    def waits(self, state: State) -> bool:
        """Whether `load` is needed before the step can be shown."""
        return False

    async def load(self, ctx: Ctx, state: State) -> State:
        """The state with what the step needs from the API; afterwards `waits` must be false."""
        return state


class Wizard:
    """A form of several steps for one command."""

    title: str = ""
    """What the modal is called, at most 24 characters; empty: the command's summary, shortened."""
    about: str = ""
    """What its steps ask for, in one sentence of the help."""
    saves: bool = False
    """Whether the last step offers to save a draft at Sinch instead of sending."""
    codes: Mapping[str, str] = {}
    """The API's error codes that blame a field, by the field's name; empty: the message begins with it."""

    def start(self, values: Mapping[str, Any]) -> State:
        """The state to begin with, from what was typed and, for changes, the resource as it is now."""
        return dict(values)

    def begin(self, found: Mapping[str, Any], typed: Mapping[str, Any]) -> State:
        """The state to begin with, and why a reviewer refused what is edited."""
        known = {name: value for name, value in found.items() if name != REASONS}
        return self.start({**known, **typed}) | ({REASONS: found[REASONS]} if REASONS in found else {})

    def present(self, found: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the form edits, by field, from what its `prefill` found: compared again when the form is sent."""
        return dict(self.start(found).get("_was", {}))

    def steps(self, state: State) -> Sequence[Step]:
        """The steps that this state calls for, in order; never none."""
        raise NotImplementedError

    def first(self, state: State) -> str:
        """The step to begin at."""
        return self.steps(state)[0].name

    def note(self, state: State, name: str) -> Sequence[Block]:
        """What stands on top of the step of that name: why a reviewer refused what is edited; not on a summary."""
        steps = self.steps(state) if REASONS in state else ()
        if len(steps) > 1 and name == steps[-1].name:
            return ()
        return [block for line in state.get(REASONS, ()) for block in layout.sections(line)]

    def act(self, state: State, action: str, value: str) -> State:
        """The state after a step's button was pressed."""
        return state

    def goes_to(self, state: State, action: str, value: str) -> str:
        """The step to show after a button was pressed; empty: the same."""
        return ""

    def finish(self, state: State, *, as_draft: bool) -> dict[str, Any]:
        """The command's values; `as_draft`: to be saved at Sinch, not submitted."""
        return {name: value for name, value in state.items() if not name.startswith("_") and value is not None}

    def place(self, state: State, field: str) -> tuple[str, str] | None:
        """The step, and the input in it, that a field of the command belongs to."""
        tail = field.rpartition(".")[2]
        found = None
        for wizard_step in self.steps(state):
            for asked in wizard_step.inputs(state):
                if asked.name == field:
                    return wizard_step.name, asked.name
                if asked.name.rpartition(".")[2] == tail and found is None:
                    found = wizard_step.name, asked.name
        return found


def position(steps: Sequence[Step], name: str) -> int:
    """Where the step of that name stands; the first where the state no longer calls for it."""
    return next((at for at, wizard_step in enumerate(steps) if wizard_step.name == name), 0)


def state_with(wizard_step: Step, state: State, shown: Mapping[str, Mapping[str, Mapping[str, object]]]) -> State:
    """The state with what a view holds; inputs that appear because of what was filled in are read as well."""
    asked: list[str] = []
    inputs = wizard_step.inputs(state)
    for _ in range(DEEP):
        state = wizard_step.take(state, values(shown, inputs))
        inputs = wizard_step.inputs(state)
        before, asked = asked, [shown_input.name for shown_input in inputs]
        if asked == before:
            break
    return state


def field(args: type[Args], name: str, state: Mapping[str, Any], **changed: Any) -> Input:
    """One of a command's arguments as an input, filled from the state; `changed` is said of it differently here."""
    arg = next(arg for arg in arguments_of(args) if arg.name == name)
    return _changed(input_of(arg, state.get(name, arg.default)), changed)


def _changed(shown_input: Input, changed: Mapping[str, Any]) -> Input:
    return replace(shown_input, **changed) if changed else shown_input


def input_of(arg: Arg, initial: Any) -> Input:
    """A command's argument as an input of a form."""
    kind: Kind = arg.kind
    if arg.multiline and kind == "text":
        kind = "multiline"
    if arg.choices:
        kind = "multi_external" if arg.many else "external"
    if kind == "json" and initial is not None and not isinstance(initial, str):
        initial = json.dumps(initial, indent=2, ensure_ascii=False)
    return Input(
        name=arg.name,
        title=arg.title,
        hint=arg.hint,
        kind=kind,
        required=arg.required or (kind == "radio" and initial is not None),  # one of them is always chosen
        options=tuple(Option(value, arg.labels.get(value, value)) for value in arg.options or arg.suggested),
        initial=initial,
        min_length=arg.min_length,
        max_length=arg.max_length,
        min_value=arg.minimum,
        max_value=arg.maximum,
        placeholder=arg.placeholder,
    )
