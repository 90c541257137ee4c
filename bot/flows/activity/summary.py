"""A summary of events taken apart again: what it told of, and a thread for what has none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.summaries.items import SummaryItem
from bot.errors import Gone
from bot.flows.activity.items import ItemReader
from bot.flows.activity.plan import direct
from bot.links import Call
from bot.storage.activity.inbox import TOPIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command.context import Ctx
    from bot.flows.activity.plan import Item
    from bot.storage.activity.threads import Thread

THREAD_SECONDS, LOOK_SECONDS = 6.0, 0.2
"""How long the answer waits for a card that is about to be posted, and how often it looks."""

Group = list["Item"]


async def by_resource(ctx: Ctx, first: int, last: int) -> list[Group]:
    """The events of the message, those of one resource together."""
    groups: dict[tuple[str, str], Group] = {}
    dues = await ctx.store.deliveries.together(ctx.place.channel, first, last)
    for item in (await ItemReader(ctx.store).of(dues)).readable:
        groups.setdefault((item.due.project_id, item.due.subject), []).append(item)
    if not groups:
        raise Gone("I no longer keep the events behind this message.")
    return list(groups.values())


async def shown(ctx: Ctx, groups: Sequence[Group]) -> list[SummaryItem]:
    """As they are shown: each with its thread, or a way to get one."""
    return [await _item(ctx, group) for group in groups]


async def _item(ctx: Ctx, group: Group) -> SummaryItem:
    due = group[-1].due
    happened = [(item.event, item.due.by) for item in group]
    if due.thread_ts:
        return SummaryItem(happened, address=await ctx.slack.permalink(due.channel, due.thread_ts))
    if due.thread_id is None or direct(due.channel):
        return SummaryItem(happened)
    return SummaryItem(
        happened, open=Call("event-summary thread", {"thread_id": due.thread_id, "project": due.project_id})
    )


async def give_thread(ctx: Ctx, thread: Thread) -> str:
    """Has the worker post its card, with its newest event below; the thread's address, or nothing while it waits."""
    if not thread.ts:
        now = ctx.services.clock.now()
        if not await ctx.store.deliveries.again(thread.channel, thread.project_id, thread.subject, now):
            raise Gone("I no longer keep its events, so I can't start a thread.")
        ctx.services.wake(TOPIC)
    waited, found = 0.0, thread
    while not found.ts and waited < THREAD_SECONDS:
        await ctx.services.clock.sleep(LOOK_SECONDS)
        waited += LOOK_SECONDS
        found = await ctx.store.threads.get(thread.id) or found
    return await ctx.slack.permalink(found.channel, found.ts) if found.ts else ""
