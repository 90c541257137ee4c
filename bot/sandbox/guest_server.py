"""A server that is a guest in somebody else's loop: it leaves the signals alone, and ends as soon as it is told to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext, suppress

import uvicorn

_TICK = 1.0  # seconds between two looks at the clock, for the Date header
_LOOK = 0.005  # seconds between two looks whether the last connection is closed
_ACCEPTED = 3  # turns of the loop until a connection that was accepted last is known as one
KEEP_ALIVE_SECONDS = 75
"""An idle connection stays open longer than any client keeps it: closed by both at once, it would lose a request."""


class _GuestServer(uvicorn.Server):
    """uvicorn's own looks ten times a second whether it is to end, and then waits a little in any case."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up, self.stop = asyncio.Event(), asyncio.Event()

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        return nullcontext()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    async def main_loop(self) -> None:
        while not self.stop.is_set():
            await self.on_tick(0)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stop.wait(), _TICK)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        state = self.server_state
        await self._accept_no_more()
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        told: set[int] = set()
        with suppress(TimeoutError):
            async with asyncio.timeout(self.config.timeout_graceful_shutdown):
                while state.connections or state.tasks:
                    for connection in [found for found in state.connections if id(found) not in told]:
                        told.add(id(connection))
                        connection.shutdown()
                    await asyncio.sleep(_LOOK)
        for task in state.tasks:
            task.cancel()
        await self.lifespan.shutdown()
        await self._cut_off()

    async def _accept_no_more(self) -> None:
        """What was just accepted becomes a connection of ours; with its server closed, asyncio would lose it, open."""
        loop = asyncio.get_running_loop()
        for listener in [listener for server in self.servers for listener in server.sockets]:
            loop.remove_reader(listener.fileno())
        for _ in range(_ACCEPTED):
            await asyncio.sleep(0)

    async def _cut_off(self) -> None:
        """Nobody closes a connection any more that is still open: its end would come after that of the loop."""
        for connection in list(self.server_state.connections):
            if (transport := getattr(connection, "transport", None)) is not None:
                transport.abort()
        await asyncio.sleep(0)


@asynccontextmanager
async def serving(config: uvicorn.Config, listener: socket.socket) -> AsyncIterator[None]:
    """Serve on a bound socket for as long as the block lasts. Raises what keeps the application from starting."""
    server = _GuestServer(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    up = asyncio.create_task(server.up.wait())
    try:
        await asyncio.wait({task, up}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
            raise RuntimeError("the application did not start")
        yield
    finally:
        up.cancel()
        server.stop.set()
        await task
