"""Whatever comes in comes twice, at two processes at the same moment and again later: each way in acts once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import Bot
from bot.cards.blocks.message import Message as Shown
from bot.cards.home import Cockpit
from bot.command.context import Ctx
from bot.edge.interactions import DOUBLE_CLICK
from bot.flows import home
from bot.provisioning.subjects import Kind, Subject
from bot.sandbox.slack.delivery import Answer
from bot.sandbox.slack.emulator import listen
from bot.sandbox.slack.model import Message
from tests.scenario.operations import names
from tests.worlds.bot_world import (
    ACTIVITY,
    AT_WORK,
    GENERAL,
    MEMBER,
    OWNER,
    PROJECT_ID,
    QUICK,
    BotWorld,
    bot_world,
    labels,
    served,
)

HOOK = {"target": "https://example.com/form", "secret": "long-and-random", "triggers": ["ALL"]}
EACH_ONCE = {
    "mute": 1, "unmute": 1, "webhooks create": 2, "sms apps update": 1, "digest add": 1, "digest pause": 1,
    "rcs account comment": 2, "comment in thread": 1, "comments add": 1, "access grant": 1, "approvals require": 1,
    "whatsapp templates delete": 1, "approvals approve": 1, "approvals refuse": 1,
}  # fmt: skip
"""What is asked for below, and how often it is meant."""
AT_SINCH = {"POST": 2 + 4, "PATCH": 1, "DELETE": 1}
"""Two webhooks and four comments, a new name, a deletion that was approved."""


@dataclass
class Pair:
    """Two processes: all that Slack sends reaches both at once, and is kept to be sent again."""

    world: BotWorld
    other: Bot
    sent: list[tuple[bytes, str]] = field(default_factory=list)

    async def quiet(self) -> None:
        """Until nothing is under way and nothing more was written."""
        await self.world.slack.delivery.settled()
        await self.world.until(lambda: not len(self.world.bot.tasks) + len(self.other.tasks), "an end of all work")

    async def slash(self, text: str, user: str = OWNER, channel: str = GENERAL) -> None:
        assert (await self.world.slack.people.slash(user, channel, "/sinch", text)).ok
        await self.quiet()

    async def say(self, text: str, channel: str = GENERAL, thread_ts: str | None = None) -> None:
        await self.world.slack.people.send_message(OWNER, channel, text, thread_ts)
        await self.quiet()

    async def press(self, label: str, channel: str = GENERAL) -> None:
        """The newest button of that name in the channel."""
        shown = await self.world.until(lambda: _newest(self.world, label, channel), f"a button {label!r}")
        await self.world.click(shown, label)
        await self.quiet()


def _newest(world: BotWorld, label: str, channel: str) -> Message | None:
    return next((message for message in reversed(world.messages(channel)) if label in labels(message)), None)


@asynccontextmanager
async def pair(world: BotWorld) -> AsyncIterator[Pair]:
    """A second process beside that of the world."""
    other = Bot(world.settings, timing=QUICK, workers=AT_WORK)
    listener = listen("127.0.0.1", 0)
    urls = [f"{world.url}/slack/events", f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"]
    delivery, both = world.slack.delivery, Pair(world, other)
    send = delivery._http

    async def at(url: str, *what: Any) -> Answer:
        world.workspace.app.request_url = url  # read before it waits for anything
        return await send(*what)

    async def twice(*what: Any) -> Answer:
        both.sent.append(what[:2])
        first, _ = await asyncio.gather(*(at(url, *what) for url in urls))
        return first

    async with served(other, listener):
        delivery._http = twice  # type: ignore[method-assign, assignment]
        yield both
        await both.quiet()


@pytest.mark.postgres
async def test_each_way_in_acts_once(tmp_path: Path, postgres_tables_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "asked", what_is_known)  # eight times drawn, the tab costs more than all acts
    async with bot_world(tmp_path, database_url=postgres_tables_url) as world, pair(world) as both:
        known, bot = names(world.sinch.projects[PROJECT_ID]), f"@{world.workspace.bot.name}"
        direct = world.workspace.direct(OWNER, world.workspace.app.user_id).id
        card = await world.bot.slack.post(ACTIVITY, Shown("a card"))
        about = Subject(Kind.rcs_account).key
        await world.bot.store.threads.save(ACTIVITY, PROJECT_ID, about, {}, world.bot.clock.now(), ts=card.ts)
        await both.slash("mute 2h")
        await both.press("Unmute")
        await both.slash("webhooks create target=https://example.com/hook secret=long-and-random triggers=ALL")
        await both.press("Create")
        await world.submit(await world.slash_form("webhooks create"), HOOK)
        await world.submit(await world.slash_form(f"sms apps update {known['sms']}"), {"name": "Renamed"})
        await both.say(f"{bot} digest add daily 09:00 UTC")
        await both.say("rcs account comment In a direct message", direct)
        await both.slash("rcs account comment By command")
        await both.say("A reply in the thread of a card", ACTIVITY, card.ts)
        await comment_on_a_message(both)
        await pause_at_home(both)
        await both.slash(f"access grant <@{MEMBER}> admin")
        await both.slash(f"approvals require delete in=<#{ACTIVITY}>")
        await both.slash("whatsapp templates delete order_update EN_US submitted=yes", MEMBER)
        await both.press("Approve", ACTIVITY)
        await both.slash(f"kakaotalk templates delete {known['kt']} {known['kt_approved']}", MEMBER)
        await refuse(both)
        assert await acts(world) == EACH_ONCE
        assert at_sinch(world) == AT_SINCH
        await world.bot.store.requests.prune(world.bot.clock.now() + DOUBLE_CLICK + timedelta(minutes=1))
        for body, kind in tuple(both.sent):
            await world.slack.delivery._http(body, kind, {})
        await both.quiet()
        assert await acts(world) == EACH_ONCE, "nor when all of it comes once more, later"
        assert at_sinch(world) == AT_SINCH
        assert await world.bot.store.audit.verify() is None


async def what_is_known(_ctx: Ctx, known: Cockpit) -> Cockpit:
    """The Home tab without what Sinch says, which acts on nothing."""
    return known


async def comment_on_a_message(both: Pair) -> None:
    people, world = both.world.slack.people, both.world
    said = await people.send_message(OWNER, GENERAL, "What about it?")
    await people.message_shortcut(OWNER, GENERAL, said.ts, "comment_on_resource")
    form = await world.until(
        lambda: next((view for view in world.views() if "Search by name" in str(view.body)), None), "it"
    )

    async def offered() -> list[dict[str, Any]]:
        """None where the machine is too busy for the time that Slack gives: then one types again."""
        return await people.suggest(OWNER, form, "resource", "value", "rcs acc")

    (option, *_) = await world.until(offered, "the choices")
    await world.submit(form, {"resource": option["value"]})
    await both.quiet()


async def pause_at_home(both: Pair) -> None:
    people, world = both.world.slack.people, both.world
    await people.open_home(OWNER)
    await both.quiet()
    tab = world.workspace.homes[OWNER]
    menus = [(block, option) for block in tab.blocks for option in block.get("accessory", {}).get("options", ())]
    block, pause = next(row for row in menus if row[1]["text"]["text"] == "Pause")
    action = block["accessory"]["action_id"]
    assert (await people.click(OWNER, tab, block["block_id"], action, pause["value"])).ok
    await both.quiet()


async def refuse(both: Pair) -> None:
    world = both.world
    known = {view.id for view in world.views()}
    await both.press("Refuse", ACTIVITY)
    form = next(view for view in world.views() if view.id not in known)
    await world.submit(form, {"reason": "Not yet"})
    await both.quiet()


async def acts(world: BotWorld) -> Counter[str]:
    return Counter(row.action for row in await world.bot.store.audit.recent(200))


def at_sinch(world: BotWorld) -> Counter[str]:
    changing = (call for call in world.sinch.requests if call.method != "GET" and "/oauth2/" not in call.path)
    return Counter(call.method for call in changing)
