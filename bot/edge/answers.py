"""Where an answer goes: a response_url, a thread, or the modal that asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from bot.cards import form
from bot.slack.errors import TriggerExpired

if TYPE_CHECKING:
    from bot.command import Reply
    from bot.slack.client import Slack

View = dict[str, Any]


class Answer(Protocol):
    """One way to answer a person."""

    async def show(self, reply: Reply) -> None:
        """Show the answer where the person is."""
        ...

    async def form(self, view: View) -> bool:
        """Open a modal; False where none can be opened (no trigger, or it has expired)."""
        ...

    @property
    def response_url(self) -> str: ...


@dataclass(slots=True)
class Responded:
    """Through a response_url; `replace` puts the answer in place of the message that was pressed."""

    slack: Slack
    response_url: str
    trigger_id: str = ""
    replace: bool = False
    thread_ts: str | None = None

    async def show(self, reply: Reply) -> None:
        await self.slack.respond(
            self.response_url,
            reply.message,
            public=reply.public,
            replace=self.replace and not reply.public,
            thread_ts=self.thread_ts,
        )

    async def form(self, view: View) -> bool:
        return await _opened(self.slack, self.trigger_id, view)


@dataclass(slots=True)
class Threaded:
    """As a message in a thread, where everybody there reads it."""

    slack: Slack
    channel: str
    thread_ts: str | None
    response_url: str = ""

    async def show(self, reply: Reply) -> None:
        await self.slack.post(self.channel, reply.message, thread_ts=self.thread_ts)

    async def form(self, view: View) -> bool:
        return False


@dataclass(slots=True)
class InView:
    """In place of a modal's content; a public answer goes to the channel as well."""

    slack: Slack
    view_id: str
    title: str
    response_url: str = ""
    state: View = field(default_factory=dict)

    async def show(self, reply: Reply) -> None:
        await self.slack.update_view(self.view_id, form.result(self.title, reply.message))
        if reply.public and self.response_url:
            await self.slack.respond(self.response_url, reply.message, public=True)

    async def form(self, view: View) -> bool:
        try:
            await self.slack.update_view(self.view_id, view)
        except TriggerExpired:
            return False
        return True


async def _opened(slack: Slack, trigger_id: str, view: View) -> bool:
    if not trigger_id:
        return False
    try:
        await slack.open_view(trigger_id, view)
    except TriggerExpired:
        return False
    return True
