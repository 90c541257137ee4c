"""Socket Mode: the websockets over which an app is reached instead of HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import uuid
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.slack.model import JSON
from bot.sandbox.slack.workspace import Workspace

TICKET_SECONDS, MOST_CONNECTIONS = 30, 10
"""https://docs.slack.dev/apis/events-api/using-socket-mode"""


class SocketHub:
    """Hands out tickets, keeps the open sockets, sends envelopes and waits for their acknowledgement."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._tickets: dict[str, float] = {}
        self._sockets: list[WebSocket] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}

    @property
    def connections(self) -> int:
        """How many sockets are open now."""
        return len(self._sockets)

    def ticket_url(self) -> str:
        """An address that works once within half a minute, as apps.connections.open gives out."""
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = self._workspace.now()
        base = self._workspace.base_url.replace("http", "ws", 1)
        return f"{base}/link/?ticket={ticket}&app_id={self._workspace.app.id}"

    async def serve(self, socket: WebSocket) -> None:
        """One connection, from hello to its end."""
        issued = self._tickets.pop(socket.query_params.get("ticket", ""), None)
        fresh = issued is not None and self._workspace.now() - issued <= TICKET_SECONDS
        if not fresh or len(self._sockets) >= MOST_CONNECTIONS:
            await socket.close(4000)
            return
        await socket.accept()
        self._sockets.append(socket)
        try:
            await socket.send_text(json.dumps(self._hello()))
            while True:
                self._acknowledged(await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            if socket in self._sockets:
                self._sockets.remove(socket)

    async def send(self, kind: str, payload: JSON, *, answers: bool, retry: int = 0, reason: str = "") -> Any:
        """Send an envelope over the oldest socket; returns the app's payload (None when it only acknowledged).

        Raises ConnectionError when no socket takes it. The caller limits the time.
        """
        envelope_id = str(uuid.uuid4())
        envelope: JSON = {"envelope_id": envelope_id, "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = answers
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        self._waiting[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            await self._put(json.dumps(envelope))
            return await self._waiting[envelope_id]
        finally:
            del self._waiting[envelope_id]

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every connected app to come back on a new socket, and close."""
        for socket in list(self._sockets):
            self._sockets.remove(socket)
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await socket.send_text(json.dumps({"type": "disconnect", "reason": reason, "debug_info": {}}))
                await socket.close()

    def _hello(self) -> JSON:
        return {
            "type": "hello",
            "num_connections": len(self._sockets),
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._workspace.app.id},
        }

    async def _put(self, text: str) -> None:
        while self._sockets:
            try:
                await self._sockets[0].send_text(text)
                return
            except (WebSocketDisconnect, RuntimeError):
                self._sockets.pop(0)
        raise ConnectionError("no socket is open")

    def _acknowledged(self, text: str) -> None:
        try:
            answer = json.loads(text)
        except json.JSONDecodeError:
            return
        waiting = self._waiting.get(answer.get("envelope_id", "")) if isinstance(answer, dict) else None
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.get("payload"))
