"""The activity worker on a real database and a Slack in memory, and events as Sinch sends them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from bot.clock import Clock, SystemClock
from bot.flows.activity.leader import Lease
from bot.flows.activity.tuning import Tuning
from bot.flows.activity.worker import ActivityWorker
from bot.slack.client import Slack
from bot.slack.pace import Pace
from bot.storage.activity.inbox import Arrival
from bot.storage.store import Store
from tests.worlds.outbox import on_the_way
from tests.worlds.slack_web import FakeWeb, fake_slack
from tests.worlds.waiting import until

PROJECT = "p1"
QUICK = Tuning(grace=0.0, idle=0.2, round=0.0, coalesce=0.0, longest_pause=0.02, refused_pause=0.05)

Payload = dict[str, Any]


def template(name: str = "order_update", language: str = "EN_US", **more: Any) -> Payload:
    return {"name": name, "language": language, "category": "MARKETING", "state": "APPROVED", **more}


def body(kind: str, payload: Mapping[str, Any] | None = None, **more: Any) -> bytes:
    content = {"type": kind, **({"payload": dict(payload)} if payload is not None else {}), **more}
    return json.dumps(content).encode()


@dataclass
class ActivityWorld:
    """Events in, messages out."""

    store: Store
    web: FakeWeb
    slack: Slack
    worker: ActivityWorker
    clock: Clock = field(default_factory=SystemClock)
    _nonces: Any = field(default_factory=lambda: count(1))

    async def event(
        self,
        kind: str,
        payload: Payload | None = None,
        *,
        nonce: str | None = None,
        signed_at: datetime | None = None,
        **more: Any,
    ) -> bool:
        """As accepted by the webhook."""
        now = self.clock.now()
        name = nonce or f"n{next(self._nonces)}"
        arrival = Arrival(PROJECT, name, kind, body(kind, payload, **more), now, happened_at=signed_at or now)
        return await self.store.inbox.add(arrival)

    async def approved(self, name: str = "order_update", **more: Any) -> None:
        await self.event("WHATSAPP_TEMPLATE_APPROVED", template(name, **more))

    async def rejected(self, name: str = "order_update", **more: Any) -> None:
        payload = template(name, state="REJECTED", rejectionReason="INVALID_FORMAT", **more)
        await self.event("WHATSAPP_TEMPLATE_REJECTED", payload)

    async def subscribe(self, channel: str = "C1", **wishes: Any) -> None:
        await self.store.subscriptions.add(PROJECT, channel, created_by="U1", now=self.clock.now(), **wishes)

    until = staticmethod(until)

    async def calm(self) -> None:
        """Until everything is routed, delivered and drawn."""
        await self.until(self._is_calm, "nothing waits any more")

    async def _is_calm(self) -> bool:
        counts = await self.store.deliveries.counts()
        flying = await on_the_way(self.store)
        dirty = await self.store.threads.dirty(1)
        return not (counts.unrouted or counts.waiting or flying or dirty)

    def shown(self, channel: str) -> str:
        """Everything the channel and its threads say, in the order in which it was posted."""
        return "\n".join(item["text"] for item in self.web.channels[channel])


@asynccontextmanager
async def activity_world(
    store: Store,
    web: FakeWeb | None = None,
    *,
    pace: Pace | None = None,
    tuning: Tuning = QUICK,
    lease: Lease | None = None,
    running: bool = True,
    clock: Clock | None = None,
) -> AsyncIterator[ActivityWorld]:
    """A worker at work; cancelled at the end."""
    web = web or FakeWeb()
    clock = clock or SystemClock()
    slack = fake_slack(web, pace)
    worker = ActivityWorker(store, slack, clock, tuning=tuning, lease=lease)
    world = ActivityWorld(store, web, slack, worker, clock)
    task = asyncio.create_task(worker.run()) if running else None
    try:
        yield world
    finally:
        if task is not None:
            task.cancel()
            await asyncio.wait({task})
