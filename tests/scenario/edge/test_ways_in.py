"""Other ways in: Socket Mode, PostgreSQL, direct messages; and starts that cannot be."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.app import MOST_WAITING
from tests.worlds.bot_world import ACTIVITY, GENERAL, MEMBER, OWNER, BotWorld, bot_world, words

ROOT = Path(__file__).parents[3]
NEEDED = {
    "SLACK_BOT_TOKEN": "xoxb-secret-token",
    "SLACK_SIGNING_SECRET": "signing-secret-value",
    "SINCH_PROJECT_ID": "p1",
    "SINCH_KEY_ID": "k1",
    "SINCH_KEY_SECRET": "key-secret-value",
}


async def test_socket_mode_takes_commands_forms_and_no_more_than_it_can(tmp_path: Path) -> None:
    async with bot_world(tmp_path, socket_mode=True, default_channel=ACTIVITY) as world:
        await world.until(lambda: world.slack.sockets.connections, "a connection")
        answer = await world.slash("whatsapp account get")
        assert "Northwind Coffee" in words(answer)
        view = await world.slash_form("webhooks create")
        outcome = await world.submit(view, {"target": "nonsense", "secret": "s", "triggers": ["ALL"]})
        assert "target" in outcome.errors
        over = asyncio.Event()
        for _ in range(MOST_WAITING - len(world.bot.tasks)):
            world.bot.tasks.start(awaited(over), name="waits")
        assert "busy" in words(await world.slash("whatsapp account get"))
        over.set()
        await world.until(lambda: len(world.bot.tasks) < MOST_WAITING, "room")
        assert "Northwind Coffee" in words(await world.slash("whatsapp account get"))


async def awaited(over: asyncio.Event) -> None:
    await over.wait()


async def test_the_default_channel_hears_of_everything_at_the_first_start_only(tmp_path: Path) -> None:
    async with bot_world(tmp_path, default_channel=ACTIVITY) as world:
        await world.until(lambda: world.bot.identity, "Slack's answer")
        answer = await world.slash("subscriptions", channel=ACTIVITY)
        assert "All events from Sinch" in words(answer)
        question = await world.slash("unsubscribe", channel=ACTIVITY)
        assert "All events from Sinch" in words(question)
        await world.click_for(question, "Unsubscribe")
    async with bot_world(tmp_path, default_channel=ACTIVITY) as world:
        await world.until(lambda: world.bot.identity, "Slack's answer")
        answer = await world.slash("subscriptions", channel=ACTIVITY)
        assert "gets no Sinch events yet" in words(answer)


async def test_a_direct_message_takes_the_same_words(world: BotWorld) -> None:
    channel = next(
        item.id
        for item in world.workspace.channels.values()
        if item.kind == "im" and MEMBER in item.members and world.workspace.app.user_id in item.members
    )
    await world.slack.people.send_message(MEMBER, channel, "whatsapp templates list")
    await world.until(
        lambda: any("WhatsApp templates" in words(m) for m in world.messages(channel) if m.bot_id), "an answer"
    )


async def test_a_group_direct_message_takes_the_same_words_once(world: BotWorld) -> None:
    """Slack tells of a mention there twice, as a message and as a mention."""
    channel = world.workspace.direct(MEMBER, OWNER, world.workspace.app.user_id)
    assert channel.kind == "mpim"
    bot = f"@{world.workspace.bot.name}"
    await world.slack.people.send_message(MEMBER, channel.id, "we should list the templates")
    await world.slack.people.send_message(MEMBER, channel.id, f"{bot} whatsapp templates list")
    await world.until(
        lambda: any("WhatsApp templates" in words(m) for m in world.messages(channel.id) if m.bot_id), "an answer"
    )
    await world.slack.people.send_message(MEMBER, channel.id, f"{bot} webhooks list")
    await world.until(lambda: any("ebhook" in words(m) for m in world.messages(channel.id) if m.bot_id), "an answer")
    assert len([m for m in world.messages(channel.id) if m.bot_id]) == 2


@pytest.mark.parametrize(
    "said",
    ["@{teammate} @{bot} {c}", "{c} @{bot}", "@{bot} `/sinch {c}`", "@{bot} @{bot} {c}", "@{bot} “webhooks” list"],
)
async def test_the_bot_is_named_wherever_people_like(world: BotWorld, said: str) -> None:
    text = said.format(teammate=world.workspace.user(MEMBER).name, bot=world.workspace.bot.name, c="webhooks list")
    await world.slack.people.send_message(OWNER, GENERAL, text)
    await world.until(lambda: any("every event" in words(m) for m in world.messages(GENERAL) if m.bot_id), "the list")


@pytest.mark.postgres
async def test_commands_work_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    async with bot_world(tmp_path, database_url=postgres_url) as world:
        answer = await world.slash("subscribe whatsapp", user=OWNER, channel=ACTIVITY)
        assert "WhatsApp" in words(answer)
        audit = await world.slash("audit")
        assert "subscribe" in words(audit)


def run(*arguments: str, env: dict[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SINCH_"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env={**clean, "PYTHONPATH": str(ROOT), **env},
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
    )


NOWHERE = {"DATABASE_URL": "sqlite+aiosqlite:////nowhere/at/all/bot.db"}
SECRETS = ("secret-token", "signing-secret-value", "key-secret-value", "pass-word")


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({}, "missing settings: SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SINCH_PROJECT_ID"),
        ({**NEEDED, **NOWHERE}, "DATABASE_URL: cannot open"),
        ({**NEEDED, "DATABASE_URL": "postgresql://u:pass-word@127.0.0.1:1/x"}, "DATABASE_URL: cannot open"),
    ],
)
def test_a_start_that_cannot_be_is_one_plain_line(tmp_path: Path, env: dict[str, str], said: str) -> None:
    ended = run("serve", env=env, cwd=tmp_path)
    assert ended.returncode == 1
    assert said in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr
    assert not [secret for secret in SECRETS if secret in ended.stderr + ended.stdout]


def said_by(
    arguments: list[str], env: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> list[str]:
    """What a start in this process says before it gives up."""
    for name in [name for name in os.environ if name.startswith(("SLACK_", "SINCH_"))]:
        monkeypatch.delenv(name)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(gc, "disable", lambda: None)
    monkeypatch.chdir(folder)
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert not [secret for secret in SECRETS if secret in said.err + said.out]
    return str(said.err).splitlines()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"PORT": "many"}, "PORT: must be a number, like 3000"),
        ({"SLACK_BOT_TOKEN": "foo"}, "SLACK_BOT_TOKEN: must begin with xoxb-"),
        ({"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN: must begin with xapp-"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL:"),
        ({"RETENTION_DAYS": "9" * 12}, "RETENTION_DAYS: must be at most"),
        ({"CLOCK_AHEAD_SECONDS": "inf"}, "CLOCK_AHEAD_SECONDS: must be at most"),
        ({"ADMINS": "olivia"}, "ADMINS:"),
        ({"PUBLIC_URL": "bot.example.com"}, "PUBLIC_URL:"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL:"),
    ],
)
def test_a_setting_that_is_wrong_is_one_plain_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    wrong: dict[str, str],
    said: str,
) -> None:
    (line,) = said_by(["serve"], {**NEEDED, **wrong}, tmp_path, monkeypatch, capsys)
    assert said in line


def test_everything_that_is_wrong_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_text("SINCH_PROJET_ID=p1\n")
    env = {**NEEDED, "PORT": "many", "ADMINS": "olivia", "LOG_LEVEL": "LOUD", "SINCH_KEY_SECRET": ""}
    lines = said_by(["serve"], env, tmp_path, monkeypatch, capsys)
    named = [line.split(":")[1].strip() for line in lines]
    assert named == ["SINCH_PROJET_ID", "PORT", "ADMINS", "LOG_LEVEL", "missing settings"]
    assert "missing settings: SINCH_KEY_SECRET (set" in lines[-1]
    assert not [line for line in lines if "Input should" in line]


@pytest.mark.parametrize("url", ["foo", "ftp://a.example", "https://", "https://a b"])
def test_a_manifest_needs_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    lines = said_by(["manifest", "--url", url], {}, tmp_path, monkeypatch, capsys)
    assert lines == ["bot: --url: must be an address like https://bot.example.com"]


def test_a_taken_port_is_one_plain_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run("serve", env={**NEEDED, "PORT": str(port)}, cwd=tmp_path)
    assert ended.returncode == 1
    (line,) = ended.stderr.strip().splitlines()
    assert f"bot: HOST, PORT: cannot listen on 127.0.0.1:{port}" in line


@pytest.mark.parametrize(
    ("line", "meant"),
    [("SINCH_PROJET_ID=p1", "SINCH_PROJECT_ID"), ("COMENT_HOLD_SECONDS=3", "COMMENT_HOLD_SECONDS")],
)
def test_a_misspelt_setting_in_the_env_file_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, meant: str
) -> None:
    (tmp_path / ".env").write_text(f"UNRELATED=1\n{line}\n")
    lines = said_by(["serve"], NEEDED, tmp_path, monkeypatch, capsys)
    name = line.partition("=")[0]
    assert f"{name}: there is no such setting (in .env); did you mean {meant}?" in "\n".join(lines)


@pytest.mark.parametrize("line", ['LOG_LEVEL="INFO', "LOG_LEVEL: INFO", "- LOG_LEVEL=INFO", "=INFO"])
def test_a_line_of_the_env_file_that_sets_nothing_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    (tmp_path / ".env").write_text(f"# settings\nUNRELATED=1\n{line}\n")
    lines = said_by(["serve"], NEEDED, tmp_path, monkeypatch, capsys)
    assert lines[0] == "bot: .env: line 3 can't be read; write NAME=value, and close each quote"


def test_told_to_end_it_ends_in_good_order(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    env = {**os.environ, **NEEDED, "PYTHONPATH": str(ROOT), "PORT": str(port), "SLACK_API_URL": "http://127.0.0.1:9/"}
    with subprocess.Popen([sys.executable, "-m", "bot", "serve"], env=env, cwd=tmp_path, stderr=subprocess.PIPE) as bot:
        assert bot.stderr is not None
        while b'"serving"' not in (line := bot.stderr.readline()):
            assert line, "it ended before it served"
        bot.send_signal(signal.SIGTERM)
        assert bot.wait(15) == 0


def test_doctor_names_what_is_wrong_and_its_remedy(tmp_path: Path) -> None:
    env = {
        **NEEDED,
        "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}",
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
        "SINCH_API_URL": "http://127.0.0.1:9",
        "SINCH_AUTH_URL": "http://127.0.0.1:9/oauth2/token",
        "PUBLIC_URL": "http://127.0.0.1:9",
    }
    ended = run("doctor", env=env, cwd=tmp_path)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    for line in (
        "ok    Settings",
        "ok    Commands",
        "ok    Database",
        "FAIL  Tables",
        "bot migrate",
        "FAIL  Slack",
        "FAIL  Sinch",
        "FAIL  Address",
    ):
        assert line in ended.stdout, ended.stdout + ended.stderr
    assert run("migrate", env=env, cwd=tmp_path).returncode == 0
    with agreeable() as urls:
        assert "ok    Tables" in run("doctor", env={**env, **urls}, cwd=tmp_path).stdout


def test_doctor_without_a_database_still_looks_at_the_rest(tmp_path: Path) -> None:
    with agreeable() as urls:
        ended = run("doctor", env={**NEEDED, **urls, **NOWHERE}, cwd=tmp_path)
    assert ended.returncode == 1
    assert ended.stderr == ""
    assert "FAIL  Database" in ended.stdout
    assert "ok    Sinch" in ended.stdout
    assert "note  Webhook: unknown without the database" in ended.stdout


@contextmanager
def agreeable() -> Iterator[dict[str, str]]:
    """Settings that lead to it."""
    with HTTPServer(("127.0.0.1", 0), Agreeable) as server:
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        url = f"http://127.0.0.1:{server.server_port}"
        yield {"SINCH_API_URL": url, "SINCH_AUTH_URL": f"{url}/token", "PUBLIC_URL": url, "SLACK_API_URL": url}
        server.shutdown()
        serving.join()


class Agreeable(BaseHTTPRequestHandler):
    """A Sinch whose key works and that has no webhooks."""

    def do_GET(self) -> None:
        self._say({"webhooks": []})

    def do_POST(self) -> None:
        self._say({"access_token": "t", "expires_in": 3600})

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _say(self, answer: dict[str, object]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
