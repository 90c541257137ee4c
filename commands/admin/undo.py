"""`/sinch undo`: put back what was just changed."""

from __future__ import annotations

import commands
from bot.command import Args, Audience, Ctx, Effect, Question, Reply, Role, Router, hidden, word
from bot.flows.undo import undo as flow

router = Router()


class UndoChange(Args):
    change: int | None = word("Change", "Its number in the audit log. Leave empty for your latest", default=None)
    about: str = hidden()
    """What was changed, for the audit log."""


async def _difference(ctx: Ctx, args: UndoChange) -> Question:
    return await flow.question(ctx, args.change, commands.collect())


@router.command(
    "undo",
    Effect.CHANGE,
    role=Role.VIEWER,  # who changed it needs the role that the change itself needs
    audience=Audience.ASKER,
    ask=_difference,
    example="/sinch undo",
    phrases=("undo that", "undo my last change", "put it back as it was", "revert what i just changed"),
)
async def undo(ctx: Ctx, args: UndoChange) -> Reply:
    """Undo your latest change of the last 10 minutes."""
    number = args.change if args.change is not None else await flow.latest(ctx, commands.collect())
    return await flow.run(ctx, number, commands.collect())
