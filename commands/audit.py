"""`/sinch audit`: who changed what."""

from __future__ import annotations

from bot.arguments import Args, hidden, option
from bot.cards import audit as cards
from bot.cards.buttons import Call
from bot.cards.table import Pages
from bot.command import Effect, Reply, Router
from bot.context import Ctx, Role
from bot.storage.audit import Entry as Row

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
    pages = Pages(previous=newest, next=older)
    return Reply(cards.audit([_entry(one) for one in shown], pages=pages))


def _entry(one: Row) -> cards.Entry:
    args = ", ".join(f"{name}={value}" for name, value in one.args.items() if value not in (None, "", []))
    details = " · ".join(part for part in (args, one.detail or "") if part)
    return cards.Entry(one.at, one.user_name, one.action, one.outcome, details=details)
