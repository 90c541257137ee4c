"""`/sinch whatsapp account ...`: the project's WhatsApp account."""

from __future__ import annotations

from bot.arguments import Listing, NoArgs
from bot.cards import resource
from bot.command import Effect, Reply, Router
from bot.context import Ctx
from bot.provisioning.subjects import Kind, Subject
from commands import _subjects
from commands._subjects import Comment

router = Router()

SUBJECT = Subject(Kind.whatsapp_account)


@router.command("whatsapp account get", Effect.READ, calls=("WhatsappAccountsController_getAccount_v1",))
async def get(ctx: Ctx, args: NoArgs) -> Reply:
    """Show the WhatsApp account."""
    return Reply(resource.card(SUBJECT, await ctx.api.whatsapp_accounts.get()))


@router.command("whatsapp account activity", Effect.READ, calls=("WhatsappAccountsController_listActivities_v1",))
async def activity(ctx: Ctx, args: Listing) -> Reply:
    """Show what happened to the WhatsApp account."""
    return await _subjects.activity(ctx, "whatsapp account activity", SUBJECT, args)


@router.command("whatsapp account comment", Effect.COMMENT, calls=("WhatsappAccountsController_createComment_v1",))
async def comment(ctx: Ctx, args: Comment) -> Reply:
    """Comment on the WhatsApp account."""
    return await _subjects.comment(ctx, SUBJECT, args.text)
