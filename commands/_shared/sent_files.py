"""A file for the person who asked: their turn to have one made, sent, and said where it is."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING

from bot.slack.errors import SlackProblem
from bot.slack.text import code, link

if TYPE_CHECKING:
    from bot.cards.blocks.message import File, StoredFile
    from bot.command import Ctx

__all__ = ["send", "turn"]


def turn(ctx: Ctx, *, wanted: bool = True) -> AbstractAsyncContextManager[None]:
    """Around all that is read for a file, if one is `wanted`; raises `UserError` while they have another one made."""
    return ctx.services.exports.turn(ctx.actor.user_id) if wanted else nullcontext()


async def send(ctx: Ctx, file: File | StoredFile, count: str, *, here: bool = False, comment: str = "") -> str:
    """Puts the file into a direct message, or `here`; returns a sentence (mrkdwn) that says so, with a link to it.

    `count` says how much is in it, like `17 rows`.
    """
    channel = ctx.place.channel if here else await ctx.slack.direct(ctx.actor.user_id)
    thread_ts = ctx.place.thread_ts if here else None
    file_id = await ctx.slack.upload(channel, file, thread_ts=thread_ts, comment=comment or count)
    named = await _linked(ctx, file_id, file.name)
    return f"I posted {named} ({count}) here." if here else f"I sent you {named} ({count}) in a DM."


async def _linked(ctx: Ctx, file_id: str, name: str) -> str:
    """The name as a link, where Slack tells the file's address (`files:read` is an optional scope)."""
    try:
        address = (await ctx.slack.file(file_id)).get("permalink")
    except SlackProblem:
        return code(name)
    return link(str(address), name) if address else code(name)
