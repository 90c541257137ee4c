"""Finds the command that words name, forgiving case, plural and everyday synonyms."""

from __future__ import annotations

import inspect
import itertools
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Unpack

from bot.command.bounds import NAME
from bot.command.context import Role
from bot.command.declaration import ROLES, Ask, Command, CommandOptions, Effect, Run
from bot.command.parse import Words
from bot.errors import StartError
from bot.suggest import suggest


@dataclass(frozen=True, slots=True)
class Match:
    """A command and the words that are left for its arguments."""

    command: Command
    rest: Words


class DuplicateCommand(StartError):
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


ENDINGS = frozenset({"delete", "remove", "revoke", "drop", "discard", "unsubscribe", "unfollow"})
"""Verbs that end something."""
ASKING_TO_END = (*ENDINGS, "destroy", "erase", "cancel", "stop", "clear", "trash")


def ends_something(command: Command) -> bool:
    """Whether it deletes, removes or gives up what may be missed."""
    return command.effect is Effect.DESTROY or command.words[-1].removeprefix("test-") in ENDINGS


def harmless(commands: Iterable[Command], typed: str) -> list[Command]:
    """The commands that may be offered to somebody who typed this: nobody is led to delete what they did not name."""
    words = typed.lower().replace("-", " ").split()
    asked = any(word in ("rm", "del") or suggest(word, ASKING_TO_END, similar=0.8) for word in words)
    return [command for command in commands if asked or not ends_something(command)]


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """A word without case, plural and punctuation, for comparing."""
    word = "".join(char for char in word.lower() if char.isalnum())
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _key(command: Command) -> tuple[str, ...]:
    return tuple(fold(word) for word in command.words)


def _twice(before: Command, command: Command) -> str:
    """Where one path was declared, and where again."""
    modules = dict.fromkeys(declared.run.__module__ for declared in (before, command))
    return f"{command.path!r} is declared twice, in {' and '.join(modules)}"


class Router:
    """Finds the command that the longest run of leading words names."""

    def __init__(self) -> None:
        self._commands: dict[tuple[str, ...], Command] = {}
        self._renamed: dict[str, Command] = {}
        self._prefixes: set[tuple[str, ...]] = set()
        self._verbs: set[str] = set()
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
        **options: Unpack[CommandOptions],
    ) -> Callable[[Run], Run]:
        """Declare a command: an async function `(ctx, args) -> Reply`; its docstring's first line is the help text.

        What changes something at Sinch asks first even if no question is given. `options` as in `Command`.
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
                    **options,
                )
            )
            return run

        return declare

    def add(self, command: Command) -> None:
        """Add a command; `DuplicateCommand` if its words are taken."""
        key = _key(command)
        if key in self._commands:
            raise DuplicateCommand(_twice(self._commands[key], command))
        self._commands[key] = command
        self._renamed.update(dict.fromkeys(command.was, command))
        self._prefixes.update(key[:length] for length in range(1, len(key)))
        self._longest = max(self._longest, len(key))
        if len(key) > 1:
            self._verbs.add(command.words[-1])

    def include(self, others: Iterable[Router]) -> None:
        """Take in the commands of other routers; a duplicate raises before anything is taken."""
        commands, known = [command for other in others for command in other], {**self._commands}
        for command in commands:
            if (before := known.setdefault(_key(command), command)) is not command:
                raise DuplicateCommand(_twice(before, command))
        for command in commands:
            self.add(command)

    def get(self, path: str) -> Command | None:
        """The command with exactly this path, or that had it once."""
        return self._commands.get(tuple(fold(word) for word in path.split())) or self._renamed.get(path)

    def match(self, words: Words) -> Match | None:
        """The command named by the longest run of leading words, or None.

        Quotes set a value apart from the words of a command; where those name none, some may be round its words.
        """
        unnamed = list(itertools.takewhile(lambda word: not word.name, words.words[: self._longest]))
        unquoted = list(itertools.takewhile(lambda word: not word.quoted, unnamed))
        for heads in (unquoted, unnamed):
            for length in range(len(heads), 0, -1):
                typed = tuple(word.text for word in heads[:length])
                bare = any(not word.quoted for word in heads[:length])
                if bare and (found := self._named(typed)):
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
        """Paths near to what was typed, best first; none that ends something, unless the words ask for that."""
        offered = harmless([command for command in self if not command.hidden], typed)
        paths = {" ".join(fold(word) for word in command.words): command for command in offered}
        wanted = " ".join(fold(word[:NAME]) for word in typed.split()[:4])
        near = suggest(wanted, paths, limit=limit)
        last = wanted.split()
        inside = [key for key in paths if last and set(last) <= set(key.split())]
        inside.sort(key=lambda key: not key.endswith(" list"))  # whoever names only a thing wants to see it
        partial = [key for key in paths if last and key.startswith(wanted)]
        found = dict.fromkeys([*inside, *near, *partial])
        if not found and len(last) > 1:
            found = dict.fromkeys(suggest(" ".join(last[:3]), paths, limit=limit, similar=0.45))
        return tuple(paths[key].path for key in itertools.islice(found, limit))

    def _named(self, typed: tuple[str, ...]) -> Command | None:
        exact = self._commands.get(tuple(fold(word) for word in typed))
        if exact and len(typed) == 1 and typed[0].lower() in self._verbs - {exact.words[0]}:
            return None  # `comment hello` is no way to set `comments`
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
