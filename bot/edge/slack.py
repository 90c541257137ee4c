"""What Slack sends over HTTP. Raw ASGI: acknowledging is what Slack measures us by.

Bytes, size, signature, and only then what the bytes say. Slash commands are acknowledged here, since Bolt's way to a
listener costs more than all the rest together; everything else is handed to Bolt, parsed and checked, as what comes
through a socket is.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from slack_bolt.request.async_request import AsyncBoltRequest

from bot.edge import payloads
from bot.edge.bodies import LARGE
from bot.edge.http import Refused, answer, header, only_post
from bot.slack import signing

if TYPE_CHECKING:
    from pydantic import SecretStr
    from slack_bolt.async_app import AsyncApp
    from starlette.types import Receive, Scope, Send

    from bot.clock import Clock
    from bot.edge.bodies import BodyReader
    from bot.edge.throttle import SignatureThrottle

TIMESTAMP = b"x-slack-request-timestamp"
SIGNATURE = b"x-slack-signature"
JSON = (b"content-type", b"application/json")
ACKNOWLEDGED = (
    {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]},
    {"type": "http.response.body", "body": b""},
)
"""The answer to every command, made once."""

BUSY_TEXT = "I'm busy right now, so I didn't run this. Try again in a minute."
UNKNOWN_TEXT = "I don't have this command. Try `/sinch`."

Slash = Callable[[Mapping[str, Any]], bool]
"""Starts a command; False for one that is not the bot's."""


@dataclass(frozen=True, slots=True)
class SlackHttp:
    """`POST /slack/events`: bounded, checked, answered when the command is started or Bolt's listener returns."""

    bolt: AsyncApp
    secret: SecretStr
    slash: Slash
    serves: Callable[[Mapping[str, Any]], bool]
    """Whether a payload is from where this bot is at home; what is not is acknowledged and answered by nobody."""
    busy: Callable[[], bool]
    """Whether so much waits already that one more command would wait for nothing."""
    bodies: BodyReader
    throttle: SignatureThrottle
    clock: Clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await self._verified(scope, receive)
            form = header(scope["headers"], b"content-type")
            if len(body) > LARGE:  # so that others get their turns meanwhile
                payload = await asyncio.to_thread(payloads.parse, body, form)
            else:
                payload = payloads.parse(body, form)
        except payloads.Misshapen as error:
            await Refused(HTTPStatus.BAD_REQUEST, f"Not as Slack documents it: {error}.").answer(send)
            return
        except Refused as refused:
            await refused.answer(send)
            return
        if "ssl_check" in payload or not self.serves(payload):
            await _acknowledge(send)
        elif "command" in payload:
            if self.busy():
                await _say(send, BUSY_TEXT)
            elif self.slash(payload):
                await _acknowledge(send)
            else:
                await _say(send, UNKNOWN_TEXT)
        elif payload["type"] in payloads.KNOWN:
            await self._to_bolt(payload, send)
        else:
            await _acknowledge(send)

    async def _verified(self, scope: Scope, receive: Receive) -> bytes:
        """The body of a request that is Slack's; raises `Refused`."""
        only_post(scope)
        timestamp, signature = header(scope["headers"], TIMESTAMP), header(scope["headers"], SIGNATURE)
        if not signing.plausible(timestamp, signature, self.clock.now().timestamp()):
            raise await self._refusal()
        body = await self.bodies.read(scope, receive)
        secret = self.secret.get_secret_value()
        if not await self.bodies.hashed(body, lambda: signing.fits(secret, timestamp, body, signature)):
            raise await self._refusal()
        return body

    async def _refusal(self) -> Refused:
        await self.throttle.failed()
        return Refused(HTTPStatus.UNAUTHORIZED, "The signature isn't Slack's, or it's too old.")

    async def _to_bolt(self, payload: dict[str, Any], send: Send) -> None:
        request = AsyncBoltRequest(body=payload, mode="socket_mode")
        response = await self.bolt.async_dispatch(request)
        # Slack may send kinds of requests that this version does not know; they are not wrong for that.
        status = HTTPStatus.OK if response.status == HTTPStatus.NOT_FOUND else response.status
        fields = [
            (name.encode("latin-1"), value.encode("latin-1"))
            for name, value in response.first_headers_without_set_cookie().items()
            if name.lower() != "content-length"
        ]
        await answer(send, status, fields, b"" if status != response.status else response.body.encode())


async def _acknowledge(send: Send) -> None:
    for message in ACKNOWLEDGED:
        await send(message)


async def _say(send: Send, text: str) -> None:
    """Acknowledge a command with words for the person alone."""
    await answer(send, HTTPStatus.OK, [JSON], _ephemeral(text))


@cache
def _ephemeral(text: str) -> bytes:
    return json.dumps({"response_type": "ephemeral", "text": text}).encode()
