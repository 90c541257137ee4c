"""Which channels' settings are a person's business: those that anyone may join, and the private ones they are in."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import log
from bot.slack.errors import SlackProblem

if TYPE_CHECKING:
    from bot.slack.client import Slack

PRIVATE_TYPES, ALL_TYPES = "private_channel,mpim", "public_channel,private_channel,mpim"

logger = log.get("channels")


@dataclass(frozen=True, slots=True)
class VisibleChannels:
    """The channels whose settings a person may see."""

    own: frozenset[str]
    """Where they are; of public channels, a guest sees only these."""
    public: frozenset[str]
    """Others that Slack says are public."""

    def __contains__(self, channel: str) -> bool:
        return channel in self.own or channel in self.public


async def may_see(slack: Slack, user_id: str, channel: str) -> bool:
    """Whether a channel's settings are this person's business; what Slack does not tell is nobody's."""
    return channel in await visible(slack, user_id, {channel})


async def own_place(slack: Slack, user_id: str) -> str:
    """The direct message with a person; where Slack opens none, their own ID, which is no channel's."""
    try:
        return await slack.direct(user_id)
    except SlackProblem as problem:
        logger.warning("no direct message", user=user_id, code=problem.code)
        return user_id


async def visible(slack: Slack, user_id: str, channels: Collection[str]) -> VisibleChannels:
    """Those of some channels that a person may see; where Slack does not answer, only their direct message."""
    direct = await own_place(slack, user_id)
    try:
        guest = (await slack.user(user_id)).is_guest
        own = await slack.people.channels(user_id, ALL_TYPES if guest else PRIVATE_TYPES) | {direct}
    except SlackProblem as problem:
        logger.warning("channels of a person not known", code=problem.code)
        return VisibleChannels(frozenset({direct}), frozenset())
    others = [] if guest else sorted(channel for channel in {*channels} - own if channel.startswith("C"))
    are_public = await asyncio.gather(*(_is_public(slack, channel) for channel in others))
    public = (channel for channel, is_public in zip(others, are_public, strict=True) if is_public)
    return VisibleChannels(frozenset(own), frozenset(public))


async def _is_public(slack: Slack, channel: str) -> bool:
    try:
        return not (await slack.channel(channel)).is_private
    except SlackProblem:
        return False
