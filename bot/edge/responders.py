"""Where an answer goes: a response_url, a thread, or the modal that asked. Each keeps the answer to its audience."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from bot import log
from bot.cards.blocks import form
from bot.cards.blocks.message import Message
from bot.cards.blocks.table import without_new_blocks
from bot.command.declaration import Audience, Reply
from bot.edge.origin import Origin
from bot.slack.errors import (
    BadRequest,
    ChannelGone,
    InvalidBlocks,
    NotInChannel,
    RateLimited,
    SlackDown,
    SlackProblem,
    SlackRefused,
    ThreadLocked,
    TriggerExpired,
    UnknownCode,
    UserGone,
    ViewGone,
)  # fmt: skip

if TYPE_CHECKING:
    from bot.slack.client import Slack
    from bot.slack.model import PostedMessage

logger = log.get("answers")

View = dict[str, Any]
DONE, CONFIRM, AFTERWARDS = "Done", "Confirm", "Sinch"
"""Titles of a result, and of what a press in it leads to: a question, and anything else."""
REFUSED_THERE = (ChannelGone, NotInChannel, ThreadLocked, UnknownCode)
"""The place does not take an answer: whoever asked gets it alone, if need be as a direct message."""


class Answer(Protocol):
    """One way to answer a person."""

    async def show(self, reply: Reply) -> PostedMessage | None:
        """Show the answer where the person is, to nobody but its audience; the message, where it can be edited."""
        ...

    async def beside(self, reply: Reply) -> None:
        """Say something to the person alone that must not take the place of an answer that is there or on its way."""
        ...

    async def form(self, view: View) -> InView | None:
        """Open a modal; how to go on in it, or None where none can be opened (no trigger, or it has expired)."""
        ...

    async def take_down_question(self) -> None:
        """Where the answer to a question stands elsewhere, the question loses its buttons; harmless when repeated."""
        ...

    @property
    def response_url(self) -> str: ...

    @property
    def opens(self) -> bool:
        """Whether a modal can be opened at all, be it too late for it already."""
        ...

    @property
    def overheard(self) -> bool:
        """Whether what the person wrote stays where others, or they themselves later, can read it."""
        ...


@dataclass(slots=True)
class ByResponseUrl:
    """Through a response_url; `replace` puts the answer in place of the message that was pressed.

    An answer that the response_url does not take (too late, once too often, refused) is shown to the person anyway.
    """

    slack: Slack
    response_url: str
    trigger_id: str = ""
    replace: bool = False
    channel: str = ""
    user_id: str = ""
    thread_ts: str | None = None
    alone: bool = False
    """Whether the message that was pressed is shown to the person alone, and does not stay."""
    direct: bool = False
    """Whether it stands in the direct message with the person."""
    answers: bool = False
    """Whether a question was pressed, which has to go whatever comes of it."""
    replaced: bool = False
    """Whether an answer stands in place of the message that was pressed."""

    @property
    def opens(self) -> bool:
        return bool(self.trigger_id)

    @property
    def overheard(self) -> bool:
        return False

    async def show(self, reply: Reply) -> PostedMessage | None:
        """Show the answer, to everyone or to the asker alone."""
        public = reply.public and reply.audience is Audience.EVERYONE
        if reply.living and reply.audience is Audience.EVERYONE and (posted := await self._as_message(reply.message)):
            return posted
        await self._send(reply, public=public, replace=self.replace and self._may_replace(reply, public=public))
        if reply.message.file:
            private = reply.audience is not Audience.EVERYONE
            place = await self.slack.direct(self.user_id) if private else self.channel
            await self.slack.upload(place, reply.message.file, thread_ts=None if private else self.thread_ts)
        return None

    async def _as_message(self, message: Message) -> PostedMessage | None:
        """As a message of our own, which can be edited for good; None where the bot may not post."""
        try:
            return await self.slack.post(self.channel, message, thread_ts=self.thread_ts)
        except (ChannelGone, NotInChannel):
            return None

    async def beside(self, reply: Reply) -> None:
        """Show something to the asker, next to the answer."""
        await self._send(reply, public=False, replace=False)

    async def form(self, view: View) -> InView | None:
        """Open a form; None once the trigger (3 s) has expired, or while Slack opens none: a button can, later.

        None too where Slack does not take this form: what is missing is then asked for in a message.
        """
        if not self.trigger_id:
            return None
        try:
            view_id = await self.slack.open_view(self.trigger_id, view)
        except (TriggerExpired, RateLimited, SlackDown):
            return None
        except (InvalidBlocks, BadRequest, ViewGone, UnknownCode) as problem:
            logger.exception("form refused", title=view["title"]["text"], code=problem.code)
            return None
        project = Origin.of(view).project
        return InView(
            self.slack, view_id, view["title"]["text"], self.response_url, self.channel, self.user_id, project
        )

    async def take_down_question(self) -> None:
        """Delete what only the person sees (https://docs.slack.dev/messaging/modifying-messages)."""
        if not self.alone or self.replaced:
            return
        try:
            await self.slack.delete_original(self.response_url)
        except SlackProblem as problem:  # a second press says that it was answered
            logger.info("question not taken down", code=problem.code)

    def _may_replace(self, reply: Reply, *, public: bool) -> bool:
        """A message that others see, or that stays, is not the place for what they may not see, or that must not.

        Nor for what went wrong for one of them. One that only the person sees can't become an answer for all.
        """
        if self.alone:
            return not public
        if reply.failed and not self.answers:
            return False
        return reply.audience is Audience.EVERYONE or (self.direct and reply.audience is Audience.ASKER)

    async def _send(self, reply: Reply, *, public: bool, replace: bool) -> None:
        async def respond(shown: Message) -> None:
            await self.slack.respond(self.response_url, shown, public=public, replace=replace, thread_ts=self.thread_ts)
            self.replaced = self.replaced or replace

        try:
            await send_plainer_if_refused(reply.message, respond)
        except SlackProblem as problem:
            if not problem.certain or isinstance(problem, RateLimited):  # else nobody has seen it yet
                raise
            there = InThread(self.slack, self.channel, self.thread_ts, self.user_id)
            await (there.show(reply) if public else there.beside(reply))


@dataclass(slots=True)
class InThread:
    """As a message in a thread, where everybody there reads it; what is not for all goes to the asker alone."""

    slack: Slack
    channel: str
    thread_ts: str | None
    user_id: str = ""
    direct: bool = False
    """Whether this is the direct message with the person."""
    thread_exists: bool = True
    """Whether the thread has replies: in one that has none yet, Slack does not show what is for one person alone.

    https://docs.slack.dev/reference/methods/chat.postEphemeral
    """
    response_url: str = ""

    @property
    def opens(self) -> bool:
        return False

    @property
    def overheard(self) -> bool:
        return True

    async def show(self, reply: Reply) -> PostedMessage | None:
        """Post the answer into the thread, or show it to the asker alone."""
        aside = reply.aside and not reply.public and not self.direct
        for_all = reply.audience is Audience.EVERYONE and not aside
        if for_all or (self.direct and reply.audience is Audience.ASKER):
            try:
                return await self.slack.post(self.channel, reply.message, thread_ts=self.thread_ts)
            except REFUSED_THERE:
                if self.direct or not self.user_id:
                    raise
        await self._alone(reply)
        return None

    async def beside(self, reply: Reply) -> None:
        """Show something to the asker alone."""
        await self._alone(reply)

    async def form(self, view: View) -> InView | None:
        """A message can't open a form: always None."""
        return None

    async def take_down_question(self) -> None:
        """Nothing was pressed."""

    async def _alone(self, reply: Reply) -> None:
        async def send_alone(message: Message) -> None:
            thread_ts = self.thread_ts if self.thread_exists else None
            await self.slack.ephemeral(self.channel, self.user_id, message, thread_ts=thread_ts)

        try:
            await send_plainer_if_refused(reply.message, send_alone)
        except (*REFUSED_THERE, SlackRefused, UserGone):
            if reply.audience is Audience.SECRET:  # it must not stay in a direct message
                raise
            direct = await self.slack.direct(self.user_id)
            await send_plainer_if_refused(reply.message, lambda message: _posted(self.slack, direct, message))
            return
        if reply.message.file:
            await self.slack.upload(await self.slack.direct(self.user_id), reply.message.file)


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
    project: str = ""
    waiting: bool = False
    """Whether an acknowledgement has put a working view there, which a repetition would leave for ever."""

    @property
    def opens(self) -> bool:
        return True

    @property
    def overheard(self) -> bool:
        return False

    async def show(self, reply: Reply) -> PostedMessage | None:
        """Show the answer in the modal, or outside if the modal is gone."""
        public = reply.public and reply.audience is Audience.EVERYONE
        origin = Origin(self.channel, response_url=self.response_url, project=self.project)
        shown = form.result(self._title(reply), reply.message) | {"private_metadata": origin.pack()}
        try:
            await self.slack.update_view(self.view_id, shown)
        except SlackProblem as problem:  # the modal would say for ever that it is working
            logger.warning("not shown in the modal", code=problem.code)
            if not public:
                await self.outside(reply)
        if public:
            await self.outside(reply)
        return None

    def _title(self, reply: Reply) -> str:
        """What was done or asked before is no title for what follows from it."""
        if reply.done:
            return DONE
        if self.title in (DONE, CONFIRM):
            return CONFIRM if reply.question else AFTERWARDS
        return self.title

    async def beside(self, reply: Reply) -> None:
        """Only in place of a working view: else the modal shows what the first of the two requests is doing."""
        if self.waiting:
            await self.show(reply)

    async def form(self, view: View) -> InView | None:
        """Put a form in place of the modal's content; None if the modal is gone."""
        try:
            await self.slack.update_view(self.view_id, view)
        except ViewGone:
            return None
        return self

    async def take_down_question(self) -> None:
        """The answer has taken its place already."""

    async def outside(self, reply: Reply) -> None:
        """Say it where the modal was opened, and leave the modal as it is."""
        if self.response_url:
            await ByResponseUrl(self.slack, self.response_url, channel=self.channel, user_id=self.user_id).show(reply)
        elif reply.public and reply.audience is Audience.EVERYONE:
            await self.slack.post(self.channel, reply.message)
        elif self.channel:
            await InThread(self.slack, self.channel, None, self.user_id).beside(reply)


async def _posted(slack: Slack, channel: str, message: Message) -> None:
    await slack.post(channel, message)


async def send_plainer_if_refused(message: Message, send: Callable[[Message], Awaitable[None]]) -> None:
    """Send it; to a workspace that does not take its newest blocks without them, and at last in words only."""
    try:
        await send(message)
    except InvalidBlocks:
        await _send_without_new_blocks(message, send)


async def _send_without_new_blocks(message: Message, send: Callable[[Message], Awaitable[None]]) -> None:
    try:
        await send(without_new_blocks(message))
    except InvalidBlocks:
        await send(Message(message.text))
