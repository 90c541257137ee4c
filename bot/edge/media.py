"""Files from Slack at an address that Sinch can fetch, because Slack's own addresses need our token.

The address is a signed permission for one file and a week, or until the template that it went with is approved or
rejected. Only what WhatsApp takes is served.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse, Response, StreamingResponse

from bot.flows import media_addresses
from bot.flows.media_addresses import PATH
from bot.slack.addresses import RemoteFile
from bot.slack.errors import SlackProblem

if TYPE_CHECKING:
    from datetime import datetime

    from starlette.requests import Request

    from bot.command.context import Services
    from bot.settings import Settings

VALID = timedelta(days=7)
MEGABYTE = 1_000_000
SERVED = {
    "image/jpeg": 5 * MEGABYTE,
    "image/png": 5 * MEGABYTE,
    "video/3gp": 16 * MEGABYTE,
    "video/3gpp": 16 * MEGABYTE,
    "video/mp4": 16 * MEGABYTE,
    "application/pdf": 100 * MEGABYTE,
}
"""The kinds of files that WhatsApp takes, and the bytes that it takes of them:
https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types"""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=300",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Referrer-Policy": "no-referrer",
}
_ODD = re.compile(r"[^A-Za-z0-9._-]+")


def address(settings: Settings, file: Mapping[str, Any], now: datetime) -> str:
    """Where anybody who has the address may fetch the file; empty where the bot has no public address itself."""
    if not settings.public_url:
        return ""
    file_id, until = str(file.get("id", "")), int((now + VALID).timestamp())
    name = _ODD.sub("-", str(file.get("name") or "file"))[-80:].strip("-.") or "file"
    base = f"{str(settings.public_url).rstrip('/')}{PATH}"
    return f"{base}/{file_id}/{until}/{_signature(settings, file_id, until)}/{name}"


def _signature(settings: Settings, file_id: str, until: int) -> str:
    secret = settings.slack_signing_secret
    key = (secret.get_secret_value() if secret else "").encode()
    return hmac.new(key, f"media:{file_id}:{until}".encode(), hashlib.sha256).hexdigest()[:40]


def permitted(settings: Settings, file_id: str, until: str, signature: str, now: datetime) -> bool:
    """Whether we gave this address away, and it still holds."""
    if settings.slack_signing_secret is None or not until.isdecimal() or len(until) > 12:
        return False
    fits = hmac.compare_digest(_signature(settings, file_id, int(until)).encode(), signature.encode())
    return fits and now.timestamp() < int(until)


class Media:
    """Serves files of Slack to who has their address."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def serve(self, request: Request) -> Response:
        """Serve a signed address's file; 404 for everything else."""
        given = request.path_params
        now = self._services.clock.now()
        if not permitted(self._services.settings, given["file"], given["until"], given["signature"], now):
            return PlainTextResponse("not found", status_code=404)
        if await media_addresses.is_ended(self._services, given["file"]):
            return PlainTextResponse("no longer served", status_code=410)
        try:
            found = await self._services.slack.file(given["file"])
        except SlackProblem:
            return PlainTextResponse("not found", status_code=404)
        kind = str(found.get("mimetype", ""))
        if kind not in SERVED:
            return PlainTextResponse("not a kind of file that is served here", status_code=415)
        bytes_ = found.get("size")
        if not isinstance(bytes_, int) or bytes_ > SERVED[kind]:
            return PlainTextResponse("too large", status_code=413)
        try:
            content = self._services.slack.content(found)
        except RemoteFile:
            return PlainTextResponse("not stored in Slack", status_code=415)
        if request.method == "HEAD":
            return Response(media_type=kind, headers={**HEADERS, "Content-Length": str(bytes_)})
        try:
            first = await anext(content, b"")
        except SlackProblem:
            return PlainTextResponse("Slack didn't give it", status_code=502)
        return StreamingResponse(_whole(first, content), media_type=kind, headers=HEADERS)


async def _whole(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """A file whose first piece has come: what Slack refuses is known before anything is answered."""
    yield first
    async for piece in rest:
        yield piece
