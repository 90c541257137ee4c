"""What a person's Home tab shows: at once what the bot knows itself, then what Sinch says."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.cards import subscriptions as subscription_cards
from bot.cards import waiting as waiting_cards
from bot.cards.blocks import layout
from bot.cards.blocks.message import Block
from bot.cards.home import AUDITED, LATEST, LOOKING, PLACE, ApprovalRow, AuditRow, Cockpit, KindCounts, Posting
from bot.command.context import Ctx, Role
from bot.errors import UserError
from bot.flows import health, visibility
from bot.flows.activity_lists import first_look, latest
from bot.flows.digest.content import DigestSnapshot
from bot.flows.digest.digest import newest_snapshot
from bot.flows.digest.notes import words
from bot.flows.execution.approvals import in_short
from bot.flows.happened import happened
from bot.flows.overview.overview import Overview, Trouble, collect
from bot.flows.projects import naming
from bot.flows.subscriptions import following
from bot.flows.waiting import waiting
from bot.links import Call, CommandLink
from bot.slack.text import code, date

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.storage.channels.subscriptions import Subscription
    from bot.storage.digests.digests import Digest

WAITING_ROWS = 8
"""Of what waits, on the tab."""
MEMORY_SECONDS = 1.0
"""For what waits as it was last known; then Sinch is sooner."""
SINCH_SECONDS = 25.0
"""For all that Sinch is asked; what is not there by then is said to be missing."""
LISTS_SECONDS = 5.0
"""For activity lists; what is known is shown without them."""
PRESENT = 60
"""Characters of a schedule that a menu's option can carry; its form begins empty for a longer one."""


async def known(ctx: Ctx) -> Cockpit:
    """What the database and Slack tell, without a word from Sinch."""
    services, store = ctx.services, ctx.store
    snapshot = await _last_snapshot(services, ctx.project_id)
    admin = ctx.actor.role >= Role.ADMIN
    newest = await happened(store, ctx.project_id, limit=LATEST)
    return Cockpit(
        now=services.clock.now(),
        project=naming.among_several(services, ctx.project_id),
        counts=[KindCounts(kind, states) for kind, states in snapshot.counts.items()] if snapshot else (),
        counted_at=snapshot.at if snapshot else None,
        postings=await _postings(ctx),
        followed=await following.listed(store.follows, ctx.actor.user_id),
        latest=[(item.when, item.said) for item in newest.items],
        requests=await _requests(ctx) if admin else None,
        audited=await _audited(ctx) if admin else None,
    )


async def asked(ctx: Ctx, cockpit: Cockpit) -> Cockpit:
    """The same with what Sinch tells: what waits, counts with their change since the last digest, how the bot is."""
    parts = await asyncio.gather(
        health.check(ctx.services, ctx.project_id), _overview(ctx), _latest(ctx), return_exceptions=True
    )
    for part in parts:
        if isinstance(part, BaseException) and not isinstance(part, TimeoutError | UserError):
            raise part
    healths, overview, newest = parts
    if not isinstance(healths, BaseException):
        cockpit = replace(cockpit, health=healths)
    if not isinstance(newest, BaseException) and newest:
        cockpit = replace(cockpit, latest=newest)
    if isinstance(overview, BaseException):
        return replace(cockpit, waiting=(layout.section("*Needs attention*\nSinch isn't answering right now."),))
    found = await waiting.read(ctx.services, ctx.project_id, overview=overview)
    return replace(
        await _compared(ctx, cockpit, overview), waiting=tuple(waiting_cards.blocks(found, rows=WAITING_ROWS))
    )


async def remembered(ctx: Ctx) -> tuple[Block, ...] | None:
    """What waits by cards, events and earlier looks; None where nothing is known, or not soon enough."""
    unasked = Overview(troubles=[Trouble("Sinch", LOOKING)])
    try:
        async with asyncio.timeout(MEMORY_SECONDS):
            found = await waiting.read(ctx.services, ctx.project_id, overview=unasked, ask=False)
    except TimeoutError:
        return None
    return tuple(waiting_cards.blocks(found, rows=WAITING_ROWS)) if found.items else None


async def _overview(ctx: Ctx) -> Overview:
    async with asyncio.timeout(SINCH_SECONDS):
        return await collect(ctx.api)


async def _latest(ctx: Ctx) -> list[tuple[datetime, str]]:
    await asyncio.gather(
        first_look.known(ctx, LISTS_SECONDS), latest.refresh(ctx, seconds=LISTS_SECONDS, max_age=latest.A_WHILE)
    )
    found = await happened(ctx.store, ctx.project_id, limit=LATEST)
    return [(item.when, item.said) for item in found.items]


async def _compared(ctx: Ctx, cockpit: Cockpit, overview: Overview) -> Cockpit:
    """Counts as they are now beside those of the last digest; a list that could not be read keeps its old ones."""
    snapshot = await _last_snapshot(ctx.services, ctx.project_id)
    before = snapshot.counts if snapshot else {}
    counts = [
        KindCounts(kind.value, dict(found.states), before.get(kind.value)) for kind, found in overview.lists.items()
    ]
    if not counts:
        return cockpit
    return replace(cockpit, counts=counts, counted_at=None, compared_at=snapshot.at if snapshot else None)


async def _last_snapshot(services: Services, project_id: str) -> DigestSnapshot | None:
    """What the newest digest of the project has left, in whatever channel."""
    return await newest_snapshot(services, project_id, await services.store.digests.all())


async def _postings(ctx: Ctx) -> list[Posting]:
    """Subscriptions and digests of this workspace, those of private channels only for their members."""
    projects = ctx.services.projects.ids()
    rules = [rule for rule in await ctx.store.subscriptions.all() if rule.project_id in projects]
    digests = [digest for digest in await ctx.store.digests.all() if digest.project_id in projects]
    channels = {rule.channel for rule in rules} | {digest.channel for digest in digests}
    visible = await visibility.visible(ctx.slack, ctx.actor.user_id, channels)
    several = len(projects) > 1
    found = [_rule(rule, ctx, several) for rule in rules if rule.channel in visible]
    found += [_digest(digest, ctx, several) for digest in digests if digest.channel in visible]
    return sorted(found, key=lambda posting: posting.channel)


def _rule(rule: Subscription, ctx: Ctx, several: bool) -> Posting:
    shown = subscription_cards.SubscriptionRow(rule.channel, rule.areas, rule.types, rule.filters)
    where = {"rule_id": rule.id, "project": rule.project_id, PLACE: rule.channel}
    return Posting(
        rule.channel,
        subscription_cards.in_words(shown) + _of(ctx, rule.project_id, several),
        [CommandLink("Change", "subscribe", where, "form"), CommandLink("Remove", "unsubscribe", where)],
    )


def _digest(digest: Digest, ctx: Ctx, several: bool) -> Posting:
    where = {"digest_id": digest.id, "project": digest.project_id, PLACE: digest.channel}
    paused = digest.paused_at is not None
    rest = " Paused." if paused else f" Next: {date(digest.next_at)}." if digest.next_at else ""
    present = {"schedule": digest.schedule, "tz": digest.tz}
    fits = sum(map(len, present.values())) <= PRESENT
    change = Call("digest add", {"changes": digest.id, PLACE: digest.channel, **(present if fits else {})}, "form")
    toggle = CommandLink("Resume", "digest resume", where) if paused else CommandLink("Pause", "digest pause", where)
    return Posting(
        digest.channel,
        f"Digest: {words(digest)}.{rest}{_of(ctx, digest.project_id, several)}",
        [CommandLink.to("Change", change), toggle, CommandLink("Remove", "digest remove", where)],
    )


def _of(ctx: Ctx, project_id: str, several: bool) -> str:
    return f" Project {code(naming.name_of(ctx.services, project_id))}" if several else ""


async def _requests(ctx: Ctx) -> list[ApprovalRow]:
    asked_for = await ctx.store.approvals.waiting(ctx.project_id, ctx.services.clock.now())
    return [
        ApprovalRow(
            await in_short(ctx.services, request),
            request.user_id,
            request.created_at,
            await ctx.slack.permalink(request.channel, request.ts) if request.ts else "",
        )
        for request in asked_for
    ]


async def _audited(ctx: Ctx) -> Sequence[AuditRow]:
    rows = await ctx.store.audit.recent(AUDITED, project_id=ctx.project_id)
    return [AuditRow(row.at, row.user_name, row.action, row.outcome) for row in rows]
