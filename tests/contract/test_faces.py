"""Commands use the face of the command framework, not what stands behind it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
BEHIND = {"bot.command.binding", "bot.command.parse", "bot.command.router"}
"""The grammar itself, for help and for rows of files: no command declares with it."""
TOOLS = {"bot.command.bounds", "bot.command.phones"}
"""Nothing of a declaration: what a text may hold, for whoever reads one."""


def test_commands_use_the_face() -> None:
    behind = {
        (path.relative_to(ROOT).as_posix(), module)
        for path in (ROOT / "commands").rglob("*.py")
        for module in _modules(path)
        if module.startswith("bot.command.") and module not in BEHIND | TOOLS
    }
    assert behind == set()


def _modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
