"""The message shortcut *Send comment to Sinch*: any message becomes a comment on a resource picked by search."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot import log
from bot.cards.blocks import form
from bot.cards.blocks.input import TEXT, Input
from bot.edge.forms import simple
from bot.edge.origin import Origin
from bot.flows.comments import writing
from bot.flows.projects import projects
from bot.slack.errors import SlackProblem, TriggerExpired
from bot.slack.text import plain, unescape

if TYPE_CHECKING:
    from bot.cards.blocks.message import Block
    from bot.command.context import Services

CALLBACK = "comment_on_resource"
COMMAND = "comments add"
TITLE = "Comment at Sinch"
NAMES_WITHIN = 1.0
"""Seconds for looking names up; the form has to be open within three."""

logger = log.get("shortcut")


class Shortcut:
    """Opens the form of `comments add`, filled with the message; the form itself goes the way of all forms."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def called(self, body: Mapping[str, Any]) -> None:
        """Somebody chose the shortcut in a message's menu."""
        if body.get("callback_id") != CALLBACK:
            return
        message, channel = body.get("message") or {}, (body.get("channel") or {}).get("id") or ""
        origin = Origin(
            channel=channel,
            thread_ts=message.get("thread_ts"),
            response_url=body.get("response_url") or "",
            project=await self._project(channel, message),
            kept={"message_ts": message.get("ts") or body.get("message_ts") or ""},
        )
        text = await self._spoken(str(message.get("text") or ""))
        try:
            await self._services.slack.open_view(body["trigger_id"], view(text, origin))
        except TriggerExpired:
            logger.warning("form not opened in time", channel=channel)

    async def _project(self, channel: str, message: Mapping[str, Any]) -> str:
        """The project of the card in whose thread the message stands; else the channel's."""
        ts = message.get("thread_ts") or message.get("ts")
        thread = await self._services.store.threads.at(channel, str(ts)) if channel and ts else None
        return thread.project_id if thread else await projects.of_channel(self._services, channel)

    async def _spoken(self, mrkdwn: str) -> str:
        try:
            async with asyncio.timeout(NAMES_WITHIN):
                return await writing.spoken(self._services.slack, mrkdwn)
        except (TimeoutError, SlackProblem):
            return plain(mrkdwn)


def view(text: str, origin: Origin) -> Block:
    """The form, filled in."""
    inputs = (
        Input(
            name="resource",
            title="Resource",
            hint="An account, sender or template",
            kind="external",
            placeholder="Search by name",
        ),
        Input(name="text", title="Comment", kind="multiline", initial=unescape(text)),
    )
    return form.view(
        TITLE,
        inputs,
        submit="Comment",
        callback_id=f"{simple.PREFIX}{COMMAND}",
        private_metadata=origin.pack(),
        intro=f"This message is long: only its first {TEXT:,} characters fit here." if len(text) > TEXT else "",
    )
