"""What `--data DIR` keeps between runs: the workspace, the world, and the bot's port."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.sandbox.clock import SandboxClock
from bot.sandbox.sinch.service.world import World
from bot.sandbox.slack import persist
from bot.sandbox.slack.workspace import Workspace

_PAUSE = 2.0  # seconds between two looks whether there is something to save
HOST = "127.0.0.1"
T = TypeVar("T")


class DataError(Exception):
    """A file in the folder cannot be used; the text says which and why."""


class Persistence:
    """One folder, or None when nothing is kept. Files are replaced whole, so a kill never leaves half of one."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._dirty = False

    def clock(self) -> SandboxClock:
        """As far ahead as in the last run: what was written then must not lie in the future."""
        seconds = self._load("clock.json", lambda data: float(data["ahead_seconds"])) or 0.0
        return SandboxClock(timedelta(seconds=seconds))

    def workspace(self, fresh: Callable[[], Workspace], clock: SandboxClock) -> Workspace:
        """The workspace of the last run, or a fresh one; the app is always as its manifest says now."""
        new = fresh()
        saved = self._load("workspace.json", lambda data: persist.load(data, now=clock.seconds))
        if saved is None:
            return new
        for part in ("commands", "shortcuts", "scopes", "events"):
            setattr(saved.app, part, getattr(new.app, part))
        return saved

    def world(self, fresh: Callable[[World], World], clock: SandboxClock) -> World:
        """The world of the last run, or a fresh one."""

        def load(data: dict[str, Any]) -> World:
            world = World(now=clock.now)
            world.load(data)
            return world

        return self._load("world.json", load) or fresh(World(now=clock.now))

    def bot_port(self, fresh: Callable[[], int]) -> int:
        """The port of the last run if it is still free: webhooks are registered with it."""
        port = self._load("bot.json", lambda data: int(data["port"])) or 0
        if not port or not _is_free(port):
            port = fresh()
        self._write("bot.json", {"port": port})
        return port

    async def keep_saved(self, workspace: Workspace, world: World, clock: SandboxClock) -> None:
        """Save a moment after each change, until cancelled."""
        clock.listeners.append(lambda: self._write("clock.json", {"ahead_seconds": clock.ahead.total_seconds()}))
        workspace.subscribe(lambda _: self._touch())
        world.listeners.append(lambda _: self._touch())
        while True:
            await asyncio.sleep(_PAUSE)
            if self._dirty:
                self.save(workspace, world)

    def save(self, workspace: Workspace, world: World) -> None:
        """Write both files now."""
        self._dirty = False
        if self._folder is not None:
            self._write("workspace.json", persist.dump(workspace))
            self._write("world.json", world.dump())

    def _touch(self) -> None:
        self._dirty = True

    def _load(self, name: str, become: Callable[[dict[str, Any]], T]) -> T | None:
        if self._folder is None or not (self._folder / name).is_file():
            return None
        path = self._folder / name
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(value, dict):
                raise ValueError("not a JSON object")
            return become(value)
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path} cannot be read ({error}); remove it or choose another folder") from error

    def _write(self, name: str, value: dict[str, Any]) -> None:
        if self._folder is None:
            return
        draft = self._folder / f"{name}.new"
        draft.write_text(json.dumps(value), encoding="utf-8")
        draft.replace(self._folder / name)


def _is_free(port: int) -> bool:
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True
