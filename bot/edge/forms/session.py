"""One draft of a form of several steps, as one request finds it, and how it looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.cards.blocks import file_form, step
from bot.command.arguments import Arg
from bot.command.bodies import Body
from bot.command.context import Ctx
from bot.command.declaration import Command
from bot.command.invocation import Request
from bot.command.wizard import SAVE, Button, State, Step, Wizard, input_of, position
from bot.edge.forms import simple
from bot.edge.origin import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.cards.blocks.message import Block
    from bot.storage.drafts import Draft

WHICH = "which"


class WhichResource(Step):
    """Asks for the ids of what is to be changed, before its present values can be looked up."""

    name, title = WHICH, "Which one"

    def __init__(self, command: Command) -> None:
        self._asked: tuple[Arg, ...] = tuple(arg for arg in command.arguments if arg.where == "word")

    def parts(self, state: State) -> Sequence[Any]:
        return [input_of(arg, state.get(arg.name, arg.default)) for arg in self._asked]


@dataclass(frozen=True, slots=True)
class Session:
    """One draft as one request finds it."""

    command: Command
    wizard: Wizard
    draft: Draft
    origin: Origin
    ctx: Ctx | None = None
    """The request's context, where it was needed already."""

    @property
    def state(self) -> State:
        return dict(self.draft.state["form"])

    @property
    def typed(self) -> dict[str, Any]:
        return dict(self.draft.state["typed"])

    @property
    def began(self) -> dict[str, Any]:
        """What the resource held when the form was opened; empty where nothing is edited."""
        return dict(self.draft.state.get("began", {}))

    @property
    def title(self) -> str:
        return simple.title(self.command)

    @property
    def keeps(self) -> bool:
        """Whether a draft was asked for in the first place, so that the last step saves one."""
        return self.wizard.saves and str(self.typed.get("status", "")).upper() == "DRAFT"

    def request(self, values: Mapping[str, Any]) -> Request:
        """What was asked for, with other values, to open its form."""
        return Request(self.command, values, public=self.origin.public, project=self.draft.project_id, for_form=True)

    def steps(self, state: State) -> Sequence[Step]:
        """The form's steps in this state."""
        return [WhichResource(self.command)] if self.draft.step == WHICH else self.wizard.steps(state)

    def at(self, state: State, name: str) -> tuple[int, Step]:
        """The step of that name, or the first where the state no longer calls for it."""
        steps = self.steps(state)
        place = position(steps, name)
        return place, steps[place]

    def draft_state(self, state: State) -> dict[str, Any]:
        """What is stored; a form that was only looked at is not offered to go on with."""
        return {"form": state, "typed": self.typed, "began": self.began, "touched": True}

    def beginning_with(self, now: Mapping[str, Any]) -> Session:
        """The same draft, as if it had been opened on what the resource holds now."""
        return replace(self, draft=replace(self.draft, state={**self.draft.state, "began": dict(now)}))

    def metadata(self, name: str) -> str:
        """The view's `private_metadata`: the draft, the step and where the form was opened."""
        keeping = {"draft": self.draft.id, "step": name, "revision": self.draft.revision}
        return replace(self.origin, kept=keeping).pack()

    def view(
        self, state: State, name: str, errors: Mapping[str, str] | None = None, above: Sequence[Block] = ()
    ) -> Block:
        """A step as a modal, filled from the state."""
        steps = self.steps(state)
        place = position(steps, name)
        shown = steps[place]
        screen = shown.screen(state)
        last = place == len(steps) - 1 and shown.name != WHICH
        back = Button("Back", step.BACK) if place else None
        takes_files = not place and shown.name != WHICH and issubclass(self.command.args, Body)
        files = [file_form.offer(many=bool(self.command.many))] if takes_files else []
        saves = self.wizard.saves and (place or last) and not (last and self.keeps)
        save = Button(SAVE, step.DRAFT) if saves else None
        submit = (
            SAVE if last and self.keeps else screen.submit or (simple.submit_label(self.command) if last else "Next")
        )
        return step.view(
            self.title,
            screen.parts,
            trail=[step.title for step in steps],
            at=place,
            submit=submit,
            buttons=[button.element() for button in (back, save) if button] + files,
            callback_id=f"{step.PREFIX}{self.command.path}",
            private_metadata=self.metadata(shown.name),
            revision=self.draft.revision,
            live=shown.live,
            errors=errors,
            above=[*above, *(self.wizard.note(state, shown.name) if shown.name != WHICH else ())],
        )
