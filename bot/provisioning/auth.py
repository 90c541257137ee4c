"""OAuth2 client credentials: one token for all calls, fetched when needed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field

import httpx
from pydantic import SecretStr

from bot.provisioning import answers
from bot.provisioning.errors import (
    ApiError,
    CredentialsRefused,
    InvalidResponse,
    NoToken,
    ServerFault,
    TooManyRequests,
    Unreachable,
)


@dataclass(frozen=True, slots=True)
class _Token:
    value: str = field(repr=False)
    good_until: float  # on the monotonic clock


class ClientCredentials(httpx.Auth):
    """Signs requests with a bearer token that is fetched once for all waiting calls and again shortly before it ends.

    A 401 is answered by one more try with a fresh token. Key and token appear neither in its `repr` nor in errors.
    `monotonic` and `now` tell the time in seconds, the latter since 1970.
    """

    def __init__(
        self,
        *,
        http: httpx.AsyncClient,
        url: str,
        key_id: str,
        key_secret: SecretStr,
        monotonic: Callable[[], float],
        now: Callable[[], float],
    ) -> None:
        self._http = http
        self._url = url
        self._path = httpx.URL(url).path
        self._basic = httpx.BasicAuth(key_id, key_secret.get_secret_value())
        self._monotonic = monotonic
        self._now = now
        self._lock = asyncio.Lock()
        self._token: _Token | None = None
        self._failure: ApiError | None = None

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Send the request with a token, once more with a new one if the first is refused."""
        token = await self.token()
        request.headers["Authorization"] = f"Bearer {token}"
        response = yield request
        if response.status_code == httpx.codes.UNAUTHORIZED:
            request.headers["Authorization"] = f"Bearer {await self.token(refused=token)}"
            yield request

    async def token(self, refused: str | None = None) -> str:
        """A token that is good for a while; `refused` names one that the API did not take."""
        if (token := self._usable(refused)) is not None:
            return token.value
        failure = self._failure
        async with self._lock:
            if (token := self._usable(refused)) is not None:  # fetched by another call meanwhile
                return token.value
            if self._failure is not None and self._failure is not failure:  # tried in vain by another call meanwhile
                raise self._failure
            try:
                self._token = token = await self._renew()
            except ApiError as error:
                self._failure = error
                raise
            return token.value

    def _usable(self, refused: str | None) -> _Token | None:
        token = self._token
        if token is None or token.value == refused or self._monotonic() >= token.good_until:
            return None
        return token

    async def _renew(self) -> _Token:
        """Ask the token endpoint. Whatever goes wrong here, the call that needs the token was surely not sent."""
        asked = self._monotonic()
        try:
            response = await self._http.post(self._url, data={"grant_type": "client_credentials"}, auth=self._basic)
            answers.check(response, method="POST", path=self._path, now=self._now())
        except httpx.TransportError as error:
            raise self._unreachable("Sinch's token endpoint doesn't answer") from error
        except ServerFault as error:
            raise self._unreachable(f"Sinch's token endpoint failed ({error.status})") from error
        except TooManyRequests:
            raise
        except ApiError as error:
            text = f"Sinch's token endpoint doesn't accept the key: {error.message}"
            raise CredentialsRefused(text, method="POST", path=self._path) from error
        try:
            return self._read(answers.content(response, method="POST", path=self._path), asked)
        except InvalidResponse as error:
            raise NoToken("Sinch's token endpoint gave no token", method="POST", path=self._path) from error

    def _read(self, found: dict[str, object], asked: float) -> _Token:
        value, lifetime = found.get("access_token"), found.get("expires_in")
        if not isinstance(value, str) or not value or not (value.isascii() and value.isprintable()):
            raise InvalidResponse("there is no token in it", method="POST", path=self._path)
        seconds = float(lifetime) if isinstance(lifetime, int | float) and 0 < lifetime < 10**9 else 300.0
        return _Token(value, asked + seconds - min(60.0, seconds / 10))

    def _unreachable(self, text: str) -> Unreachable:
        return Unreachable(text, method="POST", path=self._path)
