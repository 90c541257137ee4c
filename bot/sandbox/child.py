"""The bot as a child process: started, watched, started again, stopped."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

import httpx

from bot.sandbox.http_client import client

State = Literal["starting", "ready", "ended", "stopped"]
_PATIENCE = 60.0  # seconds to become ready
_GRACE = 8.0  # seconds to end after SIGTERM
_PAUSE = 1.0  # seconds before a bot that ended is started again


class BotEnded(Exception):
    """The bot ended before it was ever ready, or did not become ready in time."""


class Child:
    """One bot process and what it wrote. ``listeners`` hear of every change of state and every line."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], folder: Path, address: str) -> None:
        self.command = list(command)
        self.env = dict(env)
        self.folder = folder
        self.address = address
        self.state: State = "starting"
        self.ended_with: int | None = None
        self.lines: deque[str] = deque(maxlen=400)
        self.listeners: list[Callable[[], None]] = []
        self._process: asyncio.subprocess.Process | None = None
        self._first_ready = asyncio.Event()
        self._restarting = False

    async def run(self) -> None:
        """Keep the bot alive until cancelled. Raises BotEnded when it never came up."""
        while True:
            await self._once()
            if self._restarting:
                self._restarting = False
                continue
            if not self._first_ready.is_set():
                raise BotEnded(f"The bot ended with status {self.ended_with} before it was ready.")
            await asyncio.sleep(_PAUSE)

    async def ready(self) -> None:
        """Wait until the bot said for the first time that it is ready."""
        try:
            await asyncio.wait_for(self._first_ready.wait(), _PATIENCE)
        except TimeoutError:
            raise BotEnded(f"The bot was not ready within {_PATIENCE:.0f} seconds.") from None

    async def restart(self, env: Mapping[str, str]) -> None:
        """End the bot; `run` starts it again with these variables changed."""
        self.env.update(env)
        self._restarting = True
        self._become("starting")
        await self._end()

    async def stop(self) -> None:
        """SIGTERM, and SIGKILL to the whole group if that is not obeyed."""
        await self._end()
        self._become("stopped")

    async def _end(self) -> None:
        process = self._process
        if process is not None and process.returncode is None:
            self._signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), _GRACE)
            except TimeoutError:
                self._signal(signal.SIGKILL)
                await process.wait()

    async def _once(self) -> None:
        self._become("starting")
        self._process = process = await asyncio.create_subprocess_exec(
            *self.command,
            cwd=self.folder,
            env=self.env,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        watch = asyncio.create_task(self._watch_ready())
        try:
            await self._keep_lines(process)
            self.ended_with = await process.wait()
        finally:
            watch.cancel()
        if not self._restarting:
            self._become("ended")

    async def _keep_lines(self, process: asyncio.subprocess.Process) -> None:
        stream = process.stdout
        if stream is None:
            return
        with (self.folder / "bot.log").open("ab") as log:
            while chunk := await stream.read(65536):
                log.write(chunk)
                log.flush()
                self.lines.extend(chunk.decode(errors="replace").splitlines())
                self._tell()

    async def _watch_ready(self) -> None:
        async with client(5.0) as http:
            while True:
                with suppress(httpx.HTTPError):
                    if (await http.get(f"{self.address}/ready")).status_code == 200:
                        break
                await asyncio.sleep(0.1)
        self._first_ready.set()
        self._become("ready")

    def _signal(self, which: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, which)

    def _become(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self._tell()

    def _tell(self) -> None:
        for listener in list(self.listeners):
            listener()
