"""`/sinch kakaotalk templates export`, `plan` and `apply`: a sender's templates as one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.vocabulary.payload import text
from bot.command import Args, Ctx, Effect, Question, Reply, Router, option, word
from bot.errors import BadArguments, Problem
from bot.flows.projects import naming
from bot.flows.templates import planning
from bot.flows.templates.applying import KAKAOTALK as APPLY
from bot.templates import files
from commands._shared import jobs, kakaotalk_categories, row_files, sent_files, template_files
from commands._shared.template_files import Apply
from commands.kakaotalk.templates import CreateTemplate

router = Router()

NO_CATEGORY = "999999"
"""What a template has that names none: the API's default."""
DOES = ("kakaotalk templates create", "kakaotalk templates update", "kakaotalk templates delete")


class Export(Args):
    plus_friend_id: str = word("Sender", "Plus Friend ID", choices="kakaotalk senders", min_length=1)


class PlanFile(template_files.FileOrProject, Export):
    source_sender: str | None = option("From sender", "The sender there. Leave empty for the same ID", default=None)


@router.command(
    "kakaotalk templates export",
    Effect.READ,
    title="Export templates",
    example="/sinch kakaotalk templates export northwindcoffee",
    phrases=(
        "export the kakaotalk templates of {plus_friend_id}",
        "give me the kakao templates as a file",
        "download kakaotalk templates as json",
    ),
)
async def export(ctx: Ctx, args: Export) -> Reply:
    """Export a KakaoTalk sender's templates as a JSON file."""
    async with sent_files.turn(ctx):
        found = [template async for template in planning.kakaotalk_templates(ctx.api, args.plus_friend_id)]
        content = files.kakaotalk(ctx.project_id, args.plus_friend_id, found)
        return await template_files.exported(
            ctx, f"kakaotalk-templates-{args.plus_friend_id}.json", content, len(found)
        )


@router.command(
    "kakaotalk templates plan",
    Effect.READ,
    title="Plan template changes",
    example="/sinch kakaotalk templates plan northwindcoffee from=PROJECT-ID",
    phrases=(
        "plan the kakaotalk templates of {plus_friend_id} from a file",
        "compare this file with our kakao templates",
        "clone kakaotalk templates from another project",
    ),
)
async def plan(ctx: Ctx, args: PlanFile) -> Reply:
    """Compare a file or another project with a KakaoTalk sender's templates. Changes nothing."""
    sender = args.plus_friend_id
    if args.source:
        source, there = template_files.source(ctx, args), args.source_sender or sender
        if (source, there) == (ctx.project_id, sender):
            raise BadArguments((Problem("source", "is this sender; name another project or sender"),))
        api = ctx.services.projects.api(source)
        wanted: list[dict[str, Any]] = [template async for template in planning.kakaotalk_templates(api, there)]
        title = f"Plan for {sender} from {naming.name_of(ctx.services, source)}"
    else:
        wanted = await template_files.wanted(ctx, args.file, lambda rows: _rows(rows, sender))
        title = f"Plan for {sender} from {template_files.name_of(args.file)}"
    fault = template_files.api_fault(CreateTemplate, {"plus_friend_id": sender})
    categories = await kakaotalk_categories.of_templates(ctx, sender)
    made = await planning.of_kakaotalk(
        ctx, sender, wanted, lambda body: fault(body) or _category_fault(body, categories), prune=args.prune
    )
    return await template_files.planned(ctx, APPLY, title, made, {"plus_friend_id": sender})


def _category_fault(body: Mapping[str, Any], known: Mapping[str, str]) -> str:
    """Sinch refuses a category that this sender's templates may not have; what it doesn't tell is left to it."""
    code = text(body, "details.categoryCode")
    return f"This sender has no category {code}" if code not in ("", NO_CATEGORY, *known) and known else ""


def _rows(rows: Sequence[Mapping[str, Any]], sender: str) -> tuple[list[dict[str, Any]], list[str]]:
    return row_files.checked(
        [dict(row) for row in rows],
        CreateTemplate,
        lambda body: text(body, "details.name"),
        {"plus_friend_id": sender},
        lambda row: row,
    )


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
    """Apply a plan for KakaoTalk templates."""
    return await template_files.applied(ctx, APPLY, args, "Plan")


jobs.stop_and_resume(router, APPLY, "applying a plan for KakaoTalk templates", DOES)
