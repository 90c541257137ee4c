"""`/sinch whatsapp templates ...`: message templates and their languages."""

from __future__ import annotations

from typing import Literal

from bot.arguments import Args, Listing, option, word
from bot.cards import resource, table
from bot.cards.payload import as_payload, text
from bot.cards.state import state_of
from bot.cards.words import in_words
from bot.command import Effect, Reply, Router
from bot.context import Ctx
from bot.provisioning.languages import LANGUAGES
from bot.provisioning.subjects import Kind, Subject
from commands import _lists, _subjects
from commands._subjects import Comment

router = Router()

Language = Literal[LANGUAGES]  # type: ignore[valid-type]
State = Literal["APPROVED", "DISABLED", "PAUSED", "PENDING", "REJECTED"]
Changes = Literal["DRAFT", "IN_PROGRESS", "REJECTED"]
Span = Literal["DAY", "WEEK", "MONTH", "QUARTER"]


class Name(Args):
    name: str = word("Template", "its name", choices="whatsapp templates", min_length=1)


class Which(Name):
    language: Language = word("Language", "one of the template's languages, like EN_US")


class Find(Listing):
    name: str | None = option("Name", "how it begins", default=None)
    states: list[State] = option("States", "at Meta", default=[])
    changes: list[Changes] = option("Changes", "how pending changes stand", default=[])


class Activity(Listing, Which):
    """A template's history."""


class TemplateComment(Comment, Which):
    """A template's comment; name and language come first."""


def _subject(args: Which) -> Subject:
    return Subject(Kind.whatsapp_template, (args.name, args.language))


@router.command(
    "whatsapp templates list",
    Effect.READ,
    calls=("WhatsappTemplatesController_listTemplates_v1",),
    example="/sinch whatsapp templates list states=REJECTED,PAUSED",
)
async def list_(ctx: Ctx, args: Find) -> Reply:
    """List WhatsApp templates."""
    page = await ctx.api.whatsapp_templates.list(
        template_name=args.name,
        states=args.states or None,
        statuses=args.changes or None,
        page_token=args.page or None,
        page_size=_lists.ROWS,
    )
    templates = [as_payload(one) for one in page]
    filtered = args.name or args.states or args.changes
    return Reply(
        table.listing(
            table.Listing(
                title="WhatsApp templates",
                columns=("Template", "Language", "State", "Category", "Quality"),
                rows=[_row(one) for one in templates],
                pages=_lists.pages("whatsapp templates list", args, page),
                empty="No template fits." if filtered else "There is no template yet.",
                open=_lists.opening(
                    "whatsapp templates get",
                    [
                        (
                            f"{text(one, 'name')} ({text(one, 'language')})",
                            {"name": text(one, "name"), "language": text(one, "language")},
                        )
                        for one in templates
                    ],
                ),
            )
        )
    )


def _row(template: dict[str, object]) -> list[table.Cell]:
    return [
        text(template, "name"),
        text(template, "language"),
        str(state_of(Kind.whatsapp_template, template)),
        in_words(text(template, "details.category", "changes.details.category", "category")),
        in_words(text(template, "qualityScore").removeprefix("QUALITY_SCORE_")),
    ]


@router.command(
    "whatsapp templates get",
    Effect.READ,
    calls=("WhatsappTemplatesController_getTemplate_v1",),
    example="/sinch whatsapp templates get order_update EN_US",
)
async def get(ctx: Ctx, args: Which) -> Reply:
    """Show a template in one language."""
    return Reply(resource.card(_subject(args), await ctx.api.whatsapp_templates.get(args.name, args.language)))


@router.command("whatsapp templates activity", Effect.READ, calls=("WhatsappTemplatesController_listActivities_v1",))
async def activity(ctx: Ctx, args: Activity) -> Reply:
    """Show what happened to a template."""
    return await _subjects.activity(ctx, "whatsapp templates activity", _subject(args), args)


@router.command(
    "whatsapp templates comment",
    Effect.COMMENT,
    calls=("WhatsappTemplatesController_createComment_v1",),
    example="/sinch whatsapp templates comment order_update EN_US Please look at it again",
)
async def comment(ctx: Ctx, args: TemplateComment) -> Reply:
    """Comment on a template."""
    return await _subjects.comment(ctx, _subject(args), args.text)
