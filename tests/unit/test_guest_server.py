"""A server in somebody else's loop leaves nothing open when it ends."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import Any

import pytest
import uvicorn

from bot.sandbox.guest_server import serving
from bot.sandbox.slack.emulator import listen


async def _nothing(scope: Any, receive: Any, send: Any) -> None:
    """An application that is never asked for anything."""
    while scope["type"] == "lifespan":
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return


@pytest.mark.parametrize("turns", range(4))
async def test_a_connection_that_comes_at_the_very_end_is_closed(turns: int) -> None:
    """Left open, it warned in whatever test the collector came upon it."""
    listener = listen("127.0.0.1", 0)
    address = listener.getsockname()

    async def late() -> socket.socket | None:
        for _ in range(turns):
            await asyncio.sleep(0)
        try:
            return socket.create_connection(address, timeout=5)
        except ConnectionRefusedError:
            return None

    settings = uvicorn.Config(_nothing, log_config=None, access_log=False, timeout_graceful_shutdown=1)
    async with serving(settings, listener):
        coming = asyncio.create_task(late())
    if (came := await coming) is None:
        return
    with came:
        came.setblocking(False)
        with suppress(ConnectionResetError):
            assert await asyncio.get_running_loop().sock_recv(came, 1) == b""
