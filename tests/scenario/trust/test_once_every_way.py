"""Whatever comes in comes twice, at two processes at the same moment and again later: each way in acts once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.app import Bot
from bot.cards.blocks.message import Message as Shown
from bot.cards.home import Cockpit
from bot.command.context import Ctx
from bot.edge.interactions import DOUBLE_CLICK
from bot.flows import home
from bot.provisioning.subjects import Kind, Subject
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
    """Two processes: all that Slack sends reaches both at once."""

    world: BotWorld
    other: Bot

    async def quiet(self) -> None:
        """Until nothing is under way and nothing more was written."""
        await self.world.slack.delivery.settled()
        await self.world.until(lambda: not len(self.world.bot.tasks) + len(self.other.tasks), "an end of all work")

    async def all_once_more(self) -> None:
        """Whatever Slack has sent, in the same order."""
        delivery = self.world.slack.delivery
        for sent in tuple(delivery.log):
            match sent.kind:
                case "slash_commands":
                    await delivery.command(sent.payload)
                case "interactive":
                    await delivery.interaction(sent.payload)
                case _:
                    await delivery.redeliver(sent.payload["event_id"])
        await self.quiet()

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


class ToBoth(httpx.AsyncHTTPTransport):
    """Takes each request to both processes at once; what the first says is the answer."""

    def __init__(self, ports: Sequence[int]) -> None:
        super().__init__()
        self.ports = ports

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        copies = [self._at(port, request) for port in self.ports]
        first, second = await asyncio.gather(*(super(ToBoth, self).handle_async_request(copy) for copy in copies))
        await second.aclose()
        return first

    @staticmethod
    def _at(port: int, request: httpx.Request) -> httpx.Request:
        url, body = request.url.copy_with(port=port), request.content
        return httpx.Request(request.method, url, headers=request.headers, content=body, extensions=request.extensions)


@asynccontextmanager
async def pair(world: BotWorld) -> AsyncIterator[Pair]:
    """A second process beside that of the world."""
    other = Bot(world.settings, timing=QUICK, workers=AT_WORK)
    listener = listen("127.0.0.1", 0)
    ports = [int(httpx.URL(world.url).port or 0), int(listener.getsockname()[1])]
    both, delivery = Pair(world, other), world.slack.delivery
    async with served(other, listener), httpx.AsyncClient(transport=ToBoth(ports), timeout=60) as client:
        delivery.use(client)
        yield both
        await both.quiet()
        delivery.use(None)


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
        await both.all_once_more()
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
