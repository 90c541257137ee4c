"""A question that waits for its person's press: words such as `cancel` end it, none of them answer it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import log
from bot.cards.blocks import confirm
from bot.command import Ctx, Reply, Router
from bot.command.invocation import Invocation
from bot.errors import Gone
from bot.flows.execution.execute import cancelled, take_question
from bot.slack.errors import SlackProblem
from bot.storage.pending import SHOWN, Pending
from bot.understanding import small_words as small

if TYPE_CHECKING:
    from bot.command.context import Place, Services

logger = log.get("questions")


def is_cancel(text: str) -> bool:
    """Whether it says no more than `never mind`."""
    return bare(text) in small.CANCELS


def bare(text: str) -> str:
    """Its words in small letters, without signs."""
    return " ".join("".join(char for char in text.casefold() if char.isalnum() or char == " ").split())


async def at(services: Services, place: Place, user_id: str) -> Pending | None:
    """This person's latest in this place; in a channel also those of its threads, in a thread only its own."""
    found = await services.store.pending.open_of(user_id, services.clock.now())
    here = [question for question in found if question.place.get("channel") == place.channel]
    if place.thread_ts:
        here = [question for question in here if question.place.get("thread") == place.thread_ts]
    return max(here, key=lambda question: question.created_at, default=None)


async def ended(ctx: Ctx, router: Router) -> Reply | None:
    """Cancel it as its own button does; None where none waits, or somebody was quicker."""
    question = await at(ctx.services, ctx.place, ctx.actor.user_id)
    if question is None:
        return None
    try:
        request = await take_question(ctx, router, question.id, "cancelled")
    except Gone:
        return None
    if shown := question.place.get(SHOWN):
        end = confirm.answered(shown["text"], "cancelled", by=ctx.actor.user_id)
        try:
            await ctx.slack.update(shown["channel"], shown["ts"], end)
        except SlackProblem as problem:
            logger.info("question not taken down", code=problem.code)
    return await cancelled(Invocation(request, replace(ctx, project_id=request.project or ctx.project_id)))
