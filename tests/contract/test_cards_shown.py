"""Every card and every block builder is shown by somebody: what only a test calls is dead."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _trees() -> dict[Path, ast.Module]:
    files = [path for room in ("bot", "commands") for path in (ROOT / room).rglob("*.py") if "models" not in path.parts]
    return {path: ast.parse(path.read_text("utf-8")) for path in files if "sandbox" not in path.parts}


def _names(tree: ast.AST) -> Iterator[str]:
    """Everything that code refers to, by whatever way."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_every_public_function_of_the_cards_is_used() -> None:
    trees = _trees()
    used = {name for tree in trees.values() for name in _names(tree)}
    defined = {
        f"{path.relative_to(ROOT).as_posix()}: {node.name}": node.name
        for path, tree in trees.items()
        if (ROOT / "bot" / "cards") in path.parents
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    assert len(defined) > 100
    unused = [place for place, name in defined.items() if name not in used]
    assert unused == [], "show it, or take it out"
