"""`/sinch whatsapp templates check`: what Meta would refuse, before it does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

from bot.cards.blocks.message import File
from bot.cards.templates import findings as cards
from bot.cards.vocabulary.payload import as_payload, text
from bot.cards.vocabulary.words import count
from bot.command import Arg, Body, Ctx, Effect, Reply, Router, option, word
from bot.command.bounds import json_fault
from bot.errors import BadArguments, Problem
from bot.flows.templates import checking, other_languages
from bot.links import Call, CommandLink
from bot.slack.errors import SlackProblem
from bot.templates.content import components_of
from commands._shared import row_files, sent_files, template_rows
from commands._shared.checked_questions import MEND
from commands._shared.template_names import Existing, Language

router = Router()

COMPONENTS = "details.components"


class Check(Body):
    """A template that exists, a body that may be faulty, or a file of them."""

    model = "whatsapp_templates:WhatsappTemplateInputDto"
    name: Existing | None = word("Template", choices="whatsapp templates", default=None)
    language: Language | None = word("Language", "Like EN_US", default=None)
    file: list[dict[str, Any]] | None = option("File", "Rows of an import, CSV or JSON", kind="file", default=None)

    @classmethod
    def arguments(cls) -> tuple[Arg, ...]:
        """Its own, and those of a body for `json=`; forms ask for the former only."""
        own = {arg.name: arg for arg in reversed(super().arguments()) if arg.name in cls.model_fields}
        body = (arg for arg in super().arguments() if arg.name not in own)
        return (*reversed(own.values()), *(replace(arg, required=False, where="unlisted") for arg in body))

    @classmethod
    def build(cls, values: Mapping[str, Any]) -> Self:
        """Whatever the body holds is taken as it is: saying what is wrong with it is the point."""
        own = {name: value for name, value in values.items() if name in cls.model_fields}
        body = dict(own.pop("body", None) or {})
        for name, value in values.items():
            if name not in cls.model_fields or name in ("name", "language"):
                _put(body, name.split("."), value)
        args = cls.validated({**own, "body": body})
        if not args.file and not components_of(body) and not (args.name and args.language):
            missing = "language" if args.name else "name"
            raise BadArguments((Problem(missing, "is required"),))
        return args


def _put(body: dict[str, Any], path: list[str], value: Any) -> None:
    if isinstance(value, str) and path[-1] == "components":
        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise BadArguments((Problem(COMPONENTS, json_fault(error)),)) from error
    for step in path[:-1]:
        inner = body.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        body = inner
    body[path[-1]] = value


@router.command(
    "whatsapp templates check",
    Effect.READ,
    explain=other_languages.offered,
    title="Check a template",
    example="/sinch whatsapp templates check order_update EN_US",
    phrases=(
        "check order_update in EN_US",
        "will Meta reject order_update?",
        "lint the template order_update",
        "would Meta accept order_update?",
    ),
)
async def check(ctx: Ctx, args: Check) -> Reply:
    """Check a template, a body or a file against Meta's rules."""
    if args.file:
        return Reply(await _of_file(ctx, args.file))
    if components_of(args.body):
        name = f"{text(args.body, 'name') or 'The body'} {_in_brackets(text(args.body, 'language'))}".strip()
        return Reply(cards.card(name, await checking.findings(ctx, args.body)))
    found = as_payload(await ctx.api.whatsapp_templates.get(str(args.name), str(args.language)))
    findings = await checking.findings(ctx, found, new=False)
    edit = Call("whatsapp templates update", {"name": args.name, "language": args.language}, "form")
    more = [CommandLink.to(MEND, edit)] if findings and found.get("isMetaGenerated") is not True else []
    return Reply(cards.card(f"{args.name} ({args.language})", findings, *more))


def _in_brackets(words: str) -> str:
    return f"({words})" if words else ""


async def _of_file(ctx: Ctx, file: list[dict[str, Any]]) -> Any:
    try:
        rows = await asyncio.to_thread(row_files.parse, await row_files.download(ctx, file))
    except row_files.Faulty as fault:
        raise BadArguments((Problem("file", str(fault)),)) from fault
    made, wrong = await asyncio.to_thread(template_rows.checked, rows)
    if not made and not wrong:
        raise BadArguments((Problem("file", "no row has text yet"),))
    found = await checking.of_rows(ctx, [row["body"] for row in made])
    checked: list[cards.Row] = [(row["row"], row["label"], findings) for row, findings in zip(made, found, strict=True)]
    note = await _sent_whole(ctx, checked, wrong) if cards.is_long(checked, wrong) else ""
    return cards.of_rows(checked, wrong, note)


async def _sent_whole(ctx: Ctx, checked: list[cards.Row], wrong: list[str]) -> str:
    """All findings as a file in a direct message: says where it is, or that Slack takes none."""
    content = await asyncio.to_thread(cards.as_csv, checked, wrong)
    file = File("template-findings.csv", content, "Findings of the check")
    lines = sum(len(findings) for _, _, findings in checked) + len(wrong)
    try:
        return await sent_files.send(ctx, file, f"all {count(lines, 'finding')}")
    except SlackProblem:  # the answer itself must not be lost over it
        return "Slack didn't take the file with the whole list."
