"""Why a channel gets what happens to a resource, and who else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.flows.activity.matching import wants
from bot.flows.activity.routing import read

if TYPE_CHECKING:
    from bot.command.context import Ctx
    from bot.storage.activity.threads import Thread
    from bot.storage.channels.subscriptions import Subscription


@dataclass(frozen=True, slots=True)
class Reasons:
    """`rules` of the card's own channel that want its latest event; `channels` and `people` get it as well."""

    rules: Sequence[Subscription]
    channels: Sequence[str]
    people: Sequence[str]
    follows: bool
    """Whether the person who asks follows it."""
    muted_until: datetime | None


async def reasons(ctx: Ctx, thread: Thread) -> Reasons:
    """As it stands now: rules may have changed since the event came."""
    store, project_id = ctx.store, thread.project_id
    rules = await store.subscriptions.of_project(project_id)
    row = await store.inbox.get(thread.latest_id) if thread.latest_id is not None else None
    if row is None:
        row = next(iter(await store.inbox.recent(project_id, subject=thread.subject, limit=1)), None)
    if row is not None:
        event = read(row)
        rules = [rule for rule in rules if wants(rule, event)]
    follows = await store.follows.of_subject(project_id, thread.subject)
    elsewhere = dict.fromkeys(rule.channel for rule in rules if rule.channel != thread.channel)
    return Reasons(
        rules=[rule for rule in rules if rule.channel == thread.channel],
        channels=tuple(elsewhere),
        people=tuple(follow.user_id for follow in follows if follow.user_id != ctx.actor.user_id),
        follows=any(follow.user_id == ctx.actor.user_id and not follow.once for follow in follows),
        muted_until=thread.muted_until,
    )
