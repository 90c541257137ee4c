"""`/sinch kakaotalk templates ...`: templates of a KakaoTalk sender; the first id is always the sender's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal, Self

from bot.cards.blocks import done, table
from bot.cards.resources import resource
from bot.cards.vocabulary.naming import name_of
from bot.cards.vocabulary.payload import as_payload, details_to_come, mapping, text
from bot.cards.vocabulary.state import CHANGE_LABELS, state_labels, state_of
from bot.command import Args, Body, Ctx, Effect, Question, Reply, Router, filled, option, word
from bot.flows.templates import checking
from bot.links import CommandLink
from bot.provisioning.errors import Rejected
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import bold, escaped
from bot.templates import kakaotalk
from bot.templates.reading import details_of
from commands._shared import kept_drafts, lists, reviews, subjects
from commands._shared.checked_questions import asked
from commands._shared.kakaotalk_categories import of_templates, with_template_category
from commands._shared.subjects import Comment
from commands.kakaotalk.template_form import shape
from commands.kakaotalk.template_form.form import TemplateChange, TemplateForm

router = Router()

PATH = "kakaotalk templates"
KIND = Kind.kakaotalk_template
State = Literal["APPROVED", "REJECTED"]
Changes = Literal["DRAFT", "IN_PROGRESS", "REJECTED"]


class SenderArgs(Args):
    plus_friend_id: str = word("Sender", "Plus Friend ID", choices="kakaotalk senders", min_length=1)


class TemplateArgs(SenderArgs):
    code: str = word("Template", "", choices=PATH, min_length=1)


class ListTemplates(lists.Browse, SenderArgs):
    name: lists.Beginning | None = option("Name", "How it begins, like order*", default=None, alias="templateName")
    states: list[State] = option(
        "States", "Leave empty for all", default=[], alias="filterStates", labels=state_labels(Kind.kakaotalk_template)
    )
    changes: list[Changes] = option(
        "Changes", "Leave empty for all", default=[], alias="filterStatuses", labels=CHANGE_LABELS
    )


class TemplateActivity(lists.Browse, TemplateArgs):
    """A template's history."""


class TemplateComment(Comment, TemplateArgs):
    """A template's comment; sender and code come first."""


class TemplateDetails(Body):
    """Buttons come in their order and need not be numbered."""

    @classmethod
    def build(cls, values: Mapping[str, Any]) -> Self:
        given = dict(values)
        if shape.BUTTONS in given:
            given[shape.BUTTONS] = shape.numbered(given[shape.BUTTONS])
        return super().build(given)


class CreateTemplate(TemplateDetails, SenderArgs):
    model = "kakaotalk_templates:KakaotalkInputTemplateDto"


class UpdateTemplate(TemplateDetails, TemplateArgs):
    model = "kakaotalk_templates:KakaotalkInputUpdateTemplateDto"


def _subject(args: TemplateArgs) -> Subject:
    return Subject(KIND, (args.plus_friend_id, args.code))


def _all(args: SenderArgs) -> CommandLink:
    return CommandLink("All templates", "kakaotalk templates list", {"plus_friend_id": args.plus_friend_id})


def _row(template: Mapping[str, Any], categories: Mapping[str, str]) -> list[table.Cell]:
    category = text(template, "details.categoryCode", "changes.details.categoryCode")
    return [
        name_of(KIND, template),
        str(state_of(KIND, template)),
        categories.get(category, category),
        text(template, "code"),
    ]


def _shape(sender: str, categories: Mapping[str, str]) -> lists.Shape:
    of_sender = {"plus_friend_id": sender}
    return lists.Shape(
        path="kakaotalk templates list",
        title=f"KakaoTalk templates of {sender}",
        columns=("Template", "State", "Category", "Code"),
        row=lambda template: _row(template, categories),
        empty="This sender has no templates yet.",
        no_match="No templates match.",
        opens="kakaotalk templates get",
        names=lambda template: (name_of(KIND, template), {**of_sender, "code": text(template, "code")}),
        more=(
            CommandLink("Create a template", "kakaotalk templates create", of_sender, "form"),
            CommandLink("Import a file", "kakaotalk templates import", of_sender, "form"),
        ),
        kind=KIND,
    )


@router.command(
    "kakaotalk templates list",
    Effect.READ,
    calls=("KakaotalkTemplatesController_listTemplates_v1",),
    example="/sinch kakaotalk templates list northwindcoffee states=REJECTED",
    phrases=(
        "list the templates of kakaotalk sender {plus_friend_id}",
        "show kakao templates",
        "which kakaotalk templates are approved",
    ),
)
async def list_(ctx: Ctx, args: ListTemplates) -> Reply:
    """List the templates of a KakaoTalk sender."""
    api, sender = ctx.api.kakaotalk_templates, args.plus_friend_id
    return await lists.reply(
        ctx,
        args,
        _shape(sender, {} if args.csv else await of_templates(ctx, sender)),
        partial(api.list, sender),
        partial(api.iterate, sender),
        states=args.states or None,
        statuses=args.changes or None,
        template_name=args.name,
    )


@router.command(
    "kakaotalk templates get",
    Effect.READ,
    calls=("KakaotalkTemplatesController_get_v1",),
    phrases=(
        "show kakaotalk template {code}",
        "open the kakao template {code}",
        "how is kakaotalk template {code} doing",
    ),
)
async def get(ctx: Ctx, args: TemplateArgs) -> Reply:
    """Show a KakaoTalk template."""
    found = await ctx.api.kakaotalk_templates.get(args.plus_friend_id, args.code)
    return Reply(resource.card(_subject(args), await with_template_category(ctx, args.plus_friend_id, found)))


async def _creating(ctx: Ctx, args: CreateTemplate) -> Question:
    name = escaped(text(args.body, "details.name"))
    findings = kakaotalk.check(args.body, await checking.kakaotalk_names(ctx, args.plus_friend_id))
    if text(args.body, "status") == "DRAFT":
        return asked(f"Save the KakaoTalk template *{name}* as a draft?", findings, as_draft=True)
    return asked(f"Create the KakaoTalk template *{name}* and submit it to KakaoTalk for review?", findings)


@router.command(
    "kakaotalk templates create",
    Effect.CHANGE,
    ask=_creating,
    wizard=TemplateForm(CreateTemplate),
    many="kakaotalk templates import",
    calls=("KakaotalkTemplatesController_createTemplate_v1",),
    example="/sinch kakaotalk templates create northwindcoffee name=welcome language=KO content='...' status=DRAFT",
    phrases=(
        "create a kakaotalk template",
        "add a new kakao template",
        "write a kakaotalk template for {plus_friend_id}",
    ),
)
async def create(ctx: Ctx, args: CreateTemplate) -> Reply:
    """Create a KakaoTalk template."""
    sender = args.plus_friend_id

    async def kept(error: Rejected) -> Mapping[str, Any] | None:
        found = error.additional_information.get("templateCode")
        return {"plus_friend_id": sender, "code": found} if isinstance(found, str) and found else None

    async with kept_drafts.draft(args.body, "kakaotalk templates update", kept):
        made = await ctx.api.kakaotalk_templates.create(sender, args.body)
    subject = Subject(KIND, (args.plus_friend_id, text(as_payload(made), "code")))
    shown = await with_template_category(ctx, sender, made)
    return Reply(resource.card(subject, shown), subject=subject)


async def _as_it_is(ctx: Ctx, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The pending changes, or else what is in force."""
    found = await ctx.api.kakaotalk_templates.get(str(values["plus_friend_id"]), str(values["code"]))
    template = as_payload(found)
    if text(template, "changes.status") == "IN_PROGRESS":
        raise reviews.in_review(KIND)
    details = details_to_come(template)
    return {
        "_was": filled(UpdateTemplate, {"details": details}),
        "_language": text(details, "language"),
        "_pending": bool(mapping(template, "changes")),
        **await reviews.reasons_for_form(
            ctx, Subject(KIND, (str(values["plus_friend_id"]), str(values["code"]))), template
        ),
    }


async def _updating(ctx: Ctx, args: UpdateTemplate) -> Question:
    template = as_payload(await ctx.api.kakaotalk_templates.get(args.plus_friend_id, args.code))
    submits = text(args.body, "status") == "SUBMIT"
    then = " and submit the changes to KakaoTalk for review" if submits else "; the changes are saved as a draft"
    meant = {**details_of(template), **mapping(args.body, "details")}
    question = f"Update the KakaoTalk template {bold(name_of(_subject(args), template))}{then}?"
    taken: frozenset[str] = frozenset()
    if "name" in mapping(args.body, "details"):
        taken = await checking.kakaotalk_names(ctx, args.plus_friend_id, besides=args.code)
    return asked(question, kakaotalk.check({"details": meant}, taken), as_draft=not submits)


@router.command(
    "kakaotalk templates update",
    Effect.CHANGE,
    ask=_updating,
    prefill=_as_it_is,
    wizard=TemplateChange(UpdateTemplate),
    calls=("KakaotalkTemplatesController_updateTemplate_v1",),
    phrases=(
        "edit the kakaotalk template {code}",
        "change kakao template {code}",
        "correct the kakaotalk template {code}",
    ),
)
async def update(ctx: Ctx, args: UpdateTemplate) -> Reply:
    """Edit a KakaoTalk template."""
    made = await ctx.api.kakaotalk_templates.update(args.plus_friend_id, args.code, args.body)
    return Reply(resource.card(_subject(args), await with_template_category(ctx, args.plus_friend_id, made)))


async def _loss(ctx: Ctx, args: TemplateArgs) -> str:
    template = as_payload(await ctx.api.kakaotalk_templates.get(args.plus_friend_id, args.code))
    shown = escaped(str(state_of(KIND, template)))
    return (
        f"Delete the KakaoTalk template *{escaped(name_of(_subject(args), template))}* ({shown})?\n"
        "You can't send with it any longer. A new one needs another review."
    )


@router.command(
    "kakaotalk templates delete",
    Effect.DESTROY,
    ask=_loss,
    calls=("KakaotalkTemplatesController_deleteTemplate_v1",),
    phrases=(
        "delete the kakaotalk template {code}",
        "remove kakao template {code}",
        "erase the kakaotalk template {code}",
    ),
)
async def delete(ctx: Ctx, args: TemplateArgs) -> Reply:
    """Delete a KakaoTalk template."""
    name = await subjects.name(ctx, _subject(args))
    await ctx.api.kakaotalk_templates.delete(args.plus_friend_id, args.code)
    return Reply(done.card(f"The template {bold(name)} is deleted.", _all(args)))


async def _discarding(ctx: Ctx, args: TemplateArgs) -> str:
    name = await subjects.name(ctx, _subject(args))
    return f"Discard the draft {bold(name)}?\nThe draft is lost. You can't discard one that KakaoTalk has seen."


@router.command(
    "kakaotalk templates discard",
    Effect.DESTROY,
    title="Discard a draft",
    ask=_discarding,
    calls=("KakaotalkTemplatesController_deleteTemplateDraft_v1",),
    phrases=(
        "discard the draft of kakaotalk template {code}",
        "drop the draft of kakao template {code}",
        "throw away the changes of kakaotalk template {code}",
    ),
)
async def discard(ctx: Ctx, args: TemplateArgs) -> Reply:
    """Discard a KakaoTalk template's draft that was never submitted."""
    name = await subjects.name(ctx, _subject(args))
    await ctx.api.kakaotalk_templates.discard(args.plus_friend_id, args.code)
    return Reply(done.card(f"Discarded the draft {bold(name)}.", _all(args)))


@router.command(
    "kakaotalk templates activity",
    Effect.READ,
    calls=("KakaotalkTemplatesController_listActivities_v1",),
    phrases=(
        "what happened to kakaotalk template {code}",
        "history of kakao template {code}",
        "show the activity of kakaotalk template {code}",
    ),
)
async def activity(ctx: Ctx, args: TemplateActivity) -> Reply:
    """Show what happened to a KakaoTalk template."""
    return await subjects.activity(ctx, "kakaotalk templates activity", _subject(args), args)


@router.command(
    "kakaotalk templates comment",
    Effect.COMMENT,
    calls=("KakaotalkTemplatesController_createComment_v1",),
    phrases=(
        "comment on kakaotalk template {code}",
        "tell sinch about kakao template {code}",
        "leave a note on kakaotalk template {code}",
    ),
)
async def comment(ctx: Ctx, args: TemplateComment) -> Reply:
    """Comment on a KakaoTalk template."""
    return await subjects.comment(ctx, _subject(args), args.text)
