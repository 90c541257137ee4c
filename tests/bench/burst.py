"""10,000 events within a minute over 20 channels, against a Slack that takes one message a second and channel."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from tests.bench import bot as bots
from tests.bench.rows import Row

CHANNELS, EVENTS, RESOURCES, SECONDS = 20, 10_000, 25, 60.0
LATEST = 10.0
PATIENCE = 60.0

Posts = dict[str, tuple[float, str]]
"""When which text was posted, by `ts`."""


def burst(events: int = EVENTS, seconds: float = SECONDS) -> Iterator[Row]:
    """How late the last one is, whether any was lost, told twice or out of order, and whether Slack ever said 429."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with bots.bot(folder):
            pass
        _subscribe(folder / "bot.db")
        with bots.bot(folder, limits=True) as ours:
            arrived, posts, refused = asyncio.run(_storm(ours, folder / "bot.db", events, seconds))
        said, disorder = _shown(folder / "bot.db", posts)
    late = max((said[token] - at for token, at in arrived.items() if token in said), default=0.0)
    final = f"e{events - 1:05d}"
    last = said.get(final, float("inf")) - arrived[final]
    lost = len(arrived) - len(said)
    baseline = f"one message per event ({events / 300:.0f} min)"
    yield Row(
        f"{events:,} events in {seconds:g} s over {CHANNELS} channels: the last one visible after",
        baseline,
        f"{last:.1f} s (the latest of all {late:.1f} s), {len(posts)} messages",
        f"<= {LATEST:g} s",
        0 <= last <= LATEST,
    )
    yield Row("  lost", "", str(lost), "0", lost == 0)
    yield Row("  out of order within a resource", "", str(disorder), "0", disorder == 0)
    yield Row("  answered 429", "", str(refused), "0", refused == 0)


def _subscribe(file: Path) -> None:
    """Each channel hears of the templates whose names begin with its number."""
    now = int(time.time() * 1000)
    with sqlite3.connect(file) as db:
        db.executemany(
            "INSERT INTO subscriptions (project_id, channel, areas, types, filters, created_by, created_at)"
            " VALUES (?, ?, '[]', '[]', ?, 'U1', ?)",
            [(bots.PROJECT, f"C{n:02d}", json.dumps({"name": [f"c{n:02d}_*"]}), now) for n in range(CHANNELS)],
        )


async def _storm(ours: bots.Running, file: Path, events: int, seconds: float) -> tuple[dict[str, float], Posts, int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", ours.port)
    arrived: dict[str, float] = {}
    began = time.time()
    for number in range(events):
        due = began + seconds * number / events
        if (ahead := due - time.time()) > 0:
            await asyncio.sleep(ahead)
        arrived[f"e{number:05d}"] = time.time()
        writer.write(bots.webhook(_event(number)))
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        await reader.readexactly(length)
        if not head.startswith(b"HTTP/1.1 200"):
            raise AssertionError(head)
    writer.close()
    return arrived, *await _settled(ours.stub, file)


async def _settled(stub: int, file: Path) -> tuple[Posts, int]:
    """What was posted, when nothing waits any more."""
    ends = time.time() + PATIENCE
    while True:
        await asyncio.sleep(1)
        if time.time() > ends or not _waiting(file):
            break
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        posts = {ts: (at, text) for at, text, ts in (await client.get(f"http://127.0.0.1:{stub}/posts")).json()}
        return posts, len((await client.get(f"http://127.0.0.1:{stub}/refused")).json())


def _waiting(file: Path) -> int:
    with sqlite3.connect(file) as db:
        new = db.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()[0]
        return int(new + db.execute("SELECT count(*) FROM deliveries WHERE state != 'done'").fetchone()[0])


def _shown(file: Path, posts: Posts) -> tuple[dict[str, float], int]:
    """When each event could be read in a message that names its resource, and how many came after a later one."""
    said: dict[str, float] = {}
    newest: dict[str, str] = {}
    disorder = 0
    with sqlite3.connect(file) as db:
        rows = db.execute(
            "SELECT inbox.body, deliveries.ts, deliveries.subject FROM deliveries"
            " JOIN inbox ON inbox.id = deliveries.inbox_id ORDER BY inbox.id"
        )
        for body, ts, subject in rows:
            event = json.loads(body)
            if ts in posts and event["payload"]["name"] in posts[ts][1]:
                said[event["comment"]] = posts[ts][0]
                disorder += ts < newest.get(subject, "")
                newest[subject] = max(ts, newest.get(subject, ""))
    return said, disorder


def _event(number: int) -> bytes:
    """A comment that names itself, on one of the channel's templates."""
    channel, resource = number % CHANNELS, number // CHANNELS % RESOURCES
    payload = {"name": f"c{channel:02d}_r{resource:02d}", "language": "EN_US", "state": "APPROVED"}
    body = {"type": "WHATSAPP_TEMPLATE_COMMENT_ADDED", "payload": payload, "comment": f"e{number:05d}"}
    return json.dumps(body).encode()
