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

import difflib
import inspect
import itertools
import typing
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache
from typing import Any

from bot.arguments import Arg, Args, arguments_of
from bot.cards.buttons import Call
from bot.cards.message import Message
from bot.context import Ctx, Role
from bot.errors import BotError, Way
from bot.parse import Words
from bot.provisioning.subjects import Subject
from bot.wizard import Wizard

__all__ = ["Call", "Command", "Effect", "Match", "Question", "Reply", "Router", "fold"]


class Effect(Enum):
    """What a command does to the world; decides who may, whether it asks first, and whether it is audited."""

    READ = "reads"
    COMMENT = "comments"
    SETTING = "changes a setting of this bot"
    CHANGE = "changes something at Sinch"
    DESTROY = "destroys something at Sinch"


ROLES = {
    Effect.READ: Role.VIEWER,
    Effect.COMMENT: Role.VIEWER,
    Effect.SETTING: Role.OPERATOR,
    Effect.CHANGE: Role.OPERATOR,
    Effect.DESTROY: Role.ADMIN,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command answers: a message, seen by everyone (`public`) or by the person only."""

    message: Message
    public: bool = False
    form: Call | None = None
    """A form to open next, where the way in allows it."""
    subject: Subject | None = None
    """What was made, where the arguments cannot name it: a new resource gets its id from the API."""


Run = Callable[[Ctx, Any], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before a command runs, in mrkdwn; `ways` lead to what might better come first."""

    text: str
    yes: str = ""
    """The label of the button that goes on; the command's verb if empty."""
    doubtful: bool = False
    ways: tuple[Way, ...] = ()


Ask = str | Callable[[Ctx, Any], Awaitable[str | Question]]
Prefill = Callable[[Ctx, Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


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
    """The question before it runs: mrkdwn with `{field}`, or a function that looks things up; None: does not ask."""
    calls: tuple[str, ...] = ()
    """operationIds of the API that it reaches."""
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
    example: str = ""
    title: str = ""
    """What its form is called where the summary does not fit; at most 24 characters."""

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
    def asks(self) -> bool:
        return self.ask is not None

    @property
    def usage(self) -> str:
        """The words after the path: `TEMPLATE [LANGUAGE] [field=...]`."""
        words = [arg.usage for arg in sorted(self.shown, key=lambda arg: not arg.positional)]
        return " ".join([*words, *(["[json=...]"] if self.wizard is not None else [])])


@dataclass(frozen=True, slots=True)
class Match:
    """A command and the words that are left for its arguments."""

    command: Command
    rest: Words


class DuplicateCommand(BotError):
    """Two declarations claim the same words; raised at start."""


SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "ls": ("list",),
    "show": ("get", "list", "now"),
    "view": ("get", "list"),
    "open": ("get",),
    "describe": ("get",),
    "rm": ("delete", "remove"),
    "del": ("delete", "remove"),
    "remove": ("delete", "revoke"),
    "delete": ("remove",),
    "destroy": ("delete",),
    "new": ("create", "add"),
    "add": ("create", "grant"),
    "create": ("add",),
    "edit": ("update",),
    "change": ("update",),
    "set": ("update",),
    "patch": ("update",),
    "put": ("replace",),
    "history": ("activity",),
    "doctor": ("status",),
    "health": ("status",),
    "log": ("activity", "audit"),
    "events": ("activity",),
    "say": ("comment",),
    "reply": ("comment",),
    "wa": ("whatsapp",),
    "kakao": ("kakaotalk",),
    "hooks": ("webhooks",),
    "hook": ("webhooks",),
}
"""Forgiving words: tried only where the word itself leads nowhere."""


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """A word without case, plural and punctuation, for comparing."""
    word = "".join(char for char in word.lower() if char.isalnum())
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


class Router:
    """Finds the command that the longest run of leading words names."""

    def __init__(self) -> None:
        self._commands: dict[tuple[str, ...], Command] = {}
        self._prefixes: set[tuple[str, ...]] = set()
        self._longest = 0

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __len__(self) -> int:
        return len(self._commands)

    def command(
        self,
        path: str,
        effect: Effect,
        *,
        role: Role | None = None,
        ask: Ask | None = None,
        calls: tuple[str, ...] = (),
        prefill: Prefill | None = None,
        wizard: Wizard | None = None,
        many: str = "",
        note: str = "",
        hidden: bool = False,
        example: str = "",
        title: str = "",
    ) -> Callable[[Run], Run]:
        """Declare a command: an async function `(ctx, args) -> Reply`; its docstring's first line is the help text.

        What changes something at Sinch asks first even if no question is given.
        """

        def declare(run: Run) -> Run:
            args = typing.get_type_hints(run)["args"]
            summary = (inspect.getdoc(run) or "").partition("\n")[0].rstrip(".")
            question = ask
            if question is None and effect in (Effect.CHANGE, Effect.DESTROY):
                question = f"{summary}?"
            self.add(
                Command(
                    path=path,
                    summary=summary,
                    effect=effect,
                    role=ROLES[effect] if role is None else role,
                    args=args,
                    run=run,
                    ask=question,
                    calls=calls,
                    prefill=prefill,
                    wizard=wizard,
                    many=many,
                    note=note,
                    hidden=hidden,
                    example=example,
                    title=title,
                )
            )
            return run

        return declare

    def add(self, command: Command) -> None:
        key = tuple(fold(word) for word in command.words)
        if key in self._commands:
            raise DuplicateCommand(f"{command.path!r} is declared twice")
        self._commands[key] = command
        self._prefixes.update(key[:length] for length in range(1, len(key)))
        self._longest = max(self._longest, len(key))

    def include(self, others: Iterable[Router]) -> None:
        """Take in the commands of other routers; a duplicate raises before anything is taken."""
        commands = [command for other in others for command in other]
        keys = [tuple(fold(word) for word in command.words) for command in commands]
        for key, command in zip(keys, commands, strict=True):
            if key in self._commands or keys.count(key) > 1:
                raise DuplicateCommand(f"{command.path!r} is declared twice")
        for command in commands:
            self.add(command)

    def get(self, path: str) -> Command | None:
        """The command with exactly this path."""
        return self._commands.get(tuple(fold(word) for word in path.split()))

    def match(self, words: Words) -> Match | None:
        """The command named by the longest run of leading words, or None."""
        heads = list(itertools.takewhile(lambda word: not (word.quoted or word.name), words.words))
        for length in range(min(len(heads), self._longest), 0, -1):
            typed = tuple(word.text for word in heads[:length])
            if found := self._named(typed):
                return Match(found, words.after(length))
        return None

    def group(self, words: Iterable[str]) -> tuple[str, ...]:
        """The folded prefix that `words` name (`whatsapp templates`), or an empty tuple."""
        prefix: tuple[str, ...] = ()
        for word in words:
            step = next((p for p in self._spellings(word) if (*prefix, p) in self._prefixes), None)
            if step is None:
                break
            prefix = (*prefix, step)
        return prefix

    def under(self, prefix: tuple[str, ...]) -> tuple[Command, ...]:
        """Commands whose path begins with a folded prefix, in order of declaration."""
        return tuple(
            command for key, command in self._commands.items() if key[: len(prefix)] == prefix and not command.hidden
        )

    def suggest(self, typed: str, limit: int = 3) -> tuple[str, ...]:
        """Paths near to what was typed, best first."""
        paths = {" ".join(fold(word) for word in command.words): command for command in self if not command.hidden}
        wanted = " ".join(fold(word) for word in typed.split()[:4])
        near = difflib.get_close_matches(wanted, paths, n=limit, cutoff=0.6)
        last = wanted.split()
        inside = [key for key in paths if last and set(last) <= set(key.split())]
        inside.sort(key=lambda key: not key.endswith(" list"))  # whoever names only a thing wants to see it
        partial = [key for key in paths if last and key.startswith(wanted)]
        found = dict.fromkeys([*inside, *near, *partial])
        if not found and len(last) > 1:
            found = dict.fromkeys(difflib.get_close_matches(" ".join(last[:3]), paths, n=limit, cutoff=0.45))
        return tuple(paths[key].path for key in itertools.islice(found, limit))

    def _named(self, typed: tuple[str, ...]) -> Command | None:
        exact = self._commands.get(tuple(fold(word) for word in typed))
        if exact:
            return exact
        for key in itertools.product(*(self._spellings(word) for word in typed)):
            if found := self._commands.get(key):
                return found
        return None

    @staticmethod
    def _spellings(word: str) -> tuple[str, ...]:
        synonyms = SYNONYMS.get(word.lower(), ())
        return (fold(word), *(fold(other) for other in synonyms))


def merged(reply: Reply, *, public: bool) -> Reply:
    """The same reply, for everyone if asked for."""
    return replace(reply, public=reply.public or public)


@dataclass(frozen=True, slots=True)
class Asked:
    """A command as a person asked for it: which, with which raw values, and how the answer is to be shown."""

    command: Command
    values: Mapping[str, Any] = field(default_factory=dict)
    public: bool = False
    project: str | None = None
