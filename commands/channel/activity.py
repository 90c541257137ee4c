"""`/sinch activity`: what happened in this project, as events and activity lists tell it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import field_validator

from bot.cards import happened as cards
from bot.cards.vocabulary.words import CHANNELS
from bot.command import Args, Ctx, Effect, Reply, Router, hidden, option, word
from bot.errors import BadArguments, Problem
from bot.flows.happened import happened
from bot.links import Call
from bot.times import since as times

router = Router()

ROWS = 20
NAMES = {**CHANNELS, "bundles": "bundles"}
KINDS = {"bundles": "bundle"}


class Activity(Args):
    area: Literal["whatsapp", "rcs", "kakaotalk", "bundles"] | None = word("Area", "Leave empty for all", default=None)
    since: str = option("Since", "Like today, yesterday, monday, 24h, 7d or a date", default="", max_length=60)
    before: int | None = hidden(None)

    @field_validator("since")
    @classmethod
    def _since(cls, value: str) -> str:
        if value and not times.is_one(value):
            raise ValueError(f"I can't read that time. {times.HINT}")
        return value


@router.command(
    "activity",
    Effect.READ,
    example="/sinch activity rcs since=monday",
    phrases=(
        "what happened {since}",
        "what is new in {area}",
        "show the latest events",
        "anything happening {since}",
    ),
)
async def show(ctx: Ctx, args: Activity) -> Reply:
    """Show what happened in this project, newest first."""
    since = _since(ctx, args.since)
    area = args.area or ""
    found = await happened(ctx, area=KINDS.get(area, area), since=since, before=args.before, limit=ROWS, senders=True)
    filters = args.model_dump(exclude_none=True, exclude_defaults=True, exclude={"before"})
    parts = ("What happened", f"in {NAMES[area]}" if area else "", times.phrase(args.since))
    return Reply(
        cards.listing(
            " ".join(filter(None, parts)),
            [(item.when, item.said) for item in found.items],
            missing=found.missing,
            older=Call("activity", {**filters, "before": found.older}, "turn") if found.older else None,
            newest=Call("activity", filters, "turn") if args.before else None,
        )
    )


def _since(ctx: Ctx, words: str) -> datetime | None:
    if not words:
        return None
    try:
        return times.since(words, ctx.services.clock.now(), ctx.actor.tz)
    except ValueError as error:
        raise BadArguments((Problem("since", str(error)),)) from error
