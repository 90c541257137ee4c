"""The smallest Bolt application with one slash command: `python -m tests.bench.servers.smallest_bolt PORT MODE`."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

SECRET = "bench-signing-secret"
UPSTREAM_SECONDS = 5.0


def application(*, before_response: bool) -> Starlette:
    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-bench", bot_id="B1", bot_user_id="U9")

    bolt = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=before_response)

    @bolt.command("/sinch")
    async def command(ack: Any) -> None:
        await ack()
        if not before_response:
            await asyncio.sleep(UPSTREAM_SECONDS)

    handler = AsyncSlackRequestHandler(bolt)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    async def ready(_request: Request) -> Response:
        return PlainTextResponse("ready")

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"]), Route("/ready", ready)])


if __name__ == "__main__":
    uvicorn.run(
        application(before_response=sys.argv[2] == "before"), port=int(sys.argv[1]), log_level="error", access_log=False
    )
