"""One call of Slack's Web API: typed errors out, nothing tried twice behind our back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

import aiohttp
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot.slack import answers
from bot.slack.addresses import ForeignAddress, HomeAddresses
from bot.slack.errors import FileRefused, ResponseExpired, SlackDown, SlackRefused, SlackUnreachable

CONNECT_SECONDS = 5.0


class Web:
    """The Web API over one shared session, opened on first use."""

    def __init__(self, token: SecretStr, base_url: str, *, timeout: float = 15.0) -> None:
        self._token = token
        self._base_url = base_url
        self._home = HomeAddresses(base_url)
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=CONNECT_SECONDS)
        self._session: aiohttp.ClientSession | None = None
        self._client: AsyncWebClient | None = None

    @property
    def client(self) -> AsyncWebClient:
        """The SDK's own client, for Bolt. Its built-in retry is off: a message cut off half-way may have arrived."""
        if self._client is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
            self._client = AsyncWebClient(
                token=self._token.get_secret_value(),
                base_url=self._base_url,
                session=self._session,
                retry_handlers=[],
            )
        return self._client

    async def close(self) -> None:
        """Close the HTTP session, if one was opened."""
        if self._session is not None:
            await self._session.close()
        self._session = self._client = None

    async def call(self, method: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """A method that takes JSON; the answer with the response's headers under `_headers`, or a `SlackProblem`."""
        content = {name: value for name, value in body.items() if value is not None}
        return await self._method("POST", method, json=content)

    async def ask(self, method: str, query: Mapping[str, Any]) -> dict[str, Any]:
        """A method that only reads, and takes no JSON; the answer as of `call`."""
        params = {
            name: str(int(value)) if isinstance(value, bool) else str(value)
            for name, value in query.items()
            if value is not None
        }
        return await self._method("GET", method, params=params)

    async def _method(self, verb: str, method: str, **request: Any) -> dict[str, Any]:
        authorised = {"Authorization": f"Bearer {self._token.get_secret_value()}"}
        url = f"{self._base_url.rstrip('/')}/{method}"
        status, headers, text = await self._exchange(verb, url, headers=authorised, **request)
        return {**answers.web_api(status, headers, text), "_headers": headers}

    async def send(self, url: str, body: Mapping[str, Any]) -> None:
        """To a response_url; raises a `SlackProblem`. One outside Slack is not used, as if it had expired."""
        try:
            address = self._home.check(url)
        except ForeignAddress as foreign:
            raise ResponseExpired(foreign.code, foreign.detail) from foreign
        answers.response_url(*await self._exchange("POST", address, json=dict(body)))

    async def _exchange(self, verb: str, url: str | URL, **request: Any) -> tuple[int, Mapping[str, str], str]:
        """Status, headers and text of an answer, whatever they are; raises `SlackDown` where there is none."""
        try:
            async with self._opened().request(verb, url, allow_redirects=False, **request) as response:
                return response.status, response.headers, await response.text(errors="replace")
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise SlackUnreachable("unreachable", type(error).__name__) from error
        except (aiohttp.ClientError, TimeoutError, asyncio.IncompleteReadError, ValueError, LookupError) as error:
            raise SlackDown("no_answer", type(error).__name__) from error

    async def put(self, url: str, content: bytes | Path) -> None:
        """A file's bytes, to the address that Slack gave for them; one on the disk is read as it goes."""
        session, address = self._opened(), self._home.check(url)
        data = content.open("rb") if isinstance(content, Path) else content  # aiohttp closes it
        try:
            async with session.post(address, data=data, allow_redirects=False) as response:
                status = response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SlackDown("no_answer", type(error).__name__) from error
        if status >= HTTPStatus.MULTIPLE_CHOICES:
            raise SlackDown(f"status_{status}")

    async def get(self, url: str, limit: int) -> bytes:
        """A private file's bytes, `limit` at most; raises `FileRefused` for a larger one."""
        content = bytearray()
        async for piece in self.pieces(url):
            content += piece
            if len(content) > limit:
                raise FileRefused("file_too_large", f"more than {limit:,} bytes")
        return bytes(content)

    async def pieces(self, url: str) -> AsyncIterator[bytes]:
        """A private file's bytes as they come."""
        session, address = self._opened(), self._home.check(url)
        authorised = {"Authorization": f"Bearer {self._token.get_secret_value()}"}
        try:
            async with session.get(address, headers=authorised, allow_redirects=False) as response:
                if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise SlackDown(f"status_{response.status}")
                if response.status >= HTTPStatus.MULTIPLE_CHOICES:
                    raise SlackRefused(f"status_{response.status}")
                async for piece in response.content.iter_chunked(65_536):
                    yield piece
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SlackDown("no_answer", type(error).__name__) from error

    def _opened(self) -> aiohttp.ClientSession:
        session = self.client.session
        if session is None:
            raise SlackDown("closed")
        return session
