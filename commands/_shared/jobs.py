"""Stopping a job over many rows, and resuming it: what imports and plans share."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.cards.blocks import done
from bot.cards.vocabulary.words import article, count
from bot.command import Args, Ctx, Effect, Question, Reply, Role, Router, hidden
from bot.errors import Gone, NotAllowed
from bot.storage.jobs import RESUMABLE, TOPIC
from bot.templates.plan import Action

if TYPE_CHECKING:
    from bot.storage.jobs import Job


LOOKS, BETWEEN_LOOKS = 10, 0.1
"""How often it is seen whether a job has ended, and the seconds between two looks."""


class JobId(Args):
    job_id: int = hidden(0)


def stop_and_resume(router: Router, kind: str, what: str, does: tuple[str, ...]) -> None:
    """The commands behind the buttons of such a job; `what` it is, as in their summaries: `a WhatsApp import`."""

    async def stop(ctx: Ctx, args: JobId) -> Reply:
        return await stopped(ctx, kind, args)

    async def ask_to_resume(ctx: Ctx, args: JobId) -> Question:
        return await asked_to_resume(ctx, kind, args)

    async def resume(ctx: Ctx, args: JobId) -> Reply:
        return await resumed(ctx, kind, args)

    stop.__doc__, resume.__doc__ = f"Stop {what}.", f"Resume {what}."
    router.command(f"{kind}-stop", Effect.SETTING, hidden=True, title="Stop")(stop)
    router.command(f"{kind}-resume", Effect.CHANGE, does=does, ask=ask_to_resume, hidden=True, title="Resume")(resume)


async def stopped(ctx: Ctx, kind: str, args: JobId) -> Reply:
    """Ends it after the row at hand; raises `Gone` where it has ended."""
    job = await _ours(ctx, kind, args)
    if job is None or not await ctx.store.jobs.stop(job.id, ctx.services.clock.now()):
        raise Gone("Nothing to stop.", "It has already ended.")
    return Reply(done.card("Stopping after the current row. Finished rows stay."))


async def asked_to_resume(ctx: Ctx, kind: str, args: JobId) -> Question:
    """How much is left; raises `Gone` where nothing is, `NotAllowed` where that deletes and the person may not."""
    job = await _resumable(ctx, kind, args)
    left = len(job.rows) - job.position
    deletions = _deletions(job)
    lost = f"\n:warning: {count(deletions, 'template')} will be deleted." if deletions else ""
    said = f"Resume? {left:,} of {count(len(job.rows), 'row')} {'is' if left == 1 else 'are'} left.{lost}"
    return Question(said, yes="Resume", risky=bool(deletions))


async def resumed(ctx: Ctx, kind: str, args: JobId) -> Reply:
    """Goes on with the next row, in the name of whoever resumes it; once, whoever asks besides."""
    job = await _resumable(ctx, kind, args)
    if not await ctx.store.jobs.resume(job, ctx.actor.user_id, ctx.services.clock.now()):
        raise Gone("It's already running.", "See its progress in the channel.")
    ctx.services.wake(TOPIC)
    return Reply(done.card("Resumed. Progress is in this channel."))


async def _ours(ctx: Ctx, kind: str, args: JobId) -> Job | None:
    """Only in the project that the person means: another one's jobs are none of theirs."""
    job = await ctx.store.jobs.get(args.job_id)
    return job if job is not None and job.kind == kind and job.project_id == ctx.project_id else None


async def _resumable(ctx: Ctx, kind: str, args: JobId) -> Job:
    job = await _ours(ctx, kind, args)
    for _ in range(LOOKS):
        if job is None or job.state in RESUMABLE:
            break
        await asyncio.sleep(BETWEEN_LOOKS)  # its last picture, with the button, stands a moment before its end is noted
        job = await _ours(ctx, kind, args)
    if job is None or job.state not in RESUMABLE or job.position >= len(job.rows):
        raise Gone("Nothing to resume.", "It's running, or it has ended. Start again if something is left.")
    may_delete(ctx, _deletions(job))
    return job


def _deletions(job: Job) -> int:
    """Among the rows that are left."""
    return sum(_deletes(row["body"]) for row in job.rows[job.position :])


def _deletes(body: Mapping[str, Any]) -> bool:
    return body.get("action") == Action.DELETE


def may_delete(ctx: Ctx, deletions: int) -> None:
    """A plan that deletes is for admins, whoever made it; raises `NotAllowed`."""
    if deletions and ctx.actor.role < Role.ADMIN:
        raise NotAllowed(
            f"This plan deletes {count(deletions, 'template')}. You need the admin role for that; "
            f"you're {article(str(ctx.actor.role))} {ctx.actor.role}.",
            "Ask an admin to apply it, or plan without `prune=yes`.",
        )
