"""`/sinch kakaotalk senders ...`: KakaoTalk channels that send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, Self

from bot.cards.blocks import done, table
from bot.cards.resources import resource
from bot.cards.vocabulary.naming import name_of
from bot.cards.vocabulary.payload import as_payload, details_to_come, mapping, text
from bot.cards.vocabulary.state import CHANGE_LABELS, state_labels, state_of
from bot.cards.vocabulary.words import in_words
from bot.command import Arg, Args, Body, Ctx, Effect, Reply, Router, filled, option, word
from bot.errors import BadArguments, Problem, Unready, UserError
from bot.links import CommandLink
from bot.provisioning.errors import Conflict, Rejected
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import bold, escaped
from commands._shared import kept_drafts, lists, reviews, subjects
from commands._shared.checks import plain_code
from commands._shared.kakaotalk_categories import with_sender_category
from commands._shared.subjects import Comment
from commands.kakaotalk.sender_form import NewSender, SenderChange

router = Router()

PATH = "kakaotalk senders"
State = Literal["ACTIVE", "BLOCKED", "INACTIVE", "SUSPENDED", "VERIFYING"]
Changes = Literal["DRAFT", "IN_PROGRESS", "REJECTED"]


class SenderArgs(Args):
    plus_friend_id: str = word("Sender", "Plus Friend ID", choices=PATH, min_length=1)


class ListSenders(lists.Browse):
    states: list[State] = option(
        "States", "Leave empty for all", default=[], alias="filterStates", labels=state_labels(Kind.kakaotalk_sender)
    )
    changes: list[Changes] = option(
        "Changes", "Leave empty for all", default=[], alias="filterStatuses", labels=CHANGE_LABELS
    )


class SenderActivity(lists.Browse, SenderArgs):
    """A sender's history."""


class SenderComment(Comment, SenderArgs):
    """A sender's comment; the id comes first."""


class CreateSender(Body):
    model = "kakaotalk_senders:KakaotalkInputSenderDto"


class UpdateSender(Body, SenderArgs):
    model = "kakaotalk_senders:KakaotalkInputUpdateSenderDto"


class VerifySender(SenderArgs):
    code: str | None = word("Code", "Digits only", default=None, kind="secret")

    @classmethod
    def arguments(cls) -> tuple[Arg, ...]:
        return tuple(replace(arg, required=True) if arg.name == "code" else arg for arg in super().arguments())

    @classmethod
    def build(cls, values: Mapping[str, Any]) -> Self:
        given = plain_code(str(values.get("code") or ""))
        if not given:
            raise BadArguments((Problem("code", "is required"),))
        if not (given.isascii() and given.isdigit() and len(given) <= 12):
            raise BadArguments((Problem("code", "must be digits, without spaces"),))
        return super().build({**values, "code": given})


def _subject(plus_friend_id: str) -> Subject:
    return Subject(Kind.kakaotalk_sender, (plus_friend_id,))


def _view(args: SenderArgs) -> CommandLink:
    return CommandLink("View the sender", "kakaotalk senders get", {"plus_friend_id": args.plus_friend_id})


def _row(sender: Mapping[str, Any]) -> list[table.Cell]:
    kind = Kind.kakaotalk_sender
    return [name_of(kind, sender), str(state_of(kind, sender)), text(sender, "plusFriendId")]


SENDERS = lists.Shape(
    path="kakaotalk senders list",
    title="KakaoTalk senders",
    columns=("Name", "State", "Plus Friend ID"),
    row=_row,
    empty="No KakaoTalk senders yet.",
    no_match="No senders match.",
    opens="kakaotalk senders get",
    names=lambda sender: (
        name_of(Kind.kakaotalk_sender, sender),
        {"plus_friend_id": text(sender, "plusFriendId")},
    ),
    more=(CommandLink("Create a sender", "kakaotalk senders create", {}, "form"),),
    kind=Kind.kakaotalk_sender,
)


@router.command(
    "kakaotalk senders list",
    Effect.READ,
    calls=("KakaotalkSendersController_listSenders_v1",),
    example="/sinch kakaotalk senders list states=VERIFYING",
    phrases=("show kakaotalk senders", "list our kakao channels", "which kakaotalk senders are there"),
)
async def list_(ctx: Ctx, args: ListSenders) -> Reply:
    """List KakaoTalk senders."""
    api = ctx.api.kakaotalk_senders
    states, statuses = args.states or None, args.changes or None
    return await lists.reply(ctx, args, SENDERS, api.list, api.iterate, states=states, statuses=statuses)


@router.command(
    "kakaotalk senders get",
    Effect.READ,
    calls=("KakaotalkSendersController_getSender_v1",),
    phrases=(
        "show kakaotalk sender {plus_friend_id}",
        "how is kakao sender {plus_friend_id} doing",
        "is the kakaotalk sender {plus_friend_id} active",
    ),
)
async def get(ctx: Ctx, args: SenderArgs) -> Reply:
    """Show a KakaoTalk sender."""
    found = await ctx.api.kakaotalk_senders.get(args.plus_friend_id)
    return Reply(resource.card(_subject(args.plus_friend_id), await with_sender_category(ctx, found)))


async def _creating(ctx: Ctx, args: CreateSender) -> str:
    name = escaped(text(args.body, "details.name", "plusFriendId"))
    if text(args.body, "status") == "DRAFT":
        return f"Save the KakaoTalk sender *{name}* as a draft?"
    return f"Create the KakaoTalk sender *{name}* and submit it for review?\nA project has one KakaoTalk account."


@router.command(
    "kakaotalk senders create",
    Effect.CHANGE,
    ask=_creating,
    wizard=NewSender(CreateSender),
    calls=("KakaotalkSendersController_createSender_v1",),
    example="/sinch kakaotalk senders create plusFriendId=northwind name=Northwind status=DRAFT",
    phrases=("create a kakaotalk sender", "add a new kakao sender", "set up a kakaotalk channel"),
)
async def create(ctx: Ctx, args: CreateSender) -> Reply:
    """Create a KakaoTalk sender."""
    friend = text(args.body, "plusFriendId")

    async def kept(error: Rejected) -> Mapping[str, Any] | None:
        if error.error_code == "plus_friend_id_used":  # it was there before
            return None
        found = as_payload(await ctx.api.kakaotalk_senders.get(friend))
        return {"plus_friend_id": friend} if text(found, "changes.status") == "DRAFT" else None

    async with kept_drafts.draft(args.body, f"{PATH} update", kept):
        made = await ctx.api.kakaotalk_senders.create(args.body)
    subject = _subject(text(as_payload(made), "plusFriendId") or text(args.body, "plusFriendId"))
    return Reply(resource.card(subject, await with_sender_category(ctx, made)), subject=subject)


async def _as_it_is(ctx: Ctx, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The pending changes over what is in force."""
    friend = str(values["plus_friend_id"])
    sender = as_payload(await ctx.api.kakaotalk_senders.get(friend))
    await _refuse(ctx, friend, sender)
    details = details_to_come(sender)
    return {"_was": filled(UpdateSender, {"details": details}), "_pending": bool(mapping(sender, "changes"))}


async def _refuse(ctx: Ctx, plus_friend_id: str, sender: Mapping[str, Any]) -> None:
    """What the API would refuse only after everything was filled in."""
    state, changes = text(sender, "state"), text(sender, "changes.status")
    if changes == "IN_PROGRESS":
        raise reviews.in_review(Kind.kakaotalk_sender)
    if changes == "REJECTED":
        ids = {"plus_friend_id": plus_friend_id}
        reasons = await reviews.reasons(ctx, _subject(plus_friend_id), sender)
        raise Unready(
            "\n".join(["This sender's changes were rejected. Discard them before you make others.", *reasons]),
            (
                CommandLink("Discard changes", "kakaotalk senders discard", ids),
                CommandLink("View the sender", f"{PATH} get", ids),
            ),
        )
    if not changes and state != "ACTIVE":
        raise UserError(
            f"This sender is {in_words(state) or 'not active'}.", "You can only edit an active sender or a draft."
        )


async def _updating(ctx: Ctx, args: UpdateSender) -> str:
    name = await subjects.name(ctx, _subject(args.plus_friend_id))
    submits = text(args.body, "status") == "SUBMIT"
    then = "and submit the changes for review" if submits else "and save the changes as a draft"
    return f"Update the KakaoTalk sender {bold(name)} {then}?"


@router.command(
    "kakaotalk senders update",
    Effect.CHANGE,
    ask=_updating,
    prefill=_as_it_is,
    wizard=SenderChange(UpdateSender),
    calls=("KakaotalkSendersController_updateSender_v1",),
    phrases=(
        "change the kakaotalk sender {plus_friend_id}",
        "edit kakao sender {plus_friend_id}",
        "correct kakaotalk sender {plus_friend_id}",
    ),
)
async def update(ctx: Ctx, args: UpdateSender) -> Reply:
    """Edit a KakaoTalk sender."""
    made = await ctx.api.kakaotalk_senders.update(args.plus_friend_id, args.body)
    return Reply(resource.card(_subject(args.plus_friend_id), await with_sender_category(ctx, made)))


async def _loss(ctx: Ctx, args: SenderArgs) -> str:
    sender = as_payload(await ctx.api.kakaotalk_senders.get(args.plus_friend_id))
    return (
        f"Delete the KakaoTalk sender *{escaped(name_of(_subject(args.plus_friend_id), sender))}*?\n"
        "It delivers for 60 more days. After that, you can't use it or its templates."
    )


@router.command(
    "kakaotalk senders delete",
    Effect.DESTROY,
    ask=_loss,
    calls=("KakaotalkSendersController_deleteSender_v1",),
    phrases=(
        "delete the kakaotalk sender {plus_friend_id}",
        "remove kakao sender {plus_friend_id}",
        "get rid of kakaotalk sender {plus_friend_id}",
    ),
)
async def delete(ctx: Ctx, args: SenderArgs) -> Reply:
    """Mark a KakaoTalk sender for removal."""
    name = await subjects.name(ctx, _subject(args.plus_friend_id))
    await ctx.api.kakaotalk_senders.delete(args.plus_friend_id)
    return Reply(
        done.card(
            f"The sender {bold(name)} is marked for removal. It delivers for 60 more days.",
            CommandLink("All senders", "kakaotalk senders list"),
        )
    )


async def _discarding(ctx: Ctx, args: SenderArgs) -> str:
    name = await subjects.name(ctx, _subject(args.plus_friend_id))
    return f"Discard the pending changes of the sender {bold(name)}?\nEverything not yet accepted is lost."


@router.command(
    "kakaotalk senders discard",
    Effect.DESTROY,
    title="Discard changes",
    ask=_discarding,
    calls=("KakaotalkSendersController_deleteChanges_v1",),
    phrases=(
        "discard the changes of kakaotalk sender {plus_friend_id}",
        "drop the draft of kakao sender {plus_friend_id}",
        "undo the changes of kakaotalk sender {plus_friend_id}",
    ),
)
async def discard(ctx: Ctx, args: SenderArgs) -> Reply:
    """Discard a KakaoTalk sender's draft or rejected changes."""
    name = await subjects.name(ctx, _subject(args.plus_friend_id))
    await ctx.api.kakaotalk_senders.discard(args.plus_friend_id)
    return Reply(done.card(f"Discarded the pending changes of {bold(name)}.", _view(args)))


@router.command(
    "kakaotalk senders register",
    Effect.CHANGE,
    submit="Send the code",
    ask="Send a one-time code to the admin's phone of the sender *{plus_friend_id}*?",
    calls=("KakaotalkSendersController_registerSender_v1",),
    phrases=(
        "send a code to kakaotalk sender {plus_friend_id}",
        "register the kakao sender {plus_friend_id}",
        "request a code for kakaotalk sender {plus_friend_id}",
    ),
)
async def register(ctx: Ctx, args: SenderArgs) -> Reply:
    """Send a one-time code to a KakaoTalk sender's admin."""
    await ctx.api.kakaotalk_senders.register(args.plus_friend_id)
    ids = {"plus_friend_id": args.plus_friend_id}
    enter = CommandLink("Enter code", "kakaotalk senders verify", ids, "form")
    again = CommandLink("Send another", "kakaotalk senders register", ids)
    return Reply(done.card("Code sent to the admin's phone. Enter it when it arrives.", enter, again))


@router.command(
    "kakaotalk senders verify",
    Effect.CHANGE,
    ask="Verify the sender *{plus_friend_id}* with this code?",
    calls=("KakaotalkSendersController_verifySender_v1",),
    phrases=(
        "verify the kakaotalk sender {plus_friend_id}",
        "enter the code of kakao sender {plus_friend_id}",
        "i have the code for kakaotalk sender {plus_friend_id}",
    ),
)
async def verify(ctx: Ctx, args: VerifySender) -> Reply:
    """Verify a KakaoTalk sender with its one-time code."""
    name = await subjects.name(ctx, _subject(args.plus_friend_id))
    try:
        await ctx.api.kakaotalk_senders.verify(args.plus_friend_id, {"code": int(args.code or "")})
    except Conflict as error:
        if error.error_code != "not_allowed_verify":
            raise
        raise BadArguments((Problem("code", f"{error.message} {error.resolution}".strip()),)) from error
    return Reply(done.card(f"The sender {bold(name)} is verified.", _view(args)))


@router.command(
    "kakaotalk senders activity",
    Effect.READ,
    calls=("KakaotalkSendersController_listActivities_v1",),
    phrases=(
        "what happened to kakaotalk sender {plus_friend_id}",
        "history of kakao sender {plus_friend_id}",
        "show the activity of kakaotalk sender {plus_friend_id}",
    ),
)
async def activity(ctx: Ctx, args: SenderActivity) -> Reply:
    """Show what happened to a KakaoTalk sender."""
    return await subjects.activity(ctx, "kakaotalk senders activity", _subject(args.plus_friend_id), args)


@router.command(
    "kakaotalk senders comment",
    Effect.COMMENT,
    calls=("KakaotalkSendersController_createComment_v1",),
    phrases=(
        "comment on kakaotalk sender {plus_friend_id}",
        "tell sinch about kakao sender {plus_friend_id}",
        "leave a note on kakaotalk sender {plus_friend_id}",
    ),
)
async def comment(ctx: Ctx, args: SenderComment) -> Reply:
    """Comment on a KakaoTalk sender."""
    return await subjects.comment(ctx, _subject(args.plus_friend_id), args.text)
