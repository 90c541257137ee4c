"""What one part of the code says of another by name: commands behind buttons, fields of payloads, faces of packages."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import commands
from bot.command import arguments_of

ROOT = Path(__file__).parents[2]
LINKS = {"Call": 0, "CommandLink": 1}
"""Where the path stands among the arguments of what leads to a command."""
PINNED = {"project"}
"""What any button may say besides: the project that it acts in."""
READERS = {"dig", "text", "mapping", "mappings", "strings"}
"""The functions of `bot.cards.vocabulary.payload` that take dotted paths."""
OWN = {"body"}
"""What the bot keeps of a change that was asked for: the whole request."""


@cache
def sources() -> dict[Path, ast.Module]:
    """What is written by hand in the bot and its commands, other than the sandbox."""
    return {
        path: ast.parse(path.read_text())
        for folder in ("bot", "commands")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not {"sandbox", "models", "migrations"} & set(path.parts)
    }


def calls(names: set[str]) -> Iterator[tuple[str, str, ast.Call]]:
    """Where each of these functions is called: file and line, name, the call."""
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if called in names:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", called, node


def test_every_button_leads_to_a_command_that_takes_its_arguments() -> None:
    router = commands.collect()
    known = {command.path: command for command in router}
    wrong, seen = [], 0
    for where, called, node in calls(set(LINKS)):
        position = LINKS[called]
        given = [*node.args[position : position + 2], *(word.value for word in node.keywords if word.arg == "args")]
        if not given or not isinstance(given[0], ast.Constant):
            continue
        seen += 1
        path = str(given[0].value)
        if path not in known:
            wrong.append(f"{where}: no command {path!r}")
            continue
        taken = {name for arg in arguments_of(known[path].args) for name in (arg.name, arg.alias)}
        keys = {
            str(key.value)
            for value in given[1:]
            if isinstance(value, ast.Dict)
            for key in value.keys
            if isinstance(key, ast.Constant)
        }
        wrong += [f"{where}: {path} can't be commented {key}" for key in sorted(keys - taken - PINNED)]
    assert wrong == []
    assert seen > 100, "the look itself works"


@cache
def document() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((ROOT / "bot" / "provisioning" / "openapi.json").read_text())
    return content


@cache
def objects() -> list[dict[str, Any]]:
    """Every object that the API describes: resources, answers, events."""
    found: list[dict[str, Any]] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("properties"), dict):
                found.append(value)
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(document())
    return found


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema with all that it may be instead."""
    if not isinstance(schema, dict):
        return
    if "$ref" in schema:
        yield from _parts(document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    else:
        yield schema
        for word in ("allOf", "oneOf", "anyOf"):
            for item in schema.get(word, ()):
                yield from _parts(item)


def _below(schema: Any, name: str) -> Iterator[Any]:
    """The schemas of a property; a list counts as its items."""
    for part in _parts(schema):
        for inner in _parts(part["items"]) if "items" in part else (part,):
            if name in inner.get("properties", {}):
                yield inner["properties"][name]


@cache
def exists(path: str) -> bool:
    """Whether some object of the API has this dotted path, list items included."""
    found: list[Any] = list(objects())
    for name in path.split("."):
        found = [below for schema in found for below in _below(schema, name)]
    return bool(found)


def test_every_field_that_is_read_is_one_of_the_api() -> None:
    wrong, seen = [], 0
    for where, _, node in calls(READERS):
        if "_form" in where:
            continue  # what a form holds is its own
        for argument in node.args[1:]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                seen += 1
                if argument.value not in OWN and not exists(_known_before(argument.value)):
                    wrong.append(f"{where}: {argument.value}")
    assert wrong == []
    assert seen > 100, "the look itself works"


def _known_before(name: str) -> str:
    """What the bot adds to an event of what it knew: `previousCategory` is a former `category`."""
    former = name.removeprefix("previous")
    return former[:1].lower() + former[1:] if former != name else name


def faces() -> list[Path]:
    return [path for path in sources() if path.name == "__init__.py" and "__all__" in path.read_text()]


@pytest.mark.parametrize("path", faces(), ids=lambda path: str(path.parent.relative_to(ROOT)))
def test_a_face_is_sorted_and_complete(path: Path) -> None:
    tree = sources()[path]
    imported = {a.asname or a.name for node in tree.body if isinstance(node, ast.ImportFrom) for a in node.names}
    (names,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
    )
    assert names == sorted(names, key=lambda name: (not name.isupper(), name))
    assert set(names) == imported - {"annotations"}
