"""`/sinch whatsapp account ...`: the project's WhatsApp account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.cards.blocks import done
from bot.cards.resources import resource
from bot.cards.vocabulary.payload import as_payload, mapping, text
from bot.command import Body, Ctx, Effect, NoArgs, Reply, Router, filled
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import escaped
from commands._shared import reviews, subjects
from commands._shared.lists import Browse
from commands._shared.subjects import Comment
from commands.whatsapp.account_form import AccountForm

router = Router()

SUBJECT = Subject(Kind.whatsapp_account)


@router.command(
    "whatsapp account get",
    Effect.READ,
    calls=("WhatsappAccountsController_getAccount_v1",),
    phrases=("show the whatsapp account", "how is our waba doing", "is the whatsapp account onboarded"),
)
async def get(ctx: Ctx, args: NoArgs) -> Reply:
    """Show the WhatsApp account."""
    return Reply(resource.card(SUBJECT, await ctx.api.whatsapp_accounts.get()))


class CreateAccount(Body):
    model = "whatsapp_accounts:WhatsappInputAccountPartnerInitiatedDto"


class UpdateAccount(Body):
    model = "whatsapp_accounts:WhatsappInputUpdateAccountDto"
    skip = ("companyLegalName",)


async def _creating(ctx: Ctx, args: CreateAccount) -> str:
    return f"Create the WhatsApp account *{escaped(text(args.body, 'wabaName'))}*?\nMeta reviews it."


@router.command(
    "whatsapp account create",
    Effect.CHANGE,
    ask=_creating,
    wizard=AccountForm(CreateAccount, "Meta reviews the account. Names must match those at Meta."),
    calls=("WhatsappAccountsController_createAccount_v1",),
    phrases=("create a whatsapp account", "set up a waba", "add the whatsapp account"),
)
async def create(ctx: Ctx, args: CreateAccount) -> Reply:
    """Create the project's WhatsApp account."""
    return Reply(resource.card(SUBJECT, await ctx.api.whatsapp_accounts.create(args.body)))


async def _present(ctx: Ctx, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form begins with what was rejected, or else with what is in force."""
    account = as_payload(await ctx.api.whatsapp_accounts.get())
    now = filled(UpdateAccount, mapping(account, "changes.details") or mapping(account, "details"))
    return {**now, **await reviews.reasons_for_form(ctx, SUBJECT, account)}


@router.command(
    "whatsapp account update",
    Effect.CHANGE,
    prefill=_present,
    wizard=AccountForm(UpdateAccount, "Filled in with the rejected or current values. Meta reviews it again."),
    calls=("WhatsappAccountsController_updateAccount_v1",),
    phrases=("correct the whatsapp account", "change the whatsapp account", "edit our waba"),
)
async def update(ctx: Ctx, args: UpdateAccount) -> Reply:
    """Edit the WhatsApp account after it was rejected."""
    return Reply(resource.card(SUBJECT, await ctx.api.whatsapp_accounts.update(args.body)))


@router.command(
    "whatsapp account delete",
    Effect.DESTROY,
    ask="Delete the project's WhatsApp account?\nIts template drafts are deleted too. Delete its senders first.",
    calls=("WhatsappAccountsController_deleteAccount_v1",),
    phrases=("delete the whatsapp account", "remove our waba", "get rid of the whatsapp account"),
)
async def delete(ctx: Ctx, args: NoArgs) -> Reply:
    """Delete the WhatsApp account and its template drafts."""
    await ctx.api.whatsapp_accounts.delete()
    return Reply(done.card("The WhatsApp account is deleted."))


@router.command(
    "whatsapp account activity",
    Effect.READ,
    calls=("WhatsappAccountsController_listActivities_v1",),
    phrases=(
        "what happened to the whatsapp account",
        "history of the whatsapp account",
        "show the activity of our waba",
    ),
)
async def activity(ctx: Ctx, args: Browse) -> Reply:
    """Show what happened to the WhatsApp account."""
    return await subjects.activity(ctx, "whatsapp account activity", SUBJECT, args)


@router.command(
    "whatsapp account comment",
    Effect.COMMENT,
    calls=("WhatsappAccountsController_createComment_v1",),
    phrases=("comment on the whatsapp account", "tell sinch about the whatsapp account", "leave a note on our waba"),
)
async def comment(ctx: Ctx, args: Comment) -> Reply:
    """Comment on the WhatsApp account."""
    return await subjects.comment(ctx, SUBJECT, args.text)
