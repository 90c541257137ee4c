"""`/sinch whatsapp templates export`, `plan` and `apply`: templates as one file, as code is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.cards.blocks import done
from bot.cards.vocabulary.payload import Payload
from bot.command import Args, Ctx, Effect, Question, Reply, Router, option
from bot.errors import BadArguments, Problem
from bot.flows.projects import naming
from bot.flows.templates import planning
from bot.flows.templates.applying import WHATSAPP as APPLY
from bot.flows.templates.reading import AllTemplates
from bot.templates import files
from commands._shared import jobs, lists, sent_files, template_files, template_rows
from commands._shared.template_files import Apply
from commands._shared.template_names import Language

router = Router()

DOES = ("whatsapp templates create", "whatsapp templates update", "whatsapp templates delete")


class Export(Args):
    name: lists.Beginning | None = option("Name", "How it begins, like order*", default=None)
    languages: list[Language] = option("Languages", "Like EN_US, DE. Leave empty for all", default=[])


class PlanFile(template_files.FileOrProject):
    """What the templates are to be like."""


async def _templates(ctx: Ctx, project_id: str, *, name: str = "", languages: list[str] | None = None) -> list[Payload]:
    """Those of a project; a name is the beginning of names."""
    wanted = [template async for template in AllTemplates.of(replace(ctx, project_id=project_id))]
    return [
        template
        for template in wanted
        if str(template.get("name", "")).startswith(name) and (not languages or template.get("language") in languages)
    ]


@router.command(
    "whatsapp templates export",
    Effect.READ,
    title="Export templates",
    example="/sinch whatsapp templates export name=order languages=EN_US,DE",
    phrases=("export all templates", "give me the templates as a file", "download the templates as json"),
)
async def export(ctx: Ctx, args: Export) -> Reply:
    """Export the project's templates as a JSON file."""
    async with sent_files.turn(ctx):
        found = await _templates(ctx, ctx.project_id, name=args.name or "", languages=list(args.languages))
        if not found and (args.name or args.languages):
            return Reply(done.card("No templates match. `whatsapp templates list` shows all of them."))
        content = files.whatsapp(ctx.project_id, found)
        return await template_files.exported(ctx, f"whatsapp-templates-{ctx.project_id[:8]}.json", content, len(found))


@router.command(
    "whatsapp templates plan",
    Effect.READ,
    title="Plan template changes",
    example="/sinch whatsapp templates plan from=PROJECT-ID",
    phrases=(
        "plan the templates from a file",
        "compare this file with our templates",
        "compare my file with what is live",
        "clone templates from another project",
        "diff the templates of {source} against this project",
        "what differs between our templates and {source}",
    ),
)
async def plan(ctx: Ctx, args: PlanFile) -> Reply:
    """Compare a file or another project with the current templates. Changes nothing."""
    if args.source:
        source = template_files.source(ctx, args)
        if source == ctx.project_id:
            raise BadArguments((Problem("source", "is this project; choose another one"),))
        wanted: list[dict[str, Any]] = await _templates(ctx, source)
        title = f"Plan from {naming.name_of(ctx.services, source)}"
    else:
        wanted = await template_files.wanted(ctx, args.file, template_rows.checked)
        title = f"Plan from {template_files.name_of(args.file)}"
    fault = template_files.api_fault(template_rows.NewTemplate, {})
    made = await planning.whatsapp(ctx, wanted, fault, prune=args.prune)
    return await template_files.planned(ctx, APPLY, title, made, {})


async def _ask(ctx: Ctx, args: Apply) -> Question:
    return await template_files.asked(ctx, APPLY, args)


@router.command(
    APPLY,
    Effect.CHANGE,
    does=DOES,
    ask=_ask,
    title="Apply a plan",
    hidden=True,
)
async def apply(ctx: Ctx, args: Apply) -> Reply:
    """Apply a plan for WhatsApp templates."""
    return await template_files.applied(ctx, APPLY, args, "Plan")


jobs.stop_and_resume(router, APPLY, "applying a plan for WhatsApp templates", DOES)
