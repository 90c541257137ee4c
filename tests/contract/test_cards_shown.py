"""Every card and every block builder is shown by somebody: what only a test calls is dead."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
Use = tuple[str, str]
"""A module, and a name in it."""


@cache
def _trees() -> Mapping[str, ast.Module]:
    """By their dotted names; a package goes by its own."""
    files = [path for room in ("bot", "commands") for path in (ROOT / room).rglob("*.py") if "models" not in path.parts]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text("utf-8")
        )
        for path in files
        if "sandbox" not in path.parts
    }


def _uses(module: str, tree: ast.Module, modules: Mapping[str, ast.Module]) -> Iterator[Use]:
    """What code refers to: `card` of another module is not the `card` of this one."""
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                if whole in modules:
                    imported[name.asname or name.name] = whole
                else:
                    yield node.module, name.name
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield module, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported:
            yield imported[node.value.id], node.attr


def _defined(modules: Mapping[str, ast.Module]) -> Iterator[Use]:
    for module, tree in modules.items():
        if module.startswith("bot.cards."):
            names = (node.name for node in tree.body if isinstance(node, ast.FunctionDef))
            yield from ((module, name) for name in names if not name.startswith("_"))


@cache
def _used() -> frozenset[Use]:
    return frozenset(use for module, tree in _trees().items() for use in _uses(module, tree, _trees()))


def test_every_public_function_of_the_cards_is_used() -> None:
    defined = [*_defined(_trees())]
    assert len(defined) > 100
    assert [use for use in defined if use not in _used()] == [], "show it, or take it out"


def test_a_card_that_nobody_shows_is_named_whatever_it_is_called() -> None:
    new = {"bot.cards.new": ast.parse("".join(f"def {name}():\n    pass\n" for name in ("card", "message", "view")))}
    assert {*_defined(new)} - _used() == {*_defined(new)}
