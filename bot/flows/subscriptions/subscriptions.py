"""What a channel hears about: rules added, narrowed, ended, and shown with the last event they would have posted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cards import activity as cards
from bot.cards import subscriptions as shown
from bot.flows.activity import channel_refusal
from bot.flows.activity.matching import wants
from bot.flows.activity.routing import read
from bot.flows.projects import naming
from bot.links import CommandLink
from bot.slack.errors import ChannelGone, SlackProblem
from bot.storage.channels.subscriptions import NEW, Subscription

if TYPE_CHECKING:
    from bot.command.context import Ctx

LOOK_BACK = 200
"""Events in which one that a rule would have got is looked for."""
Filters = Mapping[str, Sequence[str]]


async def rules(ctx: Ctx) -> list[Subscription]:
    """The rules of the channel one stands in, for the project one works with."""
    everything = await ctx.store.subscriptions.in_channel(ctx.place.channel)
    return [rule for rule in everything if rule.project_id == ctx.project_id]


async def everything(ctx: Ctx) -> list[Subscription]:
    """The rules of the channel, for whatever project."""
    known = ctx.services.projects.ids()
    return [rule for rule in await ctx.store.subscriptions.in_channel(ctx.place.channel) if rule.project_id in known]


def everything_of(rule: Subscription) -> bool:
    """Whether a rule leaves nothing out."""
    return not (rule.areas or rule.types or rule.filters or rule.broken)


async def subscribe(
    ctx: Ctx, areas: Sequence[str], types: Sequence[str], filters: Filters, *, rule_id: int | None = None
) -> Subscription:
    """Add a rule, or change the one named; a rule that asks for no more than areas joins another such rule."""
    new = Subscription(
        NEW, ctx.project_id, ctx.place.channel, list(areas), list(types),
        {name: list(values) for name, values in filters.items()}, ctx.actor.user_id, ctx.services.clock.now(),
    )  # fmt: skip

    def decide(mine: list[Subscription]) -> list[Subscription]:
        rule = _with_wishes(mine, new, rule_id)
        return [*(other for other in mine if other.id != rule.id), rule]

    return (await ctx.store.subscriptions.settle(ctx.project_id, ctx.place.channel, decide))[-1]


def _with_wishes(mine: Sequence[Subscription], new: Subscription, rule_id: int | None) -> Subscription:
    """The rule that takes these wishes: the one named, the same one, one that they join, or a new one."""
    named = next((rule for rule in mine if rule.id == rule_id), None)
    same = next((rule for rule in mine if _key(rule) == _key(new)), None)
    plain = next((rule for rule in mine if rule.areas and not rule.types and not rule.filters), None)
    if named is not None:
        return replace(named, areas=new.areas, types=new.types, filters=new.filters, broken=None)
    if same is not None:
        return replace(same, broken=None)
    if plain is not None and new.areas and not new.types and not new.filters:
        return replace(plain, areas=list(dict.fromkeys([*plain.areas, *new.areas])), broken=None)
    return new


async def unsubscribe(ctx: Ctx, areas: Sequence[str], types: Sequence[str], rule_id: int | None = None) -> int:
    """End rules, or take areas and types out of them; how many rules were touched. Nothing named: all of them."""
    store = ctx.store.subscriptions
    if rule_id is not None:
        return int(any(rule.id == rule_id for rule in await rules(ctx)) and await store.remove(rule_id))
    if not areas and not types:
        return await store.remove_channel(ctx.place.channel, ctx.project_id)
    touched = 0

    def decide(mine: list[Subscription]) -> list[Subscription]:
        nonlocal touched
        left = [(rule, _without(rule, areas, types)) for rule in mine]
        touched = sum(rest != rule for rule, rest in left)
        return [rest for _, rest in left if rest is not None]

    await store.settle(ctx.project_id, ctx.place.channel, decide)
    return touched


def _without(rule: Subscription, areas: Sequence[str], types: Sequence[str]) -> Subscription | None:
    """What is left of a rule; None where nothing is."""
    left_areas = [area for area in rule.areas if area not in areas]
    left_types = [kind for kind in rule.types if kind not in types]
    if (left_areas, left_types) == (rule.areas, rule.types):
        return rule
    emptied = (rule.areas and not left_areas) or (rule.types and not left_types)
    return None if emptied else replace(rule, areas=left_areas, types=left_types, broken=None)


async def with_example(ctx: Ctx, rule: Subscription) -> shown.SubscriptionRow:
    """A rule as it is shown: with the last event it would have posted, and what can be done with it."""
    example, when = "", None
    for stored in await ctx.store.inbox.recent(rule.project_id, types=rule.types, limit=LOOK_BACK):
        event = read(stored)
        if wants(rule, event):
            example, when = cards.headline(event), stored.received_at
            break
    channel, now = await ctx.store.channels.get(rule.channel), ctx.services.clock.now()
    mutes = [until for until in (channel.muted_until, rule.muted_until) if until and until > now]
    muted = max(mutes, default=None)
    project = naming.among_several(ctx.services, rule.project_id)
    of = {"project": rule.project_id} if project else {}
    return shown.SubscriptionRow(
        channel=rule.channel,
        areas=rule.areas,
        types=rule.types,
        filters=rule.filters,
        by=rule.created_by if rule.created_by.startswith(("U", "W")) else "",
        since=rule.created_at,
        muted_until=muted,
        rests=channel_refusal.reason(channel.blocked) if channel.blocked else "",
        project=project,
        example=example,
        example_at=when,
        calls=[
            CommandLink("Change", "subscribe", {"rule_id": rule.id, **of}, "form"),
            CommandLink("Remove", "unsubscribe", {"rule_id": rule.id, **of}),
            CommandLink("Unmute", "unmute") if muted else CommandLink("Mute the channel", "mute", {}, "form"),
        ],
    )


async def absent(ctx: Ctx) -> bool:
    """Whether the bot would have to be invited before it can post in this channel."""
    if ctx.place.channel.startswith("D"):
        return False
    try:
        return not (await ctx.slack.channel(ctx.place.channel)).is_member
    except ChannelGone:
        return True
    except SlackProblem:
        return False


def _key(rule: Subscription) -> tuple[set[str], set[str], Filters]:
    return set(rule.areas), set(rule.types), rule.filters
