"""`/sinch rcs senders ...`: RCS senders from draft to launch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from bot.cards.blocks import table
from bot.cards.resources import resource
from bot.cards.vocabulary.naming import name_of
from bot.cards.vocabulary.payload import as_payload, mapping, strings, text
from bot.cards.vocabulary.state import state_labels, state_of
from bot.cards.vocabulary.words import in_words, joined
from bot.command import Args, Body, Ctx, Effect, Question, Reply, Router, hidden, option, word
from bot.errors import Unready
from bot.links import CommandLink
from bot.provisioning.errors import PreconditionFailed
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import escaped
from commands._shared import lists, reviews, subjects
from commands._shared.subjects import Comment
from commands.rcs.sender_form import fields
from commands.rcs.sender_form.checklist import COUNTRY_NAMES, checklist, steps_of, waiting
from commands.rcs.sender_form.form import SenderForm

router = Router()

State = Literal["DRAFT", "IN_PROGRESS", "IN_TEST", "PREPARING_LAUNCH", "LAUNCHING", "LAUNCHED", "UNLAUNCHED", "UNKNOWN"]
Column = Literal["CREATED", "MODIFIED", "NAME", "STATE"]


class SenderArgs(Args):
    sender_id: str = word("Sender", choices="rcs senders", min_length=1)


class ListSenders(lists.Browse):
    search: str | None = option("Search", "Part of the name", default=None)
    states: list[State] = option(
        "States", "Leave empty for all", default=[], alias="filterStates", labels=state_labels(Kind.rcs_sender)
    )
    ids: str | None = option("IDs", "Leave empty for all", default=None, alias="filterSenderIds")
    app: str | None = option(
        "Conversation app", "Only senders of this app", default=None, alias="filterConversationApiAppId"
    )
    sort: Column | None = option("Sort by", default=None, alias="sortColumn")
    direction: Literal["ASC", "DESC"] | None = option("Direction", default=None, alias="sortDirection")

    @property
    def filters(self) -> dict[str, Any]:
        """As the client takes them."""
        return {
            "states": self.states or None,
            "search": self.search,
            "sender_ids": self.ids,
            "conversation_api_app_id": self.app,
            "sort_column": self.sort,
            "sort_direction": self.direction,
        }


class SenderActivity(lists.Browse, SenderArgs):
    """A sender's history."""


class SenderComment(Comment, SenderArgs):
    """A sender's comment; the id comes first."""


class CreateSender(Body):
    model = "rcs_senders:RcsSenderInputDto"


class UpdateSender(Body, SenderArgs):
    model = "rcs_senders:RcsUpdateSenderInputDto"

    questionnaire: Literal["v1", "v2"] | None = option(
        "US questionnaire", "Its version", default=None, alias="usQuestionnaireVersion"
    )
    step: str = hidden()
    """The step at which a button opens the form."""


def _subject(sender_id: str) -> Subject:
    return Subject(Kind.rcs_sender, (sender_id,))


def _card(found: object) -> Reply:
    """The sender; where a launch still needs something, a button shows what."""
    sender = as_payload(found)
    which = {"sender_id": text(sender, "id")}
    left = fields.missing(fields.flat(mapping(sender, "details")))
    extra = [CommandLink("What's missing", "rcs senders launch", which)] if left else []
    extra.append(CommandLink("Progress", "rcs senders progress", which))
    return Reply(resource.card(_subject(text(sender, "id")), sender, extra=extra))


def _row(sender: Mapping[str, Any]) -> list[table.Cell]:
    return [
        name_of(Kind.rcs_sender, sender),
        str(state_of(Kind.rcs_sender, sender)),
        in_words(text(sender, "useCase")),
        ", ".join(strings(sender, "details.countries")),
        text(sender, "id"),
    ]


SENDERS = lists.Shape(
    path="rcs senders list",
    title="RCS senders",
    columns=("Name", "State", "Use case", "Countries", "ID"),
    row=_row,
    empty="No RCS senders yet.",
    no_match="No RCS senders match.",
    opens="rcs senders get",
    names=lambda sender: (name_of(Kind.rcs_sender, sender), {"sender_id": text(sender, "id")}),
    more=(CommandLink("Create a sender", "rcs senders create", {}, "form"),),
    kind=Kind.rcs_sender,
)


@router.command(
    "rcs senders list",
    Effect.READ,
    calls=("RcsSendersController_listSenders_v1",),
    example="/sinch rcs senders list states=IN_TEST,LAUNCHED",
    phrases=("show rcs senders", "list our rcs agents", "which rcs senders are launched"),
)
async def list_(ctx: Ctx, args: ListSenders) -> Reply:
    """List RCS senders."""
    api = ctx.api.rcs_senders
    shape = replace(SENDERS, kind="") if args.sort else SENDERS  # an order that was asked for stays
    return await lists.reply(ctx, args, shape, api.list, api.iterate, **args.filters)


@router.command(
    "rcs senders get",
    Effect.READ,
    calls=("RcsSendersController_getSender_v1",),
    phrases=(
        "show rcs sender {sender_id}",
        "how is rcs sender {sender_id} doing",
        "is rcs sender {sender_id} launched",
    ),
)
async def get(ctx: Ctx, args: SenderArgs) -> Reply:
    """Show an RCS sender."""
    return _card(await ctx.api.rcs_senders.get(args.sender_id))


@router.command(
    "rcs senders create",
    Effect.CHANGE,
    wizard=SenderForm(),
    calls=("RcsSendersController_createSender_v1",),
    example="/sinch rcs senders create region=EU billingCategory=CONVERSATIONAL useCase=TRANSACTIONAL",
    phrases=("create an rcs sender", "add a new rcs agent", "set up an rcs sender"),
)
async def create(ctx: Ctx, args: CreateSender) -> Reply:
    """Create an RCS sender."""
    return _card(await ctx.api.rcs_senders.create(args.body))


async def _present(ctx: Ctx, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form begins with the sender as it is."""
    sender = as_payload(await ctx.api.rcs_senders.get(values["sender_id"]))
    return {"_sender": sender, **await reviews.reasons_for_form(ctx, _subject(str(values["sender_id"])), sender)}


@router.command(
    "rcs senders update",
    Effect.CHANGE,
    prefill=_present,
    wizard=SenderForm(),
    calls=("RcsSendersController_updateSender_v1",),
    phrases=(
        "edit the rcs sender {sender_id}",
        "change rcs sender {sender_id}",
        "fix the logo of rcs sender {sender_id}",
    ),
)
async def update(ctx: Ctx, args: UpdateSender) -> Reply:
    """Edit an RCS sender."""
    sender = await ctx.api.rcs_senders.update(args.sender_id, args.body, us_questionnaire_version=args.questionnaire)
    return _card(sender)


async def _launch_question(ctx: Ctx, args: SenderArgs) -> Question:
    """The question; where something is missing, the checklist, and whether to let Sinch judge."""
    sender = as_payload(await ctx.api.rcs_senders.get(args.sender_id))
    state = fields.flat(mapping(sender, "details"))
    name = escaped(name_of(_subject(args.sender_id), sender))
    left = fields.missing(state)
    if left:
        return Question(
            f"*{name}* isn't ready to launch. Launch it anyway?\n{checklist(left, state)}",
            yes="Launch anyway",
            risky=True,
            ways=tuple(_ways(args.sender_id, left)),
        )
    countries = joined([COUNTRY_NAMES.get(code, code) for code in fields.countries_of(state)]) or "no country yet"
    return Question(f"Launch *{name}* in {escaped(countries)}? Operators there must approve it.{waiting(state)}")


def _ways(sender_id: str, left: Sequence[str]) -> list[CommandLink]:
    """The form at the steps where something is missing."""
    return [
        CommandLink(f"Fill in: {title}", "rcs senders update", {"sender_id": sender_id, "step": step}, "form")
        for step, title in steps_of(left)
    ]


@router.command(
    "rcs senders launch",
    Effect.CHANGE,
    ask=_launch_question,
    calls=("RcsSendersController_launchSender_v1",),
    phrases=(
        "launch rcs sender {sender_id}",
        "submit {sender_id} for launch",
        "go live with {sender_id}",
        "publish the rcs agent {sender_id}",
    ),
)
async def launch(ctx: Ctx, args: SenderArgs) -> Reply:
    """Launch an RCS sender."""
    try:
        return _card(await ctx.api.rcs_senders.launch(args.sender_id))
    except PreconditionFailed as error:
        listed = "\n".join(f":white_large_square: {escaped(sentence)}" for sentence in error.validation_errors)
        names = [sentence.partition(" ")[0] for sentence in error.validation_errors if sentence.startswith("details.")]
        raise Unready(
            f"{escaped(error.message)}\n{listed}", _ways(args.sender_id, names), escaped(error.resolution)
        ) from error


@router.command(
    "rcs senders activity",
    Effect.READ,
    calls=("RcsSendersController_listActivities_v1",),
    phrases=(
        "what happened to rcs sender {sender_id}",
        "history of rcs sender {sender_id}",
        "show the activity of rcs sender {sender_id}",
    ),
)
async def activity(ctx: Ctx, args: SenderActivity) -> Reply:
    """Show what happened to an RCS sender."""
    return await subjects.activity(ctx, "rcs senders activity", _subject(args.sender_id), args)


@router.command(
    "rcs senders comment",
    Effect.COMMENT,
    calls=("RcsSendersController_createSenderComment_v1",),
    phrases=(
        "comment on rcs sender {sender_id}",
        "tell sinch about rcs sender {sender_id}",
        "leave a note on rcs sender {sender_id}",
    ),
)
async def comment(ctx: Ctx, args: SenderComment) -> Reply:
    """Comment on an RCS sender."""
    return await subjects.comment(ctx, _subject(args.sender_id), args.text)
