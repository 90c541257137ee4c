"""What Slack sends over HTTP, handed to Bolt. Raw ASGI: acknowledging is what Slack measures us by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING

from slack_bolt.request.async_request import AsyncBoltRequest

from bot.edge.webhooks import Refused, read

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from starlette.types import Receive, Scope, Send

TIMESTAMP = b"x-slack-request-timestamp"


class SlackHttp:
    """`POST /slack/events`: bounded, checked by Bolt, answered when Bolt's listener returns."""

    def __init__(self, bolt: AsyncApp) -> None:
        self._bolt = bolt

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            request = await self._request(scope, receive)
        except Refused as refused:
            body = json.dumps({"error": str(refused)}).encode()
            await _answer(send, int(refused.status), [(b"content-type", b"application/json")], body)
            return
        response = await self._bolt.async_dispatch(request)
        headers = [
            (name.encode("latin-1"), value.encode("latin-1"))
            for name, value in response.first_headers_without_set_cookie().items()
            if name.lower() != "content-length"
        ]
        await _answer(send, response.status, headers, response.body.encode())

    async def _request(self, scope: Scope, receive: Receive) -> AsyncBoltRequest:
        if scope["method"] != "POST":
            raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "Only POST is answered here.")
        headers: dict[str, str | Sequence[str]] = {}
        for name, value in scope["headers"]:
            # Bolt cannot read a timestamp that is no number.
            if name == TIMESTAMP and not value.isdigit():
                raise Refused(HTTPStatus.UNAUTHORIZED, "The timestamp is no number.")
            headers[name.decode("latin-1")] = value.decode("latin-1")
        try:
            body = (await read(scope, receive)).decode()
        except UnicodeDecodeError as error:
            raise Refused(HTTPStatus.BAD_REQUEST, "The body is not UTF-8.") from error
        try:
            return AsyncBoltRequest(body=body, headers=headers)
        except ValueError as error:  # Bolt reads JSON before it looks at the signature
            raise Refused(HTTPStatus.BAD_REQUEST, "The body is not JSON.") from error


async def _answer(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
