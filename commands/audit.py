"""`/sinch audit`: who changed what."""

from __future__ import annotations

from bot.arguments import Args, hidden, option
from bot.cards import audit as cards
from bot.cards.buttons import Call
from bot.command import Effect, Reply, Router
from bot.context import Ctx, Role

router = Router()

ROWS = 20


class Audit(Args):
    user: str | None = option("Person", "only what this person did", default=None, kind="user")
    action: str | None = option("Command", "only commands that begin with these words", default=None)
    before: int | None = hidden(None)


@router.command("audit", Effect.READ, role=Role.ADMIN, example="/sinch audit user=@anna")
async def show(ctx: Ctx, args: Audit) -> Reply:
    """Show who changed what, newest first."""
    found = await ctx.store.audit.recent(
        ROWS + 1, before_id=args.before, user_id=args.user, action=args.action, project_id=ctx.project_id
    )
    shown = found[:ROWS]
    filters = args.model_dump(exclude_none=True, exclude={"before"})
    older = Call("audit", {**filters, "before": shown[-1].id}, "turn") if len(found) > ROWS else None
    newest = Call("audit", filters, "turn") if args.before else None
    return Reply(cards.table(shown, older=older, newest=newest))
