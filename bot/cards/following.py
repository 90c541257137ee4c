"""What a person follows, each with a button to stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Block
from bot.cards.vocabulary.words import capitalised
from bot.links import Call
from bot.slack.text import date

LISTED = 20
NOTHING = 'You follow nothing yet. Choose "Follow in a direct message" in a card\'s ... menu.'


@dataclass(frozen=True, slots=True)
class FollowedResource:
    """`name` is mrkdwn; `since` is None for what is followed until it is done; `stop` ends it."""

    name: str
    since: datetime | None
    stop: Call


def rows(followed: Sequence[FollowedResource]) -> list[Block]:
    """One paragraph each, the first twenty."""
    blocks = []
    for follow in followed[:LISTED]:
        until = f"since {date(follow.since, '{date_short_pretty}')}" if follow.since else "until it's decided"
        line = f"{capitalised(follow.name)}, {until}"
        blocks.append(layout.section(line, accessory=offer("Unfollow", follow.stop)))
    left = len(followed) - LISTED
    return [*blocks, layout.context(f"and {left} more")] if left > 0 else blocks
