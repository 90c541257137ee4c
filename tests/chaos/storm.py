"""Events with replays in random order, while the process that takes and posts them is killed again and again."""

from __future__ import annotations

import asyncio
import json
import random
import re
import signal
import socket
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.clock import SystemClock
from bot.provisioning.events import signature
from bot.storage.db.migrate import migrate
from bot.storage.store import Store
from tests.chaos.slack_server import WORST_DELAY, SlackServer
from tests.worlds.outbox import on_the_way

SECRET = "chaos-secret"
PROJECT = "p1"
CHANNELS = ("C1", "C2")
LABEL = re.compile(r"E\d{6}")
GRACE = WORST_DELAY + 0.5


@dataclass(frozen=True, slots=True)
class Plan:
    """How bad it is to be."""

    events: int = 2000
    kills: int = 50
    resources: int = 40
    replays: float = 0.2
    failing: float = 0.05
    seed: int = 1
    processes: int = 1
    """So many at once, on one database; one at a time is killed."""
    patience: float = 120.0
    """Seconds for everything to be shown after the last kill."""


@dataclass(slots=True)
class Outcome:
    """What was found in the channels afterwards."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    cards_twice: int = 0
    stale_cards: int = 0
    kills: int = 0
    troubles: int = 0
    messages: int = 0
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        return not (self.lost or self.twice or self.disordered or self.cards_twice or self.stale_cards)


async def storm(database_url: str, plan: Plan) -> Outcome:
    """Runs it all; the database must be empty."""
    rng = random.Random(plan.seed)
    began = time.monotonic()
    await migrate(database_url)
    store = Store.at(database_url)
    slack = SlackServer(rng, plan.failing)
    slack_url = await slack.start()
    for channel in CHANNELS:
        await store.subscriptions.add(PROJECT, channel, created_by="U1", now=SystemClock().now())
    children = [Child(database_url, slack_url, free_port()) for _ in range(plan.processes)]
    outcome = Outcome()
    try:
        sending = asyncio.create_task(send_all(plan, rng, [child.port for child in children]))
        for child in children[1:]:
            await child.start()
        victim = children[0]
        while outcome.kills < plan.kills:
            await victim.start()
            await asyncio.sleep(rng.uniform(0.3, 1.2))
            victim = rng.choice(children)
            await victim.kill()
            outcome.kills += 1
        await victim.start()
        await sending
        await calm(store, plan.patience)
        await judge(store, slack, plan, outcome)
    finally:
        for child in children:
            await child.kill()
        await slack.stop()
        await store.close()
    outcome.troubles = slack.troubles
    outcome.seconds = time.monotonic() - began
    return outcome


class Child:
    """One life of the process after the other, always on the same port."""

    def __init__(self, database_url: str, slack_url: str, port: int) -> None:
        self.port = port
        arguments = {"database_url": database_url, "slack_url": slack_url, "port": port}
        self._arguments = json.dumps({**arguments, "secret": SECRET, "grace": GRACE})
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.chaos.child", self._arguments)

    async def kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()


async def send_all(plan: Plan, rng: random.Random, ports: Sequence[int]) -> None:
    """As Sinch does: again, with the same nonce, until the answer is 200; some once more although it was."""
    order = list(range(plan.events))
    rng.shuffle(order)
    order += rng.sample(order, int(plan.events * plan.replays))
    queue: asyncio.Queue[int] = asyncio.Queue()
    for number in order:
        queue.put_nowait(number)
    timeout = aiohttp.ClientTimeout(total=5)
    # Spread over the whole time of the kills, in groups, so that lone events and bursts both occur.
    async with aiohttp.ClientSession(timeout=timeout) as session:
        await asyncio.gather(*(sender(session, queue, plan, rng, ports) for _ in range(8)))


async def sender(
    session: aiohttp.ClientSession, queue: asyncio.Queue[int], plan: Plan, rng: random.Random, ports: Sequence[int]
) -> None:
    pause = plan.kills * 1.2 * 8 / max(plan.events, 1)
    with suppress(asyncio.QueueEmpty):
        while True:
            number = queue.get_nowait()
            while not await accepted(session, number, plan, rng.choice(ports)):  # noqa: ASYNC110 - asks another process
                await asyncio.sleep(0.1)
            await asyncio.sleep(rng.choice((0, 0, 0, 4)) * pause)


async def accepted(session: aiohttp.ClientSession, number: int, plan: Plan, port: int) -> bool:
    body, nonce, stamp = content(number, plan), f"nonce-{number}", str(int(time.time()))
    headers = {
        "content-type": "application/json",
        "x-sinch-webhook-signature": signature(body, nonce, stamp, SECRET),
        "x-sinch-webhook-signature-algorithm": "HmacSHA256",
        "x-sinch-webhook-signature-nonce": nonce,
        "x-sinch-webhook-signature-timestamp": stamp,
    }
    url = f"http://127.0.0.1:{port}/sinch/webhooks/{PROJECT}"
    with suppress(aiohttp.ClientError, TimeoutError):
        async with session.post(url, data=body, headers=headers) as response:
            return response.status == 200
    return False


def content(number: int, plan: Plan) -> bytes:
    """A comment, by whose text the event is recognised wherever it is shown."""
    name = f"tpl{number % plan.resources}"
    payload = {"name": name, "language": "EN_US", "category": "UTILITY", "state": "APPROVED", "changeNumber": number}
    event = {"type": "WHATSAPP_TEMPLATE_COMMENT_ADDED", "payload": payload, "comment": f"E{number:06d}"}
    return json.dumps(event).encode()


async def calm(store: Store, seconds: float) -> None:
    """Until nothing waits, flies or lags behind; gives up silently, the judgement tells."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while True:
                counts = await store.deliveries.counts()
                open_ = await on_the_way(store)
                dirty = await store.threads.dirty(1)
                if not (counts.unrouted or counts.waiting or open_ or dirty):
                    return
                await asyncio.sleep(0.1)


async def judge(store: Store, slack: SlackServer, plan: Plan, outcome: Outcome) -> None:
    """Compares what was sent with what the channels show."""
    stored = await store.inbox.recent(PROJECT, limit=10 * plan.events)
    expected: dict[str, list[str]] = defaultdict(list)
    for event in reversed(stored):
        expected[event.subject or ""] += LABEL.findall(event.body.decode())
    for channel in CHANNELS:
        messages = slack.web.channels[channel]
        outcome.messages += len(messages)
        shown = [label for message in messages for label in labels(message)]
        check(channel, shown, expected, plan, outcome)
        cards = [item["metadata"]["event_payload"].get("thread") for item in messages if kind(item) == "card"]
        outcome.cards_twice += len(cards) - len(set(cards))
    outcome.stale_cards = len(await store.threads.dirty(10_000))


def check(channel: str, shown: list[str], expected: dict[str, list[str]], plan: Plan, outcome: Outcome) -> None:
    places = {label: place for place, label in enumerate(shown)}
    for number in range(plan.events):
        label = f"E{number:06d}"
        if label not in places:
            outcome.lost.append(f"{channel} {label}")
    outcome.twice += [f"{channel} {label}" for label in places if shown.count(label) > 1]
    for subject, wanted in expected.items():
        found = [places[label] for label in wanted if label in places]
        if found != sorted(found):
            outcome.disordered.append(f"{channel} {subject}")


def kind(message: dict[str, Any]) -> str:
    payload = message.get("metadata", {}).get("event_payload", {})
    return str(payload.get("kind", ""))


def labels(message: dict[str, Any]) -> list[str]:
    """The events that a reply or a summary names; the card's text does not count as showing one."""
    if kind(message) not in ("reply", "summary"):
        return []
    return list(dict.fromkeys(LABEL.findall(json.dumps(message["blocks"]))))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
