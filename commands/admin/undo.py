"""`/sinch undo`: put back what was just changed."""

from __future__ import annotations

import commands
from bot.command import Args, Audience, Ctx, Effect, Question, Reply, Role, Router, hidden, word
from bot.flows.undo import undo as flow

router = Router()


class UndoChange(Args):
    change: int | None = word("Change", "Its number in the audit log. Leave empty for your latest", default=None)
    user: str | None = word("Person", "Whose latest change. Leave empty for yours", default=None, kind="user")
    about: str = hidden()
    """What was changed, for the audit log."""


async def _difference(ctx: Ctx, args: UndoChange) -> Question:
    return await flow.question(ctx, await _meant(ctx, args), commands.collect())


async def _meant(ctx: Ctx, args: UndoChange) -> int:
    """The number of the change: the one that is named, else the latest of whoever is."""
    if args.change is not None:
        return args.change
    return await flow.latest(ctx, commands.collect(), of=args.user)


@router.command(
    "undo",
    Effect.CHANGE,
    role=Role.VIEWER,  # who changed it needs the role that the change itself needs
    audience=Audience.ASKER,
    ask=_difference,
    example="/sinch undo @anna",
    phrases=("undo that", "undo my last change", "put it back as it was", "revert what i just changed"),
)
async def undo(ctx: Ctx, args: UndoChange) -> Reply:
    """Undo your latest change of the last 10 minutes."""
    return await flow.run(ctx, await _meant(ctx, args), commands.collect())
