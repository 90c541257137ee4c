"""A Slack over HTTP that fails at random: before or after it has done what was asked, slowly, or by hanging up."""

from __future__ import annotations

import asyncio
import json
import random
from typing import Any

from aiohttp import web

from bot.slack.errors import SlackProblem
from tests.worlds.slack_web import FakeWeb

WORST_DELAY = 0.3
"""Seconds until a slow request takes effect, whether or not anybody still waits for the answer."""


class SlackServer:
    """`failing` is the share of requests that something happens to."""

    def __init__(self, rng: random.Random, failing: float) -> None:
        self.web = FakeWeb()
        self.failing = failing
        self.troubles = 0
        self._rng = rng
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Listens on a free port; returns the base address."""
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._answer)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/"

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        raw = await request.text()
        body: dict[str, Any] = json.loads(raw) if raw.startswith("{") else dict(request.query)
        trouble = self._rng.choice(TROUBLES) if self._rng.random() < self.failing else "none"
        self.troubles += trouble != "none"
        if trouble == "limit":
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "0.1"})
        if trouble == "fail":
            return web.Response(status=500, text="<html>sorry</html>", content_type="text/html")
        if trouble == "slow":
            await asyncio.sleep(self._rng.uniform(0, WORST_DELAY))
        answer = self._answer_of(method, body)
        if trouble == "fail after":
            return web.json_response({"ok": False, "error": "internal_error"}, status=503)
        if trouble == "hang up" and request.transport is not None:
            request.transport.abort()
        if trouble == "hang":
            await asyncio.sleep(2.0)
        return web.json_response(answer)

    def _answer_of(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        content = {name: value for name, value in body.items() if value is not None}
        try:
            return self.web.answer(method, content)
        except SlackProblem as problem:
            return {"ok": False, "error": problem.code}


TROUBLES = ("limit", "fail", "slow", "slow", "fail after", "hang up", "hang")
