"""A Slack and a Sinch that answer at once, except that the Provisioning API takes its time.

`python -m tests.bench.servers.stub PORT SECONDS [limits] [rows]`; with `limits` Slack takes one message a second and
channel and 300 a minute in all, and answers 429 beyond that; with `rows` there are 6,000 WhatsApp templates.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import time
from collections import deque
from typing import Any
from urllib.parse import parse_qsl

import uvicorn

POSTS: list[tuple[float, str, str]] = []
REFUSED: list[str] = []
ANSWERED: list[str] = []
"""Bodies sent to a response_url."""
PUBLISHED: list[tuple[float, str]] = []
"""When a Home tab was shown, and whose."""
UPLOADED: list[int] = []
"""Bytes of files."""
LAST: dict[str, float] = {}
TIMES: deque[float] = deque()
COUNTER = itertools.count(1)
PER_MINUTE = 300
ROWS = 6_000


class Stub:
    """Raw ASGI; `GET /posts` tells when what was posted under which `ts`, `GET /refused` what was answered 429.

    `GET /uploaded` tells the sizes of files, `GET /answered` what was sent to a response_url, `GET /published` when
    whose Home tab was shown.
    """

    def __init__(self, port: int, seconds: float, *, limits: bool, rows: bool) -> None:
        self.port = port
        self.seconds = seconds
        self.limits = limits
        self.rows = rows

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        too_fast = self.limits and scope["path"] == "/api/chat.postMessage" and limited(channel_of(body))
        answer = {"ok": False, "error": "ratelimited"} if too_fast else await self._answer(scope, body)
        content = json.dumps(answer).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        if too_fast:
            headers.append((b"retry-after", b"1"))
        await send({"type": "http.response.start", "status": 429 if too_fast else 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    async def _answer(self, scope: Any, body: bytes) -> Any:
        path: str = scope["path"]
        if path == "/api/files.getUploadURLExternal":
            return {"ok": True, "upload_url": f"http://127.0.0.1:{self.port}/upload", "file_id": "F1"}
        if path == "/upload":
            UPLOADED.append(len(body))
            return {"ok": True}
        if path.startswith("/api/"):
            return _slack(path.removeprefix("/api/"), body)
        if path == "/oauth2/token":
            return {"access_token": "bench", "expires_in": 3600, "token_type": "bearer"}
        if path == "/posts":
            return POSTS
        if path == "/refused":
            return REFUSED
        if path == "/uploaded":
            return UPLOADED
        if path == "/published":
            return PUBLISHED
        if path == "/answered":
            return ANSWERED
        if path == "/response":
            ANSWERED.append(body.decode("utf-8", "replace"))
            return {"ok": True}
        await asyncio.sleep(self.seconds)
        if self.rows and path.endswith("/templates"):
            return page(dict(parse_qsl(scope["query_string"].decode())))
        return {"notifications": [], "totalSize": 0, "pageSize": 25, "webhooks": []}


def page(query: dict[str, str]) -> dict[str, Any]:
    """Some of the templates, each of about a kilobyte."""
    size, at = int(query.get("pageSize", 50)), int(query.get("pageToken", 0))
    names = [
        name for number in range(ROWS) if (name := f"template_{number:05}").startswith(query.get("templateName", ""))
    ]
    text = "Hello {{1}}, your order is on its way. " * 20
    body = {"type": "BODY", "text": text[:1_000], "examples": ["Ada"]}
    templates = [
        {
            "name": name,
            "language": "EN_US",
            "category": "UTILITY",
            "state": "APPROVED",
            "details": {"components": [body]},
            "analytics": [],
            "isMetaGenerated": False,
        }
        for name in names[at : at + size]
    ]
    more = {"nextPageToken": str(at + size)} if at + size < len(names) else {}
    return {"totalSize": len(names), "pageSize": size, "templates": templates, **more}


def channel_of(body: bytes) -> str:
    found: str = json.loads(body)["channel"]
    return found


def limited(channel: str) -> bool:
    """Whether this message comes too early; it counts if it does not."""
    now = time.monotonic()
    while TIMES and now - TIMES[0] >= 60:
        TIMES.popleft()
    if now - LAST.get(channel, -9.0) < 1.0 or len(TIMES) >= PER_MINUTE:
        REFUSED.append(channel)
        return True
    LAST[channel] = now
    TIMES.append(now)
    return False


def _slack(method: str, body: bytes) -> Any:
    ts = f"{int(time.time())}.{next(COUNTER):06d}"
    if method == "chat.postMessage":
        POSTS.append((time.time(), body.decode("utf-8", "replace"), ts))
        return {"ok": True, "channel": channel_of(body), "ts": ts, "message": {"ts": ts}}
    if method == "views.publish":
        PUBLISHED.append((time.time(), json.loads(body)["user_id"]))
        return {"ok": True, "view": {"id": "V1", "hash": "1"}}
    if method == "users.info":
        user = {"id": "U1", "name": "olivia", "is_admin": True, "tz": "UTC", "profile": {"real_name": "Olivia"}}
        return {"ok": True, "user": user}
    if method == "auth.test":
        return {"ok": True, "team_id": "T1", "team": "Bench", "user_id": "U9", "bot_id": "B1", "url": "https://x/"}
    if method in ("conversations.history", "conversations.replies"):
        return {"ok": True, "messages": []}
    return {"ok": True, "ts": ts, "permalink": "https://x/", "channel": {"id": "C1", "is_member": True}}


if __name__ == "__main__":
    uvicorn.run(
        Stub(int(sys.argv[1]), float(sys.argv[2]), limits="limits" in sys.argv, rows="rows" in sys.argv),
        port=int(sys.argv[1]),
        log_level="error",
        access_log=False,
    )
