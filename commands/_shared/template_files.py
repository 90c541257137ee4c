"""What plans of both channels share: reading their file, refusing what cannot be read, applying what was kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

from bot.cards.blocks import done
from bot.cards.blocks.message import File
from bot.cards.templates import plan as cards
from bot.cards.vocabulary.reviewers import reviewer
from bot.cards.vocabulary.words import count
from bot.command import Args, Body, Ctx, Question, Reply, hidden, option
from bot.command.bounds import json_fault
from bot.errors import BadArguments, Problem
from bot.flows.projects import naming
from bot.flows.templates import planning
from bot.links import Call
from bot.slack.text import escaped
from bot.templates import files
from bot.templates.plan import Plan
from bot.templates.rows import TEXTS
from commands._shared import jobs, row_files, sent_files


class FileOrProject(Args):
    """Where the templates that are wanted come from."""

    file: list[dict[str, Any]] | None = option(
        "File", "An export, or rows like those for an import. Or name a project below", kind="file", default=None
    )
    source: str | None = option(
        "From project", "Another project instead of a file, by name or ID", default=None, alias="from"
    )
    prune: bool = option("Prune", "Yes: also delete what isn't in the file", default=False)

    @classmethod
    def build(cls, values: Mapping[str, Any]) -> Self:
        args = super().build(values)
        if not args.file and not args.source:
            raise BadArguments((Problem("file", "is required"),))
        return args


class Apply(Args):
    plan: str = hidden("")
    submit: bool = hidden(False)


Rows = Callable[[Sequence[Mapping[str, Any]]], tuple[list[dict[str, Any]], list[str]]]


def source(ctx: Ctx, args: FileOrProject) -> str:
    """The id of the project that is named by its id or name; raises `UnknownProject`."""
    found = naming.find(ctx.services, args.source or "") or args.source or ""
    ctx.services.projects.api(found)
    return found


def name_of(given: list[dict[str, Any]] | None) -> str:
    """What the file is called."""
    return str(given[0].get("name") or "a file") if given else "a file"


async def wanted(ctx: Ctx, given: list[dict[str, Any]] | None, rows: Rows) -> list[dict[str, Any]]:
    """The templates of an export, edited or not, or the rows of a spreadsheet; raises `BadArguments`."""
    content = await row_files.download(ctx, given or [], files.LIMIT)
    try:
        templates, wrong = await asyncio.to_thread(_read, content, rows)
    except (files.Faulty, row_files.Faulty) as fault:
        raise BadArguments((Problem("file", f"Nothing was planned: {_why(fault)}."),)) from fault
    if wrong:
        raise BadArguments((Problem("file", row_files.listed("Nothing was planned.", wrong)),))
    if not templates:
        raise BadArguments((Problem("file", "Nothing was planned: no row has text yet."),))
    return templates


def _read(content: bytes, rows: Rows) -> tuple[list[dict[str, Any]], list[str]]:
    """The templates, and what is wrong with any: of an export, or of rows as an import takes them, CSV or JSON."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        found = files.read(content)
        if not any(name in template for template in found.templates for name in TEXTS):
            return found.templates, found.wrong
    made, wrong = rows(row_files.parse(content))
    return [dict(row["body"]) for row in made], wrong


def _why(fault: Exception) -> str:
    """Why a file cannot be read, and where it stops being JSON."""
    cause = fault.__cause__
    if not isinstance(fault, files.NotJson) or not isinstance(cause, ValueError | RecursionError):
        return str(fault)
    return f"the file {json_fault(cause)}{'. It may be incomplete' if fault.cut else ''}"


def api_fault(model: type[Body], given: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], str]:
    """Says why the API would refuse a body as it is written; `given` are the ids beside it."""

    def fault(body: Mapping[str, Any]) -> str:
        try:
            model.build({**given, "body": dict(body)})
        except BadArguments as error:
            return "; ".join(problem.named for problem in error.problems)
        return ""

    return fault


async def exported(ctx: Ctx, name: str, content: bytes, number: int) -> Reply:
    """The file for the asker, and where it is."""
    file = File(name, content, "Templates as a file")
    templates = count(number, "template")
    project = naming.among_several(ctx.services, ctx.project_id)
    comment = f"{templates} of {escaped(project)}" if project else templates
    said = await sent_files.send(ctx, file, templates, comment=comment)
    return Reply(done.card(said, note="Edit it, then use `plan` to compare it with the current templates."))


async def planned(ctx: Ctx, kind: str, title: str, made: Plan, options: Mapping[str, Any]) -> Reply:
    """The plan as a card for everybody; one with something to do waits to be applied by `kind`."""
    apply = Call(kind, {"plan": await planning.save(ctx, kind, made, options)}) if made.to_do else None
    # The file of thousands of steps takes a while to write.
    card = await asyncio.to_thread(cards.card, title, made, apply, by=ctx.actor.user_id, reviewer=_reviewer(kind))
    return Reply(card, public=True)


async def asked(ctx: Ctx, kind: str, args: Apply) -> Question:
    """What pressing Apply leads to; who may not delete is told so here already."""
    plan = await planning.kept(ctx, kind, args.plan)
    jobs.may_delete(ctx, plan.deletions)
    steps = count(plan.steps, "step")
    then = f"and submit the changes to {_reviewer(kind)}" if args.submit else "and save the changes as drafts"
    lost = f"\n:warning: {count(plan.deletions, 'template')} will be deleted." if plan.deletions else ""
    return Question(f"Apply this plan ({steps}) {then}?{lost}", yes="Apply", risky=bool(plan.deletions))


async def applied(ctx: Ctx, kind: str, args: Apply, title: str) -> Reply:
    """Start the work, once."""
    plan = await planning.kept(ctx, kind, args.plan)
    jobs.may_delete(ctx, plan.deletions)
    number = await planning.start(ctx, plan, submit=args.submit, title=title)
    return Reply(done.card(f"Applying the plan: {count(number, 'step')}. Progress is in this channel."))


def _reviewer(kind: str) -> str:
    return reviewer(kind.split()[0])
