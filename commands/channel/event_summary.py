"""The buttons of a summary of events: all that it told of, and a thread for one of them."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.blocks.table import Pages
from bot.cards.summaries import items as cards
from bot.command import Args, Ctx, Effect, Reply, Role, Router, hidden
from bot.errors import Gone
from bot.flows.activity import summary as flow
from bot.flows.subscriptions.following import called_card, card_here
from bot.links import Call

router = Router()

PAGE_SIZE = 15
"""Resources on a page."""


class SummaryArgs(Args):
    first: int = hidden(0)
    last: int = hidden(0)
    start: int = hidden(0)


class CardArgs(Args):
    thread_id: int = hidden(0)


@router.command("event-summary", Effect.READ, title="Events", hidden=True, was=("folded",))
async def event_summary(ctx: Ctx, args: SummaryArgs) -> Reply:
    """Show the events behind a summary."""
    groups = await flow.by_resource(ctx, args.first, args.last)
    start = max(0, min(args.start, len(groups) - 1))
    shown = await flow.shown(ctx, groups[start : start + PAGE_SIZE])
    here = Call("event-summary", {"first": args.first, "last": args.last, "start": start}, "turn")
    pages = Pages(
        total=len(groups),
        first=start + 1,
        previous=_to(here, max(0, start - PAGE_SIZE)) if start else None,
        next=_to(here, start + PAGE_SIZE) if start + PAGE_SIZE < len(groups) else None,
    )
    return Reply(cards.listing(shown, pages, sum(map(len, groups))))


def _to(here: Call, start: int) -> Call:
    return replace(here, args={**here.args, "start": start})


@router.command(
    "event-summary thread", Effect.SETTING, title="Open thread", role=Role.VIEWER, hidden=True, was=("folded open",)
)
async def open_thread(ctx: Ctx, args: CardArgs) -> Reply:
    """Give a resource its own thread in this channel."""
    thread = await card_here(ctx, args.thread_id)
    if thread is None or thread.channel != ctx.place.channel:
        raise Gone("I no longer know this resource.")
    return Reply(cards.opened(called_card(thread), await flow.give_thread(ctx, thread)))
