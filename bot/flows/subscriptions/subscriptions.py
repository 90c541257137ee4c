"""What a channel hears about: rules added, narrowed, ended, and shown with the last event they would have posted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bot.cards import activity as cards
from bot.cards import subscriptions as shown
from bot.flows.activity import channel_refusal
from bot.flows.activity.matching import wants
from bot.flows.activity.routing import read
from bot.flows.projects import naming
from bot.links import CommandLink
from bot.slack.errors import ChannelGone, SlackProblem

if TYPE_CHECKING:
    from bot.command.context import Ctx
    from bot.storage.channels.subscriptions import Subscription

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
    store = ctx.store.subscriptions
    mine = await rules(ctx)
    if rule_id is not None and any(rule.id == rule_id for rule in mine):
        await store.change(rule_id, areas=areas, types=types, filters=filters)
        return await _known(ctx, rule_id)
    same = next((r for r in mine if (set(r.areas), set(r.types), dict(r.filters)) == _key(areas, types, filters)), None)
    if same is not None:
        if same.broken is None:
            return same
        await store.change(same.id, areas=areas, types=types, filters=filters)
        return await _known(ctx, same.id)
    plain = next((rule for rule in mine if rule.areas and not rule.types and not rule.filters), None)
    if plain is not None and areas and not types and not filters:
        both = list(dict.fromkeys([*plain.areas, *areas]))
        await store.change(plain.id, areas=both, types=(), filters={})
        return await _known(ctx, plain.id)
    return await store.add(
        ctx.project_id,
        ctx.place.channel,
        areas=areas,
        types=types,
        filters=filters,
        created_by=ctx.actor.user_id,
        now=ctx.services.clock.now(),
    )


async def unsubscribe(ctx: Ctx, areas: Sequence[str], types: Sequence[str], rule_id: int | None = None) -> int:
    """End rules, or take areas and types out of them; how many rules were touched. Nothing named: all of them."""
    store = ctx.store.subscriptions
    mine = await rules(ctx)
    if rule_id is not None:
        return int(any(rule.id == rule_id for rule in mine) and await store.remove(rule_id))
    if not areas and not types:
        return await store.remove_channel(ctx.place.channel, ctx.project_id)
    touched = 0
    for rule in mine:
        left_areas = [area for area in rule.areas if area not in areas]
        left_types = [kind for kind in rule.types if kind not in types]
        if (left_areas, left_types) == (rule.areas, rule.types):
            continue
        touched += 1
        emptied = (rule.areas and not left_areas) or (rule.types and not left_types)
        if emptied:
            await store.remove(rule.id)
        else:
            await store.change(rule.id, areas=left_areas, types=left_types, filters=rule.filters)
    return touched


async def with_example(ctx: Ctx, rule: Subscription) -> shown.Subscription:
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
    return shown.Subscription(
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


async def _known(ctx: Ctx, rule_id: int) -> Subscription:
    rule = await ctx.store.subscriptions.get(rule_id)
    assert rule is not None  # noqa: S101 - changed a moment ago, in this place
    return rule


def _key(
    areas: Sequence[str], types: Sequence[str], filters: Filters
) -> tuple[set[str], set[str], dict[str, list[str]]]:
    return set(areas), set(types), {name: list(values) for name, values in filters.items()}
