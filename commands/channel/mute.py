"""`/sinch mute` and `unmute`: quiet for a while, in a channel or about one resource."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, Self

from bot.cards.blocks import done
from bot.cards.vocabulary.words import count
from bot.command import Args, Ctx, Effect, Reply, Router, hidden, option, rest
from bot.errors import BadArguments, Gone, Problem
from bot.flows.activity import muting
from bot.flows.subscriptions.following import called_card, card_here
from bot.links import CommandLink
from bot.slack.text import channel, date
from bot.storage.activity.threads import Thread
from bot.times import duration

router = Router()

USUAL = {"1h": "1 hour", "4h": "4 hours", "until tomorrow 9:00": "Until tomorrow 9:00"}
"""The lengths that most people want."""


class MuteArgs(Args):
    length: Literal["1h", "4h", "until tomorrow 9:00"] | None = option(
        "Mute for", default=None, kind="radio", labels=USUAL
    )
    duration: str = rest(
        "How long",
        "Or type it, like 30m, 2h, 1d or until 17:00. 30 days at most",
        default="",
        max_length=60,
        multiline=False,
        suggested=tuple(USUAL),
        labels=USUAL,
    )
    thread_id: int | None = hidden(None)

    @classmethod
    def build(cls, values: Mapping[str, Any]) -> Self:
        """Typed or chosen; what was typed counts."""
        if not str(values.get("duration") or "").strip() and not values.get("length"):
            raise BadArguments((Problem("duration", "is required"),))
        return super().build(values)

    @property
    def words(self) -> str:
        return self.duration or self.length or ""


class UnmuteArgs(Args):
    thread_id: int | None = hidden(None)


def _until(ctx: Ctx, words: str) -> datetime:
    try:
        return duration.until(words, ctx.services.clock.now(), ctx.actor.tz)
    except ValueError as error:
        raise BadArguments((Problem("duration", str(error)),)) from error


@router.command(
    "mute",
    Effect.SETTING,
    example="/sinch mute 2h",
    phrases=(
        "mute this channel {duration}",
        "be quiet {duration}",
        "silence {duration}",
        "snooze {duration}",
        "shut up {duration}",
        "hush {duration}",
        "be silent {duration}",
        "pause notifications {duration}",
        "stop spamming this channel {duration}",
        "it is too noisy here, less noise {duration}",
        "turn off notifications {duration}",
        "stop the bot from posting {duration}",
        "no posts {duration}",
    ),
)
async def mute(ctx: Ctx, args: MuteArgs) -> Reply:
    """Mute this channel for a while; in a card's thread, only that resource."""
    until = _until(ctx, args.words)
    thread = await _card(ctx, args.thread_id)
    if thread is not None:
        return await _quiet(ctx, thread, until)
    place, now = ctx.place.channel, ctx.services.clock.now()
    await muting.mute(ctx.store, place, until, now)
    text = f"{channel(place)} is muted until {date(until)}. I'll post one summary then."
    return Reply(done.card(text, CommandLink("Unmute", "unmute")), line=f"muted Sinch events here until {date(until)}.")


@router.command(
    "unmute",
    Effect.SETTING,
    phrases=("unmute this channel", "end the mute", "you may speak again", "unsilence this channel"),
)
async def unmute(ctx: Ctx, args: UnmuteArgs) -> Reply:
    """End a mute early."""
    thread, now = await _card(ctx, args.thread_id), ctx.services.clock.now()
    if thread is not None:
        await muting.mute_card(ctx.store, thread, None, now)
        said = f"Unmuted {called_card(thread)}. I'll post its events here again."
        return Reply(done.card(said), line=f"unmuted {called_card(thread)} here.")
    place = ctx.place.channel
    muted = (await ctx.store.channels.get(place)).muted_until
    held = await muting.unmute(ctx.store, place, now)
    if muted is None or muted <= now:
        return Reply(done.card(f"{channel(place)} wasn't muted."))
    said = f"I'll post a summary of {count(held, 'event', 'events')}." if held else "Nothing happened while muted."
    return Reply(done.card(f"Unmuted. {said}"), line="unmuted Sinch events here.")


async def _quiet(ctx: Ctx, thread: Thread, until: datetime) -> Reply:
    await muting.mute_card(ctx.store, thread, until, ctx.services.clock.now())
    text = f"Muted {called_card(thread)} here until {date(until)}. Its card still shows its state."
    line = f"muted {called_card(thread)} here until {date(until)}."
    return Reply(done.card(text, CommandLink("Unmute", "unmute", {"thread_id": thread.id})), line=line)


async def _card(ctx: Ctx, thread_id: int | None) -> Thread | None:
    if thread_id == muting.WHOLE_CHANNEL:
        return None
    thread = await card_here(ctx, thread_id)
    if thread is None and thread_id is not None:
        raise Gone("I no longer know this card.")
    return thread
