"""`/sinch activity`: what happened in this project, as events and activity lists tell it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Literal

from pydantic import field_validator

from bot.cards import happened as cards
from bot.cards.vocabulary.words import CHANNELS
from bot.command import Args, Ctx, Effect, Reply, Router, hidden, option, word
from bot.errors import BadArguments, Problem
from bot.flows.activity_lists import first_look, latest
from bot.flows.happened import PageCursor, happened
from bot.links import Call
from bot.times import since as times

router = Router()

ROWS = 20
READ_SECONDS = 3.0
"""For the activity lists; what is known is shown without them."""
NAMES = {**CHANNELS, "bundles": "bundles"}
KINDS = {"bundles": "bundle"}


class Activity(Args):
    area: Literal["whatsapp", "rcs", "kakaotalk", "bundles"] | None = word("Area", "Leave empty for all", default=None)
    since: str = option("Since", "Like today, yesterday, monday, 24h, 7d or a date", default="", max_length=60)
    before: str = hidden("")

    @field_validator("before", mode="before")
    @classmethod
    def _before(cls, value: object) -> str:
        """Buttons of earlier versions carry a number."""
        return str(value)

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
    area = KINDS.get(args.area or "", args.area or "")
    missing = () if args.before else await _read_lists(ctx, area)
    found = await happened(
        ctx.store, ctx.project_id, area=area, since=since, after=PageCursor.of(args.before), limit=ROWS
    )
    filters = args.model_dump(exclude_none=True, exclude_defaults=True, exclude={"before"})
    parts = ("What happened", f"in {NAMES[args.area]}" if args.area else "", times.phrase(args.since))
    return Reply(
        cards.listing(
            " ".join(filter(None, parts)),
            [(item.when, item.said) for item in found.items],
            missing=missing,
            older=Call("activity", {**filters, "before": str(found.older)}, "turn") if found.older else None,
            newest=Call("activity", filters, "turn") if args.before else None,
        )
    )


async def _read_lists(ctx: Ctx, area: str) -> list[str]:
    """What could not be read, in sentences."""
    progress, unread = await asyncio.gather(
        first_look.known(ctx, READ_SECONDS), latest.refresh(ctx, area=area, seconds=READ_SECONDS)
    )
    return [*filter(None, [first_look.unread(progress)]), *latest.sentences(unread)]


def _since(ctx: Ctx, words: str) -> datetime | None:
    if not words:
        return None
    try:
        return times.since(words, ctx.services.clock.now(), ctx.actor.tz)
    except ValueError as error:
        raise BadArguments((Problem("since", str(error)),)) from error
