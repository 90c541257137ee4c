"""What was done, in a sentence, and what can be done next."""

from __future__ import annotations

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer_links
from bot.cards.blocks.message import Message
from bot.links import CommandLink


def card(mrkdwn: str, *more: CommandLink, note: str = "") -> Message:
    """A sentence with a tick, small print, and buttons."""
    return layout.message(
        f":white_check_mark: {mrkdwn}",
        layout.sections(f":white_check_mark: {mrkdwn}"),
        layout.context(note) if note else None,
        layout.actions(*offer_links(more)),
    )
