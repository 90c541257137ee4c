"""Which certificates of servers are trusted: read once for all clients, since it takes a fifth of a second."""

from __future__ import annotations

import ssl
from functools import cache

import httpx


@cache
def context() -> ssl.SSLContext:
    """httpx's own choice."""
    return httpx.create_ssl_context()
