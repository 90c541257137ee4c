"""The bot's own rows that a command changes (subscriptions, mutes, follows, digests), as they are now.

A state maps `kind:which` to the row as JSON; what is absent is no row.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.flows.subscriptions.following import card_here
from bot.slack.text import moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.command.context import Ctx
    from bot.command.declaration import Command

Rows = dict[str, Any]

CHANNEL, CARD, FOLLOW, SUBSCRIPTION, DIGEST = "channel", "card", "follow", "subscription", "digest"
TIMES = ("created_at", "muted_until", "paused_at")
RECKONED = ("id", "next_at", "broken")
"""What names a row, and what the bot works out by itself."""


async def subscriptions(ctx: Ctx, _: Command, args: Any) -> Rows:
    """The rules of the channel, and the one that is named."""
    found = await ctx.store.subscriptions.in_channel(ctx.place.channel)
    rule_id = getattr(args, "rule_id", None)
    if rule_id is not None and (named := await ctx.store.subscriptions.get(rule_id)):
        found.append(named)
    return {f"{SUBSCRIPTION}:{rule.id}": _row(asdict(rule)) for rule in found}


async def digests(ctx: Ctx, _: Command, args: Any) -> Rows:
    """The digests of the channel, and the one that is named; its next time is no part of it."""
    found = await ctx.store.digests.in_channel(ctx.place.channel)
    number = getattr(args, "digest_id", None) or getattr(args, "changes", None)
    if number is not None and (named := await ctx.store.digests.get(number)):
        found.append(named)
    return {f"{DIGEST}:{digest.id}": _row(asdict(digest)) for digest in found}


async def follows(ctx: Ctx, _: Command, __: Any) -> Rows:
    """Everything that the person follows."""
    found = await ctx.store.follows.of_user(ctx.actor.user_id)
    return {f"{FOLLOW}:{row.project_id}/{row.subject}": _row(asdict(row)) for row in found}


async def mutes(ctx: Ctx, _: Command, args: Any) -> Rows:
    """Until when the card that is meant, else the channel, is muted."""
    card = await card_here(ctx, args.thread_id)
    now = ctx.services.clock.now()
    if card is not None:
        return _mute(f"{CARD}:{card.id}", card.muted_until, now)
    place = await ctx.store.channels.get(ctx.place.channel)
    return _mute(f"{CHANNEL}:{place.id}", place.muted_until, now)


def _mute(which: str, until: datetime | None, now: datetime) -> Rows:
    return {which: until.isoformat()} if until is not None and until > now else {}


def _row(row: Mapping[str, Any]) -> Rows:
    shown = {name: value for name, value in row.items() if name not in RECKONED}
    return {name: value.isoformat() if name in TIMES and value else value for name, value in shown.items()}


def unpacked(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its times as times."""
    return {name: moment(value) if name in TIMES and value else value for name, value in row.items()}


def card_of(rows: Mapping[str, Any]) -> int | None:
    """The card among what was changed."""
    return next((int(key.partition(":")[2]) for key in rows if key.startswith(f"{CARD}:")), None)
