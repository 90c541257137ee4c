"""A Provisioning API made of prepared answers, with a clock that only moves when told."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
from pydantic import SecretStr

from bot.provisioning.client import Provisioning
from bot.provisioning.transport import Observe

KEY_SECRET = "fake-key-secret"
Handler = Callable[[httpx.Request], Coroutine[None, None, httpx.Response]]
Answer = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


class Api:
    """Gives the prepared answers one after the other, then the last one again; tokens are `token-1`, `token-2` ..."""

    def __init__(self, *answers: Answer, tokens: list[Answer] | None = None) -> None:
        self.answers = list(answers) or [json_answer({})]
        self.token_answers = tokens or []
        self.asked: list[httpx.Request] = []
        self.token_requests: list[httpx.Request] = []
        self.slept: list[float] = []
        self.seconds = 1000.0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth2/token":
            self.token_requests.append(request)
            if self.token_answers:
                return _give(self.token_answers, request)
            return json_answer({"access_token": f"token-{len(self.token_requests)}", "expires_in": 3600})
        self.asked.append(_copy(request))
        return _give(self.answers, request)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def client(self, *, observe: Observe | None = None, answer: Handler | None = None) -> Provisioning:
        """`answer` stands before this API, and may ask it."""
        return Provisioning(
            project_id="project-1",
            key_id="fake-key-id",
            key_secret=SecretStr(KEY_SECRET),
            transport=httpx.MockTransport(answer or self),
            observe=observe,
            sleep=self.sleep,
            jitter=lambda: 1.0,
            monotonic=lambda: self.seconds,
            now=lambda: 1_700_000_000.0,
        )


def _copy(request: httpx.Request) -> httpx.Request:
    """The request as it is now; the client changes its headers for the next try."""
    return httpx.Request(
        request.method,
        request.url,
        headers=request.headers.raw,
        content=request.content,
        extensions=request.extensions,
    )


def _give(answers: list[Answer], request: httpx.Request) -> httpx.Response:
    answer = answers.pop(0) if len(answers) > 1 else answers[0]
    if isinstance(answer, Exception):
        raise answer
    return answer if isinstance(answer, httpx.Response) else answer(request)


def json_answer(content: Any, status: int = 200, **headers: str) -> httpx.Response:
    return httpx.Response(status, content=json.dumps(content).encode(), headers=headers)


def fault(status: int, code: str = "", **more: Any) -> httpx.Response:
    """An error as the API words it."""
    return json_answer({"errorCode": code, "message": f"{code}.", "resolution": "Check it.", **more}, status)
