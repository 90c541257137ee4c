"""How the application is served: the socket, and uvicorn with the bounds of `connections`."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn

from bot.edge.connections import HEAD_SECONDS, BoundedHttp
from bot.errors import StartError

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def config(asgi: ASGIApp, *, drain_seconds: int) -> uvicorn.Config:
    """uvicorn's settings; at shutdown, requests have so many seconds to end."""
    return uvicorn.Config(
        asgi,
        loop="uvloop",
        http=BoundedHttp,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="error",  # a warning for each malformed request would be a way to fill the disk
        access_log=False,
        proxy_headers=False,
        timeout_keep_alive=int(HEAD_SECONDS),
        timeout_graceful_shutdown=drain_seconds,
    )


def listen(host: str, port: int) -> socket.socket:
    """The socket to listen on, its address taken; made here because uvicorn would end with a log line of its own.

    Raises `StartError`.
    """
    try:
        # asyncio sets TCP_NODELAY only on sockets that name their protocol.
        listener = socket.socket(
            socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
        )
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        raise cannot_listen(host, port, error) from error
    listener.setblocking(False)
    return listener


def cannot_listen(host: str, port: int, error: OSError) -> StartError:
    """Say which address can't be listened on, and why."""
    return StartError(f"HOST, PORT: cannot listen on {host}:{port}: {error.strerror or error}")
