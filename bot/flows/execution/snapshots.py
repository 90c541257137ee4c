"""Around a command whose work can be undone: how things were before it, and how it left them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot import log
from bot.command.masking import masked
from bot.flows.execution import own_rows, present
from bot.provisioning.errors import ApiError, InvalidInput
from bot.storage.db.database import DATABASE_PROBLEMS
from bot.storage.snapshots import Snapshot

if TYPE_CHECKING:
    from bot.command.arguments import Args
    from bot.command.context import Ctx
    from bot.command.declaration import Command
    from bot.flows.execution.recording import Outcome

NOT_READ: tuple[type[Exception], ...] = (ApiError, InvalidInput, *DATABASE_PROBLEMS)

logger = log.get("snapshots")


@asynccontextmanager
async def kept(ctx: Ctx, command: Command, args: Args, outcome: Outcome) -> AsyncIterator[None]:
    """What cannot be read or kept is no reason to stop: then the change cannot be undone, and nothing else."""
    if outcome.row is None or command.path not in present.READERS:
        yield
        return
    before = await _read(ctx, command, args)
    yield
    after = await _read(ctx, command, args) if before is not None else None
    if before is None or after is None:
        return
    was, left = present.changed(before, after)
    given = args.model_dump(mode="json")
    if (card := own_rows.card_of({**was, **left})) is not None:
        given["thread_id"] = card  # typed in its thread, which an undo need not be
    made = Snapshot(
        id=outcome.row,
        path=command.path,
        args=masked(given, command.secrets),
        project_id=ctx.project_id,
        channel=ctx.place.channel,
        user_id=ctx.actor.user_id,
        before=was,
        after=left,
        created_at=ctx.services.clock.now(),
    )
    try:
        await ctx.store.snapshots.add(made)
    except DATABASE_PROBLEMS as problem:
        logger.warning("not kept", command=command.path, error=type(problem).__name__)


async def _read(ctx: Ctx, command: Command, args: Args) -> present.State | None:
    try:
        return await present.state(ctx, command, args)
    except NOT_READ as error:
        logger.info("cannot be undone later", command=command.path, error=type(error).__name__)
        return None
