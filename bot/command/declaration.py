"""Commands: one declaration feeds parser, form, validation, confirmation, role, help, README row and audit line.

    router = Router()

    class GetTemplate(Args):
        name: str = word("Template", "its name")

    @router.command("whatsapp templates get", Effect.READ)
    async def get(ctx: Ctx, args: GetTemplate) -> Reply:
        '''Show a template in one language.'''

Knows nothing of Slack's requests; `bot.edge` brings people here, `bot.flows.execute` runs what they asked for.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Any, TypedDict

from bot.cards.blocks.message import Message
from bot.command.arguments import Arg, Args, arguments_of, secrets_of
from bot.command.context import Ctx, Role
from bot.command.wizard import Wizard
from bot.errors import UserError
from bot.links import Call, CommandLink
from bot.provisioning.errors import ApiError
from bot.provisioning.subjects import Subject
from bot.storage.states import AuditOutcome


class Effect(Enum):
    """What a command does to the world; decides who may, whether it asks first, and whether it is audited."""

    READ = "reads"
    COMMENT = "comments"
    SETTING = "changes a setting of this bot"
    CHANGE = "changes something at Sinch"
    DESTROY = "deletes something at Sinch"


ROLES = {
    Effect.READ: Role.VIEWER,
    Effect.COMMENT: Role.VIEWER,
    Effect.SETTING: Role.OPERATOR,
    Effect.CHANGE: Role.OPERATOR,
    Effect.DESTROY: Role.ADMIN,
}


class Audience(IntEnum):
    """Who may see an answer; each value is narrower than the one before it."""

    EVERYONE = 1
    """By slash command it is still shown to the asker alone, unless they add `public`."""
    ASKER = 2
    SECRET = 3
    """For the asker, and only where it does not stay: a modal or an ephemeral message, never a direct message."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command answers: a message, and who may see it."""

    message: Message
    public: bool = False
    """Posted for everyone there; honoured only where the audience is everyone."""
    done: bool = False
    """Whether something was changed, which a modal says in its title."""
    audience: Audience = Audience.EVERYONE
    line: str = ""
    """What the person has done to the channel, in mrkdwn, for everybody there who does not read the answer itself."""
    aside: bool = False
    """Shown to the asker alone even where others would read the answer, unless they add `public`: help, a greeting."""
    subject: Subject | None = None
    """What was made, where the arguments cannot name it: a new resource gets its id from the API."""
    outcome: AuditOutcome = AuditOutcome.DONE
    """How the audit log calls what happened."""
    question: str = ""
    """The key of the question that it is, whose buttons mean something for a while only."""
    living: Subject | None = None
    """The resource that the answer follows: it is a message which all there share, and which its events edit."""
    failed: bool = False
    """Whether it says what went wrong, which takes the place of nothing that others read."""


Run = Callable[[Ctx, Any], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Choice:
    """Another way to say yes: the command runs with these values changed."""

    label: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before a command runs, in mrkdwn; `ways` lead to what might better come first."""

    text: str
    yes: str = ""
    """The label of the button that goes on; the command's verb if empty."""
    risky: bool = False
    ways: tuple[CommandLink, ...] = ()
    choices: tuple[Choice, ...] = ()
    mend: str = ""
    """The label of a first button that opens the command's form, filled with what was given; empty: none."""
    small: str = ""
    """Small print, in mrkdwn."""
    hopeless: bool = False
    """Whether the API would refuse it in any case, so that there is no yes."""
    pinned: Mapping[str, Any] = field(default_factory=dict)
    """Values that whoever says yes means besides those that were given, e.g. which change is to be undone."""


Ask = str | Callable[[Ctx, Any], Awaitable[str | Question]]
Prefill = Callable[[Ctx, Mapping[str, Any]], Awaitable[Mapping[str, Any]]]
Admit = Callable[[Ctx, Mapping[str, Any]], Awaitable[None]]
Explain = Callable[[Ctx, Call, ApiError], Awaitable[UserError | None]]


class CommandOptions(TypedDict, total=False):
    """What a declaration may say besides its path, effect, role and question: each as the field of `Command`."""

    calls: tuple[str, ...]
    does: tuple[str, ...]
    admit: Admit | None
    explain: Explain | None
    prefill: Prefill | None
    wizard: Wizard | None
    many: str
    note: str
    hidden: bool
    was: tuple[str, ...]
    example: str
    title: str
    phrases: tuple[str, ...]
    asks_after_form: bool
    submit: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Command:
    """A declared command."""

    path: str
    summary: str
    effect: Effect
    role: Role
    args: type[Args]
    run: Run
    ask: Ask | None = None
    """The question before it runs: mrkdwn with `{field}`, or a function that looks things up; None: does not ask.

    A function that returns an empty text does not ask about these arguments.
    """
    calls: tuple[str, ...] = ()
    """operationIds of the API that it reaches."""
    does: tuple[str, ...] = ()
    """Commands whose work at Sinch it does as well, many times or among other things: a rule for one covers it."""
    admit: Admit | None = None
    """Raises why this person may not do it to what its form would be about, where the command's role does not tell.

    Asked before the form opens, so that nobody fills it in for nothing; the command itself looks again when it runs.
    """
    explain: Explain | None = None
    """What an error of the API means to whoever made this call, and where to go instead; None: it says enough itself.

    Asked for errors of the command, of its question, and of what its form begins with.
    """
    prefill: Prefill | None = None
    """What its form begins with, looked up; such a command opens its form when nothing is typed after it."""
    wizard: Wizard | None = None
    """A form of several steps in place of the generated one."""
    many: str = ""
    """The command that makes many of the same from one file, which it reads as `file`."""
    note: str = ""
    """A caveat shown with it everywhere, e.g. deprecated or inferred."""
    hidden: bool = False
    """Reached by buttons only; in no help and no table."""
    was: tuple[str, ...] = ()
    """Paths that it had before, which buttons of older messages still name."""
    example: str = ""
    title: str = ""
    """What its form is called where the summary does not fit; at most 24 characters."""
    phrases: tuple[str, ...] = ()
    """How people ask for it in plain words, three at least; words that no other declaration has become its own."""
    asks_after_form: bool = False
    """Whether the question comes also after its form: for what is only known once the form was sent, e.g. a file."""
    submit: str = ""
    """What the button that sends its form says; empty: as its effect or its verb has it."""
    audience: Audience = Audience.EVERYONE
    """Who may see its answers, as declared; see `widest`."""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.path.split())

    @property
    def arguments(self) -> tuple[Arg, ...]:
        """Looked at when first asked for: those of a body come from a model that is not imported at start."""
        return arguments_of(self.args)

    @property
    def shown(self) -> tuple[Arg, ...]:
        """Those that people are told of; what is nested, a form of several steps asks for, or it comes as a whole."""
        return tuple(arg for arg in self.arguments if not arg.hidden and not (self.wizard and "." in arg.name))

    @property
    def area(self) -> str:
        return self.words[0]

    @property
    def verb(self) -> str:
        """What a button that does it says."""
        return self.words[-1].removeprefix("test-").replace("-", " ").capitalize()

    @property
    def secrets(self) -> frozenset[str]:
        """Names of arguments, at whatever depth, whose values nobody may read later."""
        return secrets_of(self.args)

    @property
    def widest(self) -> Audience:
        """The widest audience of its answers, questions and errors; `public` never goes beyond it.

        What only admins may read, and what takes a secret, is never for everyone.
        """
        admins_only = self.effect is Effect.READ and self.role is Role.ADMIN
        return max(self.audience, Audience.ASKER if admins_only or self.secrets else Audience.EVERYONE)

    @property
    def asks(self) -> bool:
        return self.ask is not None

    @property
    def asks_plainly(self) -> bool:
        """Whether its question says no more than what it does, so that the values have to be shown besides."""
        return self.ask == f"{self.summary}?"

    @property
    def usage(self) -> str:
        """The words after the path: `TEMPLATE [LANGUAGE] [field=...]`."""
        words = [arg.usage for arg in sorted(self.shown, key=lambda arg: not arg.positional)]
        return " ".join([*words, *(["[json=...]"] if self.wizard is not None else [])])
