"""Every sentence, label and hint that the bot can say, in one file to be read as an editor would.

Read from the source, so that nothing is left out because no test happens to say it; what is filled in stands in braces.
The forms are built besides, each with what it says of wrong values: there texts meet that stand far apart.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.cards.blocks.input import Input, Option
from bot.command.declaration import Command
from bot.command.invocation import check
from bot.edge.forms import simple

PLACES = ("commands", "bot/cards", "bot/edge", "bot/flows", "bot/understanding", "bot/times", "bot/templates",
          "bot/command", "bot/slack", "bot/errors.py", "bot/docs.py", "bot/doctor.py", "bot/settings.py",
          "bot/__main__.py", "bot/app.py", "bot/prepare.py", "bot/provisioning/errors.py",
          "bot/provisioning/validation.py")  # fmt: skip
HEARD = ("bot/understanding/small_words.py", "bot/understanding/tongues.py", "bot/understanding/vocabulary.py",
         "bot/templates/wording")  # fmt: skip
"""Words that people and templates use, which the bot understands and does not say."""
_SILENT = {"debug", "info", "warning", "exception", "compile", "import_module", "LazyModule", "getattr", "get_logger"}
"""Calls whose strings nobody reads in Slack: logs, patterns, imports."""
_SENTENCE = re.compile(r"[A-Za-z][^\s]* +[^\s]")
_LABEL = re.compile(r"[A-Z][a-z]+[a-z'…-]*$")


@dataclass(frozen=True)
class Phrase:
    """One text, where it stands, and what it says; expressions stand as `{...}`."""

    file: str
    line: int
    text: str


def phrases(root: Path) -> list[Phrase]:
    """All texts in the order of files and lines."""
    found: list[Phrase] = []
    for place in PLACES:
        path = root / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            name = file.relative_to(root).as_posix()
            if name.startswith(HEARD):
                continue
            found += [Phrase(name, line, text) for line, text in _texts(ast.parse(file.read_text(encoding="utf-8")))]
    return found


WRONG: Sequence[Any] = ("", "?!", "x" * 5_000, -1, 10**9, ["?!"])
"""Values that hardly any field takes."""


def forms(router: Iterable[Command]) -> list[Phrase]:
    """What the form of each command says: its title and buttons, its fields with hints and choices, and its errors."""
    found: list[Phrase] = []
    for command in router:
        asked = list(simple.inputs(command, {}))
        first = command.wizard is not None and command.words[-1] == "create"  # others begin with what there is
        steps = [step for step in command.wizard.steps({}) if not step.waits({})] if command.wizard and first else []
        texts = [simple.title(command), simple.submit_label(command), command.note]
        for step in steps:
            texts += [step.title, step.screen({}).submit]
            asked += step.inputs({})
        if not asked:
            continue
        for field in asked:
            texts += [field.title, field.hint, field.placeholder, *_choices(field)]
        texts += _refusals(command)
        found += [
            Phrase(f"/sinch {command.path}", at, text) for at, text in enumerate(dict.fromkeys(filter(None, texts)), 1)
        ]
    return found


def _choices(field: Input) -> Iterator[str]:
    """The labels of choices that say more than their value, as a list of languages does not."""
    for option in field.options:
        value, label = (option.value, option.label) if isinstance(option, Option) else option[:2]
        if label != value:
            yield label


def _refusals(command: Command) -> Iterator[str]:
    """What is said of wrong values, with the field that it stands at."""
    for arg in command.arguments:
        if arg.asked:
            for value in WRONG:
                problems = check(command, {arg.name: value}).problems
                yield from (f"{arg.title}: {problem.message}" for problem in problems if problem.field == arg.name)


def page(root: Path, router: Iterable[Command] = ()) -> str:
    """All texts as one page, one heading a file or form."""
    lines: list[str] = []
    file = ""
    for phrase in (*phrases(root), *forms(router)):
        if phrase.file != file:
            file = phrase.file
            lines.append(f"\n## {file}\n")
        lines.append(f"{phrase.line}: {' / '.join(phrase.text.splitlines())}")
    return "\n".join(lines).strip() + "\n"


def _texts(node: ast.AST) -> Iterator[tuple[int, str]]:
    """What a piece of code says, with the lines."""
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{...}" for part in node.values)
        if _is_said(text):
            yield node.lineno, text
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_said(node.value):
        yield node.lineno, node.value
    for child in _said_parts(node):
        yield from _texts(child)


def _said_parts(node: ast.AST) -> Iterator[ast.AST]:
    """Without docstrings, the explanations below fields, annotations, and the words of silent calls."""
    if isinstance(node, ast.Call) and _name(node.func) in _SILENT:
        return
    if isinstance(node, ast.keyword) and node.arg == "phrases":  # what people say, not the bot
        return
    help_text = node.body[0] if isinstance(node, ast.AsyncFunctionDef) and _is_command(node) else None
    annotation = node.annotation if isinstance(node, ast.AnnAssign | ast.arg) else None
    for child in ast.iter_child_nodes(node):
        is_text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if child is annotation or (is_text and child is not help_text):
            continue
        if isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant):
            continue
        yield child


def _is_command(function: ast.AsyncFunctionDef) -> bool:
    """The docstring of a declared command is its help text."""
    return any(
        isinstance(decorator, ast.Call) and _name(decorator.func) == "command" for decorator in function.decorator_list
    )


def _is_said(text: str) -> bool:
    return bool(_SENTENCE.search(text) or _LABEL.match(text))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
