"""What is kept between runs of the sandbox."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.persistence import DataError, Persistence
from bot.sandbox.sinch.seeds.company import sample_world
from bot.sandbox.slack.model import App, Command
from bot.sandbox.slack.seed import sample_workspace
from bot.sandbox.slack.workspace import Workspace


def _with_command(name: str) -> Workspace:
    return sample_workspace(App(commands=[Command(name)]))


def test_workspace_and_world_come_back_with_the_commands_of_today(tmp_path: Path) -> None:
    kept = Persistence(tmp_path)
    workspace, world = (
        kept.workspace(lambda: _with_command("/old"), SandboxClock()),
        kept.world(sample_world, SandboxClock()),
    )
    channel = workspace.add_channel("kept-channel")
    webhook = world.seed_webhook("https://example.com/hook", "made-up")
    kept.save(workspace, world)

    again = Persistence(tmp_path)
    back = again.workspace(lambda: _with_command("/new"), SandboxClock())
    assert back.channels[channel.id].name == "kept-channel"
    assert back.app.token == workspace.app.token
    assert [command.name for command in back.app.commands] == ["/new"]
    assert any(webhook in project.webhooks for project in again.world(sample_world, SandboxClock()).projects.values())


def test_the_bots_port_stays_while_it_is_free(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert Persistence(tmp_path).bot_port(lambda: port) == port
        assert Persistence(tmp_path).bot_port(lambda: 12345) == 12345
    (tmp_path / "bot.json").write_text(json.dumps({"port": port}))
    assert Persistence(tmp_path).bot_port(lambda: 12345) == port


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"version": 99}'])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "workspace.json").write_text(text)
    with pytest.raises(DataError, match=r"workspace\.json cannot be read"):
        Persistence(tmp_path).workspace(sample_workspace, SandboxClock())


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = Persistence(None)
    kept.bot_port(lambda: 12345)
    kept.save(sample_workspace(), sample_world())
    assert list(tmp_path.iterdir()) == []
