"""Where an answer goes: a response_url, a thread, or the modal that asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from bot.cards.blocks import form
from bot.cards.blocks.message import Message
from bot.cards.blocks.table import without_new_blocks
from bot.command.declaration import Reply
from bot.edge.forms import simple
from bot.slack.errors import InvalidBlocks, ResponseExpired, TriggerExpired, ViewGone

if TYPE_CHECKING:
    from bot.slack.client import Slack

View = dict[str, Any]


class Answer(Protocol):
    """One way to answer a person."""

    async def show(self, reply: Reply) -> None:
        """Show the answer where the person is."""
        ...

    async def form(self, view: View) -> InView | None:
        """Open a modal; how to go on in it, or None where none can be opened (no trigger, or it has expired)."""
        ...

    @property
    def response_url(self) -> str: ...

    @property
    def opens(self) -> bool:
        """Whether a modal can be opened at all, be it too late for it already."""
        ...


@dataclass(slots=True)
class Responded:
    """Through a response_url; `replace` puts the answer in place of the message that was pressed.

    An answer that comes too late for the response_url, or once too often, is shown to the person all the same.
    """

    slack: Slack
    response_url: str
    trigger_id: str = ""
    replace: bool = False
    channel: str = ""
    user_id: str = ""
    thread_ts: str | None = None

    @property
    def opens(self) -> bool:
        return bool(self.trigger_id)

    async def show(self, reply: Reply) -> None:
        try:
            await plainer(reply.message, lambda message: self._respond(message, public=reply.public))
        except ResponseExpired:
            if reply.public:
                await self.slack.post(self.channel, reply.message, thread_ts=self.thread_ts)
            else:
                await self.slack.ephemeral(self.channel, self.user_id, reply.message, thread_ts=self.thread_ts)
        if reply.message.file:
            await self.slack.upload(self.channel, reply.message.file, thread_ts=self.thread_ts)

    async def form(self, view: View) -> InView | None:
        if not self.trigger_id:
            return None
        try:
            view_id = await self.slack.open_view(self.trigger_id, view)
        except TriggerExpired:
            return None
        title = view["title"]["text"]
        return InView(self.slack, view_id, title, self.response_url, self.channel, self.user_id)

    async def _respond(self, message: Message, *, public: bool) -> None:
        await self.slack.respond(
            self.response_url,
            message,
            public=public,
            replace=self.replace and not public,
            thread_ts=self.thread_ts,
        )


@dataclass(slots=True)
class Threaded:
    """As a message in a thread, where everybody there reads it."""

    slack: Slack
    channel: str
    thread_ts: str | None
    response_url: str = ""

    @property
    def opens(self) -> bool:
        return False

    async def show(self, reply: Reply) -> None:
        async def post(message: Message) -> None:
            await self.slack.post(self.channel, message, thread_ts=self.thread_ts)

        await plainer(reply.message, post)

    async def form(self, view: View) -> InView | None:
        return None


@dataclass(slots=True)
class InView:
    """In place of a modal's content; a public answer goes to the channel as well.

    A modal that was closed meanwhile must not swallow the answer: it goes where the command was typed.
    """

    slack: Slack
    view_id: str
    title: str
    response_url: str = ""
    channel: str = ""
    user_id: str = ""

    @property
    def opens(self) -> bool:
        return True

    async def show(self, reply: Reply) -> None:
        origin = simple.Origin(self.channel, response_url=self.response_url)
        shown = form.result(self.title, reply.message) | {"private_metadata": origin.pack()}
        try:
            await self.slack.update_view(self.view_id, shown)
        except ViewGone:
            if not reply.public:
                await self._outside(reply)
        if reply.public:
            await self._outside(reply)

    async def form(self, view: View) -> InView | None:
        try:
            await self.slack.update_view(self.view_id, view)
        except ViewGone:
            return None
        return self

    async def _outside(self, reply: Reply) -> None:
        if self.response_url:
            await Responded(self.slack, self.response_url, channel=self.channel, user_id=self.user_id).show(reply)
        elif reply.public:
            await self.slack.post(self.channel, reply.message)
        elif self.channel:
            await self.slack.ephemeral(self.channel, self.user_id, reply.message)


async def plainer(message: Message, send: Callable[[Message], Awaitable[None]]) -> None:
    """Send it; to a workspace that does not take its newest blocks without them, and at last in words only."""
    for shown in (message, without_new_blocks(message)):
        try:
            await send(shown)
        except InvalidBlocks:
            continue
        return
    await send(Message(message.text))
