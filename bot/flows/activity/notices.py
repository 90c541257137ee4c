"""What subscribers are told when Slack no longer lets the bot into a channel."""

from __future__ import annotations

from collections.abc import Sequence

from bot import log
from bot.cards.blocks.message import Message
from bot.slack.client import Slack
from bot.slack.errors import SlackProblem
from bot.storage.subscriptions import Subscription

REASONS = {
    "is_archived": "it is archived",
    "channel_is_archived": "it is archived",
    "channel_not_found": "it is gone, or private without me in it",
    "not_in_channel": "I am not a member",
}

logger = log.get("activity")


def farewell(channel: str, code: str) -> Message:
    """The note; it names the remedy."""
    reason = REASONS.get(code, f"Slack says `{code}`")
    return Message(
        f"I can no longer post Sinch activity to <#{channel}>: {reason}. Your subscription there rests. "
        "It goes on when I am invited again; or subscribe in another channel."
    )


async def tell_makers(slack: Slack, rules: Sequence[Subscription], channel: str, code: str) -> None:
    """One direct message to each person whose rule has ended."""
    for maker in dict.fromkeys(rule.created_by for rule in rules):
        if not maker.startswith(("U", "W")):
            continue
        try:
            await slack.post(await slack.direct(maker), farewell(channel, code))
        except SlackProblem as problem:
            logger.warning("note not delivered", user=maker, channel=channel, code=problem.code)
