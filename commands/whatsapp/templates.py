"""`/sinch whatsapp templates ...`: message templates and their languages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, Literal

from bot.cards.blocks import done, table
from bot.cards.resources import resource
from bot.cards.vocabulary.payload import Payload, as_payload, mappings, text
from bot.cards.vocabulary.state import CHANGE_LABELS, state_labels, state_of
from bot.cards.vocabulary.words import choice, in_words, quality
from bot.command import Args, Ctx, Effect, NoArgs, Reply, Router, option, unlisted, word
from bot.errors import Unready
from bot.flows.overview.overview import TEMPLATE_FIELDS
from bot.flows.templates import other_languages
from bot.links import Call, CommandLink
from bot.provisioning.errors import ApiError, Rejected
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import escaped
from bot.times.zones import zone
from commands._shared import lists, subjects
from commands._shared.subjects import Comment
from commands._shared.template_names import Existing, Language

router = Router()

Category = Literal["AUTHENTICATION", "MARKETING", "UTILITY"]
State = Literal["APPROVED", "DISABLED", "PAUSED", "PENDING", "REJECTED"]
Changes = Literal["DRAFT", "IN_PROGRESS", "REJECTED"]
CATEGORY = ("category", "details.category", "changes.details.category")
WHOLE_PAGE = 1_000
"""The most that the API gives at once: https://developers.sinch.com/docs/provisioning-api/api-reference/provisioning-api/whatsapp-templates"""
NO_DRAFT = frozenset({"template_not_deletable_due_to_input_config", "template_changes_not_found"})
READ_WHOLE = "Sinch can't filter by language or category, so I read the whole list for this."
COLUMNS = ("Template", "Language", "State", "Category", "Quality")


class TemplateName(Args):
    name: Existing = word("Template", choices="whatsapp templates", min_length=1)


class TemplateArgs(TemplateName):
    language: Language = word("Language", "Like EN_US")


class ListTemplates(lists.Browse):
    name: lists.Beginning | None = option("Name", "How it begins, like order*", default=None, alias="templateName")
    states: list[State] = option(
        "States", "Leave empty for all", default=[], alias="filterStates", labels=state_labels(Kind.whatsapp_template)
    )
    changes: list[Changes] = option(
        "Changes", "Leave empty for all", default=[], alias="filterStatuses", labels=CHANGE_LABELS
    )
    language: list[Language] = option("Languages", "Like DE. Slower: I read the whole list", default=[])
    category: list[Category] = option("Categories", "Slower: I read the whole list", default=[])


class TemplateVersions(lists.Browse, TemplateName):
    """All languages of a name."""


class DeleteTemplate(TemplateName):
    language: Language | None = word("Language", "Leave empty for all languages", default=None)
    submitted: bool = option(
        "Include submitted", "Yes: also the version at Meta; no: only the draft", default=False, alias="deleteSubmitted"
    )


class CompareTemplates(TemplateArgs):
    other_name: Existing = word(
        "Other template", choices="whatsapp templates", min_length=1, alias="templates.templateName"
    )
    other_language: Language = word("Its language", "Like EN_US", alias="templates.templateLanguage")
    days: Literal["7", "30", "60", "90"] = option("Days", "How far back", default="7", alias="timeframe")
    until: date | None = option("Until", "The last day counted. Leave empty for today", default=None)

    end_timestamp: int | None = unlisted(None)
    """The API's own name for it, in milliseconds, for whoever gives a whole body."""

    def ends(self, tz: str) -> int | None:
        """The end of the last day where the person is, in milliseconds."""
        if self.until is None:
            return self.end_timestamp
        after = datetime.combine(self.until + timedelta(days=1), time(), zone(tz))
        return int(after.timestamp() * 1000) - 1


class TemplateActivity(lists.Browse, TemplateArgs):
    """A template's history."""


class TemplateComment(Comment, TemplateArgs):
    """A template's comment; name and language come first."""


def _subject(args: TemplateArgs) -> Subject:
    return Subject(Kind.whatsapp_template, (args.name, args.language))


def _row(template: dict[str, object]) -> list[table.Cell]:
    return [
        text(template, "name"),
        text(template, "language"),
        str(state_of(Kind.whatsapp_template, template)),
        in_words(text(template, "category")),
        quality(text(template, "qualityScore")),
    ]


def _names(template: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    name, language = text(template, "name"), text(template, "language")
    return f"{name} ({language})", {"name": name, "language": language}


TEMPLATES = lists.Shape(
    path="whatsapp templates list",
    title="WhatsApp templates",
    columns=COLUMNS,
    row=_row,
    empty="No templates yet.",
    no_match="No templates match.",
    opens="whatsapp templates get",
    names=_names,
    more=(
        CommandLink("Create a template", "whatsapp templates create", {}, "form"),
        CommandLink("Import a file", "whatsapp templates import", {}, "form"),
    ),
    kind=Kind.whatsapp_template,
)


@router.command(
    "whatsapp templates list",
    Effect.READ,
    calls=("WhatsappTemplatesController_listTemplates_v1",),
    example="/sinch whatsapp templates list states=REJECTED,PAUSED",
    phrases=("show me rejected templates", "which templates are approved", "list all german templates"),
)
async def list_(ctx: Ctx, args: ListTemplates) -> Reply:
    """List WhatsApp templates."""
    if args.csv:
        return await lists.export(ctx, TEMPLATES.title, _all(ctx, args), args.csv)
    whole = bool(args.language or args.category)
    templates, pages = await (_chosen(ctx, args) if whole else _page(ctx, args))
    shape = replace(TEMPLATES, note=READ_WHOLE) if whole else TEMPLATES
    filtered = whole or any((args.name, args.states, args.changes))
    return lists.shown(args, shape, templates, pages, filtered=filtered)


async def _page(ctx: Ctx, args: ListTemplates) -> tuple[Sequence[Payload], table.Pages]:
    """A list that fits into one call is read whole, and led by what needs attention; a longer one page by page."""
    read = partial(
        ctx.api.whatsapp_templates.list,
        template_name=args.name,
        states=args.states or None,
        statuses=args.changes or None,
        field_mask=list(TEMPLATE_FIELDS),
    )
    if not args.page:
        whole = await read(page_size=WHOLE_PAGE)
        if whole.next_page_token is None:
            return lists.leading(TEMPLATES.path, TEMPLATES.kind, args, whole.payloads)
    page = await read(page_token=args.page or None, page_size=lists.ROWS)
    return page.payloads, lists.pages(TEMPLATES.path, args, page)


async def _chosen(ctx: Ctx, args: ListTemplates) -> tuple[Sequence[Payload], table.Pages]:
    """A page of those in some languages or categories, for which the whole list is read."""
    found = [as_payload(template) async for template in _all(ctx, args)]
    return lists.leading(TEMPLATES.path, TEMPLATES.kind, args, found)


async def _all(ctx: Ctx, args: ListTemplates) -> AsyncIterator[Any]:
    """All that fit, page by page; languages and categories are compared here, since the API knows no such filter."""
    async for template in ctx.api.whatsapp_templates.iterate(
        template_name=args.name,
        states=args.states or None,
        statuses=args.changes or None,
        page_size=WHOLE_PAGE if args.language or args.category else lists.EXPORT_ROWS,
    ):
        if _fits(as_payload(template), args):
            yield template


def _fits(template: Mapping[str, Any], args: ListTemplates) -> bool:
    """`EN` takes its regional kinds too."""
    language, category = text(template, "language"), text(template, *CATEGORY)
    of_language = any(language == code or language.startswith(f"{code}_") for code in args.language)
    return (of_language or not args.language) and (category in args.category or not args.category)


@router.command(
    "whatsapp templates versions",
    Effect.READ,
    title="Languages of a template",
    calls=("WhatsappTemplatesController_listTemplatesByName_v1",),
    example="/sinch whatsapp templates versions order_update",
    phrases=("every version of {name}", "show all languages of template {name}", "all versions of {name}"),
)
async def versions(ctx: Ctx, args: TemplateVersions) -> Reply:
    """Show all languages of a template."""
    api = ctx.api.whatsapp_templates
    shape = replace(
        TEMPLATES,
        path="whatsapp templates versions",
        title=f"Languages of {args.name}",
        empty="No templates have this name.",
        more=(),
        kind="",
    )
    return await lists.reply(
        ctx, args, shape, partial(api.list_by_name, args.name), partial(api.iterate_by_name, args.name)
    )


async def _loss(ctx: Ctx, args: DeleteTemplate) -> str:
    """Names what is lost; of a whole name, every language."""
    if args.language:
        template = as_payload(await ctx.api.whatsapp_templates.get(args.name, args.language))
        shown = state_of(Kind.whatsapp_template, template)
        what = f"Delete the template *{escaped(args.name)}* ({args.language}, {escaped(str(shown))})?"
        return f"{what} {_kept(template, submitted=args.submitted)}".strip()
    page = await ctx.api.whatsapp_templates.list_by_name(args.name, page_size=100)
    languages = ", ".join(escaped(str(version.language)) for version in page)
    return (
        f"Delete *{escaped(args.name)}* in all its languages ({languages}), submitted ones too?\n"
        "The name is blocked for 30 days. Messages already sent are still delivered."
    )


def _kept(template: Payload, *, submitted: bool) -> str:
    """What is blocked afterwards, or stays at Meta."""
    if submitted:
        return "The name is blocked in this language for 30 days."
    if not text(template, "state"):
        return ""
    if text(template, "changes.status") in ("", "IN_PROGRESS"):
        return "It has no draft, so nothing is deleted: add `submitted=yes` to delete the version at Meta."
    return "Only its draft is deleted. The version at Meta stays."


async def _not_deleted(ctx: Ctx, call: Call, error: ApiError) -> Unready | None:
    """Where there is no draft to delete: the way to delete what Meta has."""
    if not isinstance(error, Rejected) or error.error_code not in NO_DRAFT:
        return await other_languages.offered(ctx, call, error)
    name, language = escaped(str(call.args["name"])), choice("language", str(call.args["language"]))
    return Unready(
        f"*{name}* ({escaped(language)}) has no draft, so there was nothing to delete. It has been submitted.",
        [CommandLink.to("Delete it at Meta", replace(call, args={**call.args, "submitted": True}))],
        "That blocks the name in this language for 30 days.",
    )


@router.command(
    "whatsapp templates delete",
    Effect.DESTROY,
    ask=_loss,
    explain=_not_deleted,
    calls=(
        "WhatsappTemplatesController_deleteTemplatesByName_v1",
        "WhatsappTemplatesController_deleteTemplateByNameAndLanguage_v1",
    ),
    example="/sinch whatsapp templates delete order_update DE submitted=yes",
    phrases=("delete the template {name}", "remove template {name} in {language}", "get rid of {name}"),
)
async def delete(ctx: Ctx, args: DeleteTemplate) -> Reply:
    """Delete a template in one language, or in all of them."""
    if args.language:
        await ctx.api.whatsapp_templates.delete(args.name, args.language, delete_submitted=args.submitted)
    else:
        await ctx.api.whatsapp_templates.delete_by_name(args.name)
    which = f"{args.name} ({args.language})" if args.language else f"{args.name} in all languages"
    return Reply(done.card(f"{escaped(which)} is deleted.", CommandLink("All templates", "whatsapp templates list")))


@router.command(
    "whatsapp templates sync",
    Effect.CHANGE,
    title="Sync templates",
    ask="Sync the templates with Meta now?",
    calls=("WhatsappTemplatesController_syncTemplates_v1",),
    phrases=("sync the templates with meta", "refresh templates from meta", "bring templates in step with meta"),
)
async def sync(ctx: Ctx, args: NoArgs) -> Reply:
    """Sync the project's templates with Meta."""
    await ctx.api.whatsapp_templates.sync()
    return Reply(done.card("Templates are in sync with Meta.", CommandLink("Templates", "whatsapp templates list")))


@router.command(
    "whatsapp templates compare",
    Effect.READ,
    explain=other_languages.offered,
    title="Compare two templates",
    calls=("WhatsappTemplatesController_compareTemplates_v1",),
    example="/sinch whatsapp templates compare order_update EN_US order_update DE days=30",
    phrases=(
        "compare {name} with {other_name}",
        "which does better, {name} or {other_name}",
        "{name} versus {other_name}",
    ),
)
async def compare(ctx: Ctx, args: CompareTemplates) -> Reply:
    """Compare two templates' performance."""
    ends = args.ends(ctx.actor.tz)
    body = {
        "templates": [{"templateName": args.other_name, "templateLanguage": args.other_language}],
        "timeframe": args.days,
        **({} if ends is None else {"endTimestamp": ends}),
    }
    found = await ctx.api.whatsapp_templates.compare(args.name, args.language, body)
    rows = [
        [
            text(template, "name"),
            text(template, "language"),
            _number(template, "messageSends"),
            _number(template, "blockOrder"),
            in_words(text(template, "topBlockReason")),
        ]
        for template in mappings(as_payload(found), "templates")
    ]
    return Reply(
        table.listing(
            table.Listing(
                title=f"Performance in the last {args.days} days",
                columns=("Template", "Language", "Sent", "Block rank (1 = least)", "Top block reason"),
                rows=rows,
                empty="Meta has no figures for these templates.",
            )
        )
    )


def _number(entry: Mapping[str, Any], name: str) -> table.Cell:
    """With its thousands apart; the API sends some numbers as text."""
    value = text(entry, name)
    return int(value) if value.isdecimal() else value


@router.command(
    "whatsapp templates get",
    Effect.READ,
    explain=other_languages.offered,
    title="Show a template",
    calls=("WhatsappTemplatesController_getTemplate_v1",),
    example="/sinch whatsapp templates get order_update EN_US",
    phrases=(
        "show template {name} in {language}",
        "why was {name} rejected",
        "is {name} approved",
        "open {name} in {language}",
    ),
)
async def get(ctx: Ctx, args: TemplateArgs) -> Reply:
    """Show a template in one language."""
    return Reply(resource.card(_subject(args), await ctx.api.whatsapp_templates.get(args.name, args.language)))


@router.command(
    "whatsapp templates activity",
    Effect.READ,
    explain=other_languages.offered,
    calls=("WhatsappTemplatesController_listActivities_v1",),
    phrases=("what happened to template {name}", "history of {name} in {language}", "show the activity of {name}"),
)
async def activity(ctx: Ctx, args: TemplateActivity) -> Reply:
    """Show what happened to a template."""
    return await subjects.activity(ctx, "whatsapp templates activity", _subject(args), args)


@router.command(
    "whatsapp templates comment",
    Effect.COMMENT,
    explain=other_languages.offered,
    calls=("WhatsappTemplatesController_createComment_v1",),
    example="/sinch whatsapp templates comment order_update EN_US Please look at it again",
    phrases=("comment on template {name}", "tell sinch about template {name}", "leave a note on {name}"),
)
async def comment(ctx: Ctx, args: TemplateComment) -> Reply:
    """Comment on a template."""
    return await subjects.comment(ctx, _subject(args), args.text)
