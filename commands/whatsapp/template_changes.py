"""`/sinch whatsapp templates create` and `update`: everything typed, or the form step by step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.cards.resources import resource
from bot.cards.vocabulary.payload import as_payload, mapping, text
from bot.command import Body, Ctx, Effect, Question, Reply, Router, filled, word
from bot.errors import UserError
from bot.flows.templates import checking, other_languages
from bot.provisioning.errors import Rejected
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import escaped
from bot.templates.content import components_of
from commands._shared import checked_questions, kept_drafts, reviews
from commands._shared.template_names import Existing, Language
from commands._shared.template_rows import NewTemplate
from commands.whatsapp.template_form.wizard import TemplateChange, TemplateForm

router = Router()


class UpdateTemplate(Body):
    """Pending changes of a template."""

    model = "whatsapp_templates:WhatsappUpdateTemplateInputDto"
    name: Existing = word("Template", choices="whatsapp templates", min_length=1)
    language: Language = word("Language", "Like EN_US")


async def _creating(ctx: Ctx, args: NewTemplate) -> Question:
    which = f"*{escaped(text(args.body, 'name'))}* ({escaped(text(args.body, 'language'))})"
    draft = text(args.body, "status") == "DRAFT"
    then = f"Save {which} as a draft?" if draft else f"Create {which} and submit it to Meta for review?"
    return checked_questions.asked(then, await checking.findings(ctx, args.body), as_draft=draft)


@router.command(
    "whatsapp templates create",
    Effect.CHANGE,
    ask=_creating,
    wizard=TemplateForm(),
    many="whatsapp templates import",
    calls=("WhatsappTemplatesController_createTemplate_v1",),
    example="/sinch whatsapp templates create name=order_update language=EN_US category=UTILITY",
    phrases=(
        "create a template",
        "write a new whatsapp template",
        "make a template called {name}",
        "i need a new template",
    ),
)
async def create(ctx: Ctx, args: NewTemplate) -> Reply:
    """Create a WhatsApp template."""
    name, language = text(args.body, "name"), text(args.body, "language")

    async def kept(error: Rejected) -> Mapping[str, Any] | None:
        if error.error_code == "template_exists":  # it was there before
            return None
        found = as_payload(await ctx.api.whatsapp_templates.get(name, language))
        return {"name": name, "language": language} if text(found, "changes.status") == "DRAFT" else None

    async with kept_drafts.draft(args.body, "whatsapp templates update", kept):
        made = await ctx.api.whatsapp_templates.create(args.body)
    checking.forget(ctx)
    return Reply(resource.card(Subject(Kind.whatsapp_template, (name, language)), made))


async def _as_it_is(ctx: Ctx, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The pending changes, or what is live where there are none."""
    template = as_payload(await ctx.api.whatsapp_templates.get(str(values["name"]), str(values["language"])))
    changes = mapping(template, "changes")
    _refuse(template, changes)
    details = mapping(changes, "details") or mapping(template, "details")
    now = {"category": template.get("category"), "details": details}
    if "allowCategoryChange" in changes:
        now["allowCategoryChange"] = changes["allowCategoryChange"]
    kept = {
        name: value
        for name, value in filled(UpdateTemplate, now).items()
        if not name.startswith("details.optimization")
    }
    state = text(template, "state")
    free = not state or (state == "REJECTED" and text(template, "rejectionCode") == "INCORRECT_CATEGORY")
    live = {"_live": kept} if state == "APPROVED" and not changes else {}
    subject = Subject(Kind.whatsapp_template, (str(values["name"]), str(values["language"])))
    refused = await reviews.reasons_for_form(ctx, subject, template)
    return {
        **kept, **live, **refused, "_template": template, "_was_category": template.get("category"),
        "_fixed": not free,
    }  # fmt: skip


def _refuse(template: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """What the API would refuse only after everything was filled in."""
    if template.get("isMetaGenerated") is True:
        raise UserError("Meta made this template, so you can't edit it.", "Create your own instead.")
    if text(template, "state") == "PENDING" or text(changes, "status") == "IN_PROGRESS":
        raise reviews.in_review(Kind.whatsapp_template)


async def _changing(ctx: Ctx, args: UpdateTemplate) -> Question:
    submits = text(args.body, "status") == "SUBMIT"
    then = " and submit the changes to Meta for review" if submits else "; the changes are saved as a draft"
    asked = f"Update *{escaped(args.name)}* ({args.language}){then}?"
    now = as_payload(await ctx.api.whatsapp_templates.get(args.name, args.language))
    meant = {"name": args.name, "language": args.language, "category": now.get("category"), **args.body}
    if not components_of(args.body):
        meant["details"] = {"components": components_of(now)}
    findings = await checking.findings(ctx, meant, new=False)
    return checked_questions.asked(asked, findings, as_draft=not submits)


@router.command(
    "whatsapp templates update",
    Effect.CHANGE,
    ask=_changing,
    explain=other_languages.offered,
    prefill=_as_it_is,
    wizard=TemplateChange(),
    calls=("WhatsappTemplatesController_updateTemplate_v1",),
    example="/sinch whatsapp templates update order_update EN_US",
    phrases=("edit the template {name}", "change template {name} in {language}", "fix the text of {name}"),
)
async def update(ctx: Ctx, args: UpdateTemplate) -> Reply:
    """Edit a WhatsApp template."""
    made = await ctx.api.whatsapp_templates.update(args.name, args.language, args.body)
    checking.forget(ctx)
    return Reply(resource.card(Subject(Kind.whatsapp_template, (args.name, args.language)), made))
