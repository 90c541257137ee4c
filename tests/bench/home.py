"""What a person waits for who opens the Home tab or asks for a report, beside a Sinch that is slow."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from tests.bench import bot as bots
from tests.bench.rows import Row
from tests.bench.servers.smallest_bolt import SECRET

SLOW = 5.0
FIRST_CONTENT = 1.0
PEOPLE = 5
EVENTS, REPORT_SECONDS = 10_000, 3.0
PATIENCE = 30.0
_NUMBERS = itertools.count(1)


def home(people: int = PEOPLE, slow: float = SLOW) -> Iterator[Row]:
    """From the event that somebody has opened the tab to the first view, after the first person's."""
    with TemporaryDirectory() as folder, bots.bot(Path(folder), upstream=slow) as ours:
        seconds = asyncio.run(_opened(ours, people))
    what = f"Home tab while the API takes {slow:g} s: first content, slowest of {people}"
    yield Row(what, "", f"{max(seconds):.2f} s", f"<= {FIRST_CONTENT:g} s", max(seconds) <= FIRST_CONTENT)


def report(events: int = EVENTS) -> Iterator[Row]:
    """From `/sinch report` to its answer; Sinch answers at once here, so that it is the bot's own work."""
    with TemporaryDirectory() as folder:
        with bots.bot(Path(folder)):
            pass
        _fill(Path(folder) / "bot.db", events)
        with bots.bot(Path(folder)) as ours:
            seconds = asyncio.run(_reported(ours))
    what = f"report of 30 days over {events:,} events"
    yield Row(what, "", f"{seconds:.2f} s", f"<= {REPORT_SECONDS:g} s", seconds <= REPORT_SECONDS)


async def _opened(ours: bots.Running, people: int) -> list[float]:
    took = []
    async with httpx.AsyncClient(trust_env=False) as client:
        for number in range(people + 1):  # what is made at first use is the first one's
            user, began = f"U{number + 1}", time.time()
            await client.post(f"http://127.0.0.1:{ours.port}/slack/events", **_event(user))
            took.append(await _seen(client, ours, user) - began)
    return took[1:]


def _event(user: str) -> dict[str, Any]:
    """A signed event of Slack's: somebody has opened the Home tab."""
    event = {"type": "app_home_opened", "user": user, "tab": "home", "channel": "D1", "event_ts": "1.0"}
    body = json.dumps(
        {
            "type": "event_callback",
            "team_id": "T1",
            "api_app_id": "A1",
            "event_id": f"Ev{next(_NUMBERS)}",
            "event": event,
        }
    ).encode()
    now = str(int(time.time()))
    signed = hmac.new(SECRET.encode(), b"v0:" + now.encode() + b":" + body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": now,
        "X-Slack-Signature": f"v0={signed}",
    }
    return {"content": body, "headers": headers}


async def _seen(client: httpx.AsyncClient, ours: bots.Running, user: str) -> float:
    """When the first view was published for a person."""
    ends = time.time() + PATIENCE
    while time.time() < ends:
        published = (await client.get(f"http://127.0.0.1:{ours.stub}/published")).json()
        if found := [at for at, whose in published if whose == user]:
            return float(min(found))
        await asyncio.sleep(0.01)
    raise TimeoutError(user)


async def _reported(ours: bots.Running) -> float:
    async with httpx.AsyncClient(trust_env=False) as client:
        for span in ("7d", "30d"):  # what is made at first use is the first one's
            before = await _answers(client, ours)
            began = time.perf_counter()
            reader, writer = await asyncio.open_connection("127.0.0.1", ours.port)
            writer.write(bots.slash(f"report {span}", ours.stub)())
            await reader.readuntil(b"\r\n\r\n")
            writer.close()
            while await _answers(client, ours) == before:
                await asyncio.sleep(0.01)
                if time.perf_counter() - began > PATIENCE:
                    raise TimeoutError(span)
    return time.perf_counter() - began


async def _answers(client: httpx.AsyncClient, ours: bots.Running) -> int:
    answered = (await client.get(f"http://127.0.0.1:{ours.stub}/answered")).json()
    posted = (await client.get(f"http://127.0.0.1:{ours.stub}/posts")).json()
    return sum("Working on it" not in said for said in answered) + len(posted)


def _fill(file: Path, events: int) -> None:
    """Events of the last thirty days, routed: each template is submitted and decided."""
    with sqlite3.connect(file) as db:
        now, step = int(time.time() * 1000), 30 * 86_400_000 // events
        for number in range(events):
            state = ("PENDING", "APPROVED", "REJECTED")[number % 3]
            kind = "WHATSAPP_TEMPLATE_STATUS_UPDATED" if state == "PENDING" else f"WHATSAPP_TEMPLATE_{state}"
            payload = {"name": f"bench_{number // 3}", "language": "EN_US", "state": state, "category": "UTILITY"}
            body = json.dumps({"type": kind, "payload": payload, "newState": state}).encode()
            subject, at = f"whatsapp_template:bench_{number // 3}:EN_US", now - (events - number) * step
            db.execute(
                "INSERT INTO inbox (project_id, nonce, source, type, subject, body, received_at, state)"
                " VALUES (?, ?, 'webhook', ?, ?, ?, ?, 'routed')",
                (bots.PROJECT, f"00{number:024d}", kind, subject, body, at),
            )
