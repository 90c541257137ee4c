"""Both emulators and the bot's way from Slack to Sinch, without the activity flow: for whatever concerns comments."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import commands
from bot.cards.blocks.message import Message as Shown
from bot.clock import SystemClock
from bot.command.context import Services
from bot.edge.dispatcher import Dispatcher
from bot.edge.events import Events
from bot.edge.forms.shortcut import Shortcut as ShortcutEdge
from bot.edge.inbound import Inbound
from bot.edge.tasks import TaskSet
from bot.flows.comments import Comments
from bot.provisioning.client import Provisioning
from bot.provisioning.registry import Credentials, Directory
from bot.provisioning.subjects import Kind, Subject
from bot.sandbox.sinch.api.serve import serving
from bot.sandbox.sinch.seeds.company import seed_samples
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET, PROJECT_ID
from bot.sandbox.sinch.world.world import World
from bot.sandbox.slack.emulator import SlackEmulator
from bot.sandbox.slack.model import App, Command, Message, Shortcut, View
from bot.sandbox.slack.seed import ACTIVITY, GUEST, MEMBER, OWNER, sample_workspace
from bot.settings import Settings
from bot.slack.client import Slack
from bot.slack.pace import Limits, Pace
from bot.storage.db.prepare import prepare
from bot.storage.engine import Store
from tests.worlds.waiting import until

__all__ = ["ACTIVITY", "GUEST", "MEMBER", "OWNER", "PROJECT_ID", "RCS", "CommentsWorld", "comments_world", "process"]

RCS = Subject(Kind.rcs_account)
PATIENCE = (0.05, 0.05)
LEASE = timedelta(seconds=30)
SWEEP = timedelta(seconds=0.3)


@dataclass
class Process:
    """What one `serve` has: its own connections, its own worker."""

    services: Services
    comments: Comments
    tasks: TaskSet
    app: Starlette
    direct: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class CommentsWorld:
    """What people do, and what is then to be seen."""

    slack: SlackEmulator
    sinch: World
    process: Process
    settings: Settings

    @property
    def store(self) -> Store:
        return self.process.services.store

    until = staticmethod(until)

    async def quiet(self) -> None:
        """Until everything that was begun has ended."""
        while True:
            await self.slack.people.settled()
            if not len(self.process.tasks):
                return
            await asyncio.sleep(0.01)

    async def card(self, subject: Subject = RCS, channel: str = ACTIVITY) -> Message:
        """The parent card of a resource in a channel."""
        services = self.process.services
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
            for element in block.get("elements", []):
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
        values: dict[str, Any] = {
            "slack_bot_token": SecretStr(app.token),
            "slack_signing_secret": SecretStr(app.signing_secret),
            "slack_api_url": slack.api_url,
            "sinch_api_url": sinch_url,
            "sinch_auth_url": f"{sinch_url}/oauth2/token",
            "database_url": database_url or f"sqlite+aiosqlite:///{folder / 'bot.db'}",
            "comment_hold_seconds": 0.0,
            **settings,
        }
        made = Settings(_env_file=None, **values)
        await prepare(made.database_url)
        one = await stack.enter_async_context(process(made, working=working, lease=lease))
        slack.workspace.app.request_url = "http://bot/slack/events"
        client = httpx.AsyncClient(transport=httpx.ASGITransport(one.app))
        slack.delivery.use(await stack.enter_async_context(client))
        yield CommentsWorld(slack, sinch, one, made)


@asynccontextmanager
async def process(settings: Settings, *, working: bool = True, lease: timedelta = LEASE) -> AsyncIterator[Process]:
    """One more `serve` on the same database."""
    async with AsyncExitStack() as stack:
        store = Store.at(settings.database_url)
        await store.open()
        stack.push_async_callback(store.close)
        assert settings.slack_bot_token
        slack = Slack(settings.slack_bot_token, settings.slack_api_url, pace=Pace(Limits(channel_seconds=0.01)))
        stack.push_async_callback(slack.close)
        projects = Directory(lambda one: _client(settings, one))
        await projects.add(Credentials(PROJECT_ID, KEY_ID, SecretStr(KEY_SECRET)))
        stack.push_async_callback(projects.close)
        tasks = TaskSet()
        services = Services(settings, SystemClock(), store, slack, projects, tasks, store.notifier.notify)
        comments = Comments(services, lease=lease, sweep=SWEEP, patience=PATIENCE)
        found = Process(services, comments, tasks, Starlette())
        found.app.routes.append(Route("/slack/events", _bolt(settings, found), methods=["POST"]))
        stack.push_async_callback(tasks.drain, 2)
        if working:
            stack.callback(asyncio.create_task(comments.run()).cancel)
        yield found


def _client(settings: Settings, one: Credentials) -> Provisioning:
    return Provisioning(
        project_id=one.project_id,
        key_id=one.key_id,
        key_secret=one.key_secret,
        api_url=settings.sinch_api_url,
        auth_url=settings.sinch_auth_url,
    )


def _bolt(settings: Settings, one: Process) -> Callable[[Request], Any]:
    async def authorize(**_: object) -> AuthorizeResult:
        assert settings.slack_bot_token
        token = settings.slack_bot_token.get_secret_value()
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    async def mentioned(event: Any) -> None:
        one.mentions.append(dict(event))

    async def direct(event: Any) -> None:
        one.direct.append(dict(event))

    assert settings.slack_signing_secret
    app = AsyncApp(
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        client=one.services.slack.sdk,
        authorize=authorize,
        process_before_response=True,
    )
    inbound = Inbound(Dispatcher(one.services, commands.collect), ShortcutEdge(one.services))
    inbound.listen(app, Events(one.services, one.comments, mentioned, direct))
    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    return endpoint
