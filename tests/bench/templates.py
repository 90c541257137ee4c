"""The template desk: how many bodies are checked in a second, and what reading ten thousand templates costs a plan."""

from __future__ import annotations

import asyncio
import gc
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import httpx
from pydantic import SecretStr

from bot.clock import SystemClock
from bot.flows.execution.bulk import Bulk
from bot.flows.templates import applying
from bot.flows.templates.reading import AllTemplates, Prefixes
from bot.provisioning.client import Provisioning
from bot.provisioning.errors import NotFound
from bot.sandbox.sinch.seeds.company import seed_samples
from bot.sandbox.sinch.service.serve import serving
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET, PROJECT_ID
from bot.slack.model import PostedMessage, User
from bot.storage.db.prepare import prepare
from bot.storage.store import Store
from bot.templates import canonical
from bot.templates.check import check
from bot.templates.plan import WHATSAPP, Planner
from tests.bench.rows import Row, peak_megabytes, ratio
from tests.unit.templates import corpus
from tests.worlds.mock_api import client_of

if TYPE_CHECKING:
    from bot.command.context import Services

EIGHT, A_SECOND = 8, 1_000.0
TO_REACH, MOST_MEGABYTES = 1.3, 64
MOST_ADDED, FLAT = 100, 2.0
INITIALS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Size:
    """How many there are of what is measured; `latency` is what an answer takes, in seconds."""

    bodies: int = 3_000
    templates: int = 10_000
    latency: float = 0.1
    long_plan: int = 5_000
    short_plan: int = 50
    timed: int = 40
    """Steps of each plan that are measured."""


USUAL = Size()


@dataclass
class Listing:
    """The list of templates by name, with the documented prefix filter, sizes and tokens; answers after so long."""

    size: Size
    calls: int = 0
    _made: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.templates = sorted(map(_template, range(self.size.templates)), key=_name)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/token"):
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3600, "token_type": "bearer"})
        self.calls += 1
        await asyncio.sleep(self.size.latency)
        key = str(request.url)
        if key not in self._made:
            self._made[key] = self._page(request.url.params)
        return httpx.Response(200, content=self._made[key])

    def _page(self, query: httpx.QueryParams) -> bytes:
        """Made once: what it costs is not the bot's."""
        prefix = query.get("templateName", "")
        items = [template for template in self.templates if template["name"].startswith(prefix)]
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
    client = client_of(listing)
    async with client:
        prefixes = Prefixes()
        async for _ in AllTemplates(client, prefixes=prefixes):
            pass
        gc.collect()
        gc.freeze()  # the server's own ten thousand are none of the bot's garbage
        listing.calls, before, began = 0, peak_megabytes(), time.perf_counter()
        planner = Planner(WHATSAPP, listing.templates[:1], prune=False)
        number = 0
        async for template in AllTemplates(client, prefixes=prefixes):
            planner.see(template)
            number += 1
        planner.finished()
    assert number == listing.size.templates
    return time.perf_counter() - began, listing.calls, peak_megabytes() - before


class QuietSlack:
    """Takes the progress message."""

    async def post(self, channel: str, _message: object, **_: object) -> PostedMessage:
        """Say where it stands."""
        return PostedMessage(channel, "1.0")

    async def user(self, user_id: str) -> User:
        """Whoever asked for it."""
        return User(user_id, "Anna")

    async def update(self, *_: object, **__: object) -> None:
        """Nothing is looked at."""


async def _direct(api: Provisioning, templates: list[dict[str, Any]], language: str) -> None:
    """The two calls of each step, by themselves."""
    for template in templates:
        with suppress(NotFound):
            await api.whatsapp_templates.get(template["name"], language)
        await api.whatsapp_templates.create({**canonical.whatsapp(template), "language": language, "status": "DRAFT"})


async def _applied(folder: Path, size: Size) -> tuple[float, float]:
    """Milliseconds that the bot adds to a step of a short and of a long plan, beside its pace and Sinch's two calls."""
    world = World()
    seed_samples(world)
    url = f"sqlite+aiosqlite:///{folder / 'apply.db'}"
    await prepare(url)
    store = Store.at(url)
    await store.open()
    wanted = [_template(number) for number in range(size.long_plan)]
    async with serving(world) as address, Provisioning(
        project_id=PROJECT_ID, key_id=KEY_ID, key_secret=SecretStr(KEY_SECRET), api_url=address,
        auth_url=f"{address}/oauth2/token",
    ) as api:  # fmt: skip
        await _direct(api, wanted[: size.timed], "DE")
        began = time.perf_counter()
        await _direct(api, wanted[: size.timed], "EN_GB")
        direct = time.perf_counter() - began
        long = await _steps(store, api, wanted, size.timed) - direct
        few = [{**template, "language": "FR"} for template in wanted[: size.short_plan]]
        short = await _steps(store, api, few, size.timed) - direct
    await store.close()
    return short / size.timed * 1_000, long / size.timed * 1_000


async def _steps(store: Store, api: Provisioning, wanted: list[dict[str, Any]], timed: int) -> float:
    """Seconds of the first steps after the very first one of a plan, which nobody goes on with."""
    clock, planner = SystemClock(), Planner(WHATSAPP, wanted)
    steps = applying.to_apply(applying.rows(planner.finished()), submit=False)
    await store.jobs.add(
        applying.WHATSAPP, project_id=PROJECT_ID, user_id="U1", channel="C1", rows=steps, now=clock.now()
    )
    services = SimpleNamespace(
        store=store, clock=clock, slack=QuietSlack(), projects=SimpleNamespace(api=lambda _project: api)
    )
    taken, began = 0, 0.0

    async def pause(_seconds: float) -> None:
        nonlocal taken, began
        taken += 1
        if taken == 1:
            began = time.perf_counter()
        if taken > timed:
            raise _Enough

    with suppress(_Enough):
        await Bulk(cast("Services", services), pace=1.0, sleep=pause).step()
    return time.perf_counter() - began


class _Enough(Exception):
    """So many steps tell it."""


def rows(size: Size = USUAL) -> Iterator[Row]:
    """The check on one core, a plan's reading, its memory."""
    bodies = [template for _, template in corpus.bad()] + corpus.good()
    for template in bodies:
        check(template)
    began = time.process_time()
    for number in range(size.bodies):
        check(bodies[number % len(bodies)])
    speed = size.bodies / (time.process_time() - began)
    yield Row(
        "template check, bodies a second on one core", "", f"{speed:,.0f}", f">= {A_SECOND:,.0f}", speed >= A_SECOND
    )
    seconds, calls, megabytes = asyncio.run(_plan(Listing(size)))
    base = f"{calls} calls x {size.latency * 1000:.0f} ms / {EIGHT}"
    what = f"plan over {size.templates:,} templates"
    yield ratio(what, base, seconds / (calls * size.latency / EIGHT), TO_REACH, least=False)
    with TemporaryDirectory() as folder:
        short, added = asyncio.run(_applied(Path(folder), size))
    what = f"plan of {size.long_plan:,} steps applied: added to each, beside the pace of one a second"
    yield Row(what, "the same two calls", f"{added:.1f} ms", f"<= {MOST_ADDED} ms", added <= MOST_ADDED)
    yield ratio(
        "  the same of a long plan",
        f"a plan of {size.short_plan} steps: {short:.1f} ms",
        added / short,
        FLAT,
        least=False,
    )
    yield Row("  memory growth", "", f"{megabytes:.1f} MB", f"<= {MOST_MEGABYTES} MB", megabytes <= MOST_MEGABYTES)
