"""Collecting a digest over 10,000 templates and 1,000 senders from an API that takes 100 ms an answer.

Baseline: the pages that reading everything would take, eight at a time.
"""

from __future__ import annotations

import asyncio
import json
import math
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.flows.overview.overview import collect
from tests.bench.rows import Row, peak_megabytes, ratio
from tests.worlds.mock_api import client_of

EIGHT = 8
"""Calls at a time that the target counts with."""
TO_REACH = 1.3
MOST_MEGABYTES = 64


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to read, seconds that an answer takes, and how often it is measured."""

    templates: int = 10_000
    senders: int = 1_000
    latency: float = 0.1
    rounds: int = 5

    @property
    def pages(self) -> int:
        return math.ceil(self.templates / 1_000) + math.ceil(self.senders / 100)

    def baseline(self, calls: int) -> float:
        """Seconds that so many calls take, eight at a time."""
        return calls * self.latency / EIGHT


USUAL = Size()


@dataclass
class SlowApi:
    """Answers after so long; obeys filters, sizes and tokens. Bodies are made once: their cost is not the bot's."""

    size: Size
    calls: int = 0
    _made: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.templates = [_template(number) for number in range(self.size.templates)]
        self.senders = [_sender(number) for number in range(self.size.senders)]

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.endswith("/token"):
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3600, "token_type": "bearer"})
        self.calls += 1
        await asyncio.sleep(self.size.latency)
        if "/kakaotalk/" in path:
            return _refusal(400, "project_not_initialized")
        if path.endswith("/rcs/senders"):
            return _refusal(403, "rbm_has_not_been_used")
        return httpx.Response(200, content=self._body(request))

    def _body(self, request: httpx.Request) -> bytes:
        key = str(request.url)
        if key not in self._made:
            self._made[key] = json.dumps(self._answer(request)).encode()
        return self._made[key]

    def _answer(self, request: httpx.Request) -> dict[str, Any]:
        path, query = request.url.path, request.url.params
        name = path.rpartition("/")[2]
        if name not in ("templates", "senders"):
            return {"state": "ONBOARDED", "totalSize": 0, "pageSize": 10, "notifications": []}
        items = self.templates if name == "templates" else self.senders
        if states := query.get_list("filterStates"):
            items = [item for item in items if item.get("state") in states]
        if statuses := query.get_list("filterStatuses"):
            items = [item for item in items if item.get("changes", {}).get("status") in statuses]
        size, at = int(query.get("pageSize", 50)), int(query.get("pageToken", 0))
        more = {"nextPageToken": str(at + size)} if at + size < len(items) else {}
        return {"totalSize": len(items), "pageSize": size, name: items[at : at + size], **more}


def _template(n: int) -> dict[str, Any]:
    made: dict[str, Any] = {"name": f"t_{n:05}", "language": "EN_US", "category": "UTILITY"}
    state = ("APPROVED", "APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED")[n % 6]
    return {**made, "changes": {"status": "DRAFT"}} if n % 200 == 0 else {**made, "state": state}


def _sender(n: int) -> dict[str, Any]:
    state = ("ACTIVE", "IN_PROGRESS", "INACTIVE", "PENDING_VERIFICATION", "SUSPENDED", "ERROR")[n % 6]
    return {"id": f"s{n}", "state": state, "details": {"displayName": f"Sender {n}"}, "phoneNumber": str(n)}


def _refusal(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, json={"errorCode": code, "message": code, "resolution": ""})


@dataclass(frozen=True)
class Result:
    """Seconds are the median; `ratio` against the baseline; megabytes are what the process grew by."""

    seconds: float
    ratio: float
    calls: int
    megabytes: float


async def measure(size: Size) -> Result:
    """Once to warm up (models are imported then), then a few rounds."""
    api = SlowApi(size)
    client = client_of(api)
    async with client:
        await collect(client)
        before, seconds = peak_megabytes(), []
        for _ in range(size.rounds):
            api.calls = 0
            began = time.perf_counter()
            overview = await collect(client)
            seconds.append(time.perf_counter() - began)
            assert sum(counts.total for counts in overview.lists.values()) == size.templates + size.senders
    median = statistics.median(seconds)
    return Result(median, median / size.baseline(size.pages), api.calls, peak_megabytes() - before)


def rows(size: Size = USUAL) -> Iterator[Row]:
    """Time against reading every page eight at a time, and memory."""
    found = asyncio.run(measure(size))
    base = f"{size.pages} pages x {size.latency * 1000:.0f} ms / {EIGHT}"
    what = f"digest over {size.templates:,} templates and {size.senders:,} senders ({found.calls} calls)"
    yield ratio(what, base, found.ratio, TO_REACH, least=False)
    grown = f"{found.megabytes:.1f} MB"
    yield Row("  memory growth", "", grown, f"<= {MOST_MEGABYTES} MB", found.megabytes <= MOST_MEGABYTES)
