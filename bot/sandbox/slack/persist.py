"""Keeps a workspace between two starts: everything but open modals, triggers and response URLs, as JSON."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from dataclasses import asdict

from bot.sandbox.slack.model import JSON, App, Channel, Command, File, Message, Shortcut, Team, User, View
from bot.sandbox.slack.workspace import Workspace

VERSION = 1


def dump(workspace: Workspace) -> JSON:
    """The workspace as JSON-able data, the app's fake token and secret included."""
    return {
        "version": VERSION,
        "team": asdict(workspace.team),
        "app": asdict(workspace.app),
        "users": [asdict(user) for user in workspace.users.values()],
        "channels": [_channel(channel) for channel in workspace.channels.values()],
        "files": [_file(file) for file in workspace.files.values()],
        "homes": [asdict(view) for view in workspace.homes.values()],
        "last_ts": workspace.last_ts,
    }


def load(data: JSON, *, now: Callable[[], float] = time.time) -> Workspace:
    """The workspace that was dumped."""
    if data.get("version") != VERSION:
        raise ValueError(f"this workspace was written by another version ({data.get('version')!r}, not {VERSION})")
    app = dict(data["app"])
    app["commands"] = [Command(**command) for command in app["commands"]]
    app["shortcuts"] = [Shortcut(**shortcut) for shortcut in app["shortcuts"]]
    workspace = Workspace(Team(**data["team"]), App(**app), now=now)
    workspace.users = {user["id"]: User(**user) for user in data["users"]}
    workspace.files = {
        file["id"]: File(**file | {"content": base64.b64decode(file["content"])}) for file in data["files"]
    }
    for dumped in data["channels"]:
        messages = [Message(**message) for message in dumped["messages"]]
        channel = Channel(**{key: value for key, value in dumped.items() if key != "messages"})
        workspace.channels[channel.id] = channel
        for message in messages:
            workspace.add_message(message)
    for home in data["homes"]:
        view = View(**home)
        workspace.homes[view.user] = workspace.views[view.id] = view
    workspace.last_ts = data["last_ts"]
    return workspace


def _channel(channel: Channel) -> JSON:
    body = asdict(channel)
    return {key: value for key, value in body.items() if key not in ("by_ts", "threads")}


def _file(file: File) -> JSON:
    body = asdict(file)
    return body | {"content": base64.b64encode(file.content).decode()}
