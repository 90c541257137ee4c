"""`/sinch waiting`: everything that waits in this project, for whom, and since when."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from dataclasses import replace
from typing import Literal

from bot.cards import waiting as cards
from bot.cards.vocabulary.words import CHANNELS
from bot.command import Args, Ctx, Effect, Reply, Router, option, word
from bot.flows import notify
from bot.flows.templates import comparing
from bot.flows.waiting import waiting as flow
from bot.links import CommandLink
from bot.provisioning.errors import ApiError

router = Router()

COMPARING_SECONDS = 2.0
"""So much longer than the list the comparison may take; what it finds later is told later."""


class Waiting(Args):
    area: Literal["whatsapp", "rcs", "kakaotalk"] | None = word("Area", "Leave empty for all", default=None)
    all: bool = option("All", "Yes: also RCS senders in test and clean drafts", default=False)


@router.command(
    "waiting",
    Effect.READ,
    title="Needs attention",
    example="/sinch waiting rcs",
    phrases=(
        "what is waiting",
        "what needs me",
        "anything stuck",
        "what is waiting in {area}",
        "what should I do next",
        "who are we waiting for",
    ),
)
async def show(ctx: Ctx, args: Waiting) -> Reply:
    """Show what's waiting, for whom, and since when."""
    areas = [args.area] if args.area else []
    comparison = asyncio.create_task(_compared(ctx)) if args.area in (None, "whatsapp") else None
    with ExitStack() as unfinished:
        if comparison:
            unfinished.callback(comparison.cancel)
        found = await flow.read(ctx.services, ctx.project_id, areas=areas, everything=args.all)
        moved = await _soon(ctx, comparison) if comparison else []
        unfinished.pop_all()
    given = {"area": args.area} if args.area else {}
    again = [CommandLink("Refresh", "waiting", {**given, **({"all": True} if args.all else {})}, "turn")]
    if not args.all and found.quiet:
        again.append(CommandLink("Show drafts and tests", "waiting", {**given, "all": True}, "turn"))
    again.append(CommandLink("Overview", "digest now"))
    place = CHANNELS[args.area] if args.area else ""
    return Reply(cards.message(replace(found, moved=moved), place=place, again=again))


async def _compared(ctx: Ctx) -> list[str]:
    """What Meta moved without an event; nothing where the API does not answer, which the list says already."""
    try:
        moved = await comparing.compare(ctx.services, ctx.project_id)
    except ApiError:
        return []
    return [cards.moved(move.label, move.field, move.old, move.new) for move in moved]


async def _soon(ctx: Ctx, comparison: asyncio.Task[list[str]]) -> list[str]:
    """What is found by now or soon; a long comparison goes on without anybody waiting for it."""
    done, _ = await asyncio.wait([comparison], timeout=COMPARING_SECONDS)
    if done:
        return comparison.result()
    ctx.services.tasks.start(_rest(ctx, comparison), name="comparison")
    return []


async def _rest(ctx: Ctx, comparison: asyncio.Task[list[str]]) -> None:
    """What it found after the list was shown is told to the person who asked."""
    if moved := await comparison:
        await notify.person(ctx.services.slack, ctx.actor.user_id, cards.found_later(moved), about="what Meta moved")
