"""The one way to tell people something that they did not just ask for; where it fails, that is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log
from bot.slack.errors import SlackProblem

if TYPE_CHECKING:
    from bot.cards.blocks.message import Message
    from bot.slack.client import Slack
    from bot.slack.model import PostedMessage

logger = log.get("notify")


async def person(slack: Slack, user_id: str, message: Message, *, about: str) -> PostedMessage | None:
    """The direct message; a Slack that refuses it stops nothing, and is logged with what it was `about`."""
    try:
        return await slack.post(await slack.direct(user_id), message)
    except SlackProblem as problem:
        logger.warning("not notified", about=about, user=user_id, code=problem.code)
        return None


async def in_channel(
    slack: Slack, channel: str, message: Message, *, about: str, thread_ts: str | None = None
) -> PostedMessage | None:
    """The same for everybody in a channel or one of its threads."""
    try:
        return await slack.post(channel, message, thread_ts=thread_ts)
    except SlackProblem as problem:
        logger.warning("not notified", about=about, channel=channel, code=problem.code)
        return None
