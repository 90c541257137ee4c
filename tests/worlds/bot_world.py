"""A Slack workspace, a Provisioning API and the bot between them, on loopback, talking real HTTP."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr

from bot.app import Bot
from bot.clock import Clock
from bot.edge import server as http_server
from bot.flows.activity.tuning import Tuning
from bot.prepare import prepare_database
from bot.sandbox import guest_server
from bot.sandbox.sinch.seeds.company import seed_samples
from bot.sandbox.sinch.service.serve import serving
from bot.sandbox.sinch.service.world import World
from bot.sandbox.sinch.world.facts import PROJECT_ID
from bot.sandbox.sinch.world.project import Project
from bot.sandbox.slack.emulator import SlackEmulator, listen
from bot.sandbox.slack.limits import Limits as SlackLimits
from bot.sandbox.slack.model import App, Channel, Command, File, Shortcut
from bot.sandbox.slack.people.outcome import Outcome
from bot.sandbox.slack.seed import ACTIVITY, GENERAL, MEMBER, OWNER, sample_workspace
from bot.sandbox.slack.workspace import Message, View, Workspace
from bot.settings import Settings
from bot.slack.pace import Limits
from bot.timing import Timing
from tests.worlds.databases import make_tables
from tests.worlds.emulators import settings_between
from tests.worlds.keys import ENCRYPTION_KEY
from tests.worlds.waiting import until
from tests.worlds.webhook import signed

WEBHOOK_SECRET = "world-webhook-secret"
WORKING = ":hourglass_flowing_sand:"
"""Stands in a modal until its answer is there."""
QUICK = Timing(
    pace=Limits(channel_seconds=0.0, posts_burst=1_000, posts_per_second=1_000, updates_burst=1_000),
    activity=Tuning(grace=0.5, idle=1.0, round=0.02, coalesce=0.05, longest_pause=0.4),
    bulk_pace=0.001,
)
"""Nobody waits for what the test is not about: the pace of messages and rows, the gathering of changes."""

__all__ = ["ACTIVITY", "GENERAL", "MEMBER", "OWNER", "PROJECT_ID", "BotWorld", "bot_world"]

AT_WORK = frozenset({"identity", "activity", "comments", "bulk", "projects", "commands"})
"""All but the jobs, which begin with what is long overdue: `clock_world` is for them."""


@dataclass
class BotWorld:
    """The emulators and the bot; helpers say what a person does and wait for what they then see."""

    slack: SlackEmulator
    sinch: World
    bot: Bot
    url: str
    settings: Settings
    seen: set[str] = field(default_factory=set)

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace

    @property
    def project(self) -> Project:
        """The first project at the emulated Sinch."""
        return next(iter(self.sinch.projects.values()))

    until = staticmethod(until)

    async def quiet(self) -> None:
        """Wait until the bot does nothing any more."""
        await self.until(lambda: not len(self.bot.tasks) + len(self.bot.background), "an end of all work")

    async def room(self, name: str) -> Channel:
        """A new channel with the bot in it, once it has greeted: else its greeting is taken for the next answer."""
        made = await self.slack.people.create_channel(OWNER, name)
        await self.slack.people.invite_bot(OWNER, made.id)
        await self.until(lambda: [message for message in self.messages(made.id) if message.bot_id], "the greeting")
        return made

    async def slash(self, text: str, *, user: str = OWNER, channel: str = GENERAL, command: str = "/sinch") -> Message:
        """Type a slash command; the answer that the person then sees."""
        before = self.shown()
        outcome = await self.slack.people.slash(user, channel, command, text)
        assert outcome.ok, outcome
        message: Message = await self.answer(before, user=user)
        return message

    async def slash_form(self, text: str, *, user: str = OWNER, channel: str = GENERAL) -> View:
        """Type a slash command that opens a modal, and wait until it is a form: one that is looked up opens empty."""
        known = {view.id for view in self.views(user)}
        outcome = await self.slack.people.slash(user, channel, "/sinch", text)
        assert outcome.ok, outcome

        def look() -> View | None:
            new = (view for view in self.views(user) if view.id not in known)
            return next((view for view in new if WORKING not in words(view)), None)

        view: View = await self.until(look, f"a modal after {text!r}")
        return view

    async def slash_file(self, text: str) -> bytes:
        """Type a slash command that sends a file; what is in it."""
        known = {file.id for file in self.workspace.files.values()}
        await self.slash(text)

        def look() -> File | None:
            new = (file for file in self.workspace.files.values() if file.id not in known and file.channels)
            return next(new, None)

        file: File = await self.until(look, f"the file of {text!r}")
        return file.content

    async def click(self, message: Message | View, label: str, *, user: str = OWNER) -> Outcome:
        """Press the button with this label."""
        for block in message.blocks:
            elements = [*block.get("elements", []), *([block["accessory"]] if block.get("accessory") else [])]
            for element in elements:
                if element.get("type") == "button" and element["text"]["text"] == label:
                    outcome = await self.slack.people.click(user, message, block["block_id"], element["action_id"])
                    assert outcome.ok, outcome
                    return outcome
        raise AssertionError(f"no button {label!r} among {labels(message)}")

    async def click_for(self, message: Message | View, label: str, *, user: str = OWNER) -> Any:
        """Press a button; the message or modal that comes of it, new or changed."""
        before = self.shown()
        await self.click(message, label, user=user)
        return await self.answer(before, user=user)

    async def submit(self, view: View, values: dict[str, Any], *, user: str = OWNER) -> Outcome:
        """Fill in a form and press its button; values by field."""
        return await self.slack.people.submit_view(
            user, view.id, {name: {"value": value} for name, value in values.items()}
        )

    async def answer(self, before: dict[str, str], *, user: str = OWNER) -> Any:
        """The first message of the bot, or modal, that is new or looks different; not what comes of its own accord."""

        def look() -> Message | View | None:
            for message in self.messages():
                visible = message.bot_id and message.ephemeral_to in (None, user) and not is_line(message)
                if visible and before.get(message.ts) != _look(message) and not self._unasked(message):
                    return message
            changed = [view for view in self.views(user) if before.get(view.id) != _look(view)]
            return next((view for view in changed if WORKING not in words(view)), None)

        return await self.until(look, "an answer")

    def _unasked(self, message: Message) -> bool:
        """Activity, cards and digests bear a mark, and come and change at any time; an answer may replace one.

        The file of a job comes when it comes, in a message without words.
        """
        if not (message.text or message.blocks):
            return True
        answers = (call.params.get("text") for call in self.workspace.calls if call.method == "response_url")
        return bool(message.metadata) and message.text not in answers

    async def webhook(
        self, kind: str, payload: Any = None, *, secret: str = WEBHOOK_SECRET, project: str = PROJECT_ID, **more: Any
    ) -> int:
        """An event as Sinch delivers it, signed; the status of the bot's answer."""
        body = json.dumps({"type": kind, **({} if payload is None else {"payload": payload}), **more}).encode()
        async with httpx.AsyncClient() as http:
            url = f"{self.url}/sinch/webhooks/{project}"
            return (await http.post(url, content=body, headers=signed(body, secret=secret))).status_code

    async def routed(self) -> None:
        """Wait until every event has found its channels."""

        async def nothing_waits() -> bool:
            return not await self.bot.store.inbox.waiting()

        await self.until(nothing_waits, "an end of all routing")

    def messages(self, channel: str | None = None, *, thread_ts: str | None = None) -> list[Message]:
        """What can be read, oldest first."""
        channels = [self.workspace.channels[channel]] if channel else list(self.workspace.channels.values())
        found = [m for item in channels for m in self._of(item.id) if not m.deleted]
        if thread_ts:
            found = [m for m in found if m.thread_ts == thread_ts and m.ts != thread_ts]
        return sorted(found, key=lambda m: m.ts)

    def views(self, user: str = OWNER) -> list[View]:
        return list(self.workspace.view_stacks.get(user, []))

    def _of(self, channel: str) -> Iterable[Message]:
        return list(self.workspace.channels[channel].messages)

    def shown(self) -> dict[str, str]:
        """What every message and modal looks like now."""
        views = [view for stack in self.workspace.view_stacks.values() for view in stack]
        return {
            **{message.ts: _look(message) for message in self.messages()},
            **{item.id: _look(item) for item in views},
        }

    def calls(self, method: str, path: str = "") -> list[Any]:
        """Requests that reached the Provisioning API."""
        return [request for request in self.sinch.requests if request.method == method and path in request.path]


def is_line(message: Message) -> bool:
    """Whether it only tells the channel who did what."""
    return not message.ephemeral_to and {block["type"] for block in message.blocks} == {"context"}


def _look(shown: Message | View) -> str:
    return f"{getattr(shown, 'text', '')}{shown.blocks}"


def labels(shown: Message | View) -> list[str]:
    """The labels of all buttons."""
    found = []
    for block in shown.blocks:
        for element in [*block.get("elements", []), *([block["accessory"]] if block.get("accessory") else [])]:
            if element.get("type") == "button":
                found.append(element["text"]["text"])
    return found


def words(shown: Message | View) -> str:
    """Everything that can be read in a message or modal."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("text", "alt_text", "caption", "value") and isinstance(inner, str):
                    found.append(inner)
                else:
                    walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(shown.blocks)
    return "\n".join([getattr(shown, "text", ""), *found])


@asynccontextmanager
async def bot_world(
    folder: Path,
    *,
    database_url: str | None = None,
    clock: Clock | None = None,
    socket_mode: bool = False,
    workers: Collection[str] | None = None,
    timing: Timing = QUICK,
    **settings: Any,
) -> AsyncIterator[BotWorld]:
    """Start everything; the webhook is registered at Sinch, nothing is subscribed unless a setting says so.

    Slack takes messages as fast as the bot sends them; with a `timing` of one's own it counts them.
    """
    async with AsyncExitStack() as stack:
        slack = _slack(timing)
        await stack.enter_async_context(slack.running())
        sinch = World()
        seed_samples(sinch)
        sinch_url = await stack.enter_async_context(serving(sinch))
        listener = listen("127.0.0.1", 0)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        values: dict[str, Any] = {
            "sinch_webhook_secret": SecretStr(WEBHOOK_SECRET),
            "encryption_keys": (SecretStr(ENCRYPTION_KEY),),
            "public_url": url,
            "database_url": database_url or f"sqlite+aiosqlite:///{folder / 'bot.db'}",
            "comment_hold_seconds": 0.0,
            **settings,
        }
        if socket_mode:
            values["slack_app_token"] = SecretStr(slack.workspace.app.app_token)
        made = settings_between(slack, sinch_url, **values)
        if database_url is None:
            await make_tables(made.database_url)
        await prepare_database(made)
        bot = Bot(made, clock, timing, workers=AT_WORK if workers is None else workers)
        slack.workspace.app.request_url = None if socket_mode else f"{url}/slack/events"
        await stack.enter_async_context(served(bot, listener))
        sinch.seed_webhook(f"{url}/sinch/webhooks/{PROJECT_ID}", WEBHOOK_SECRET)
        await _ready(url)
        yield BotWorld(slack, sinch, bot, url, made)


def _slack(timing: Timing) -> SlackEmulator:
    """A busy machine is slow, and few tests are about Slack's three seconds: who brings a timing means them."""
    names = ("/sinch", "/sinch-whatsapp", "/sinch-rcs", "/sinch-webhooks")
    app = App(
        commands=[Command(name, should_escape=True) for name in names],
        shortcuts=[Shortcut("comment_on_resource", "Send comment to Sinch")],
    )
    workspace = sample_workspace(app)
    patience = 60.0 if timing is QUICK else 3.0
    workspace.trigger_seconds = patience
    limits = SlackLimits(workspace.now, enabled=timing is not QUICK)
    return SlackEmulator(workspace, limits=limits, ack_seconds=patience)


async def _ready(url: str) -> None:
    async with httpx.AsyncClient() as http:
        for _ in range(500):
            if (await http.get(f"{url}/ready")).status_code == httpx.codes.OK:
                return
            await asyncio.sleep(0.01)


@asynccontextmanager
async def served(bot: Bot, listener: socket.socket) -> AsyncIterator[None]:
    """The bot behind a real server, on a socket that listens already."""
    async with guest_server.serving(http_server.config(bot.asgi, drain_seconds=2), listener):
        yield
