"""The template desk: how many bodies are checked in a second, and what reading ten thousand templates costs a plan."""

from __future__ import annotations

import asyncio
import gc
import json
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
from pydantic import SecretStr

from bot.flows.templates.reading import SIDE_BY_SIDE, AllTemplates
from bot.provisioning.client import Provisioning
from bot.templates.check import check
from bot.templates.plan import WHATSAPP, Planner
from tests.bench.rows import Row, ratio
from tests.unit.templates import corpus

TEMPLATES, LATENCY = 10_000, 0.1
BODIES, A_SECOND = 3_000, 1_000.0
TO_REACH, MOST_MEGABYTES = 1.3, 64
INITIALS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Listing:
    """The list of templates by name, with the documented prefix filter, sizes and tokens; answers after `LATENCY`."""

    templates: list[dict[str, Any]] = field(default_factory=lambda: sorted(map(_template, range(TEMPLATES)), key=_name))
    calls: int = 0
    _made: dict[str, bytes] = field(default_factory=dict)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/token"):
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3600, "token_type": "bearer"})
        self.calls += 1
        await asyncio.sleep(LATENCY)
        key = str(request.url)
        if key not in self._made:
            self._made[key] = self._page(request.url.params)
        return httpx.Response(200, content=self._made[key])

    def _page(self, query: httpx.QueryParams) -> bytes:
        """Made once: what it costs is not the bot's."""
        prefix = query.get("templateName", "")
        items = [one for one in self.templates if one["name"].startswith(prefix)]
        size, at = int(query.get("pageSize", 50)), int(query.get("pageToken", 0))
        more = {"nextPageToken": str(at + size)} if at + size < len(items) else {}
        page = {"totalSize": len(items), "pageSize": size, "templates": items[at : at + size], **more}
        return json.dumps(page).encode()


def _name(template: dict[str, Any]) -> str:
    return str(template["name"])


def _template(number: int) -> dict[str, Any]:
    body = {"type": "BODY", "text": f"Hello {{{{1}}}}, your order {number} is on its way.", "examples": ["Ada"]}
    return {
        "name": f"{INITIALS[number % 26]}_template_{number:05}", "language": "EN_US", "category": "UTILITY",
        "state": "APPROVED", "details": {"components": [body]}, "analytics": [], "isMetaGenerated": False,
    }  # fmt: skip


async def _plan(listing: Listing) -> tuple[float, int, float]:
    """Seconds, calls and megabytes of a plan that changes one template."""
    client = Provisioning(
        project_id="p", key_id="k", key_secret=SecretStr("s"), api_url="http://api", auth_url="http://auth/token",
        transport=httpx.MockTransport(listing),
    )  # fmt: skip
    async with client:
        async for _ in AllTemplates(client):
            pass
        gc.collect()
        gc.freeze()  # the server's own ten thousand are none of the bot's garbage
        listing.calls, before, began = 0, _resident(), time.perf_counter()
        planner = Planner(WHATSAPP, listing.templates[:1], prune=False)
        number = 0
        async for template in AllTemplates(client):
            planner.see(template)
            number += 1
        planner.finished()
    assert number == TEMPLATES
    return time.perf_counter() - began, listing.calls, _resident() - before


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def rows() -> Iterator[Row]:
    """The check on one core, a plan's reading, its memory."""
    bodies = [template for _, template in corpus.bad()] + corpus.good()
    for template in bodies:
        check(template)
    began = time.process_time()
    for number in range(BODIES):
        check(bodies[number % len(bodies)])
    speed = BODIES / (time.process_time() - began)
    yield Row(
        "template check, bodies a second on one core", "", f"{speed:,.0f}", f">= {A_SECOND:,.0f}", speed >= A_SECOND
    )
    seconds, calls, megabytes = asyncio.run(_plan(Listing()))
    base = f"{calls} calls x 100 ms / {SIDE_BY_SIDE}"
    what = f"plan over {TEMPLATES:,} templates"
    yield ratio(what, base, seconds / (calls * LATENCY / SIDE_BY_SIDE), TO_REACH, least=False)
    yield Row("  memory growth", "", f"{megabytes:.1f} MB", f"<= {MOST_MEGABYTES} MB", megabytes <= MOST_MEGABYTES)
