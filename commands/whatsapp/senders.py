"""`/sinch whatsapp senders ...`: numbers that send on WhatsApp."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, Self

from bot.cards.blocks import done, table
from bot.cards.resources import resource
from bot.cards.vocabulary.naming import name_of, phone
from bot.cards.vocabulary.payload import as_payload, strings, text
from bot.cards.vocabulary.state import CHANGE_LABELS, state_labels, state_of
from bot.cards.vocabulary.words import limit_number, quality
from bot.command import Arg, Args, Body, Ctx, Effect, Reply, Router, hidden, option, word
from bot.errors import BadArguments, Problem
from bot.links import CommandLink
from bot.provisioning.errors import Conflict
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import bold, code, escaped
from commands._shared import lists, reviews, subjects
from commands._shared.checks import plain_code
from commands._shared.subjects import Comment
from commands.whatsapp.sender_form import NewSender, Profile

router = Router()

PATH = "whatsapp senders"
CODE = r"\S{6}"
State = Literal["ACTIVE", "IN_PROGRESS", "INACTIVE", "PENDING_VERIFICATION", "SUSPENDED", "ERROR"]
Changes = Literal["DRAFT", "ERROR", "IN_PROGRESS", "MULTIPLE_WABA_ERROR", "REJECTED"]


class SenderArgs(Args):
    sender_id: str = word("Sender", choices=PATH, min_length=1)


class ListSenders(lists.Browse):
    states: list[State] = option(
        "States", "Leave empty for all", default=[], alias="filterStates", labels=state_labels(Kind.whatsapp_sender)
    )
    changes: list[Changes] = option(
        "Changes", "Leave empty for all", default=[], alias="filterStatuses", labels=CHANGE_LABELS
    )


class SenderActivity(lists.Browse, SenderArgs):
    """A sender's history."""


class SenderComment(Comment, SenderArgs):
    """A sender's comment; the id comes first."""


class CreateSender(Body):
    model = (
        "whatsapp_senders:WhatsappSenderInputEsDto,WhatsappInputSenderPhoneProvisioningDto,"
        "WhatsappInputSenderPartnerInitiatedDto"
    )


class UpdateSender(Body, SenderArgs):
    model = "whatsapp_senders:WhatsappUpdateSenderInputDto"


class RegisterSender(Body, SenderArgs):
    model = "whatsapp_senders:WhatsappSenderInputRegisterDto"

    @classmethod
    def arguments(cls) -> tuple[Arg, ...]:
        """How the code is sent may follow the sender without its name."""
        return tuple(replace(arg, where="word") if arg.name == "method" else arg for arg in super().arguments())


class VerifySender(SenderArgs):
    otp: str | None = word("Code", "Six characters", default=None, kind="secret", alias="code")
    known: bool = hidden(False)
    """Whether Meta has verified the number already, so that no code is needed."""

    @classmethod
    def arguments(cls) -> tuple[Arg, ...]:
        return tuple(replace(arg, required=True) if arg.name == "otp" else arg for arg in super().arguments())

    @classmethod
    def build(cls, values: Mapping[str, Any]) -> Self:
        if not values.get("otp") and not values.get("known"):
            raise BadArguments((Problem("otp", "is required"),))
        code = plain_code(str(values.get("otp") or ""))
        if code and not re.fullmatch(CODE, code):
            raise BadArguments((Problem("otp", "must be six characters, without spaces"),))
        return super().build({**values, "otp": code or None})


def _subject(sender_id: str) -> Subject:
    return Subject(Kind.whatsapp_sender, (sender_id,))


def _card(sender: object) -> Reply:
    payload = as_payload(sender)
    subject = _subject(text(payload, "id"))
    return Reply(resource.card(subject, payload), subject=subject)


def _row(sender: Mapping[str, Any]) -> list[table.Cell]:
    return [
        name_of(Kind.whatsapp_sender, sender),
        phone(sender),
        str(state_of(Kind.whatsapp_sender, sender)),
        quality(text(sender, "qualityRating")),
        limit_number(text(sender, "dailyLimit")),
        text(sender, "id"),
    ]


SENDERS = lists.Shape(
    path="whatsapp senders list",
    title="WhatsApp senders",
    columns=("Name", "Number", "State", "Quality", "Daily limit", "ID"),
    row=_row,
    empty="No WhatsApp senders yet.",
    no_match="No senders match.",
    opens="whatsapp senders get",
    names=lambda sender: (name_of(Kind.whatsapp_sender, sender), {"sender_id": text(sender, "id")}),
    more=(CommandLink("Create a sender", "whatsapp senders create", {}, "form"),),
    kind=Kind.whatsapp_sender,
)


@router.command(
    "whatsapp senders list",
    Effect.READ,
    calls=("WhatsappSendersController_listSenders_v1",),
    example="/sinch whatsapp senders list states=PENDING_VERIFICATION",
    phrases=(
        "show whatsapp senders",
        "list our whatsapp numbers",
        "which whatsapp numbers are active",
        "which senders have bad quality",
        "which numbers have a low quality rating",
    ),
)
async def list_(ctx: Ctx, args: ListSenders) -> Reply:
    """List WhatsApp senders."""
    api = ctx.api.whatsapp_senders
    states, statuses = args.states or None, args.changes or None
    return await lists.reply(ctx, args, SENDERS, api.list, api.iterate, states=states, statuses=statuses)


@router.command(
    "whatsapp senders get",
    Effect.READ,
    calls=("WhatsappSendersController_get_v1",),
    phrases=(
        "show whatsapp sender {sender_id}",
        "how is the number {sender_id} doing",
        "is whatsapp sender {sender_id} active",
    ),
)
async def get(ctx: Ctx, args: SenderArgs) -> Reply:
    """Show a WhatsApp sender."""
    return Reply(resource.card(_subject(args.sender_id), await ctx.api.whatsapp_senders.get(args.sender_id)))


async def _creating(ctx: Ctx, args: CreateSender) -> str:
    name = text(args.body, "details.displayName", "phoneNumberId")
    if text(args.body, "status") == "DRAFT":
        return f"Save the WhatsApp sender *{escaped(name)}* as a draft?"
    return f"Create the WhatsApp sender *{escaped(name)}*?\nSinch and Meta set it up. Then verify it with a code."


@router.command(
    "whatsapp senders create",
    Effect.CHANGE,
    ask=_creating,
    wizard=NewSender(CreateSender),
    calls=("WhatsappSendersController_createSender_v1",),
    example="/sinch whatsapp senders create wabaId=1234567890 phoneNumberId=9876543210",
    phrases=("create a whatsapp sender", "add a new whatsapp number", "set up a whatsapp sender"),
)
async def create(ctx: Ctx, args: CreateSender) -> Reply:
    """Create a WhatsApp sender."""
    return _card(await ctx.api.whatsapp_senders.create(args.body))


async def _present(ctx: Ctx, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form begins with the profile as it is."""
    sender = as_payload(await ctx.api.whatsapp_senders.get(values["sender_id"]))
    return {"_sender": sender, **await reviews.reasons_for_form(ctx, _subject(str(values["sender_id"])), sender)}


async def _updating(ctx: Ctx, args: UpdateSender) -> str:
    name = await subjects.name(ctx, _subject(args.sender_id))
    then = "and submit the changes" if text(args.body, "status") == "SUBMIT" else "and save the changes as a draft"
    return f"Update the WhatsApp sender {bold(name)} {then}?"


@router.command(
    "whatsapp senders update",
    Effect.CHANGE,
    ask=_updating,
    prefill=_present,
    wizard=Profile(UpdateSender),
    calls=("WhatsappSendersController_update_v1",),
    phrases=(
        "edit the whatsapp sender {sender_id}",
        "change the profile of whatsapp sender {sender_id}",
        "update the picture of whatsapp number {sender_id}",
    ),
)
async def update(ctx: Ctx, args: UpdateSender) -> Reply:
    """Edit a WhatsApp sender."""
    return _card(await ctx.api.whatsapp_senders.update(args.sender_id, args.body))


async def _loss(ctx: Ctx, args: SenderArgs) -> str:
    sender = as_payload(await ctx.api.whatsapp_senders.get(args.sender_id))
    return (
        f"Delete the WhatsApp sender *{escaped(name_of(_subject(args.sender_id), sender))}* {escaped(phone(sender))}?\n"
        "It works for 30 more days. After that, the number can't send or receive on WhatsApp."
    )


@router.command(
    "whatsapp senders delete",
    Effect.DESTROY,
    ask=_loss,
    calls=("WhatsappSendersController_delete_v1",),
    phrases=(
        "delete the whatsapp sender {sender_id}",
        "remove whatsapp number {sender_id}",
        "get rid of whatsapp sender {sender_id}",
    ),
)
async def delete(ctx: Ctx, args: SenderArgs) -> Reply:
    """Mark a WhatsApp sender for removal."""
    name = await subjects.name(ctx, _subject(args.sender_id))
    await ctx.api.whatsapp_senders.delete(args.sender_id)
    all_senders = CommandLink("All senders", "whatsapp senders list")
    return Reply(done.card(f"The sender {bold(name)} is marked for removal.", all_senders))


async def _discarding(ctx: Ctx, args: SenderArgs) -> str:
    name = await subjects.name(ctx, _subject(args.sender_id))
    return f"Discard the pending changes of the sender {bold(name)}?\nEverything not yet accepted is lost."


@router.command(
    "whatsapp senders discard",
    Effect.DESTROY,
    title="Discard changes",
    ask=_discarding,
    calls=("WhatsappSendersController_deleteChanges_v1",),
    phrases=(
        "discard the changes of whatsapp sender {sender_id}",
        "drop the draft of whatsapp sender {sender_id}",
        "undo the changes of whatsapp number {sender_id}",
    ),
)
async def discard(ctx: Ctx, args: SenderArgs) -> Reply:
    """Discard a sender's draft, rejected or failed changes."""
    name = await subjects.name(ctx, _subject(args.sender_id))
    await ctx.api.whatsapp_senders.discard(args.sender_id)
    view = CommandLink("View the sender", "whatsapp senders get", {"sender_id": args.sender_id})
    return Reply(done.card(f"Discarded the pending changes of {bold(name)}.", view))


@router.command(
    "whatsapp senders register",
    Effect.CHANGE,
    submit="Send the code",
    ask="Send a one-time code to register the sender *{sender_id}*?",
    calls=("WhatsappSendersController_register_v1",),
    phrases=(
        "send a code to whatsapp sender {sender_id}",
        "register the whatsapp number {sender_id}",
        "request a code for {sender_id} by sms",
    ),
)
async def register(ctx: Ctx, args: RegisterSender) -> Reply:
    """Send a one-time code to a sender's number."""
    answer = as_payload(await ctx.api.whatsapp_senders.register(args.sender_id, args.body))
    if answer.get("verificationCodeSent") is False:
        known = CommandLink("Verify", "whatsapp senders verify", {"sender_id": args.sender_id, "known": True})
        return Reply(done.card("Meta already knows this number, so it sent no code. Verify it without one.", known))
    by = {"SMS": "by SMS", "VOICE": "by phone call"}.get(text(args.body, "method"), "")
    enter = CommandLink("Enter code", "whatsapp senders verify", {"sender_id": args.sender_id}, "form")
    again = CommandLink("Send another", "whatsapp senders register", {"sender_id": args.sender_id}, "form")
    return Reply(done.card(f"Code sent {by}. Enter it when it arrives.".replace("  ", " "), enter, again))


async def _verifying(ctx: Ctx, args: VerifySender) -> str:
    name = await subjects.name(ctx, _subject(args.sender_id))
    return f"Verify the sender {bold(name)} {'without' if args.known else 'with this'} code?"


@router.command(
    "whatsapp senders verify",
    Effect.CHANGE,
    ask=_verifying,
    calls=("WhatsappSendersController_verify_v1",),
    phrases=(
        "verify the whatsapp sender {sender_id}",
        "enter the code of whatsapp number {sender_id}",
        "i have the code for {sender_id}",
    ),
)
async def verify(ctx: Ctx, args: VerifySender) -> Reply:
    """Verify a sender with its one-time code."""
    name = await subjects.name(ctx, _subject(args.sender_id))
    try:
        await ctx.api.whatsapp_senders.verify(args.sender_id, {"code": args.otp} if args.otp else {})
    except Conflict as error:
        if error.error_code != "wrong_otp":
            raise
        raise BadArguments((Problem("otp", f"{error.message} {error.resolution}".strip()),)) from error
    view = CommandLink("View the sender", "whatsapp senders get", {"sender_id": args.sender_id})
    return Reply(done.card(f"The sender {bold(name)} is verified.", view))


@router.command(
    "whatsapp senders usernames",
    Effect.READ,
    title="Suggested usernames",
    calls=("WhatsappSendersController_getSuggestedUsernames_v1",),
    phrases=(
        "which usernames does meta suggest for {sender_id}",
        "suggest usernames for whatsapp sender {sender_id}",
        "username ideas for {sender_id}",
    ),
)
async def usernames(ctx: Ctx, args: SenderArgs) -> Reply:
    """Show the usernames that Meta suggests for a sender."""
    found = as_payload(await ctx.api.whatsapp_senders.suggested_usernames(args.sender_id))
    names = strings(found, "usernames")
    if not names:
        return Reply(done.card("Meta suggests no usernames for this sender."))
    listed = "\n".join(f"• {code(name)}" for name in names)
    use = CommandLink("Use one", "whatsapp senders update", {"sender_id": args.sender_id}, "form")
    return Reply(done.card(f"Meta suggests these usernames:\n{listed}", use))


@router.command(
    "whatsapp senders activity",
    Effect.READ,
    calls=("WhatsappSendersController_listActivities_v1",),
    phrases=(
        "what happened to whatsapp sender {sender_id}",
        "history of whatsapp number {sender_id}",
        "show the activity of whatsapp sender {sender_id}",
    ),
)
async def activity(ctx: Ctx, args: SenderActivity) -> Reply:
    """Show what happened to a WhatsApp sender."""
    return await subjects.activity(ctx, "whatsapp senders activity", _subject(args.sender_id), args)


@router.command(
    "whatsapp senders comment",
    Effect.COMMENT,
    calls=("WhatsappSendersController_createComment_v1",),
    phrases=(
        "comment on whatsapp sender {sender_id}",
        "tell sinch about whatsapp number {sender_id}",
        "leave a note on whatsapp sender {sender_id}",
    ),
)
async def comment(ctx: Ctx, args: SenderComment) -> Reply:
    """Comment on a WhatsApp sender."""
    return await subjects.comment(ctx, _subject(args.sender_id), args.text)
