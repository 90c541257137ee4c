"""Slack's Web API in memory, for tests of what stands on `Slack`: keeps messages, refuses, limits, fails on demand."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.slack.client import Slack
from bot.slack.errors import RateLimited, SlackDown, problem
from bot.slack.pace import Limits, Pace
from bot.slack.web import Web

Script = Callable[[str, Mapping[str, Any]], Exception | None]


@dataclass
class FakeWeb(Web):
    """`before` and `after` may return an error to raise, before anything is done or after it was done."""

    strict: bool = False
    latency: float = 0.0
    before: Script = lambda _method, _body: None
    after: Script = lambda _method, _body: None
    channels: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    gone: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    limited: int = 0
    responses: list[dict[str, Any]] = field(default_factory=list)
    reactions: set[tuple[str, str, str]] = field(default_factory=set)
    _count: int = 0
    _last: dict[str, float] = field(default_factory=dict)
    _minute: deque[float] = field(default_factory=deque)

    async def close(self) -> None:
        """Nothing is open."""

    async def call(self, method: str, body: Mapping[str, Any]) -> dict[str, Any]:
        content = {name: value for name, value in body.items() if value is not None}
        self.calls.append((method, content))
        if self.latency:
            await asyncio.sleep(self.latency)
        if (error := self.before(method, content)) is not None:
            raise error
        answer = self.answer(method, content)
        if (error := self.after(method, content)) is not None:
            raise error
        return answer

    async def ask(self, method: str, query: Mapping[str, Any]) -> dict[str, Any]:
        return await self.call(method, query)

    async def send(self, url: str, body: Mapping[str, Any]) -> None:
        await self.call("response_url", {"url": url, **body})

    async def put(self, url: str, content: bytes | Path) -> None:
        await self.call("upload", {"url": url, "content": content})

    def answer(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        """What Slack would answer, without a record of the call. Raises `SlackProblem`."""
        if (code := self.gone.get(str(body.get("channel")))) is not None:
            raise problem(code)
        act = getattr(self, "_" + method.replace(".", "_").lower(), None)
        return act(body) if act else {"ok": True}

    def _chat_postmessage(self, body: dict[str, Any]) -> dict[str, Any]:
        if self.strict:
            self._limit(body["channel"])
        self._count += 1
        ts = f"{1_700_000_000 + self._count}.{self._count:06d}"
        self.channels[body["channel"]].append({**body, "ts": ts})
        return {"ok": True, "channel": body["channel"], "ts": ts}

    def _chat_update(self, body: dict[str, Any]) -> dict[str, Any]:
        for message in self.channels[body["channel"]]:
            if message["ts"] == body["ts"]:
                message.update(body)
                return {"ok": True}
        raise problem("message_not_found")

    def _conversations_history(self, body: dict[str, Any]) -> dict[str, Any]:
        found = [message for message in self.channels[body["channel"]] if not message.get("thread_ts")]
        return {"ok": True, "messages": self._since(found, body)[::-1]}

    def _conversations_replies(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "messages": self._since(self.thread(body["channel"], body["ts"]), body)}

    def _conversations_open(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "channel": {"id": "D" + body["users"][1:]}}

    def _chat_getpermalink(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "permalink": f"https://example.slack.com/archives/{body['channel']}/{body['message_ts']}"}

    def _users_info(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "user": {"id": body["user"], "name": body["user"].lower(), "tz": "Europe/Stockholm"}}

    def _files_getuploadurlexternal(self, _body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "upload_url": "http://up", "file_id": "F1"}

    def _limit(self, channel: str) -> None:
        now = time.monotonic()
        while self._minute and self._minute[0] <= now - 60:
            self._minute.popleft()
        if now - self._last.get(channel, -9.0) < 1.0 or len(self._minute) >= 300:
            self.limited += 1
            raise RateLimited(1.0)
        self._last[channel] = now
        self._minute.append(now)

    @staticmethod
    def _since(found: list[dict[str, Any]], body: dict[str, Any]) -> list[dict[str, Any]]:
        return [item for item in found if item["ts"] > str(body.get("oldest", ""))]

    def posted(self, channel: str) -> list[dict[str, Any]]:
        """Messages in the channel itself, oldest first."""
        return [item for item in self.channels[channel] if not item.get("thread_ts")]

    def thread(self, channel: str, ts: str) -> list[dict[str, Any]]:
        """A thread without its parent."""
        return [item for item in self.channels[channel] if item.get("thread_ts") == ts]

    def made(self, method: str) -> list[dict[str, Any]]:
        """The bodies of all calls of a method."""
        return [body for name, body in self.calls if name == method]


def fast(**limits: Any) -> Pace:
    """Limits that no test has to wait for."""
    free = {"channel_seconds": 0.0, "posts_burst": 1000, "posts_per_second": 1000.0}
    return Pace(Limits(**{**free, "updates_burst": 1000, "updates_per_second": 1000.0, **limits}))


def fake_web(**options: Any) -> FakeWeb:
    return FakeWeb(**options)


def fake_slack(web: FakeWeb, pace: Pace | None = None) -> Slack:
    """The real client on a Slack in memory."""
    return Slack(SecretStr("xoxb-not-a-token"), web=web, pace=pace or fast())


def down(_method: str, _body: Mapping[str, Any]) -> Exception:
    """A script: Slack fails."""
    return SlackDown("status_500")
