"""The sandbox's API on a port of its own, in the loop of whoever needs it."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn

from bot.sandbox import guest_server
from bot.sandbox.sinch.service.app import create_app
from bot.sandbox.sinch.service.world import World


@asynccontextmanager
async def serving(world: World, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Yield the address, e.g. `http://127.0.0.1:54321`; port 0 takes a free one. Tokens: `<address>/oauth2/token`."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as sock:  # named: no Nagle delay
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        config = uvicorn.Config(
            create_app(world),
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
            timeout_keep_alive=guest_server.KEEP_ALIVE_SECONDS,
        )
        async with guest_server.serving(config, sock):
            yield f"http://{host}:{sock.getsockname()[1]}"
