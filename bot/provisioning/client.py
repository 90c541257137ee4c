"""The Provisioning API, version 1.2.117: one attribute per tag, one method per operation."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

import httpx
from pydantic import SecretStr

from bot.provisioning import commenting, tls
from bot.provisioning.auth import ClientCredentials
from bot.provisioning.operations import Operations
from bot.provisioning.retry import Retries
from bot.provisioning.service import Page
from bot.provisioning.subjects import Subject
from bot.provisioning.transport import Observe, Transport

if TYPE_CHECKING:
    from pydantic import BaseModel

API_URL = "https://provisioning.api.sinch.com"
AUTH_URL = "https://auth.sinch.com/oauth2/token"


class Provisioning(Operations):
    """The API on behalf of one project. `async with` it, or call `aclose` when done; opening it costs no I/O.

    `transport` replaces the network; `sleep`, `jitter` (0 to 1, of the pauses before retries), `monotonic` and `now`
    (seconds) replace time and chance. All methods raise `errors.ApiError`, or `errors.InvalidInput` before anything is
    sent.
    """

    def __init__(
        self,
        *,
        project_id: str,
        key_id: str,
        key_secret: SecretStr,
        api_url: str = API_URL,
        auth_url: str = AUTH_URL,
        transport: httpx.AsyncBaseTransport | None = None,
        observe: Observe | None = None,
        retries: Retries | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.project_id = project_id
        self._http = httpx.AsyncClient(timeout=httpx.Timeout(30, connect=5), transport=transport, verify=tls.context())
        auth = ClientCredentials(
            http=self._http, url=auth_url, key_id=key_id, key_secret=key_secret, monotonic=monotonic, now=now
        )
        calls = Transport(
            self._http,
            auth,
            root=f"{api_url.rstrip('/')}/v1/projects/{quote(project_id, safe='')}",
            retries=retries or Retries(),
            sleep=sleep,
            jitter=jitter,
            monotonic=monotonic,
            now=now,
            observe=observe,
        )
        super().__init__(calls)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def comment(self, subject: Subject, text: str) -> commenting.Comment:
        """Comment on an account, sender or template, whichever of the seven kinds."""
        return await commenting.comment(self, subject, text)

    async def activity(
        self, subject: Subject, *, page_token: str | None = None, page_size: int | None = None
    ) -> Page[commenting.Activity]:
        """One page of a subject's activity, newest first."""
        return await commenting.activity(self, subject, page_token=page_token, page_size=page_size)

    async def fetch(self, subject: Subject) -> BaseModel | None:
        """A subject's resource as it is now; None where the API has no way to read it."""
        return await commenting.fetch(self, subject)

    async def resolve(self, subject: Subject) -> Subject:
        """The subject with all its ids (see `commenting.resolve`)."""
        return await commenting.resolve(self, subject)
