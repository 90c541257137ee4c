"""The app's Home tab: how the bot is, what one follows, where most things begin."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import following, status
from bot.cards.blocks import layout
from bot.cards.blocks.buttons import Call, offer
from bot.cards.blocks.message import Block
from bot.cards.following import Followed
from bot.cards.status import Health

STARTS = {
    "Needs attention": Call("digest now"),
    "WhatsApp templates": Call("whatsapp templates list"),
    "WhatsApp senders": Call("whatsapp senders list"),
    "RCS senders": Call("rcs senders list"),
    "KakaoTalk senders": Call("kakaotalk senders list"),
    "Webhooks": Call("webhooks list"),
    "Help": Call("help"),
}


def view(parts: Sequence[Health], followed: Sequence[Followed]) -> Block:
    """The tab as Slack takes it."""
    blocks = layout.flat(
        [
            layout.header("Sinch"),
            layout.sections("\n".join(status.in_short(parts))),
            layout.actions(*(offer(label, call) for label, call in STARTS.items()), offer("Status", Call("status"))),
            layout.divider(),
            layout.section("*You follow*" if followed else following.NOTHING),
            following.rows(followed),
            layout.divider(),
            layout.context("In any channel, `/sinch` and the same words do all this and more: `/sinch help`."),
        ]
    )
    return {"type": "home", "blocks": blocks[: layout.BLOCKS_PER_VIEW]}
