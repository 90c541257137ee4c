"""What was done, in a sentence, and what can be done next."""

from __future__ import annotations

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import Call, offer
from bot.cards.blocks.message import Message


def card(mrkdwn: str, *more: tuple[str, Call], note: str = "") -> Message:
    """A sentence with a tick, small print, and buttons."""
    return layout.message(
        f":white_check_mark: {mrkdwn}",
        layout.sections(f":white_check_mark: {mrkdwn}"),
        layout.context(note) if note else None,
        layout.actions(*(offer(label, call) for label, call in more)),
    )
