"""Errors that a person sees. Each carries a sentence for that person; adapters have trees of their own.

BotError
+-- StartError            the process cannot start: one plain line, exit code 1
+-- UserError             what was asked cannot be done; `text` says why, `hint` what to do
    +-- UnknownCommand    with suggestions
    +-- BadArguments      problems by field
    +-- NotAllowed        names the role that is needed
    +-- UnknownProject
    +-- Gone              a confirmation or form that has expired or was used
    +-- Unready           something else comes first; names the commands that lead there
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.links import CommandLink


class BotError(Exception):
    """Root of the bot's own errors."""


class StartError(BotError):
    """The process cannot start; the message is the one line that is printed."""


class UserError(BotError):
    """What a person asked for cannot be done; `text` and `hint` are mrkdwn, escaped."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint


class UnknownCommand(UserError):
    """No command has these words; `suggestions` are near ones, best first."""

    def __init__(self, words: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(f"I don't know `{words}`.")
        self.words = words
        self.suggestions = suggestions


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the arguments; `field` is empty where no field is to blame."""

    field: str
    message: str

    @property
    def named(self) -> str:
        """With the field's name before it, unless the message is a sentence of its own."""
        return f"{self.field} {self.message}" if self.field and not self.message[:1].isupper() else self.message


class BadArguments(UserError):
    """Arguments are missing or wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(f"{p.field}: {p.message}" if p.field else p.message for p in problems))
        self.problems = problems


class NotAllowed(UserError):
    """The person's role is too low."""


class UnknownProject(UserError):
    """No such project is connected."""

    @classmethod
    def named(cls, _project_id: str) -> UnknownProject:
        """Without the id: what people see names projects only where they are known."""
        return cls("I don't know this project.", "`/sinch projects list` shows all connected projects.")


class Gone(UserError):
    """A confirmation or form has expired, or was used."""


class OthersQuestion(UserError):
    """It is somebody else who may answer this question: it stays as it is."""


class Unready(UserError):
    """Something else comes first; `ways` lead there, the first one being the best."""

    def __init__(self, text: str, ways: Sequence[CommandLink], hint: str = "") -> None:
        super().__init__(text, hint)
        self.ways = tuple(ways)
