"""Steps over a command's own fields: some of them, each said differently where that is clearer. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.blocks.input import Input
from bot.command import Args, Part, State, Step, field
from commands._shared import uploads
from commands._shared.uploads import Picture

FieldChanges = Mapping[str, Mapping[str, Any]]
"""Fields in order, with what is said of each differently."""


def with_hidden(step: Step, state: State, values: Mapping[str, Any]) -> State:
    """The state with what was filled in; what the step does not ask for now is kept for when it does."""
    asked = {input_.name for input_ in step.inputs(state)}
    return {name: value for name, value in state.items() if name not in asked} | dict(values)


class Fields(Step):
    """Some of the command's fields; pictures by their address or as a file."""

    def __init__(
        self, args: type[Args], name: str, title: str, changes: FieldChanges, pictures: Sequence[Picture] = ()
    ) -> None:
        self.args, self.name, self.title = args, name, title
        self.changes = changes
        self.pictures = tuple(picture for picture in pictures if picture.field in changes)

    def asks(self, state: State, name: str, changed: Mapping[str, Any]) -> Input:
        """One field as an input."""
        return field(self.args, name, state, **changed)

    def parts(self, state: State) -> Sequence[Part]:
        pictures = {picture.field: picture for picture in self.pictures}
        found: list[Part] = []
        for name, changed in self.changes.items():
            found.append(self.asks(state, name, changed))
            found += uploads.parts(pictures[name], state) if name in pictures else []
        return found

    def take(self, state: State, values: Mapping[str, Any]) -> State:
        return uploads.settled(super().take(state, values), self.pictures)

    def check(self, state: State) -> dict[str, str]:
        return uploads.wrong(state, self.pictures)
