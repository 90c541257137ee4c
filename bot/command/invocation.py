"""What a person asked for: read and checked once, then carried unchanged through everything that happens with it.

A `Request` is the pure half (command, values, what is wrong with them); an `Invocation` adds who asks, where, and for
which project. Only an incomplete one ever meets a form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from bot.command import bounds
from bot.command.arguments import Args, validate
from bot.command.context import Ctx
from bot.command.declaration import Audience, Command, Effect, Reply
from bot.command.masking import holds_secret
from bot.errors import BadArguments, Problem


@dataclass(frozen=True)
class Request:
    """A command with values, which are checked when somebody first asks what they are worth, and only then.

    So what stands for something else (a name for an id, a file that came along) is replaced before it is checked.
    """

    command: Command
    values: Mapping[str, Any]
    of_words: tuple[Problem, ...] = ()
    """What is wrong with the words themselves."""
    public: bool = False
    """Whether the answer is to be shown to everyone."""
    project: str | None = None
    """As named by the person or pinned by a form, a button or a question; None: the channel's."""
    for_form: bool = False
    """Whether it only opens a form: its values are checked when that is sent."""

    @cached_property
    def _checked(self) -> tuple[Args | None, tuple[Problem, ...]]:
        if self.for_form:
            return None, self.of_words
        try:
            args = validate(self.command.args, self.values)
        except BadArguments as error:
            return None, self.of_words + error.problems
        return None if self.of_words else args, self.of_words

    @property
    def args(self) -> Args | None:
        """None where something is missing or wrong, and `problems` say what."""
        return self._checked[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._checked[1]

    @property
    def complete(self) -> bool:
        return self.args is not None

    def checked(self) -> Request:
        """The same, checked now: for what is long, and read aside."""
        _ = self._checked
        return self

    def with_values(self, values: Mapping[str, Any], *more: Problem) -> Request:
        """The same words with other values; `more` is wrong besides."""
        return replace(self, values=values, of_words=(*self.of_words, *more))

    @property
    def holds_secret(self) -> bool:
        """Whether one of the values is a secret, however deep."""
        return holds_secret(self.values, self.command.secrets)

    @property
    def only_ids(self) -> bool:
        """Whether the form is to be opened though nothing is missing: only ids were given, and there is more to say."""
        command = self.command
        changes = command.effect is Effect.CHANGE and any(arg.where == "field" for arg in command.arguments)
        if command.prefill is None and not changes:
            return False
        whole = command.wizard is not None
        ids = {arg.name for arg in command.arguments if arg.positional and (arg.required or whole)}
        return not self.values.keys() - ids


def check(
    command: Command,
    values: Mapping[str, Any],
    *,
    problems: Iterable[Problem] = (),
    public: bool = False,
    project: str | None = None,
) -> Request:
    """The request whose values are to be checked; `problems` are those of the words themselves, of many the first."""
    return Request(command, values, bounds.listed(tuple(problems)), public, project)


@dataclass(frozen=True, slots=True)
class Invocation:
    """A request by a person at a place; `ctx.project_id` is the project it was asked in, and stays it."""

    request: Request
    ctx: Ctx
    key: str = ""
    """What tells this request from all others, so that it acts once; empty where nothing can repeat it."""
    press: str = ""
    """The same, of a button in a message: it works again once the question that it led to is answered."""

    @property
    def command(self) -> Command:
        return self.request.command

    @property
    def values(self) -> Mapping[str, Any]:
        return self.request.values

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.request.problems

    @property
    def public(self) -> bool:
        return self.request.public

    @property
    def project(self) -> str:
        return self.ctx.project_id

    @property
    def audience(self) -> Audience:
        """The widest one that its answers may have."""
        return self.command.widest

    @property
    def args(self) -> Args:
        """The validated arguments; raises `BadArguments` where there are none."""
        if self.request.args is None:
            raise BadArguments(self.problems)
        return self.request.args

    def addressed_to(self, reply: Reply) -> Reply:
        """The reply for those who may see it: what was asked to be public never widens what is not for everyone."""
        audience = max(reply.audience, self.audience)
        wanted = reply.public or self.public or self.command.effect is Effect.COMMENT
        return replace(reply, public=wanted and audience is Audience.EVERYONE, audience=audience)
