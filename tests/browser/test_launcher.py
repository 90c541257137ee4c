"""`python -m bot sandbox` as a process: one address, nothing kept or everything, and a clean end. Needs no browser."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from bot.sandbox.main import bot_environment, run
from tests.browser.launch import ROOT, STAND_IN, is_up, sandbox

PATIENCE = 30.0
"""Seconds for the first page: the sandbox builds it while its bot still starts, on cores that others use as well."""


def test_it_prints_one_address_keeps_its_data_and_leaves_nothing_running(tmp_path: Path) -> None:
    data, log = tmp_path / "data", tmp_path / "log"
    with sandbox(*STAND_IN, "0", str(data), log=log) as address:
        assert httpx.get(address, trust_env=False, timeout=PATIENCE).status_code == 200
        assert httpx.post(f"{address}/slack/api/api.test", trust_env=False).json()["ok"] is True
        refused = httpx.post(f"{address}/slack/api/auth.test", trust_env=False).json()
        assert refused == {"ok": False, "error": "not_authed"}
        assert httpx.post(f"{address}/sinch/oauth2/token", trust_env=False).status_code == 401
        bot = f"http://127.0.0.1:{json.loads((data / 'bot.json').read_text())['port']}"
        assert is_up(f"{bot}/ready")
    assert not is_up(address)
    assert not is_up(bot)
    assert log.read_text() == ""

    workspace = json.loads((data / "workspace.json").read_text())
    workspace["team"]["name"] = "Kept"
    (data / "workspace.json").write_text(json.dumps(workspace))
    with sandbox(*STAND_IN, "0", str(data), log=log) as address:
        assert "Kept" in httpx.get(address, trust_env=False, timeout=PATIENCE).text
    assert json.loads((data / "workspace.json").read_text())["app"]["token"] == workspace["app"]["token"]


def test_a_taken_port_is_one_plain_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(port, browser=False) == 1
    assert capsys.readouterr() == ("", f"sandbox: port {port} is taken; choose another with --port\n")


def test_a_bot_that_never_starts_ends_the_sandbox_with_what_it_said(tmp_path: Path) -> None:
    script = (
        "import sys; from bot.sandbox.main import Bot, run;"
        "sys.exit(run(0, browser=False, bot=Bot([sys.executable, '-c', 'raise SystemExit(\"no settings\")'])))"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert ended.returncode == 1
    assert ended.stderr == "sandbox: The bot ended with status 1 before it was ready.\nno settings\n"
    assert ended.stdout == ""


def test_the_bot_inherits_no_settings_of_a_real_workspace() -> None:
    mine = {"PATH": os.environ["PATH"], "SLACK_BOT_TOKEN": "xoxb-real", "SINCH_KEY_SECRET": "real", "DATABASE_URL": "x",
            "HTTPS_PROXY": "http://proxy", "ADMINS": "U1"}  # fmt: skip
    assert set(bot_environment(mine)) == {"PATH", "PYTHONPATH", "PYTHONUNBUFFERED", "NO_COLOR"}
