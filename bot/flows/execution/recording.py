"""What a command leaves behind, whichever way it ends: numbers, a line in the log, a row in the audit log."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot import log, metrics
from bot.command.declaration import Command, Effect
from bot.command.masking import masked
from bot.errors import BotError
from bot.flows.outcomes import outcome_of
from bot.provisioning.errors import ApiError
from bot.redaction import redacted
from bot.slack.errors import SlackProblem
from bot.storage.access.audit import Unaudited
from bot.storage.db.database import DATABASE_PROBLEMS
from bot.storage.db.refusals import reason
from bot.storage.states import AuditOutcome

if TYPE_CHECKING:
    from bot.command.arguments import Args
    from bot.command.context import Ctx, Services

DETAIL_LIMIT = 500
ARGUMENT_LIMIT = 2000
"""Characters of why it failed and of one value that the audit log keeps; a value may be a whole body."""
OF_JOB = "job "
"""How the requests of what a job does row by row begin."""


@dataclass(slots=True)
class Outcome:
    """How it ended, in the words of the audit log; a command that came too late says so itself."""

    word: AuditOutcome = AuditOutcome.DONE
    row: int | None = None
    """The row that was written before the act; None for what only reads."""


@asynccontextmanager
async def recorded(ctx: Ctx, command: Command, args: Args) -> AsyncIterator[Outcome]:
    """Count, time and audit what runs inside. What changes anything is written down first: no audit, no action.

    Raises `Unaudited` where that can't be written.
    """
    started, ended = ctx.services.clock.now(), Outcome()
    values = args.model_dump(mode="json")
    begun = await _begun(ctx, command, values) if command.effect is not Effect.READ else None
    ended.row = begun
    outcome, detail, why = AuditOutcome.FAILED, "interrupted", "interrupted"
    logger = log.get("execute").bind(command=command.path, actor=ctx.actor.user_id, request=ctx.request_id)
    try:
        yield ended
    except Exception as error:
        detail, why = f"{type(error).__name__}: {error}", _why(error)
        outcome = outcome_of(error)
        raise
    else:
        outcome, detail, why = ended.word, "", ""
    finally:
        seconds = (ctx.services.clock.now() - started).total_seconds()
        metrics.COMMANDS.labels(command.path, outcome).inc()
        metrics.COMMAND_SECONDS.labels(command.path).observe(seconds)
        logger.info("command", outcome=outcome, detail=detail[:DETAIL_LIMIT], seconds=round(seconds, 3))
        if begun is not None:
            try:
                await note(ctx, command, values, outcome, why, begun_id=begun)
            except DATABASE_PROBLEMS as problem:
                # It has happened, and that it was begun is written: its answer matters more now.
                logger.error("outcome not audited", row=begun, error=type(problem).__name__)


async def _begun(ctx: Ctx, command: Command, values: Mapping[str, Any]) -> int:
    try:
        return await note(ctx, command, values, AuditOutcome.BEGUN)
    except Unaudited:
        raise
    except DATABASE_PROBLEMS as problem:
        raise Unaudited(reason(problem)) from problem


async def note(
    ctx: Ctx,
    command: Command,
    values: Mapping[str, Any],
    outcome: AuditOutcome,
    detail: str = "",
    begun_id: int | None = None,
) -> int:
    """A row of the audit log; its number."""
    given = redacted(masked(dict(values), command.secrets))
    shown = {name: _bounded(value) for name, value in given.items()}
    return await ctx.store.audit.add(
        at=ctx.services.clock.now(),
        user_id=ctx.actor.user_id,
        user_name=await known_as(ctx.services, ctx.actor.user_id, ctx.actor.name),
        project_id=ctx.project_id,
        channel=ctx.place.channel,
        action=command.path,
        args=shown,
        outcome=outcome,
        detail=detail[:DETAIL_LIMIT],
        request_id=ctx.request_id,
        begun_id=begun_id,
    )


async def known_as(services: Services, user_id: str, otherwise: str) -> str:
    """The one name that a person has in the audit log, whatever they do: the one that signs their comments."""
    try:
        person = await services.slack.user(user_id)
    except SlackProblem:
        return otherwise
    return person.real_name or person.name


def _why(error: Exception) -> str:
    """What went wrong, as the person was told."""
    if isinstance(error, ApiError):
        return error.message
    return str(error) if isinstance(error, BotError) else f"{type(error).__name__}: {error}"


def _bounded(value: Any) -> Any:
    return f"{value[:ARGUMENT_LIMIT]}…" if isinstance(value, str) and len(value) > ARGUMENT_LIMIT else value
