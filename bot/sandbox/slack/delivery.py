"""Brings requests to the app as Slack does: signed HTTP, or envelopes over Socket Mode when a socket is open."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.sandbox.http_client import client
from bot.sandbox.slack.model import JSON
from bot.sandbox.slack.signing import signature
from bot.sandbox.slack.sockets import SocketHub
from bot.sandbox.slack.workspace import Workspace

RETRIES = (0.0, 60.0, 300.0)
"""Seconds before an event comes again: https://docs.slack.dev/apis/events-api"""
REMEMBERED = 10_000
"""Attempts, and events that can be delivered once more."""


@dataclass(slots=True)
class Answer:
    """What the app said; ``code`` '' when it acknowledged, else http_timeout, http_error, connection_failed, no_url."""

    status: int = 0
    body: Any = None
    code: str = ""
    headers: Mapping[str, str] | None = None


@dataclass(slots=True)
class DeliveryAttempt:
    """One attempt, for the record. ``kind``: events_api, slash_commands or interactive; ``at`` is Unix seconds."""

    kind: str
    payload: JSON
    answer: Answer
    retry: int = 0
    at: float = 0.0
    seconds: float = 0.0
    """How long the app took to acknowledge."""


class Delivery:
    """Signs, sends, waits three seconds, retries events.

    ``client`` may be any httpx client (an ASGI transport too). ``retry_factor`` shortens the waits between retries,
    ``ack_seconds`` is Slack's three. ``own_messages`` False spares the app the events about its own messages (benches).
    """

    def __init__(
        self,
        workspace: Workspace,
        sockets: SocketHub,
        client: httpx.AsyncClient | None = None,
        *,
        retry_factor: float = 1.0,
        ack_seconds: float = 3.0,
    ) -> None:
        self.workspace = workspace
        self.sockets = sockets
        self.retry_factor = retry_factor
        self.ack_seconds = ack_seconds
        self.own_messages = True
        self.log: deque[DeliveryAttempt] = deque(maxlen=REMEMBERED)
        self._client = client
        self._owned: httpx.AsyncClient | None = None
        self._envelopes: dict[str, JSON] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._late: set[asyncio.Future[httpx.Response]] = set()

    def use(self, client: httpx.AsyncClient | None) -> None:
        """Deliver through this client from now on, which stays its owner's to close; None: through one of our own."""
        self._client = client

    # -- what a person waits for ------------------------------------------------------------------------------------

    async def command(self, fields: Mapping[str, str]) -> Answer:
        """A slash command."""
        return await self._send("slash_commands", dict(fields), urlencode(fields), answers=True)

    async def interaction(self, payload: JSON) -> Answer:
        """A click, a submission, a shortcut, a request for options."""
        return await self._send("interactive", payload, urlencode({"payload": json.dumps(payload)}), answers=True)

    async def verify_url(self) -> bool:
        """The handshake when a request URL is entered: the app must send the challenge back."""
        challenge = self.workspace.new_id("", 24)
        body = json.dumps({"type": "url_verification", "token": "sandbox", "challenge": challenge})
        answer = await self._http(body.encode(), "application/json", {})
        said = answer.body.get("challenge") if isinstance(answer.body, dict) else answer.body
        return not answer.code and said == challenge

    # -- events -----------------------------------------------------------------------------------------------------

    def event(self, event: JSON, subscription: str | None = None) -> str | None:
        """Deliver an event in the background; returns its event id.

        None: the app did not ask for such events, or is not connected at all.
        """
        app = self.workspace.app
        if app.request_url is None and not self.sockets.connections:
            return None
        if app.events and (subscription or event["type"]) not in app.events:
            return None
        envelope = self._envelope(event)
        self._envelopes[envelope["event_id"]] = envelope
        while len(self._envelopes) > REMEMBERED:
            del self._envelopes[next(iter(self._envelopes))]
        self._spawn(envelope)
        event_id: str = envelope["event_id"]
        return event_id

    async def redeliver(self, event_id: str, *, retry: int = 1, reason: str = "http_timeout") -> Answer:
        """Send an event once more as Slack's retry does, with the same event id."""
        return await self._attempt(self._envelopes[event_id], retry, reason)

    def event_ids(self) -> list[str]:
        """The ids of the remembered events, oldest first."""
        return list(self._envelopes)

    async def settled(self) -> None:
        """Wait until every event was delivered or given up."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def aclose(self) -> None:
        """Give up what is under way."""
        pending: list[asyncio.Future[Any]] = [*self._tasks, *self._late]
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        if self._owned is not None:
            await self._owned.aclose()

    def _spawn(self, envelope: JSON) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver(envelope))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, envelope: JSON) -> None:
        answer = await self._attempt(envelope, 0, "")
        for number, wait in enumerate(RETRIES, 1):
            if not answer.code or answer.code == "no_url" or (answer.headers or {}).get("x-slack-no-retry") == "1":
                return
            await asyncio.sleep(wait * self.retry_factor)
            answer = await self._attempt(envelope, number, answer.code)

    async def _attempt(self, envelope: JSON, retry: int, reason: str) -> Answer:
        return await self._send("events_api", envelope, json.dumps(envelope), answers=False, retry=retry, reason=reason)

    def _envelope(self, event: JSON) -> JSON:
        workspace = self.workspace
        team, app = workspace.team.id, workspace.app
        return {
            "token": "sandbox",
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": app.id,
            "event": event,
            "type": "event_callback",
            "event_id": workspace.new_id("Ev"),
            "event_time": int(workspace.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team,
                    "user_id": app.user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": workspace.new_id("4-", 32),
        }

    # -- transport --------------------------------------------------------------------------------------------------

    async def _send(
        self, kind: str, payload: JSON, body: str, *, answers: bool, retry: int = 0, reason: str = ""
    ) -> Answer:
        at, began = self.workspace.now(), time.perf_counter()
        if self.sockets.connections:
            answer = await self._socket(kind, payload, answers=answers, retry=retry, reason=reason)
        else:
            json_body = kind == "events_api"
            headers = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason} if retry else {}
            content_type = "application/json" if json_body else "application/x-www-form-urlencoded"
            answer = await self._http(body.encode(), content_type, headers)
        self.log.append(DeliveryAttempt(kind, payload, answer, retry, at, time.perf_counter() - began))
        self.workspace.changed("delivery", id=kind)
        return answer

    async def _socket(self, kind: str, payload: JSON, *, answers: bool, retry: int, reason: str) -> Answer:
        try:
            async with asyncio.timeout(self.ack_seconds):
                body = await self.sockets.send(kind, payload, answers=answers, retry=retry, reason=reason)
        except TimeoutError:
            return Answer(code="http_timeout")
        except ConnectionError:
            return Answer(code="connection_failed")
        return Answer(status=200, body=body)

    async def _http(self, body: bytes, content_type: str, headers: dict[str, str]) -> Answer:
        url = self.workspace.app.request_url
        if url is None:
            return Answer(code="no_url")
        timestamp = str(int(self.workspace.now()))
        signed = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self.workspace.app.signing_secret, timestamp, body),
            **headers,
        }
        post = asyncio.ensure_future(self._http_client().post(url, content=body, headers=signed))
        done, _ = await asyncio.wait({post}, timeout=self.ack_seconds)
        if not done:
            self._too_late(post)
            return Answer(code="http_timeout")
        try:
            response = post.result()
        except httpx.TimeoutException:
            return Answer(code="http_timeout")
        except httpx.HTTPError:
            return Answer(code="connection_failed")
        code = "" if response.is_success else "http_error"
        return Answer(response.status_code, _body(response), code, response.headers)

    def _too_late(self, post: asyncio.Future[httpx.Response]) -> None:
        """Nobody waits for this answer any more; the app may still finish what it does."""
        self._late.add(post)
        post.add_done_callback(self._late.discard)
        post.add_done_callback(lambda late: late.cancelled() or late.exception())

    def _http_client(self) -> httpx.AsyncClient:
        if self._client is not None:
            return self._client
        if self._owned is None:
            self._owned = client(None)
        return self._owned


def _body(response: httpx.Response) -> Any:
    if not response.content:
        return None
    if response.headers.get("content-type", "").startswith("application/json"):
        try:
            return response.json()
        except ValueError:
            return response.text
    return response.text
