"""The house of DESIGN: arrows go down, checked by import-linter; importing a module only defines things."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_arrows_go_down_only() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stdout


def test_importing_everything_opens_nothing() -> None:
    script = (
        "import socket, sqlite3, sys\n"
        "def refuse(*_, **__): raise AssertionError('opened at import')\n"
        "socket.socket.connect = refuse; sqlite3.connect = refuse\n"
        "import bot.app, bot.doctor, bot.docs, commands\n"
        "assert len(commands.collect()) > 80\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr


def test_hand_written_files_stay_small() -> None:
    """A file past 400 lines asks to be split by noun."""
    long = [
        (path.relative_to(ROOT).as_posix(), lines)
        for folder in ("bot", "commands")
        for path in (ROOT / folder).rglob("*.py")
        if not {"models", "migrations"} & set(path.parts) and (lines := len(path.read_text().splitlines())) > 400
    ]
    assert long == []
