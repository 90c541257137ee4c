"""One call of Slack's Web API: typed errors out, nothing tried twice behind our back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import (
    RateLimited,
    ResponseExpired,
    SlackDown,
    SlackProblem,
    SlackRefused,
    SlackUnreachable,
    problem,
)

CONNECT_SECONDS = 5.0


class Web:
    """The Web API over one shared session, opened on first use."""

    def __init__(self, token: SecretStr, base_url: str, *, timeout: float = 15.0) -> None:
        self._token = token
        self._base_url = base_url
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
        if self._session is not None:
            await self._session.close()
        self._session = self._client = None

    async def call(self, method: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """A method that takes JSON."""
        return await self._call(method, json={name: value for name, value in body.items() if value is not None})

    async def ask(self, method: str, query: Mapping[str, Any]) -> dict[str, Any]:
        """A method that only reads, and takes no JSON."""
        params = {name: value for name, value in query.items() if value is not None}
        return await self._call(method, http_verb="GET", params=params)

    async def _call(self, method: str, **request: Any) -> dict[str, Any]:
        """The answer, with the response's headers under `_headers`; raises a `SlackProblem`."""
        try:
            response = await self.client.api_call(method, **request)
        except SlackApiError as error:
            raise read_refusal(error.response) from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise SlackUnreachable("unreachable", type(error).__name__) from error
        except (aiohttp.ClientError, TimeoutError, asyncio.IncompleteReadError, SlackClientError, ValueError) as error:
            raise SlackDown("no_answer", type(error).__name__) from error
        except AttributeError as error:
            # The SDK reads the answer as an object; plain text with status 200 (a proxy's page) ends here.
            raise SlackDown("nonsense", "not JSON") from error
        answer = response.data
        if not isinstance(answer, dict):
            raise SlackDown("nonsense", "not an object")
        return {**answer, "_headers": response.headers}

    async def send(self, url: str, body: Mapping[str, Any]) -> None:
        """To a response_url; raises a `SlackProblem`."""
        session = self._opened()
        try:
            async with session.post(url, json=dict(body)) as response:
                text = await response.text()
                status, retry_after = response.status, response.headers.get("Retry-After", "")
        except aiohttp.ClientConnectorError as error:
            raise SlackUnreachable("unreachable", type(error).__name__) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SlackDown("no_answer", type(error).__name__) from error
        if status == 429:
            raise RateLimited(seconds(retry_after))
        if status >= 500:
            raise SlackDown(f"status_{status}")
        if status in (404, 410) or "expired_url" in text or "used_url" in text:
            raise ResponseExpired("expired_url")
        if status >= 400:
            raise problem(text.strip()[:60] or f"status_{status}")

    async def put(self, url: str, content: bytes) -> None:
        """A file's bytes, to the address that Slack gave for them."""
        session = self._opened()
        try:
            async with session.post(url, data=content) as response:
                status = response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SlackDown("no_answer", type(error).__name__) from error
        if status >= 400:
            raise SlackDown(f"status_{status}")

    async def get(self, url: str, limit: int) -> bytes:
        """A private file's bytes, `limit` at most; raises `SlackRefused` for a larger one."""
        content = bytearray()
        async for piece in self.pieces(url):
            content += piece
            if len(content) > limit:
                raise SlackRefused("file_too_large", f"more than {limit:,} bytes")
        return bytes(content)

    async def pieces(self, url: str) -> AsyncIterator[bytes]:
        """A private file's bytes as they come."""
        session = self._opened()
        authorised = {"Authorization": f"Bearer {self._token.get_secret_value()}"}
        try:
            async with session.get(url, headers=authorised) as response:
                if response.status >= 500:
                    raise SlackDown(f"status_{response.status}")
                if response.status >= 400:
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


def read_refusal(response: Any) -> SlackProblem:
    """The error behind an answer that is not ok."""
    status: int = getattr(response, "status_code", None) or getattr(response, "status", None) or 0
    headers: Mapping[str, str] = getattr(response, "headers", None) or {}
    data = getattr(response, "data", None)
    answer: dict[str, Any] = data if isinstance(data, dict) else {}
    if status == 429:
        return RateLimited(seconds(headers.get("Retry-After") or headers.get("retry-after") or ""))
    code = answer.get("error")
    if not isinstance(code, str) or (status >= 500 and not code):
        return SlackDown(f"status_{status}")
    if status >= 500:
        return SlackDown(code)
    told = answer.get("response_metadata")
    lines = told.get("messages") if isinstance(told, dict) else None
    messages = tuple(str(line) for line in lines) if isinstance(lines, list) else ()
    detail = f"needs {answer['needed']}" if isinstance(answer.get("needed"), str) else ""
    return problem(code, messages=messages, detail=detail)


def seconds(retry_after: str) -> float:
    """Of a Retry-After header; Slack sends whole seconds."""
    try:
        return min(max(float(retry_after), 0.1), 3600.0)
    except ValueError:
        return 1.0
