"""`/sinch status`: how the bot is doing, and what couldn't be delivered."""

from __future__ import annotations

from datetime import datetime

from bot.cards import status as cards
from bot.cards.blocks import done
from bot.cards.vocabulary.words import count
from bot.command import Args, Audience, Ctx, Effect, NoArgs, Reply, Role, Router, hidden
from bot.flows import health
from bot.flows.activity import channel_refusal
from bot.links import Call, CommandLink
from bot.storage.activity import inbox
from bot.storage.activity.deliveries import DeadDelivery
from bot.storage.activity.inbox import AsideEvent
from bot.storage.channels.channels import Channel

router = Router()

ENTRIES_SHOWN = 10
"""Of what couldn't be delivered, what was set aside, and channels that refuse."""


class Again(Args):
    channel: str | None = hidden(None)
    event: int | None = hidden(None)


@router.command(
    "status",
    Effect.READ,
    phrases=(
        "is everything working",
        "is everything ok",
        "how is the bot doing",
        "is the bot healthy",
        "is the bot up",
        "are you up",
        "what version are you",
        "version",
        "are you working",
        "are you alive",
    ),
)
async def status(ctx: Ctx, args: NoArgs) -> Reply:
    """Show the bot's status."""
    counts = await ctx.store.deliveries.counts()
    admin, now = ctx.actor.role >= Role.ADMIN, ctx.services.clock.now()
    dead = await ctx.store.deliveries.dead(ENTRIES_SHOWN) if admin else []
    aside = await ctx.store.inbox.aside(ENTRIES_SHOWN) if admin else []
    shown = bool(dead or aside)  # what could not be delivered names resources of channels that not everyone is in
    return Reply(
        audience=Audience.ASKER if shown else Audience.EVERYONE,
        message=cards.status(
            cards.Status(
                parts=await health.check(ctx.services, ctx.project_id),
                waiting=counts.unrouted + counts.waiting + counts.held,
                oldest=counts.oldest,
                dead=[_dead(entry) for entry in dead],
                dead_total=counts.dead if admin else 0,
                refusing=[_refusing(row, now) for row in (await ctx.store.channels.refusing())[:ENTRIES_SHOWN]],
                aside=[_aside(entry) for entry in aside],
                aside_total=await ctx.store.inbox.count_aside(),
                retry_all=Call("status retry", {}, "turn") if admin else None,
            )
        ),
    )


@router.command("status retry", Effect.SETTING, title="Retry", role=Role.ADMIN, hidden=True)
async def retry(ctx: Ctx, args: Again) -> Reply:
    """Retry what couldn't be posted, and what was set aside."""
    retried = 0
    if args.event is None:
        retried += await ctx.store.deliveries.retry(ctx.services.clock.now(), channel=args.channel)
    if args.channel is None:
        retried += await ctx.store.inbox.retry_aside(args.event)
    ctx.services.wake(inbox.TOPIC)
    said = f"Retrying {count(retried, 'item')}." if retried else "Nothing left to retry."
    return Reply(done.card(said, CommandLink("Status", "status", {}, "turn")))


def _refusing(channel: Channel, now: datetime) -> cards.RefusingChannel:
    why, again = channel_refusal.reason(channel.blocked or ""), channel_refusal.next_try(channel, now)
    return cards.RefusingChannel(channel.id, why, again)


def _aside(aside: AsideEvent) -> cards.AsideEventRow:
    return cards.AsideEventRow(
        what=f"{aside.type} ({aside.project_id})",
        error=aside.error or "",
        when=aside.received_at,
        retry=Call("status retry", {"event": aside.id}, "turn"),
    )


def _dead(dead: DeadDelivery) -> cards.DeadDeliveryRow:
    return cards.DeadDeliveryRow(
        what=f"{dead.type} {dead.subject}",
        channel=dead.channel,
        error=dead.error or "",
        when=dead.received_at,
        retry=Call("status retry", {"channel": dead.channel}, "turn"),
    )
