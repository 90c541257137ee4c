"""The bot's own rows put back as they were: subscriptions, mutes, follows, digests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.cards import subscriptions as cards
from bot.errors import UserError
from bot.flows.activity import muting
from bot.flows.digest import notes
from bot.flows.digest.digest import next_slot
from bot.flows.execution.own_rows import CARD, CHANNEL, DIGEST, FOLLOW, SUBSCRIPTION, unpacked
from bot.flows.subscriptions.following import resource_in_words
from bot.provisioning.subjects import named_subject
from bot.slack.text import channel, date, mention, moment
from bot.storage.channels.subscriptions import Subscription
from bot.storage.digests.digests import Digest

if TYPE_CHECKING:
    from bot.command.context import Ctx
    from bot.storage.snapshots import Snapshot

PutBack = Callable[["Ctx", str, Any], Awaitable[None]]

OPPOSITE: Mapping[str, str] = {
    "subscribe": "unsubscribe",
    "unsubscribe": "subscribe",
    "subscriptions remove": "subscribe",
    "subscriptions hand-over": "subscriptions hand-over",
    "mute": "unmute",
    "unmute": "mute",
    "follow": "unfollow",
    "unfollow": "follow",
    "digest add": "digest remove",
    "digest remove": "digest add",
}
"""Commands that change such rows, each with the one that putting them back comes to."""
STAYS: Mapping[str, str] = {
    "subscribe": "What was already posted stays.",
    "unmute": "What was already posted stays.",
    "digest remove": "The next digest has no earlier one to compare with.",
}
SAID_THERE = ("subscribe", "unsubscribe", "subscriptions remove", "mute", "unmute")
"""What everybody in the channel was told of, and is told of again."""


async def put_back(ctx: Ctx, change: Snapshot) -> None:
    """Raises `UserError` where something else has taken the row's place."""
    for key in sorted(change.before.keys() | change.after.keys()):
        kind, _, which = key.partition(":")
        await BY_KIND[kind](ctx, which, change.before.get(key))


async def _channel(ctx: Ctx, which: str, until: str | None) -> None:
    now, end = ctx.services.clock.now(), _still_ahead(ctx, until)
    if end is None:
        await muting.unmute(ctx.store, which, now)
    else:
        await muting.mute(ctx.store, which, end, now)


async def _card(ctx: Ctx, which: str, until: str | None) -> None:
    card = await ctx.store.threads.get(int(which))
    if card is not None:
        await muting.mute_card(ctx.store, card, _still_ahead(ctx, until), ctx.services.clock.now())


def _still_ahead(ctx: Ctx, until: str | None) -> datetime | None:
    end = moment(until) if until else None
    return end if end is not None and end > ctx.services.clock.now() else None


async def _follow(ctx: Ctx, which: str, row: Mapping[str, Any] | None) -> None:
    project_id, _, subject = which.partition("/")
    await ctx.store.follows.remove(project_id, subject, ctx.actor.user_id)
    if row is not None:
        known = unpacked(row)
        await ctx.store.follows.add(
            project_id, subject, known["user_id"], known["channel"], known["created_at"], once=known["once"]
        )


async def _subscription(ctx: Ctx, which: str, row: Mapping[str, Any] | None) -> None:
    if row is None:
        await ctx.store.subscriptions.remove(int(which))
    else:
        await ctx.store.subscriptions.put_back(Subscription(id=int(which), **unpacked(row)))


async def _digest(ctx: Ctx, which: str, row: Mapping[str, Any] | None) -> None:
    if row is None:
        await ctx.store.digests.remove(int(which))
        return
    digest = Digest(id=int(which), next_at=None, **unpacked(row))
    if not await ctx.store.digests.put_back(digest, next_slot(digest, ctx.services.clock.now())):
        raise UserError(
            "This channel already has the same digest again, so I added none.", "`/sinch digest list` shows it."
        )


BY_KIND: Mapping[str, PutBack] = {
    CHANNEL: _channel,
    CARD: _card,
    FOLLOW: _follow,
    SUBSCRIPTION: _subscription,
    DIGEST: _digest,
}


def difference(change: Snapshot) -> list[str]:
    """One line in mrkdwn for each row: as it is now, and as it will be again."""
    lines = []
    for key in sorted(change.before.keys() | change.after.keys()):
        kind, _, which = key.partition(":")
        title, words = _titled(kind, which, change), WORDS[kind]
        lines.append(f"*{title}*: {words(change.after.get(key))} → {words(change.before.get(key))}")
    return lines


def _titled(kind: str, which: str, change: Snapshot) -> str:
    subject = named_subject(which.partition("/")[2]) if kind == FOLLOW else None
    if subject is not None:
        return resource_in_words(subject, {}).replace("*", "").removeprefix("the ")
    return {CHANNEL: channel(which), CARD: "This resource", DIGEST: "Digest"}.get(
        kind, f"Subscription of {channel(change.channel)}"
    )


def _mute_words(until: str | None) -> str:
    end = moment(until) if until else None
    return f"muted until {date(end)}" if end else "not muted"


def _follow_words(row: Mapping[str, Any] | None) -> str:
    return "not followed" if row is None else "followed"


def _subscription_words(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return "_none_"
    words = cards.in_words(cards.SubscriptionRow("", areas=row["areas"], types=row["types"], filters=row["filters"]))
    return f"{words.removesuffix('.')} (by {mention(row['created_by'])})"


def _digest_words(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return "_none_"
    return notes.words(Digest(id=0, next_at=None, **unpacked(row))) + (" (paused)" if row["paused_at"] else "")


WORDS: Mapping[str, Callable[[Any], str]] = {
    CHANNEL: _mute_words,
    CARD: _mute_words,
    FOLLOW: _follow_words,
    SUBSCRIPTION: _subscription_words,
    DIGEST: _digest_words,
}
