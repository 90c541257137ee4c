"""`/sinch access ...`: who may do what."""

from __future__ import annotations

from typing import Literal

from bot.cards import access as cards
from bot.command import Args, Audience, Ctx, Effect, NoArgs, Reply, Role, Router, word
from bot.errors import UserError
from bot.flows.execution import access
from bot.slack.errors import UserGone
from bot.slack.text import mention

router = Router()


class PersonArgs(Args):
    user: str = word("Person", "Like @anna", kind="user", min_length=1)


class GrantRole(PersonArgs):
    role: Literal["viewer", "operator", "admin"] = word(
        "Role",
        "Viewer: read and comment; operator: change; admin: everything",
        labels={str(role): str(role).capitalize() for role in Role},
    )


@router.command(
    "access list",
    Effect.READ,
    audience=Audience.ASKER,
    phrases=("who are the admins", "who may do what", "show everybody's roles", "whoami"),
)
async def list_(ctx: Ctx, args: NoArgs) -> Reply:
    """Show who can do what."""
    grants = await ctx.store.grants.all()
    return Reply(
        cards.table(
            admins=ctx.services.settings.admins,
            grants=[(given.user_id, given.role, given.granted_by, given.granted_at) for given in grants],
            manage=ctx.actor.role >= Role.ADMIN,
        )
    )


@router.command(
    "access grant",
    Effect.SETTING,
    audience=Audience.ASKER,
    role=Role.ADMIN,
    example="/sinch access grant @martin operator",
    phrases=(
        "make {user} an operator",
        "give {user} admin rights",
        "promote {user} to admin",
        "appoint {user} as operator",
    ),
)
async def grant(ctx: Ctx, args: GrantRole) -> Reply:
    """Give a person a role."""
    await _known(ctx, args.user)
    await _may_have(ctx, args.user, args.role)
    await ctx.store.grants.give(args.user, args.role, ctx.actor.user_id, ctx.services.clock.now())
    return Reply(cards.granted(args.user, args.role))


@router.command(
    "access revoke",
    Effect.SETTING,
    audience=Audience.ASKER,
    role=Role.ADMIN,
    phrases=(
        "take the role of {user} away",
        "revoke {user}'s access",
        "{user} is no operator any more, remove the role",
        "demote {user}",
    ),
)
async def revoke(ctx: Ctx, args: PersonArgs) -> Reply:
    """Remove a person's role. They become a viewer."""
    if not await ctx.store.grants.revoke(args.user):
        raise UserError(
            f"{mention(args.user)} has no role to remove.",
            "Workspace admins and people in the `ADMINS` setting are always admins.",
        )
    return Reply(cards.revoked(args.user))


async def _known(ctx: Ctx, user_id: str) -> None:
    try:
        person = await ctx.slack.user(user_id)
    except UserGone as error:
        raise UserError("I don't know that person.", "Mention them, like `@anna`.") from error
    if person.is_bot or person.deleted:
        raise UserError(f"{mention(user_id)} can't have a role.", "Only active people can.")


async def _may_have(ctx: Ctx, user_id: str, role: str) -> None:
    how = await access.membership_of(ctx.services, user_id)
    if how not in access.MAY_READ:
        raise UserError(
            f"{mention(user_id)} can't have a role here.",
            "Only people in this workspace can have a role.",
        )
    if how is access.Membership.GUEST and role != "viewer":
        raise UserError(f"{mention(user_id)} is a guest.", "Guests can only read and comment.")
