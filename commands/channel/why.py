"""`/sinch why`, and handing over or removing the rule behind it."""

from __future__ import annotations

from datetime import datetime

from bot.cards import why as cards
from bot.cards.subscriptions import in_words
from bot.command import Args, Ctx, Effect, Reply, Router, hidden, option
from bot.errors import BadArguments, Gone, Problem, UserError
from bot.flows import notify
from bot.flows.subscriptions.following import called_card, card_here
from bot.flows.subscriptions.owners import to_card
from bot.flows.subscriptions.reasons import reasons
from bot.links import Call, CommandLink
from bot.slack.errors import UserGone
from bot.storage.activity.threads import Thread
from bot.storage.channels.subscriptions import Subscription

router = Router()


class CardArgs(Args):
    thread_id: int | None = hidden(None)


class SubscriptionArgs(Args):
    rule_id: int = hidden(0)


class HandOver(SubscriptionArgs):
    to: str = option("New owner", "Who owns this subscription from now on", kind="user", min_length=1)


@router.command(
    "why",
    Effect.READ,
    title="Why a card is here",
    phrases=("why am i seeing this", "why is this card here", "why was this posted here", "who else gets this"),
)
async def why(ctx: Ctx, args: CardArgs) -> Reply:
    """Why a card is in this channel, and who else gets it."""
    thread = await card_here(ctx, args.thread_id)
    if thread is None:
        raise UserError(
            'Which card? Open a card\'s ... menu and choose "Why am I seeing this?"',
            "Or mention me in its thread. `/sinch subscriptions` shows everything this channel gets.",
        )
    found = await reasons(ctx, thread)
    return Reply(
        cards.card(
            cards.Why(
                name=called_card(thread),
                rules=[to_card(rule) for rule in found.rules],
                channels=found.channels,
                people=found.people,
                follows=found.follows,
                muted_until=_still(ctx, thread),
                here=_here(thread, follows=found.follows, muted=_still(ctx, thread) is not None),
            )
        )
    )


def _here(thread: Thread, *, follows: bool, muted: bool) -> list[CommandLink]:
    card = {"thread_id": thread.id, "project": thread.project_id}
    following = {"subject": thread.subject, "project": thread.project_id}
    return [
        CommandLink("Unmute it here", "unmute", card) if muted else CommandLink("Mute it here", "mute", card, "form"),
        CommandLink("Unfollow", "unfollow", following) if follows else CommandLink("Follow", "follow", card),
    ]


def _still(ctx: Ctx, thread: Thread) -> datetime | None:
    until = thread.muted_until
    return until if until is not None and until > ctx.services.clock.now() else None


@router.command("subscriptions hand-over", Effect.SETTING, hidden=True, title="Change owner", submit="Change owner")
async def hand_over(ctx: Ctx, args: HandOver) -> Reply:
    """Change the owner of a subscription."""
    rule = await _rule(ctx, args.rule_id)
    await _able(ctx, args.to)
    await ctx.store.subscriptions.hand_over(rule.id, args.to)
    subscription = in_words(to_card(rule).subscription)
    if args.to != ctx.actor.user_id:
        note = cards.yours_now(subscription, rule.channel, ctx.actor.user_id, rule.id, rule.project_id)
        await notify.person(ctx.slack, args.to, note, about=f"subscription {rule.id} is theirs")
    return Reply(cards.handed_over(subscription, rule.channel, args.to))


@router.command("subscriptions remove", Effect.SETTING, hidden=True)
async def remove(ctx: Ctx, args: SubscriptionArgs) -> Reply:
    """Remove a subscription."""
    rule = await _rule(ctx, args.rule_id)
    await ctx.store.subscriptions.remove(rule.id)
    again = {"areas": rule.areas, "events": rule.types, "project": rule.project_id, **rule.filters}
    return Reply(cards.removed(in_words(to_card(rule).subscription), Call("subscribe", again)))


async def _rule(ctx: Ctx, rule_id: int) -> Subscription:
    rule = await ctx.store.subscriptions.get(rule_id)
    if rule is None:
        raise Gone("This subscription was already removed.", "`/sinch subscriptions` shows the others.")
    return rule


async def _able(ctx: Ctx, user_id: str) -> None:
    """Raises `BadArguments` for a person who cannot own a rule."""
    try:
        person = await ctx.slack.user(user_id)
    except UserGone as error:
        raise BadArguments((Problem("to", "isn't anyone I know"),)) from error
    if person.is_bot or person.deleted:
        raise BadArguments((Problem("to", "must be an active person"),))
