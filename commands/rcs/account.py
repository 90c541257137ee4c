"""`/sinch rcs account ...`: the project's RCS account."""

from __future__ import annotations

from bot.command import Ctx, Effect, Reply, Router
from bot.provisioning.subjects import Kind, Subject
from commands._shared import subjects
from commands._shared.lists import Browse
from commands._shared.subjects import Comment

router = Router()

SUBJECT = Subject(Kind.rcs_account)


@router.command(
    "rcs account activity",
    Effect.READ,
    calls=("RcsAccountsController_listActivities_v1",),
    phrases=("what happened to the rcs account", "history of the rcs account", "show the activity of the rcs account"),
)
async def activity(ctx: Ctx, args: Browse) -> Reply:
    """Show what happened to the RCS account."""
    return await subjects.activity(ctx, "rcs account activity", SUBJECT, args)


@router.command(
    "rcs account comment",
    Effect.COMMENT,
    calls=("RcsAccountsController_createComment_v1",),
    example="/sinch rcs account comment The new logo is uploaded",
    phrases=("comment on the rcs account", "tell sinch about the rcs account", "leave a note on the rcs account"),
)
async def comment(ctx: Ctx, args: Comment) -> Reply:
    """Comment on the RCS account."""
    return await subjects.comment(ctx, SUBJECT, args.text)
