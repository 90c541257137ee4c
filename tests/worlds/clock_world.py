"""Both emulators and the bot's services with a clock that tests move: for whatever happens on a schedule."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import SecretStr

from bot.app import Bot
from bot.command.context import Services
from bot.flows.catchup.catchup import run as catch_up
from bot.flows.digest.digest import tick
from bot.provisioning.retry import Retries
from bot.sandbox.sinch.reviewers.controls import Controls
from bot.sandbox.sinch.seeds.company import seed_samples
from bot.sandbox.sinch.service.serve import serving
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.facts import PROJECT_ID
from bot.sandbox.sinch.world.project import Project
from bot.sandbox.sinch.world.scope import Scope
from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.model import App, Message
from bot.sandbox.slack.seed import ACTIVITY, GENERAL, MEMBER, OWNER, sample_workspace
from bot.slack.pace import Limits
from bot.storage.digests.digests import Digest
from bot.storage.store import Store
from bot.timing import Timing
from tests.worlds.clock import FakeClock
from tests.worlds.emulators import settings_between
from tests.worlds.keys import ENCRYPTION_KEY

__all__ = ["ACTIVITY", "GENERAL", "MEMBER", "OWNER", "PROJECT_ID", "ClockWorld", "clock_world"]

START = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
"""A Monday."""
PUBLIC_URL = "https://bot.example.com"


@dataclass
class ClockWorld:
    """The services of one process, and what stands around it."""

    slack: SlackEmulator
    sinch: World
    bot: Bot
    clock: FakeClock

    @property
    def services(self) -> Services:
        return self.bot.services

    @property
    def store(self) -> Store:
        return self.bot.store

    @property
    def project(self) -> Project:
        return self.sinch.projects[PROJECT_ID]

    @property
    def scope(self) -> Scope:
        return self.sinch.scope(PROJECT_ID)

    @property
    def controls(self) -> Controls:
        return Controls(self.sinch)

    def messages(self, channel: str = GENERAL) -> list[Message]:
        """What the bot has posted there."""
        return [
            message
            for message in self.slack.workspace.channels[channel].messages
            if message.bot_id and not message.deleted
        ]

    def direct_messages(self, user: str) -> list[Message]:
        """The bot's direct messages to a person."""
        return self.messages(self.slack.workspace.direct(user, self.slack.workspace.app.user_id).id)

    async def digest(self, schedule: str = "daily 09:00", tz: str = "UTC", **parts: Any) -> Digest:
        """A digest in #general whose first slot is today at nine, by the member."""
        made = await self.store.digests.add(
            PROJECT_ID,
            parts.pop("channel", GENERAL),
            schedule,
            tz,
            created_by=MEMBER,
            now=self.clock.now(),
            next_at=parts.pop("next_at", START.replace(hour=9, minute=0)),
        )
        assert made
        return made

    async def tick(self) -> None:
        await tick(self.services)

    async def catch_up(self) -> None:
        await catch_up(self.services)

    async def elsewhere(self) -> Services:
        """The services of another process on the same database; the caller shares Slack and Sinch with it."""
        store = Store.at(self.services.settings.database_url)
        await store.open()
        return replace(self.services, store=store)


@asynccontextmanager
async def clock_world(database_url: str, **settings: Any) -> AsyncIterator[ClockWorld]:
    """Start everything on a database that has its tables; samples are at Sinch, nothing is registered."""
    clock = FakeClock(START)
    async with AsyncExitStack() as stack:
        slack = SlackEmulator(sample_workspace(App(), now=lambda: clock.now().timestamp()))
        await stack.enter_async_context(slack.running())
        sinch = World(now=clock.now)
        seed_samples(sinch)
        stack.push_async_callback(sinch.close)
        sinch_url = await stack.enter_async_context(serving(sinch))
        values: dict[str, Any] = {
            "sinch_webhook_secret": SecretStr("world-webhook-secret"),
            "encryption_keys": (SecretStr(ENCRYPTION_KEY),),
            "public_url": PUBLIC_URL,
            "database_url": database_url,
            "admins": (OWNER,),
            **settings,
        }
        timing = Timing(pace=Limits(channel_seconds=0.0), retries=Retries(limit=0))
        bot = Bot(settings_between(slack, sinch_url, **values), clock, timing, workers=())
        await stack.enter_async_context(bot.running())
        yield ClockWorld(slack, sinch, bot, clock)
