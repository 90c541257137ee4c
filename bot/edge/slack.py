"""What Slack sends over HTTP. Raw ASGI: acknowledging is what Slack measures us by.

Slash commands are checked and acknowledged here, since Bolt's way to a listener costs more than all the rest together;
everything else is handed to Bolt, which also takes commands that come through a socket.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from slack_bolt.request.async_request import AsyncBoltRequest

from bot.edge.http import Refused, answer, only_post, read

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.signature import SignatureVerifier
    from starlette.types import Receive, Scope, Send

TIMESTAMP = "x-slack-request-timestamp"
SIGNATURE = "x-slack-signature"
FORM = "application/x-www-form-urlencoded"
ACKNOWLEDGED = (
    {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]},
    {"type": "http.response.body", "body": b""},
)
"""The answer to every command, made once."""

Slash = Callable[[Mapping[str, Any]], bool]
"""Starts a command; False for one that is not the bot's. Raises `KeyError` where a field is missing."""


@dataclass(frozen=True, slots=True)
class SlackHttp:
    """`POST /slack/events`: bounded, checked, answered when the command is started or Bolt's listener returns."""

    bolt: AsyncApp
    verifier: SignatureVerifier
    slash: Slash

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            headers, body = await _read(scope, receive)
            started = self._started(headers, body)
            request = None if started else _bolt_request(headers, body)
        except Refused as refused:
            await refused.answer(send)
            return
        if request is None:
            for message in ACKNOWLEDGED:
                await send(message)
            return
        response = await self.bolt.async_dispatch(request)
        fields = [
            (name.encode("latin-1"), value.encode("latin-1"))
            for name, value in response.first_headers_without_set_cookie().items()
            if name.lower() != "content-length"
        ]
        await answer(send, response.status, fields, response.body.encode())

    def _started(self, headers: Mapping[str, str], body: str) -> bool:
        """Whether this was one of the bot's commands, which is under way now."""
        if "command=" not in body or not headers.get("content-type", "").startswith(FORM):
            return False
        fields = dict(parse_qsl(body, keep_blank_values=True))
        if "command" not in fields or "ssl_check" in fields:
            return False
        if not self.verifier.is_valid(body, headers.get(TIMESTAMP), headers.get(SIGNATURE)):
            raise Refused(HTTPStatus.UNAUTHORIZED, "The signature is not Slack's, or too old.")
        try:
            return self.slash(fields)
        except KeyError as error:
            raise Refused(HTTPStatus.BAD_REQUEST, f"A command without {error.args[0]}.") from error


async def _read(scope: Scope, receive: Receive) -> tuple[dict[str, str], str]:
    only_post(scope)
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    # Slack's verifier, which Bolt uses too, raises on these.
    if not headers.get(TIMESTAMP, "0").isdecimal():
        raise Refused(HTTPStatus.UNAUTHORIZED, "The timestamp is no number.")
    if not headers.get(SIGNATURE, "").isascii():
        raise Refused(HTTPStatus.UNAUTHORIZED, "The signature is not Slack's, or too old.")
    try:
        return headers, (await read(scope, receive)).decode()
    except UnicodeDecodeError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, "The body is not UTF-8.") from error


def _bolt_request(headers: Mapping[str, str | Sequence[str]], body: str) -> AsyncBoltRequest:
    try:
        return AsyncBoltRequest(body=body, headers=dict(headers))
    except ValueError as error:  # Bolt reads JSON before it looks at the signature
        raise Refused(HTTPStatus.BAD_REQUEST, "The body is not JSON.") from error
