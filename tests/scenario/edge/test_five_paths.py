"""The five paths of bot/README.md, walked as they are told: every file that one names has its part in it."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest

from bot.flows import timetable
from bot.flows.digest import digest
from bot.flows.jobs import JOBS
from tests.scenario.channels.test_calm import a_card, quality
from tests.worlds.bot_world import ACTIVITY, OWNER, BotWorld
from tests.worlds.clock_world import clock_world
from tests.worlds.forms import open_form
from tests.worlds.waiting import until

ROOT = Path(__file__).parents[3]
TABLES = {ROOT / "bot" / "flows" / "jobs.py"}
"""Says which job has its turn when: it is read, and nothing of it is called."""
LOOKED_UP = {ROOT / "bot" / "flows" / "comments" / "lookup.py"}
"""Where nobody knows whether a comment arrived; `comments/test_trouble.py` loses answers."""
FILE = re.compile(r"`((?:[a-z_]+/)*[a-z_]+\.py)`")


def named() -> list[set[Path]]:
    """The files of each path, in the page's order."""
    page = (ROOT / "bot" / "README.md").read_text("utf-8")
    told = re.split(r"\n\*\*\d\. ", page.partition("## Five paths")[2].partition("\n## ")[0])[1:]
    return [
        {ROOT / file if file.startswith("commands/") else ROOT / "bot" / file for file in FILE.findall(path)}
        for path in told
    ]


@contextmanager
def watched() -> Iterator[set[Path]]:
    """The files whose functions are called meanwhile."""
    names: set[str] = set()
    files: set[Path] = set()

    def called(frame: FrameType, event: str, _arg: object) -> None:
        if event == "call":
            names.add(frame.f_code.co_filename)

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        yield files
    finally:
        sys.setprofile(before)
        files |= {Path(name) for name in names}


async def test_a_command_a_form_a_webhook_and_a_reply(world: BotWorld) -> None:
    a_command, a_form, a_webhook, a_reply, _ = named()
    with watched() as ran:
        await world.slash("whatsapp templates get order_update EN_US")
        await world.quiet()
    assert a_command - ran == set()

    with watched() as ran:
        form = await open_form(world, "kakaotalk senders create")
        await form.send({"plusFriendId": "beans", "details.name": "Beans", "details.adminPhoneNo": "phone"})
        assert form.errors
        await world.submit(await world.slash_form("mute"), {"duration": "2h"})
        await world.quiet()
    assert a_form - ran == set()

    with watched() as ran:
        card = await a_card(world)
        quality(world, "RED")
        await world.until(lambda: world.workspace.calls_to("chat.update"), "the card as it is now")
    assert a_webhook - ran == set()

    with watched() as ran:
        reply = await world.slack.people.send_message(OWNER, ACTIVITY, "Here it is", card.ts)
        await world.until(lambda: "white_check_mark" in reply.reactions, "the tick")

        async def came_back() -> bool:
            comment = await world.bot.store.comments.at(ACTIVITY, reply.ts)
            return comment is not None and comment.echo_id is not None

        await world.until(came_back, "the event about our own comment")
    assert a_reply - ran == LOOKED_UP


@pytest.mark.usefixtures("sqlite_store")
async def test_a_schedule(sqlite_url: str) -> None:
    *_, a_schedule = named()
    async with clock_world(sqlite_url) as world:
        added = await world.digest()
        world.clock.move(hours=2)
        (job,) = (job for job in JOBS if job.run is digest.tick)
        with watched() as ran:
            jobs = asyncio.create_task(timetable.run(world.services, [replace(job, at_start=True)]))
            await until(lambda: world.store.runs.last_sent(added.id), "the digest")
            jobs.cancel()
            await asyncio.wait({jobs})
    assert a_schedule - ran == TABLES
