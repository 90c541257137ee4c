"""What Sinch sends: checked, kept, answered. Raw ASGI, because this is the one route that has to be fast."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot import log, metrics
from bot.clock import Clock
from bot.edge.bodies import LARGE
from bot.edge.http import Refused, header, only_post
from bot.edge.throttle import SignatureThrottle
from bot.flows.projects import WEBHOOKS
from bot.provisioning.errors import MalformedEvent, SignatureError
from bot.provisioning.events import bounded_nonce, type_of, verify
from bot.redaction import redacted_body
from bot.storage.activity.inbox import Arrival, InboxClosed, InboxStore
from bot.storage.db.database import DATABASE_PROBLEMS

if TYPE_CHECKING:
    from pydantic import SecretStr
    from starlette.types import Receive, Scope, Send

    from bot.edge.bodies import BodyReader

SIGNATURE = b"x-sinch-webhook-signature"
TIMESTAMP = "x-sinch-webhook-signature-timestamp"
NOT_KEPT: tuple[type[Exception], ...] = (*DATABASE_PROBLEMS, InboxClosed)

logger = log.get("webhooks")


async def _always(_project: str, _secret: SecretStr, _head: bytes, _body: bytes) -> bool:
    """Where there is one project."""
    return True


ACCEPTED = {True: b'{"status":"accepted"}', False: b'{"status":"seen before"}'}
OK_START = {
    fresh: {
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())],
    }
    for fresh, body in ACCEPTED.items()
}
OK_BODY = {fresh: {"type": "http.response.body", "body": body} for fresh, body in ACCEPTED.items()}
"""The two good answers, made once."""


class Webhooks:
    """`POST /sinch/webhooks/{project_id}`. Nothing reaches the database before everything is checked.

    `secrets_for` names those that are good for a project, the newest first; `used` hears which one fitted; `is_for`
    says whether a delivery that fits is this project's, and not another one's with the same secret.
    """

    def __init__(
        self,
        inbox: InboxStore,
        clock: Clock,
        *,
        bodies: BodyReader,
        known: Callable[[str], bool],
        secrets_for: Callable[[str], Sequence[SecretStr]],
        used: Callable[[str, SecretStr], None] = lambda _project, _secret: None,
        is_for: Callable[[str, SecretStr, bytes, bytes], Awaitable[bool]] = _always,
    ) -> None:
        self._inbox = inbox
        self._clock = clock
        self._known = known
        self._secrets_for = secrets_for
        self._used = used
        self._is_for = is_for
        self._bodies = bodies
        self._throttle = SignatureThrottle(clock)
        self._accepted = metrics.WEBHOOKS.labels(200)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            fresh = await self._accept(scope, receive)
        except Refused as refused:
            await refuse(send, refused)
        else:
            self._accepted.inc()
            await send(OK_START[fresh])
            await send(OK_BODY[fresh])

    async def _accept(self, scope: Scope, receive: Receive) -> bool:
        """Whether the event was new; raises `Refused`."""
        project_id = str(scope["path"]).removeprefix(WEBHOOKS).rstrip("/")
        only_post(scope)
        if not project_id or not self._known(project_id):
            raise Refused(HTTPStatus.NOT_FOUND, "This project is not connected.")
        secrets = self._secrets_for(project_id)
        if not secrets:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "No webhook secret is set, so nothing can be checked.")
        if not header(scope["headers"], SIGNATURE):
            raise await self._refusal("a signature header is missing")
        body = await self._bodies.read(scope, receive)
        given = headers(scope)
        nonce = await self._verified(project_id, given, body, secrets)
        try:
            # so that others get their turns while a large one is read
            kind, kept = await asyncio.to_thread(_read, body) if len(body) > LARGE else _read(body)
        except MalformedEvent as error:
            raise Refused(HTTPStatus.BAD_REQUEST, f"Not an event: {error}.") from error
        return await self._keep(Arrival(project_id, nonce, kind, kept, self._clock.now(), happened_at=signed_at(given)))

    async def _verified(
        self, project_id: str, given: Mapping[str, str], body: bytes, secrets: Sequence[SecretStr]
    ) -> str:
        """The nonce of a request that is Sinch's, as it is kept."""
        # Of what does not fit only the words are kept: the error has this frame, and with it the body, until the
        # collector comes round.
        wrong = ""
        for secret in secrets:
            try:
                now = self._clock.now().timestamp()
                check = partial(verify, given, body, secret.get_secret_value(), now)
                nonce = await self._bodies.hashed(body, check)
            except SignatureError as error:
                wrong = str(error)
                continue
            if not await self._is_ours(project_id, secret, f"{nonce}.{given[TIMESTAMP]}.".encode(), body):
                raise await self._refusal("it was delivered for another project")
            self._used(project_id, secret)
            return bounded_nonce(nonce)
        raise await self._refusal(wrong)

    async def _is_ours(self, project_id: str, secret: SecretStr, head: bytes, body: bytes) -> bool:
        try:
            return await self._is_for(project_id, secret, head, body)
        except DATABASE_PROBLEMS as error:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "It couldn't be stored; send it again.") from error

    async def _refusal(self, why: str) -> Refused:
        await self._throttle.failed()
        return Refused(HTTPStatus.UNAUTHORIZED, f"Not accepted: {why}.")

    async def _keep(self, arrival: Arrival) -> bool:
        try:
            return await self._inbox.add(arrival)
        except NOT_KEPT as error:
            logger.error("event not kept", project=arrival.project_id, type=arrival.type, error=type(error).__name__)
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "It couldn't be stored; send it again.") from error


def _read(body: bytes) -> tuple[str, bytes]:
    """The event's type, and the body as it may be kept."""
    return type_of(body), redacted_body(body)


def headers(scope: Scope) -> dict[str, str]:
    """Those of the signature, by name."""
    return {
        name.decode("latin-1"): value.decode("latin-1")
        for name, value in scope["headers"]
        if name.startswith(SIGNATURE)
    }


def signed_at(given: Mapping[str, str]) -> datetime:
    """When Sinch signed a request whose signature was found right."""
    return datetime.fromtimestamp(int(given[TIMESTAMP]), UTC)


async def refuse(send: Send, refused: Refused) -> None:
    """Count a refused webhook and answer it."""
    metrics.WEBHOOKS.labels(int(refused.status)).inc()
    await refused.answer(send)
