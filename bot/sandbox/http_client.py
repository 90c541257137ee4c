"""The sandbox's HTTP clients: trusted certificates are read once for all, which takes a tenth of a second."""

from __future__ import annotations

import ssl
from functools import cache

import httpx


@cache
def _trusted() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def client(timeout: float | None) -> httpx.AsyncClient:
    """One that uses no proxy of the environment; `timeout` in seconds, None: as long as it takes."""
    return httpx.AsyncClient(timeout=timeout, trust_env=False, verify=_trusted())
