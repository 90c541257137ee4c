"""Makes plans: what a file, or another project, wants against what is there; keeps them until somebody applies them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.cards.vocabulary.payload import Payload, as_payload
from bot.errors import Gone
from bot.flows.templates import applying, checking
from bot.flows.templates.reading import TEMPLATES_A_PAGE, AllTemplates
from bot.storage import jobs
from bot.templates import canonical, kakaotalk
from bot.templates.check import Surroundings, check
from bot.templates.content import content, identity
from bot.templates.finding import Finding
from bot.templates.plan import KAKAOTALK, WHATSAPP, Action, Plan, Planner, PlanStep

if TYPE_CHECKING:
    from bot.command import Ctx
    from bot.provisioning.client import Provisioning

KEPT = timedelta(days=7)
SEEN_AT_ONCE = 50
CHECKED_AT_ONCE = 5
KEPT_AT_ONCE = 250
"""Templates that are compared, checked, stored before others get their turn."""
PLANS = "plan:"

Valid = Callable[[Mapping[str, Any]], str]
"""Why the API would refuse a body as it is written; empty: it would not."""


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan as it waits to be applied; `start` reads its rows."""

    id: str
    kind: str
    project_id: str
    parts: list[Any]
    """The keys of its rows; an earlier version of the bot kept the rows themselves here."""
    steps: int
    deletions: int
    options: dict[str, Any]


async def whatsapp(ctx: Ctx, wanted: Sequence[Mapping[str, Any]], valid: Valid, *, prune: bool = False) -> Plan:
    """The plan for a project's WhatsApp templates."""
    planner = await asyncio.to_thread(Planner, WHATSAPP, wanted, prune=prune)
    names: dict[str, set[str]] = {}
    seen = 0
    async for template in AllTemplates.of(ctx):
        planner.see(template)
        parts = content(template)
        if words := identity(parts):
            names.setdefault(canonical.fingerprint(words), set()).add(parts.name)
        seen += 1
        if seen % SEEN_AT_ONCE == 0:
            await asyncio.sleep(0)
    plan = await asyncio.to_thread(planner.finished)
    await asyncio.to_thread(_add_names, names, plan)
    blocked = await checking.blocked_names(ctx)

    def findings(step: PlanStep) -> list[Finding]:
        words = identity(content(step.body))
        others = frozenset(names.get(canonical.fingerprint(words), ()))
        return check(step.body, Surroundings({words: others}, blocked), new=step.action is Action.CREATE)

    await _check(plan, findings, valid)
    return plan


def _add_names(names: dict[str, set[str]], plan: Plan) -> None:
    """The texts that are wanted are compared with one another too."""
    for step in plan.to_do:
        if words := identity(content(step.body)):
            names.setdefault(canonical.fingerprint(words), set()).add(step.key[0])


async def _check(plan: Plan, findings: Callable[[PlanStep], list[Finding]], valid: Valid) -> None:
    """What cannot be sent, or would be rejected, is refused with the reason."""
    for number, step in enumerate(plan.steps, 1):
        if step.action in (Action.CREATE, Action.CHANGE):
            step.findings = findings(step)
            step.reason = valid(step.body) or next((f.problem for f in step.findings if f.rejects), "")
            if step.reason:
                step.action = Action.REFUSE
        if number % CHECKED_AT_ONCE == 0:
            await asyncio.sleep(0)


async def of_kakaotalk(
    ctx: Ctx, sender: str, wanted: Sequence[Mapping[str, Any]], valid: Valid, *, prune: bool = False
) -> Plan:
    """The plan for a KakaoTalk sender's templates."""
    planner = await asyncio.to_thread(Planner, KAKAOTALK, wanted, prune=prune)
    async for template in kakaotalk_templates(ctx.api, sender):
        planner.see(template)
    plan = await asyncio.to_thread(planner.finished)
    await _check(plan, lambda step: kakaotalk.check(step.body), valid)
    return plan


async def kakaotalk_templates(api: Provisioning, sender: str) -> AsyncIterator[Payload]:
    """All templates of a KakaoTalk sender."""
    async for template in api.kakaotalk_templates.iterate(sender, page_size=TEMPLATES_A_PAGE):
        yield as_payload(template)


async def save(ctx: Ctx, kind: str, plan: Plan, options: Mapping[str, Any]) -> str:
    """The plan, to be applied by its id within a week."""
    plan_id, now, keys = uuid4().hex[:16], ctx.services.clock.now(), []
    await ctx.store.key_values.prune(PLANS, now - KEPT)
    rows = applying.rows(plan)
    for first in range(0, len(rows), KEPT_AT_ONCE):
        keys.append(f"{PLANS}{plan_id}:{first}")
        await ctx.store.key_values.set(keys[-1], rows[first : first + KEPT_AT_ONCE], now)
    value = {
        "kind": kind, "project_id": ctx.project_id, "rows": keys, "steps": len(rows),
        "deletions": len(plan.of(Action.DELETE)), "options": dict(options),
    }  # fmt: skip
    await ctx.store.key_values.set(f"{PLANS}{plan_id}", value, now)
    return plan_id


async def kept(ctx: Ctx, kind: str, plan_id: str) -> StoredPlan:
    """A plan of this project; raises `Gone` where it has expired, was applied, or is another project's."""
    value = await ctx.store.key_values.get(f"{PLANS}{plan_id}")
    if not isinstance(value, dict) or value.get("kind") != kind or value.get("project_id") != ctx.project_id:
        raise Gone("You can no longer apply this plan.", "It expired or was already applied. Plan again.")
    steps = value.get("steps", len(value["rows"]))
    return StoredPlan(plan_id, kind, ctx.project_id, value["rows"], steps, value["deletions"], value["options"])


async def _rows(ctx: Ctx, plan: StoredPlan) -> list[dict[str, Any]]:
    """All of them; raises `Gone` where they have expired meanwhile."""
    rows: list[dict[str, Any]] = []
    for part in plan.parts:
        rows += await ctx.store.key_values.get(part, []) if isinstance(part, str) else [part]
    if len(rows) != plan.steps:
        raise Gone("You can no longer apply this plan.", "It expired or was already applied. Plan again.")
    return rows


async def start(ctx: Ctx, plan: StoredPlan, *, submit: bool, title: str) -> int:
    """Begin to apply a plan, once; returns how many steps it has. Raises `Gone` for the second who asks."""
    now = ctx.services.clock.now()
    rows = applying.to_apply(await _rows(ctx, plan), submit=submit)
    try:
        await ctx.store.jobs.add(
            plan.kind,
            project_id=ctx.project_id,
            user_id=ctx.actor.user_id,
            channel=ctx.place.channel,
            rows=rows,
            now=now,
            options={**plan.options, "title": title},
            instead=[f"{PLANS}{plan.id}", *(part for part in plan.parts if isinstance(part, str))],
        )
    except jobs.AlreadyTaken:
        hint = "See its progress in the channel. Plan again for the rest."
        raise Gone("This plan was already applied.", hint) from None
    checking.forget(ctx)
    ctx.services.wake(jobs.TOPIC)
    return len(rows)
