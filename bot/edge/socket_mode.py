"""What comes through a socket, held to what the door asks of HTTP: shape, home, room for one more command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from slack_bolt.response import BoltResponse

from bot import log
from bot.edge import payloads
from bot.edge.slack import BUSY_TEXT

logger = log.get("socket mode")


@dataclass(frozen=True, slots=True)
class SocketChecks:
    """A middleware of Bolt; its answer is the acknowledgement. `serves` and `busy` as in `SlackHttp`."""

    serves: Callable[[Mapping[str, Any]], bool]
    busy: Callable[[], bool]

    async def check(self, body: dict[str, Any], next_: Callable[[], Awaitable[BoltResponse]]) -> BoltResponse:
        """Hand on what can be served."""
        try:
            payload = payloads.through_socket(body)
        except payloads.Misshapen as error:
            logger.warning("misshapen", said=str(error))
            return BoltResponse(status=HTTPStatus.BAD_REQUEST)
        if "ssl_check" in payload or not self.serves(payload):
            return BoltResponse(status=HTTPStatus.OK)
        if "command" in payload and self.busy():
            return BoltResponse(status=HTTPStatus.OK, body={"response_type": "ephemeral", "text": BUSY_TEXT})
        return await next_()
