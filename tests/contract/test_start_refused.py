"""What keeps the bot from starting is said in one plain line that names it."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import commands
from bot import doctor, settings
from bot.__main__ import main

ROOT = Path(commands.__file__).parents[1]
BROKEN = {
    "a name that is not there": ("from bot.command import no_such_name\n", "ImportError: cannot import name"),
    "a package that is not installed": ("import no_such_package\n", "ModuleNotFoundError: No module named"),
    "no Python": ("def\n", "SyntaxError: invalid syntax"),
    "a fault of its own": ("1 / 0\n", "ZeroDivisionError: division by zero"),
}
SETTINGS = {
    "HOST": "127.0.0.1",
    "PORT": "0",
    "SLACK_BOT_TOKEN": "xoxb-x",
    "SLACK_SIGNING_SECRET": "x",
    "SINCH_PROJECT_ID": "x",
    "SINCH_KEY_ID": "x",
    "SINCH_KEY_SECRET": "x",
}


@pytest.fixture
def area(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of commands beside those of the bot."""
    folder = tmp_path / "plugin"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    commands.collect.cache_clear()
    yield folder
    commands.collect.cache_clear()
    for name in [name for name in sys.modules if name.startswith("commands.plugin")]:
        del sys.modules[name]


@pytest.mark.parametrize("fault", BROKEN)
def test_a_module_that_cannot_be_imported_names_itself(
    area: Path, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source, reason = BROKEN[fault]
    (area / f"broken_{list(BROKEN).index(fault)}.py").write_text(source)
    assert main(["docs", "--check"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"bot: commands.plugin.broken_{list(BROKEN).index(fault)} can't be imported: {reason}")


def test_two_commands_with_one_path_are_named(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = (Path(commands.__file__).parent / "admin" / "status.py").read_text()
    (area / "twice.py").write_text(source)
    assert main(["docs", "--check"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "bot: 'status' is declared twice, in commands.admin.status and commands.plugin.twice"


def test_a_module_without_commands_names_itself(area: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (area / "empty.py").write_text("")
    assert main(["docs", "--check"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("bot: commands.plugin.empty has no `router`")


def test_doctor_names_a_module_that_cannot_be_imported(
    area: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where settings are missing, so that nothing else can be looked at."""
    for name in [name for name in os.environ if name.startswith(("SLACK_", "SINCH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (area / "broken.py").write_text("import no_such_package\n")
    said: list[str] = []
    assert asyncio.run(doctor.run(settings.load(), said.append)) == 1
    assert "FAIL  Commands: commands.plugin.broken can't be imported: ModuleNotFoundError" in "".join(said)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "name one of serve, sandbox,"),
        ("serv", "'serv' is unknown; did you mean serve?"),
        ("xyzzy", "'xyzzy' is unknown; name one of serve, sandbox,"),
        ("sandbox --port 65536", "--port: must be a number from 0 to 65535."),
        ("sandbox --port -1", "--port: must be a number from 0 to 65535."),
        ("sandbox --data", "--data: expected one argument."),
        ("manifest --foo", "unrecognized arguments: --foo."),
    ],
)
def test_what_the_command_line_does_not_know_is_one_line(
    typed: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed.split())
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("bot: ")
    assert said in line
    assert line.endswith("--help")


def test_doctor_names_what_is_malformed_and_what_is_missing_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in os.environ if name.startswith(("SLACK_", "SINCH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "foo")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "foo")
    assert main(["doctor"]) == 1
    said = capsys.readouterr().err
    for name in ("PORT: must be a number", "SLACK_BOT_TOKEN: must begin with xoxb-", "missing settings: SLACK_SIGNING"):
        assert name in said


@pytest.mark.parametrize("verb", ["serve", "migrate"])
def test_a_database_of_a_newer_version_is_not_touched(verb: str, tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO alembic_version VALUES ('9999')")
        database.commit()
        before = list(database.iterdump())
    settings = {**SETTINGS, "DATABASE_URL": f"sqlite:///{path}", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", verb]
    ended = subprocess.run(command, env=os.environ | settings, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert "its tables are of a newer version of the bot (9999, this one knows" in line
    with closing(sqlite3.connect(path)) as database:
        assert list(database.iterdump()) == before
