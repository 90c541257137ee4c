"""A command that a button, a menu or an error leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

Mode = Literal["run", "turn", "form"]
"""`run` answers below, `turn` in place of the message that was pressed, `form` opens the command's form."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command with its arguments."""

    path: str
    args: Mapping[str, Any] = field(default_factory=dict)
    mode: Mode = "run"


@dataclass(frozen=True, slots=True)
class CommandLink:
    """A call and the words on its button."""

    label: str
    path: str
    args: Mapping[str, Any] = field(default_factory=dict)
    mode: Mode = "run"

    @classmethod
    def to(cls, label: str, call: Call) -> Self:
        """The link that makes this call."""
        return cls(label, call.path, call.args, call.mode)

    @property
    def call(self) -> Call:
        """What pressing it does."""
        return Call(self.path, self.args, self.mode)
