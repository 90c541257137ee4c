"""The obvious webhook receiver: Starlette, HMAC, JSON, one durable SQLite insert a request on a shared connection.

`python -m tests.bench.servers.sqlite_webhook PORT FILE`
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiosqlite
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

SECRET = b"bench-webhook-secret"


def application(file: str) -> Starlette:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with aiosqlite.connect(file) as db:
            await db.execute("PRAGMA journal_mode=WAL")
            await db.execute("PRAGMA synchronous=FULL")
            await db.execute(
                "CREATE TABLE IF NOT EXISTS inbox (id INTEGER PRIMARY KEY, nonce TEXT UNIQUE, type TEXT, body BLOB)"
            )
            await db.commit()
            app.state.db = db
            yield

    async def webhook(request: Request) -> Response:
        body = await request.body()
        nonce = request.headers["x-sinch-webhook-signature-nonce"]
        stamp = request.headers["x-sinch-webhook-signature-timestamp"]
        wanted = hmac.new(SECRET, body + f".{nonce}.{stamp}".encode(), hashlib.sha256).digest()
        given = request.headers["x-sinch-webhook-signature"]
        if not hmac.compare_digest(base64.b64encode(wanted).decode(), given):
            return JSONResponse({"error": "signature"}, status_code=401)
        event = json.loads(body)
        db = request.app.state.db
        await db.execute(
            "INSERT OR IGNORE INTO inbox (nonce, type, body) VALUES (?, ?, ?)", (nonce, event["type"], body)
        )
        await db.commit()
        return JSONResponse({"status": "accepted"})

    async def ready(_request: Request) -> Response:
        return PlainTextResponse("ready")

    return Starlette(
        lifespan=lifespan,
        routes=[Route("/sinch/webhooks/{project}", webhook, methods=["POST"]), Route("/ready", ready)],
    )


if __name__ == "__main__":
    uvicorn.run(application(sys.argv[2]), port=int(sys.argv[1]), log_level="error", access_log=False)
