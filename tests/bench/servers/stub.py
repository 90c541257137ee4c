"""A Slack and a Sinch that answer at once, except that the Provisioning API takes its time: `... stub PORT SECONDS`."""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import time
from typing import Any

import uvicorn

POSTS: list[tuple[float, str]] = []
COUNTER = itertools.count(1)


class Stub:
    """Raw ASGI; `GET /posts` tells when which text was posted."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        answer = await self._answer(scope["path"], body)
        content = json.dumps(answer).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    async def _answer(self, path: str, body: bytes) -> Any:
        if path.startswith("/api/"):
            return _slack(path.removeprefix("/api/"), body)
        if path == "/oauth2/token":
            return {"access_token": "bench", "expires_in": 3600, "token_type": "bearer"}
        if path == "/posts":
            return POSTS
        if path == "/response":
            return {"ok": True}
        await asyncio.sleep(self.seconds)
        return {"notifications": [], "totalSize": 0, "pageSize": 25, "webhooks": []}


def _slack(method: str, body: bytes) -> Any:
    ts = f"{int(time.time())}.{next(COUNTER):06d}"
    if method == "chat.postMessage":
        POSTS.append((time.time(), body.decode("utf-8", "replace")))
        return {"ok": True, "channel": "C1", "ts": ts, "message": {"ts": ts}}
    if method == "users.info":
        user = {"id": "U1", "name": "olivia", "is_admin": True, "tz": "UTC", "profile": {"real_name": "Olivia"}}
        return {"ok": True, "user": user}
    if method == "auth.test":
        return {"ok": True, "team_id": "T1", "team": "Bench", "user_id": "U9", "bot_id": "B1", "url": "https://x/"}
    if method in ("conversations.history", "conversations.replies"):
        return {"ok": True, "messages": []}
    return {"ok": True, "ts": ts, "permalink": "https://x/", "channel": {"id": "C1", "is_member": True}}


if __name__ == "__main__":
    uvicorn.run(Stub(float(sys.argv[2])), port=int(sys.argv[1]), log_level="error", access_log=False)
