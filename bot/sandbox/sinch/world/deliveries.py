"""Webhook deliveries: signed, POSTed, retried; per target in the order of the events."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import httpx

from bot.sandbox.http_client import client
from bot.sandbox.sinch.world.ground import Ground
from bot.sandbox.sinch.world.project import Project

BACKOFF = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds before the second, third ... attempt; after the last one the event is given up."""
LOG_LENGTH = 200


@dataclass
class Delivery:
    """One event on its way to one target. The nonce names it: it stays the same in every attempt."""

    project_id: str
    webhook_id: str
    target: str
    type: str
    body: str
    nonce: str
    created: datetime
    state: str = "waiting"
    attempts: int = 0
    statuses: list[int] = field(default_factory=list)
    error: str = ""

    def dump(self) -> dict[str, Any]:
        """What a restart needs to go on."""
        names = ("project_id", "webhook_id", "target", "type", "body", "nonce")
        return {**{name: getattr(self, name) for name in names}, "created": self.created.isoformat()}

    @classmethod
    def load(cls, data: dict[str, Any]) -> Delivery:
        """What `dump` gave."""
        return cls(**{**data, "created": datetime.fromisoformat(data["created"])})


def sign(secret: str, body: str, nonce: str, timestamp: str) -> dict[str, str]:
    """The four headers; the key is the secret's text as it is."""
    message = f"{body}.{nonce}.{timestamp}".encode()
    digest = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    return {
        "x-sinch-webhook-signature": base64.b64encode(digest).decode(),
        "x-sinch-webhook-signature-algorithm": "HmacSHA256",
        "x-sinch-webhook-signature-nonce": nonce,
        "x-sinch-webhook-signature-timestamp": timestamp,
    }


class Deliveries:
    """The queues, one worker for each webhook that has something to send, and the log of the last 200."""

    def __init__(self, world: Ground, http: httpx.AsyncClient | None = None) -> None:
        self.log: deque[Delivery] = deque(maxlen=LOG_LENGTH)
        self.backoff: tuple[float, ...] = BACKOFF
        self.lose = 0
        """How many of the next events never leave, as if Sinch had lost them."""
        self.observers: list[Callable[[Delivery], None]] = []
        self._world = world
        self._given = http
        self._http = http
        self._queues: dict[str, deque[Delivery]] = defaultdict(deque)
        self._workers: dict[str, asyncio.Task[None]] = {}

    def send(self, project: Project, kind: str, raw: str) -> None:
        """Queue an event (its type and its whole body) for every webhook of the project whose triggers match."""
        for webhook in project.webhooks.values():
            if kind in webhook["triggers"] or "ALL" in webhook["triggers"]:
                now = self._world.now()
                nonce = self._world.ids.ulid(now)
                self._queue(Delivery(project.id, webhook["id"], webhook["target"], kind, raw, nonce, now))

    def repeat(self, delivery: Delivery) -> None:
        """Send an event once more, under the nonce it had."""
        self._queue(replace(delivery, state="waiting", attempts=0, statuses=[], error=""))

    def _queue(self, delivery: Delivery) -> None:
        self.log.append(delivery)
        if self.lose > 0:
            self.lose -= 1
            delivery.state = "lost"
            self._world.changed("deliveries", delivery.webhook_id)
            return
        self._queues[delivery.webhook_id].append(delivery)
        self.wake()

    def wake(self) -> None:
        """Give every queue its worker; without a running loop the queues wait for one."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        for webhook_id, queue in self._queues.items():
            worker = self._workers.get(webhook_id)
            if queue and (worker is None or worker.done()):
                self._workers[webhook_id] = loop.create_task(self._drain(queue))

    async def wait_until_sent(self) -> None:
        """Wait until nothing is left to send."""
        while busy := [task for task in self._workers.values() if not task.done()]:
            await asyncio.gather(*busy)

    async def close(self) -> None:
        """Stop sending; what is queued stays queued."""
        for task in self._workers.values():
            task.cancel()
        await asyncio.gather(*self._workers.values(), return_exceptions=True)
        self._workers.clear()
        if self._http is not None and self._given is None:
            await self._http.aclose()
            self._http = None

    def dump(self) -> list[dict[str, Any]]:
        """What is not delivered yet."""
        return [delivery.dump() for queue in self._queues.values() for delivery in queue]

    def load(self, data: list[dict[str, Any]]) -> None:
        """Queue what `dump` gave."""
        for item in data:
            self._queue(Delivery.load(item))

    async def _drain(self, queue: deque[Delivery]) -> None:
        while queue:
            await self._deliver(queue[0])
            queue.popleft()

    async def _deliver(self, delivery: Delivery) -> None:
        for pause in (*self.backoff, None):
            webhook = self._webhook(delivery)
            if webhook is None:
                delivery.state = "dropped"
                delivery.error = "The webhook was deleted."
                break
            delivery.state = "delivered" if await self._attempt(delivery, webhook) else "retrying"
            self._tell(delivery)
            if delivery.state == "delivered":
                return
            if pause is not None:
                await self._world.sleep(pause)
        else:
            delivery.state = "given up"
        self._tell(delivery)

    def _webhook(self, delivery: Delivery) -> dict[str, Any] | None:
        project = self._world.projects.get(delivery.project_id)
        return project.webhooks.get(delivery.webhook_id) if project else None

    async def _attempt(self, delivery: Delivery, webhook: dict[str, Any]) -> bool:
        delivery.attempts += 1
        delivery.target = webhook["target"]
        timestamp = str(int(self._world.now().timestamp()))
        headers = sign(webhook["_secret"], delivery.body, delivery.nonce, timestamp)
        headers["content-type"] = "application/json"
        self._http = self._http or client(10.0)
        try:
            answer = await self._http.post(delivery.target, content=delivery.body.encode(), headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            delivery.error = f"{type(error).__name__}: {error}"
            return False
        delivery.statuses.append(answer.status_code)
        delivery.error = "" if answer.status_code == httpx.codes.OK else f"HTTP {answer.status_code}"
        return answer.status_code == httpx.codes.OK

    def _tell(self, delivery: Delivery) -> None:
        for observer in self.observers:
            observer(delivery)
        self._world.changed("deliveries", delivery.webhook_id)
