"""From what a person wrote in Slack to what Sinch is given: plain text with names, signed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.slack.errors import SlackProblem
from bot.slack.text import mentioned, plain

if TYPE_CHECKING:
    from bot.slack.client import Slack

LIMIT = 65_535
"""Characters of a comment: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/whatsapp-templates,
and the same for all that can be commented on."""
CORRECTION = "Correction: "
_CHANNEL = re.compile(r"<#([CGD][A-Z0-9_]+)\|?>")
_GROUP = re.compile(r"<!subteam\^(S[A-Z0-9_]+)>")


class TooLong(UserError):
    """More than Sinch takes."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"This comment has {count:,} characters; Sinch takes {LIMIT:,}.", "Shorten it, then try again."
        )


async def spoken(slack: Slack, mrkdwn: str) -> str:
    """What it says, for readers who know no ids: people, channels and groups by their names, links kept."""
    people = {user_id: await _person(slack, user_id) for user_id in mentioned(mrkdwn)}
    channels = {channel: await _channel(slack, channel) for channel in set(_CHANNEL.findall(mrkdwn))}
    return plain(await _with_groups(slack, mrkdwn), person=people.get, channel_name=channels.get)


def signed(text: str, author: str, *, correction: bool = False) -> str:
    """The whole comment; raises `TooLong`.

    The limit is the person's: where their own words leave no room for the name, the name is what is left out.
    """
    name = " ".join(author.split()) or "Someone"
    bare = f"{CORRECTION if correction else ''}{text}"
    if len(bare) > LIMIT:
        raise TooLong(len(bare))
    whole = f"{bare}\n— {name} (Slack)"
    return whole if len(whole) <= LIMIT else bare


async def _person(slack: Slack, user_id: str) -> str | None:
    try:
        user = await slack.user(user_id)
        return user.real_name or user.name
    except SlackProblem:
        return None


async def _channel(slack: Slack, channel: str) -> str | None:
    try:
        return (await slack.channel(channel)).name or None
    except SlackProblem:
        return None


async def _with_groups(slack: Slack, mrkdwn: str) -> str:
    """Groups that Slack sent by id only, with their handles."""
    wanted = set(_GROUP.findall(mrkdwn))
    if not wanted:
        return mrkdwn
    try:
        handles = await slack.groups()
    except SlackProblem:
        return mrkdwn
    return _GROUP.sub(
        lambda found: f"<!subteam^{found[1]}|@{handles[found[1]]}>" if found[1] in handles else found[0], mrkdwn
    )
