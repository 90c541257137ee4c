"""Two `serve` processes on one database: both take events in, one posts, and when it is killed the other goes on."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.flows.templates import applying
from bot.sandbox.sinch.seeds.company import seed_samples
from bot.sandbox.sinch.service.serve import serving
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET, PROJECT_ID
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.sinch.world.project import Project, public
from bot.storage.jobs import Job
from bot.storage.states import JobState
from bot.storage.store import Store
from bot.templates import canonical, files
from bot.templates import plan as template_plan
from tests.chaos.slack_server import SlackServer
from tests.chaos.storm import Plan, content, free_port, labels
from tests.scenario.templates.test_bulk import bodies
from tests.worlds.databases import mostly_on
from tests.worlds.outbox import on_the_way
from tests.worlds.webhook import signed

ROOT = Path(__file__).parents[3]
SECRET = "twice-webhook-secret"
CHANNEL = "C1"
PATIENCE = 120.0
"""Seconds until a test gives up: beside other work, a process alone may take half a minute to start."""


@dataclass
class Pair:
    """Two processes, one database, one Slack."""

    env: dict[str, str]
    slack: SlackServer
    store: Store
    sinch: World
    running: dict[int, asyncio.subprocess.Process] = field(default_factory=dict)

    async def start(self) -> int:
        """One more `serve`; its port, once it is ready."""
        port = free_port()
        self.running[port] = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", cwd=ROOT, env={**self.env, "PORT": str(port)}
        )
        await self.until(lambda: self._answers(f"http://127.0.0.1:{port}/ready"), "a process that is ready", pause=0.2)
        return port

    async def leader(self) -> int:
        """The port of the process that posts."""

        async def found() -> int:
            holder = await self.store.leases.holder("activity") or ""
            process = holder.split("/")[1] if holder else ""
            return next((port for port, item in self.running.items() if str(item.pid) == process), 0)

        return int(await self.until(found, "a process that leads"))

    async def end(self, port: int, how: signal.Signals) -> None:
        process = self.running.pop(port)
        process.send_signal(how)
        await process.wait()

    async def event(self, number: int, *ports: int) -> None:
        """As Sinch delivers it: to one port after the other until one has taken it."""
        body = content(number, Plan(resources=7))
        headers = signed(body, secret=SECRET, nonce=f"n{number}")
        async with aiohttp.ClientSession() as http:
            for port in ports:
                url = f"http://127.0.0.1:{port}/sinch/webhooks/{PROJECT_ID}"
                try:
                    async with http.post(url, data=body, headers=headers) as answer:
                        assert answer.status == 200, await answer.text()
                    return
                except aiohttp.ClientConnectionError:
                    continue
        raise AssertionError("nobody took the event")

    async def is_calm(self) -> bool:
        """Whether nothing waits or is on its way."""
        return not (await self.store.deliveries.counts()).waiting and not await on_the_way(self.store)

    def shown(self) -> Counter[str]:
        """How often the channel and its threads tell of each event."""
        return Counter(label for message in self.slack.web.channels[CHANNEL] for label in labels(message))

    async def until(self, check: Callable[[], Any], what: str, *, pause: float = 0.02) -> Any:
        async with asyncio.timeout(PATIENCE):
            while True:
                found = check()
                if asyncio.iscoroutine(found):
                    found = await found
                if found:
                    return found
                await asyncio.sleep(pause)
        raise AssertionError(what)

    @staticmethod
    async def _answers(url: str) -> bool:
        try:
            async with aiohttp.ClientSession() as http, http.get(url) as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False


@pytest.fixture
async def pair(tables_url: str) -> AsyncIterator[Pair]:
    async with _pair(tables_url) as made:
        yield made


@asynccontextmanager
async def _pair(database_url: str) -> AsyncIterator[Pair]:
    slack = SlackServer(random.Random(1), failing=0)
    slack_url = await slack.start()
    store = Store.at(database_url)
    world = World()
    async with serving(world) as sinch:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SINCH_"))}
        env = {
            **inherited,
            "SLACK_BOT_TOKEN": "xoxb-not-a-token",
            "SLACK_SIGNING_SECRET": "not-a-secret",
            "SLACK_API_URL": slack_url,
            "SINCH_PROJECT_ID": PROJECT_ID,
            "SINCH_KEY_ID": KEY_ID,
            "SINCH_KEY_SECRET": KEY_SECRET,
            "SINCH_API_URL": sinch,
            "SINCH_AUTH_URL": f"{sinch}/oauth2/token",
            "SINCH_WEBHOOK_SECRET": SECRET,
            "DATABASE_URL": database_url,
            "DEFAULT_CHANNEL": CHANNEL,
            "LOG_LEVEL": "ERROR",
        }
        made = Pair(env, slack, store, world)
        try:
            yield made
        finally:
            for port in list(made.running):
                await made.end(port, signal.SIGKILL)
            await store.close()
            await slack.stop()


@mostly_on("postgres")
@pytest.mark.parametrize(
    "how",
    [
        pytest.param(signal.SIGKILL, id="killed"),
        pytest.param(signal.SIGTERM, id="stopped", marks=pytest.mark.slow),
    ],
)
async def test_each_event_is_shown_once_although_the_process_that_posts_ends(pair: Pair, how: signal.Signals) -> None:
    ports = [await pair.start(), await pair.start()]
    for number in range(12):
        await pair.event(number, ports[number % 2])
        if number % 4 == 0:
            await pair.event(number, ports[1 - number % 2])  # again, at the other door
    await pair.until(lambda: len(pair.shown()) >= 3, "the first events")
    leader = await pair.leader()
    await pair.end(leader, how)
    (heir,) = pair.running
    for number in range(12, 24):
        await pair.event(number, leader, heir)
    await pair.until(lambda: len(pair.shown()) == 24, "every event")
    assert await pair.leader() == heir
    assert set(pair.shown().values()) == {1}


@pytest.mark.postgres
async def test_a_process_that_froze_is_replaced_and_does_not_disturb_when_it_thaws(postgres_tables_url: str) -> None:
    """As a machine that is suspended: it is alive, so only its silence tells."""
    async with _pair(postgres_tables_url) as pair:
        await _frozen(pair)


async def _frozen(pair: Pair) -> None:
    ports = [await pair.start(), await pair.start()]
    leader = await pair.leader()
    (heir,) = set(ports) - {leader}
    await pair.event(0, leader)
    await pair.until(lambda: len(pair.shown()) == 1, "the first event")
    frozen = pair.running[leader]
    frozen.send_signal(signal.SIGSTOP)
    for number in range(1, 4):
        await pair.event(number, heir)
    await pair.until(lambda: len(pair.shown()) == 4, "what the heir posts")
    frozen.send_signal(signal.SIGCONT)
    for number in range(4, 8):
        await pair.event(number, ports[number % 2])
    await pair.until(lambda: len(pair.shown()) == 8, "every event")
    await pair.until(pair.is_calm, "nothing on its way")
    assert set(pair.shown().values()) == {1}


@mostly_on("sqlite")
async def test_a_process_that_comes_back_does_not_disturb_the_one_that_posts(pair: Pair) -> None:
    """Who leads then is not asked: a process that gets no turn for seconds rightly loses the lead."""
    first, second = await pair.start(), await pair.start()
    leader = await pair.leader()
    other = second if leader == first else first
    await pair.end(other, signal.SIGKILL)
    back = await pair.start()
    for number in range(3):
        await pair.event(number, back)
    await pair.until(lambda: len(pair.shown()) == 3, "every event")
    assert set(pair.shown().values()) == {1}


@pytest.mark.slow
async def test_an_import_goes_on_when_its_process_is_killed(pair: Pair) -> None:
    """How soon, `tests/unit/flows/execution/test_bulk_resume.py` says by the worker's clock."""
    seed_samples(pair.sinch)
    await pair.start()
    await pair.start()
    rows = bodies(5)
    job = await pair.store.jobs.add(
        "whatsapp templates import",
        project_id=PROJECT_ID,
        user_id="U1",
        channel=CHANNEL,
        rows=[{"row": at, "label": body["name"], "body": body} for at, body in enumerate(rows, 1)],
        now=datetime.now(UTC),
    )

    async def look() -> Job:
        found = await pair.store.jobs.get(job.id)
        assert found is not None
        return found

    async def begun() -> Job | None:
        found = await look()
        return found if found.position >= 2 else None

    held: Job = await pair.until(begun, "the first rows")
    process = (held.owner or "").split("/")[1]
    await pair.end(next(port for port, item in pair.running.items() if str(item.pid) == process), signal.SIGKILL)

    async def taken_over() -> Job | None:
        found = await look()
        return found if found.owner != held.owner else None

    await pair.until(taken_over, "another process at work")

    async def ended() -> Job | None:
        found = await look()
        return found if found.state is JobState.DONE else None

    done: Job = await pair.until(ended, "the end of the job")
    assert [result["outcome"] for result in done.results] == ["created"] * len(rows)
    made = [name for project in pair.sinch.projects.values() for name in project.templates if name.startswith("bulk_")]
    assert len(made) == len(rows)


NEW = {
    "name": "brand_new", "language": "EN_US", "category": "UTILITY",
    "details": {"components": [{"type": "BODY", "text": "Hello {{1}}, your parcel is here.", "examples": ["Ada"]}]},
}  # fmt: skip
CHANGED, DELETED = ("order_update", "EN_US"), ("order_update", "SV")


def plan_of(project: Project) -> template_plan.Plan:
    """One to create, one to change, one to delete."""
    there = [public(template) for template in project.templates.values()]
    wanted = [canonical.whatsapp(template) for template in there if files.key(template) != DELETED]
    changed = next(template for template in wanted if files.key(template) == CHANGED)
    body = next(part for part in changed["details"]["components"] if part["type"] == "BODY")
    body["text"], body["examples"] = "Hello {{1}}, your order has left our house.", ["Ada"]
    planner = template_plan.Planner(template_plan.WHATSAPP, [*wanted, NEW], prune=True)
    for template in there:
        planner.see(template)
    return planner.finished()


@mostly_on("sqlite")
async def test_a_plan_is_applied_once_although_its_process_is_killed_at_every_row(pair: Pair) -> None:
    """Each time at the worst moment: Sinch has done what was asked, and nobody was there to hear it."""
    seed_samples(pair.sinch)
    (project,) = pair.sinch.projects.values()
    plan = plan_of(project)
    assert [str(step.action) for step in plan.to_do] == ["create", "change", "delete"]
    await pair.start()
    job = await pair.store.jobs.add(
        applying.WHATSAPP, project_id=PROJECT_ID, user_id="U1", channel=CHANNEL,
        rows=applying.to_apply(applying.rows(plan), submit=True), now=datetime.now(UTC),
    )  # fmt: skip
    for method in ("POST", "PATCH", "DELETE"):
        pair.sinch.faults.add(Fault("hang", method=method, path="/whatsapp/templates", seconds=600, after=True))
    for left in (2, 1, 0):

        def carried_out(left: int = left) -> bool:
            return len(pair.sinch.faults.waiting) == left

        await pair.until(carried_out, "a row that Sinch has carried out")
        (port,) = pair.running
        await pair.end(port, signal.SIGKILL)
        await pair.start()

    async def ended() -> Job | None:
        found = await pair.store.jobs.get(job.id)
        return found if found is not None and found.state is JobState.DONE else None

    done: Job = await pair.until(ended, "the end of the job")
    assert [result["outcome"] for result in done.results] == ["created", "changed", "deleted"]
    answered = [
        request for request in pair.sinch.requests if "/whatsapp/templates" in request.path and request.method != "GET"
    ]
    assert not answered, "each was asked once, when nobody heard the answer, and never again"
    assert not plan_of(project).steps
