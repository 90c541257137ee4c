"""One way to call the API: path, retries, errors, pages."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import quote

import httpx

from bot.provisioning import answers
from bot.provisioning.errors import ApiError, InvalidInput, InvalidResponse, Uncertain, Unreachable
from bot.provisioning.retry import Retries

Query = Mapping[str, str | int | bool | Sequence[str] | None]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# failures before a single byte of the request was sent
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


NOTHING_LEFT = httpx.ByteStream(b"")
"""Stands for the stream of an answer that was read: httpx's own holds the answer, which would stay in memory, a
megabyte for a page, until Python's collector comes."""


class Observe(Protocol):
    """Told of every try: the path as a template, the status (None without an answer), the seconds it took."""

    def __call__(self, method: str, path: str, status: int | None, seconds: float) -> None: ...


class Transport:
    """Calls the API on behalf of one project; what time it is and how waiting is done comes from outside."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        auth: httpx.Auth,
        *,
        root: str,
        retries: Retries,
        sleep: Callable[[float], Awaitable[object]],
        jitter: Callable[[], float],
        monotonic: Callable[[], float],
        now: Callable[[], float],
        observe: Observe | None,
    ) -> None:
        self._http = http
        self._auth = auth
        self._root = root
        self._retries = retries
        self._sleep = sleep
        self._jitter = jitter
        self._monotonic = monotonic
        self._now = now
        self._observe = observe

    async def send(
        self,
        method: str,
        path: str,
        ids: Mapping[str, str],
        *,
        query: Query | None = None,
        body: Mapping[str, Any] | None = None,
        changes: bool,
    ) -> httpx.Response:
        """The successful answer to one call; an ApiError otherwise. `changes`: whether a second call could do harm."""
        address = self._root + fill(path, ids)
        headers, payload = {"Accept": "application/json"}, None
        if body is not None:
            headers["Content-Type"] = "application/json"
            payload = json.dumps(body, separators=(",", ":"), allow_nan=False).encode()
        params = pairs(query or {})
        try:
            request = self._http.build_request(method, address, params=params, content=payload, headers=headers)
        except httpx.InvalidURL as error:
            raise InvalidInput(next(iter(ids), "query"), "is too long") from error
        tried = 0
        while True:
            tried += 1
            try:
                return await self._try_once(request, method, path)
            except ApiError as error:
                wait = self._retries.wait(error, tried, changes=changes, jitter=self._jitter())
                if wait is None:
                    raise
            await self._sleep(wait)

    async def _try_once(self, request: httpx.Request, method: str, path: str) -> httpx.Response:
        began = self._monotonic()
        status: int | None = None
        try:
            response = await self._http.send(request, auth=self._auth)
            status = response.status_code
            response.stream = NOTHING_LEFT
        except httpx.RequestError as error:
            raise _failure(error, method, path) from error
        finally:
            if self._observe is not None:
                self._observe(method, path, status, self._monotonic() - began)
        answers.check(response, method=method, path=path, now=self._now())
        return response


def _failure(error: httpx.RequestError, method: str, path: str) -> ApiError:
    if isinstance(error, _NOT_SENT):
        return Unreachable("Sinch can't be reached", method=method, path=path)
    if isinstance(error, httpx.DecodingError):
        return InvalidResponse("Sinch's answer can't be decoded", method=method, path=path)
    if isinstance(error, httpx.TimeoutException):
        return Uncertain("Sinch didn't answer in time", method=method, path=path)
    return Uncertain("Sinch broke off the connection", method=method, path=path)


def fill(path: str, ids: Mapping[str, str]) -> str:
    """The path with its ids, each as one segment whatever is in it; InvalidInput for one that cannot be."""
    return _PLACEHOLDER.sub(lambda found: _segment(found[1], ids[found[1]]), path)


def _segment(name: str, value: str) -> str:
    if not value.strip():
        raise InvalidInput(name, "is required")
    if value in (".", ".."):
        raise InvalidInput(name, f"can't be {value}")  # on the way such a segment would turn into another path
    return quote(value, safe="", errors="replace")


def pairs(query: Query) -> httpx.QueryParams:
    """Query parameters as OpenAPI's default wants them: an array as repeated parameters; None is left out."""
    made: list[tuple[str, str | int | float | bool | None]] = []
    for name, value in query.items():
        if value is None:
            continue
        if isinstance(value, bool):
            made.append((name, "true" if value else "false"))
        elif isinstance(value, str | int):
            made.append((name, str(value)))
        else:
            made.extend((name, str(item)) for item in value)
    return httpx.QueryParams(made)
