"""The real bot as a process, against the stub, and requests that it takes for Slack's and Sinch's."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.load import http
from tests.bench.processes import free_port, process, wait_for
from tests.bench.servers.smallest_bolt import SECRET as SIGNING_SECRET
from tests.bench.servers.sqlite_webhook import SECRET as WEBHOOK_SECRET

PROJECT = "00000000-0000-4000-8000-000000000001"


@dataclass(frozen=True, slots=True)
class Running:
    """A process that serves."""

    port: int
    pid: int
    seconds: float
    stub: int = 0


@contextmanager
def stub(seconds: float, *more: str) -> Iterator[int]:
    """Slack and Sinch on one port; the Provisioning API takes so long."""
    port = free_port()
    with process("-m", "tests.bench.servers.stub", str(port), str(seconds), *more):
        wait_for(f"http://127.0.0.1:{port}/posts")
        yield port


@contextmanager
def bot(
    folder: Path, *, upstream: float = 0.0, channel: str = "", limits: bool = False, rows: bool = False
) -> Iterator[Running]:
    """`python -m bot serve`, ready; `limits` and `rows` as of the stub."""
    with (
        stub(upstream, *(["limits"] if limits else []), *(["rows"] if rows else [])) as other,
        process("-m", "bot", "serve", env=environment(folder, other, channel)) as started,
    ):
        port = int(json.loads((folder / "port.json").read_text()))
        seconds = wait_for(f"http://127.0.0.1:{port}/ready")
        yield Running(port, started.pid, seconds, other)


def environment(folder: Path, other: int, channel: str = "") -> dict[str, str]:
    """The bot's settings; its port is noted in the folder."""
    port = free_port()
    (folder / "port.json").write_text(str(port))
    return {
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{other}/api/",
        "SINCH_PROJECT_ID": PROJECT,
        "SINCH_KEY_ID": "bench",
        "SINCH_KEY_SECRET": "bench",
        "SINCH_API_URL": f"http://127.0.0.1:{other}",
        "SINCH_AUTH_URL": f"http://127.0.0.1:{other}/oauth2/token",
        "SINCH_WEBHOOK_SECRET": WEBHOOK_SECRET.decode(),
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'bot.db'}",
        "DEFAULT_CHANNEL": channel,
        "PORT": str(port),
        "LOG_LEVEL": "WARNING",
    }


def slash(text: str, stub_port: int, user: str = "U1") -> Callable[[], bytes]:
    """A signed slash command; signed anew each second, as its timestamp asks."""
    fields = {
        "token": "x",
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": user,
        "command": "/sinch",
        "text": text,
        "response_url": f"http://127.0.0.1:{stub_port}/response",
        "trigger_id": "1.2.3",
        "api_app_id": "A1",
    }
    body = urlencode(fields).encode()
    made: dict[int, bytes] = {}

    def request() -> bytes:
        now = int(time.time())
        if now not in made:
            made.clear()
            base = b"v0:%d:" % now + body
            signature = "v0=" + hmac.new(SIGNING_SECRET.encode(), base, hashlib.sha256).hexdigest()
            headers = {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Slack-Request-Timestamp": str(now),
                "X-Slack-Signature": signature,
            }
            made[now] = http("/slack/events", body, headers)
        return made[now]

    return request


def webhooks(size: int = 1000) -> Callable[[], bytes]:
    """Signed events, each new, of about so many bytes."""
    numbers = itertools.count()

    def request() -> bytes:
        return webhook(event(next(numbers), size))

    return request


def event(number: int, size: int = 1000, kind: str = "WHATSAPP_TEMPLATE_APPROVED") -> bytes:
    """A template event; the template's name says its number."""
    payload = {"name": f"bench_{number}", "language": "EN_US", "state": "APPROVED", "category": "UTILITY"}
    body = json.dumps({"type": kind, "payload": payload, "filler": ""})
    return json.dumps({"type": kind, "payload": payload, "filler": "x" * max(size - len(body), 0)}).encode()


def webhook(body: bytes) -> bytes:
    """One delivery, signed."""
    nonce, now, signed = signature(body)
    headers = {
        "Content-Type": "application/json",
        "x-sinch-webhook-signature": signed,
        "x-sinch-webhook-signature-algorithm": "HmacSHA256",
        "x-sinch-webhook-signature-nonce": nonce,
        "x-sinch-webhook-signature-timestamp": now,
    }
    return http(f"/sinch/webhooks/{PROJECT}", body, headers)


def signature(body: bytes) -> tuple[str, str, str]:
    """A new nonce, the time, and the signature of the body with both."""
    nonce, now = f"01{time.time_ns():024d}", str(int(time.time()))
    mac = hmac.new(WEBHOOK_SECRET, body + f".{nonce}.{now}".encode(), hashlib.sha256).digest()
    return nonce, now, base64.b64encode(mac).decode()
