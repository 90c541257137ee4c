"""`/sinch whatsapp templates languages` and `translate`: one name in many languages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.cards import announcement
from bot.cards.blocks import done, sheet, table
from bot.cards.blocks.message import File
from bot.cards.templates import findings as template_findings
from bot.cards.vocabulary.payload import Payload, as_payload, text
from bot.cards.vocabulary.state import state_of
from bot.cards.vocabulary.words import count, joined
from bot.command import Args, Ctx, Effect, Question, Reply, Router, hidden, option, word
from bot.errors import UserError
from bot.flows.execution import announcing
from bot.flows.templates import checking, other_languages
from bot.flows.templates.reading import AllTemplates
from bot.links import Call, CommandLink
from bot.provisioning.errors import Rejected
from bot.provisioning.languages import NAMES
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import escaped
from bot.templates import canonical, parity, rows
from commands._shared import lists, sent_files
from commands._shared.checked_questions import ANYWAY, refused_by_api
from commands._shared.template_names import Existing, Language
from commands.whatsapp.template_form.translation import Translate

router = Router()

MOST_LANGUAGES = 18
"""Columns beside the template's name. Slack's tables take 20 in all:
https://docs.slack.dev/reference/block-kit/blocks/table-block"""
MISSING = "missing"


class Languages(Args):
    name: Existing | None = word("Template", "Leave empty for all", choices="whatsapp templates", default=None)
    csv: lists.Where | None = option(
        "CSV", "One row per name and language, to fill in and import", default=None, labels=lists.PLACES
    )


Families = dict[str, dict[str, Payload]]


async def _families(ctx: Ctx, name: str | None) -> Families:
    if name:
        found = [
            as_payload(template) async for template in ctx.api.whatsapp_templates.iterate_by_name(name, page_size=1_000)
        ]
    else:
        found = [template async for template in AllTemplates.of(ctx)]
    return await asyncio.to_thread(_by_name, found)


def _by_name(found: list[Payload]) -> Families:
    families: Families = {}
    for template in sorted(found, key=lambda version: (text(version, "name"), text(version, "language"))):
        families.setdefault(text(template, "name"), {})[text(template, "language")] = template
    return families


@router.command(
    "whatsapp templates languages",
    Effect.READ,
    title="Languages of templates",
    example="/sinch whatsapp templates languages order_update",
    phrases=(
        "which languages does order_update have?",
        "show the language matrix of the templates",
        "which translations are missing?",
    ),
)
async def languages(ctx: Ctx, args: Languages) -> Reply:
    """Show each template's languages, and what is missing or differs."""
    async with sent_files.turn(ctx, wanted=args.csv is not None):
        families = await _families(ctx, args.name)
        codes = sorted({code for family in families.values() for code in family} | await _elsewhere(ctx, args.name))
        if args.csv:
            return await _as_csv(ctx, args, families, codes)
        return await asyncio.to_thread(_matrix, args, families, codes)


def _matrix(args: Languages, families: Families, codes: list[str]) -> Reply:
    shown = codes[:MOST_LANGUAGES]
    differing = {name: parity.differences(family) for name, family in families.items()}
    notes = [
        f"*{escaped(name)}* differs in {', '.join(what)}: {code}"
        for name, different in differing.items()
        for code, what in different.items()
    ]
    missing = sum(code not in family for family in families.values() for code in codes)
    said = [f"{count(missing, 'translation')} missing" if missing else "", *notes[:10]]
    if len(codes) > len(shown):
        said.append(f"{count(len(codes) - len(shown), 'more language')} in the CSV.")
    return Reply(
        table.listing(
            table.Listing(
                title=f"Languages of {args.name}" if args.name else "Templates by language",
                columns=("Template", *shown),
                rows=[
                    [name, *(_cell(family.get(code), differs=code in differing[name]) for code in shown)]
                    for name, family in families.items()
                ],
                empty="No templates have this name." if args.name else "No templates yet.",
                note=" · ".join(part for part in said if part),
                more=[CommandLink("CSV to fill in", "whatsapp templates languages", {"name": args.name, "csv": "me"})],
            )
        )
    )


async def _elsewhere(ctx: Ctx, name: str | None) -> set[str]:
    """The project's other languages, which one name alone may be missing."""
    return {language for _, language in await checking.existing(ctx)} if name else set()


def _cell(template: Payload | None, *, differs: bool) -> str:
    if template is None:
        return MISSING
    return f"{state_of(Kind.whatsapp_template, template)}{' ≠' if differs else ''}"


async def _as_csv(ctx: Ctx, args: Languages, families: Families, codes: list[str]) -> Reply:
    """One row for each name and language; missing ones with empty texts."""
    if not families:
        return Reply(done.card("Nothing to export: no templates have this name."))
    cells, content = await asyncio.to_thread(_rows, families, codes)
    name = sheet.file_name(f"templates {args.name or 'languages'}", f"{ctx.services.clock.now():%Y-%m-%d}")
    file = File(name, content, "Templates by language")
    here = args.csv == "here"
    said = await sent_files.send(ctx, file, count(cells, "row"), here=here)
    return Reply(done.card(said, note="Fill in the empty rows and import the file. Existing rows stay unchanged."))


def _rows(families: Families, codes: list[str]) -> tuple[int, bytes]:
    """How many rows there are, and the file that has them."""
    cells = [
        rows.row(family[code], canonical.whatsapp(family[code])["details"]["components"])
        if code in family
        else {"name": name, "language": code, "category": text(next(iter(family.values())), "category")}
        for name, family in families.items()
        for code in codes
    ]
    return len(cells), sheet.as_csv(cells, rows.COLUMNS)


class Translation(Args):
    name: Existing = word("Template", choices="whatsapp templates", min_length=1)
    source: Language = word("Original language", "The one to translate from, like EN_US")
    targets: list[Language] = word("New languages", "One or more to translate into, like DE,FR", min_length=1)
    translations: list[dict[str, Any]] = hidden([])
    """The new templates, as the form made them."""


async def _original(ctx: Ctx, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The template to translate; refuses what is there already."""
    family = await _families(ctx, str(values["name"]))
    found = family.get(str(values["name"]), {})
    original = found.get(str(values["source"]))
    if original is None and found:
        call = Call("whatsapp templates translate", {**values, "project": ctx.project_id}, "form")
        raise other_languages.missing(call, found, language="source")
    if original is None:
        raise UserError(f"*{escaped(str(values['name']))}* doesn't exist.", "No templates have this name.")
    if already := [code for code in values.get("targets", ()) if code in found]:
        raise UserError(
            f"*{escaped(str(values['name']))}* already exists in {joined(sorted(map(_named, already)))}.",
            "Edit it with `/sinch whatsapp templates update`, or leave out that language.",
        )
    return {"_original": canonical.whatsapp(original)}


async def _ask(ctx: Ctx, args: Translation) -> Question:
    found = await checking.of_rows(ctx, args.translations)
    findings = [finding for row in found for finding in row]
    said = f"Create *{escaped(args.name)}* in {joined(sorted(map(_named, args.targets)))}?"
    if not findings:
        return Question(said)
    rejected = any(finding.rejects for finding in findings)
    return Question(
        f"{said}\n\n{template_findings.lines(findings)}",
        yes=ANYWAY if rejected else "",
        risky=rejected,
        hopeless=refused_by_api(findings),
    )


@router.command(
    "whatsapp templates translate",
    Effect.CHANGE,
    does=("whatsapp templates create",),
    ask=_ask,
    prefill=_original,
    wizard=Translate(),
    title="Translate a template",
    example="/sinch whatsapp templates translate order_update EN_US FR,IT",
    phrases=(
        "translate order_update from EN_US to DE",
        "add a german version of order_update",
        "i need order_update in french too",
    ),
)
async def translate(ctx: Ctx, args: Translation) -> Reply:
    """Translate a template into more languages."""
    made, wrong = [], []
    for body in args.translations:
        try:
            await ctx.api.whatsapp_templates.create(body)
            made.append(text(body, "language"))
        except Rejected as problem:
            wrong.append(f"{_named(text(body, 'language'))}: {escaped(problem.message)}")
    checking.forget(ctx)
    if not made:
        raise UserError("No translations were created.", "\n".join(wrong))
    drafts = bool(args.translations) and text(args.translations[0], "status") == "DRAFT"
    _announce(ctx, args, made, verb="saved as drafts" if drafts else "submitted")
    languages = joined(sorted(map(_named, made)))
    said = f"*{escaped(args.name)}* {'saved as a draft' if drafts else 'submitted to Meta'} in {languages}."
    note = "\n".join(wrong)
    return Reply(
        done.card(said, CommandLink("Languages", "whatsapp templates languages", {"name": args.name}), note=note)
    )


def _named(language: str) -> str:
    return NAMES.get(language, language)


def _announce(ctx: Ctx, args: Translation, languages: list[str], *, verb: str) -> None:
    """One line for those who follow the templates, in however many languages they were made."""
    bodies = {text(body, "language"): body for body in args.translations}
    resources = [(Subject(Kind.whatsapp_template, (args.name, code)), bodies[code]) for code in languages]
    did = announcement.several({verb: [f"{args.name} ({code})" for code in languages]}, "translation")
    line = announcing.several(ctx.services, ctx.project_id, ctx.actor.user_id, did, resources)
    ctx.services.tasks.start(line, name="announce")
