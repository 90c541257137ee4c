"""Both emulators and the bot's way from Slack to Sinch, without the activity flow: for whatever concerns comments."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from bot.app import Bot
from bot.cards.blocks.message import Message as Shown
from bot.prepare import prepare_database
from bot.provisioning.subjects import Kind, Subject
from bot.sandbox.sinch.seeds.company import seed_samples
from bot.sandbox.sinch.service.serve import serving
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.facts import PROJECT_ID
from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.model import App, Command, Message, Shortcut, View
from bot.sandbox.slack.seed import ACTIVITY, GUEST, MEMBER, OWNER, sample_workspace
from bot.settings import Settings
from bot.slack.pace import Limits
from bot.storage.store import Store
from bot.timing import Timing
from tests.worlds.databases import make_tables
from tests.worlds.emulators import settings_between
from tests.worlds.waiting import until

__all__ = [
    "ACTIVITY",
    "GUEST",
    "MEMBER",
    "OWNER",
    "PROJECT_ID",
    "RCS",
    "CommentsWorld",
    "comments_world",
    "running_bot",
]

RCS = Subject(Kind.rcs_account)
PATIENCE = (0.05, 0.05)
LEASE = timedelta(seconds=30)
SWEEP = timedelta(seconds=0.3)


def _rests(bot: Bot) -> bool:
    return not len(bot.tasks)


@dataclass
class CommentsWorld:
    """What people do, and what is then to be seen."""

    slack: SlackEmulator
    sinch: World
    bot: Bot
    settings: Settings

    @property
    def store(self) -> Store:
        return self.bot.services.store

    until = staticmethod(until)

    async def quiet(self) -> None:
        """Until everything that was begun has ended."""
        while True:
            await self.slack.people.settled()
            if not len(self.bot.tasks):
                return
            await asyncio.sleep(0.01)

    async def swept(self, *others: Bot) -> None:
        """After some of the looks that the bot, or `others`, take from time to time at what was left lying."""
        for bot in others or (self.bot,):
            for _ in range(3):
                await bot.comments.recover()
                await bot.comments.step()
                await self.until(partial(_rests, bot), "an end of what the look began")

    async def card(self, subject: Subject = RCS, channel: str = ACTIVITY) -> Message:
        """The parent card of a resource in a channel."""
        services = self.bot.services
        posted = await services.slack.post(channel, Shown(f"card of {subject.key}"))
        await self.store.threads.save(channel, PROJECT_ID, subject.key, {}, services.clock.now(), ts=posted.ts)
        found = self.slack.workspace.channels[channel].find(posted.ts)
        assert found is not None
        return found

    async def reply(self, card: Message, text: str, *, user: str = MEMBER, **more: Any) -> Message:
        """Write into the card's thread, as a person does; the bot has taken it in when this returns."""
        message = await self.slack.people.send_message(user, card.channel, text, card.ts, **more)
        await self.slack.people.settled()
        return message

    def at_sinch(self, subject: Subject = RCS) -> list[str]:
        """The comments of people in Slack that are at Sinch, in the order in which they came."""
        key = f"{subject.kind}:{'/'.join(subject.ids) or 'account'}"
        trail = self.sinch.projects[PROJECT_ID].activities.get(key, [])
        return [entry["comment"] for entry in trail if entry.get("comment", "").endswith("(Slack)")]

    async def arrived(self, count: int = 1, subject: Subject = RCS) -> list[str]:
        """Wait for so many comments at Sinch, and for the bot to fall silent."""
        await self.until(lambda: len(self.at_sinch(subject)) >= count, f"{count} comments at Sinch")
        await self.quiet()
        return self.at_sinch(subject)

    def reactions(self, message: Message) -> set[str]:
        return set(message.reactions)

    def ephemerals(self, user: str = MEMBER) -> list[Message]:
        """What the bot has told this person alone, newest last."""
        return [
            message
            for channel in self.slack.workspace.channels.values()
            for message in channel.messages
            if message.ephemeral_to == user and not message.deleted
        ]

    def thread(self, card: Message) -> list[Message]:
        """What the bot has said in a thread for everyone."""
        replies = self.slack.workspace.channels[card.channel].replies(card.ts)
        return [message for message in replies if message.bot_id and not message.ephemeral_to]

    async def ephemeral(self, containing: str, user: str = MEMBER) -> Message:
        found: Message = await self.until(
            lambda: next((m for m in reversed(self.ephemerals(user)) if containing in m.text), None),
            f"{containing!r} among {[m.text for m in self.ephemerals(user)]}",
        )
        return found

    async def click(self, shown: Message | View, label: str, *, user: str = MEMBER) -> None:
        for block in shown.blocks:
            for element in (*block.get("elements", []), block.get("accessory") or {}):
                if element.get("type") == "button" and element["text"]["text"] == label:
                    outcome = await self.slack.people.click(user, shown, block["block_id"], element["action_id"])
                    assert outcome.ok, outcome
                    await self.quiet()
                    return
        raise AssertionError(f"no button {label!r} in {shown.blocks}")

    async def state(self, message: Message) -> str:
        comment = await self.store.comments.at(message.channel, message.ts)
        return comment.state if comment else ""


@asynccontextmanager
async def comments_world(
    folder: Path,
    *,
    database_url: str = "",
    working: bool = True,
    lease: timedelta = LEASE,
    **settings: Any,
) -> AsyncIterator[CommentsWorld]:
    """Start everything; replies are sent at once unless a setting says otherwise, and not at all without a worker."""
    async with AsyncExitStack() as stack:
        app = App(
            commands=[Command("/sinch", should_escape=True)],
            shortcuts=[Shortcut("comment_on_resource", "Send comment to Sinch")],
        )
        slack = SlackEmulator(sample_workspace(app))
        await stack.enter_async_context(slack.running())
        sinch = World()
        seed_samples(sinch)
        sinch_url = await stack.enter_async_context(serving(sinch))
        kept = database_url or f"sqlite+aiosqlite:///{folder / 'bot.db'}"
        made = settings_between(slack, sinch_url, database_url=kept, **{"comment_hold_seconds": 0.0, **settings})
        if not database_url:
            await make_tables(made.database_url)
        await prepare_database(made)
        bot = await stack.enter_async_context(running_bot(made, working=working, lease=lease))
        slack.workspace.app.request_url = "http://bot/slack/events"
        client = httpx.AsyncClient(transport=httpx.ASGITransport(bot.asgi))
        slack.delivery.use(await stack.enter_async_context(client))
        yield CommentsWorld(slack, sinch, bot, made)


@asynccontextmanager
async def running_bot(settings: Settings, *, working: bool = True, lease: timedelta = LEASE) -> AsyncIterator[Bot]:
    """One more process on the same database."""
    timing = Timing(
        pace=Limits(channel_seconds=0.01), comment_lease=lease, comment_sweep=SWEEP, comment_patience=PATIENCE
    )
    bot = Bot(settings, timing=timing, workers={"identity", "comments"} if working else {"identity"})
    async with bot.running():
        yield bot
