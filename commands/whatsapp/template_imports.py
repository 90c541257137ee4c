"""`... templates import`: many templates from one CSV or JSON file."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.cards.blocks import done
from bot.cards.templates import findings as template_findings
from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.words import count, listed
from bot.command import Args, Choice, Ctx, Effect, Question, Reply, Router, hidden, option, word
from bot.errors import BadArguments, Problem
from bot.flows.templates import checking
from bot.slack.text import code, escaped
from bot.storage.jobs import TOPIC
from bot.templates import kakaotalk as kakaotalk_check
from bot.templates.finding import Finding
from commands._shared import jobs, row_files, template_rows
from commands._shared.checked_questions import ANYWAY, MEND, refused_by_api
from commands.kakaotalk import templates
from commands.whatsapp import template_samples

router = Router()

WHATSAPP = "whatsapp templates import"
KAKAOTALK = "kakaotalk templates import"
FILE_HINT = "CSV or JSON, UTF-8, up to 1,000 rows and 5 MB"
SUBMIT, DRAFTS = "Submit for review", "Save as drafts"


class Import(Args):
    file: list[dict[str, Any]] = option("File", FILE_HINT, kind="file", min_length=1)
    as_drafts: bool = hidden(False)
    """All rows stay drafts, whatever the file says."""


class KakaotalkImport(Import):
    plus_friend_id: str = word("Sender", "Plus Friend ID", choices="kakaotalk senders", min_length=1)


@dataclass(slots=True)
class Rows:
    """A file's rows; those that exist already are marked, and left."""

    rows: list[dict[str, Any]]
    findings: list[list[Finding]] = field(default_factory=list)
    existing: list[str] = field(default_factory=list)
    empty: int = 0

    @property
    def new(self) -> list[dict[str, Any]]:
        return [row for row in self.rows if not row.get("exists")]


async def _whatsapp_rows(ctx: Ctx, args: Import) -> Rows:
    given = await _read(ctx, args)
    filled = template_rows.with_text(given)
    rows, wrong = await asyncio.to_thread(template_rows.checked, filled)
    if wrong:
        raise row_files.refuse(wrong)
    there = await checking.existing(ctx)
    for row in rows:
        row["exists"] = (text(row["body"], "name"), text(row["body"], "language")) in there
    existing = [row["label"] for row in rows if row["exists"]]
    return _any(Rows(_stated(rows, args), [], existing, len(given) - len(filled)))


async def _kakaotalk_rows(ctx: Ctx, args: KakaotalkImport) -> Rows:
    given = {"plus_friend_id": args.plus_friend_id}
    rows, wrong = await asyncio.to_thread(
        row_files.checked,
        await _read(ctx, args),
        templates.CreateTemplate,
        lambda body: text(body, "details.name"),
        given,
        lambda row: row,
    )
    if wrong:
        raise row_files.refuse(wrong)
    return _any(Rows(_stated(rows, args)))


async def _read(ctx: Ctx, args: Import) -> list[dict[str, Any]]:
    try:
        return await asyncio.to_thread(row_files.parse, await row_files.download(ctx, args.file))
    except row_files.Faulty as fault:
        raise BadArguments((Problem("", f"Nothing was created: {fault}."),)) from fault


def _stated(rows: list[dict[str, Any]], args: Import) -> list[dict[str, Any]]:
    """The rows as they are sent: as the file says, or all as drafts."""
    if not args.as_drafts:
        return rows
    return [{**row, "body": {**row["body"], "status": "DRAFT"}} for row in rows]


def _any(found: Rows) -> Rows:
    if not found.new:
        verb = "exists" if len(found.existing) == 1 else "exist"
        left = f"{listed(found.existing)} already {verb}" if found.existing else "no row has text yet"
        raise BadArguments((Problem("", f"Nothing was created: {left}."),))
    return found


def _question(found: Rows, where: str) -> Question:
    """What the check of all rows came to, what is left out, and the ways to go on."""
    numbered = [(row["row"], row["label"], findings) for row, findings in zip(found.new, found.findings, strict=True)]
    drafts = sum(text(row["body"], "status") == "DRAFT" for row in found.new)
    rejected = any(finding.rejects for findings in found.findings for finding in findings)
    said = [_counts(found.new, where, valid=not rejected)]
    if 0 < drafts < len(found.new):
        said.append(f"{drafts:,} of them are drafts.")
    if found.existing:
        said.append(f"{count(len(found.existing), 'row')} skipped, already there: {escaped(listed(found.existing))}.")
    if found.empty:
        said.append(f"{count(found.empty, 'row')} skipped: no text yet.")
    wrong = template_findings.of_rows_in_question(numbered)
    words = "\n".join([" ".join(said), *([wrong] if wrong else [])])
    small = f"Rules: {template_findings.rules_of_rows(numbered)}" if wrong else ""
    if drafts == len(found.new):
        return Question(words, yes=DRAFTS, small=small)
    choices = (Choice(DRAFTS, {"as_drafts": True}),)
    if rejected:
        hopeless = refused_by_api(finding for findings in found.findings for finding in findings)
        return Question(words, yes=ANYWAY, risky=True, choices=choices, mend=MEND, small=small, hopeless=hopeless)
    return Question(words, yes=SUBMIT, choices=choices, small=small)


def _counts(rows: list[dict[str, Any]], where: str, *, valid: bool) -> str:
    """`All 3 rows are valid: 2 marketing, 1 utility.`, or only how many, where some would be rejected."""
    kinds = Counter(text(row["body"], "category").lower() for row in rows)
    kinds.pop("", None)
    named = ", ".join(f"{number:,} {kind}" for kind, number in kinds.most_common())
    head = "The row is valid" if len(rows) == 1 else f"All {len(rows):,} rows are valid"
    head = head if valid else count(len(rows), "row")
    return f"{head}{f': {named}' if named else ''}. Create {'it' if len(rows) == 1 else 'them'} {where}?"


async def _start(ctx: Ctx, kind: str, found: Rows, options: dict[str, Any]) -> Reply:
    await ctx.store.jobs.add(
        kind,
        project_id=ctx.project_id,
        user_id=ctx.actor.user_id,
        channel=ctx.place.channel,
        rows=found.rows,
        now=ctx.services.clock.now(),
        options=options,
    )
    ctx.services.wake(TOPIC)
    return Reply(done.card(f"Creating {count(len(found.new), 'template')}. Progress is in this channel."))


async def _ask_whatsapp(ctx: Ctx, args: Import) -> Question:
    found = await _whatsapp_rows(ctx, args)
    found.findings = await checking.of_rows(ctx, [row["body"] for row in found.new])
    return _question(found, "on WhatsApp")


@router.command(
    WHATSAPP,
    Effect.CHANGE,
    does=("whatsapp templates create",),
    ask=_ask_whatsapp,
    note=template_samples.columns_note((*row_files.COLUMNS, "status"), template_samples.WHATSAPP),
    asks_after_form=True,
    title="Import templates",
    phrases=(
        "import templates from a file",
        "upload a csv with templates",
        "create many templates at once from a spreadsheet",
    ),
)
async def whatsapp(ctx: Ctx, args: Import) -> Reply:
    """Import WhatsApp templates from a file."""
    found = await _whatsapp_rows(ctx, args)
    checking.forget(ctx)
    return await _start(ctx, WHATSAPP, found, {"title": "Import"})


async def _ask_kakaotalk(ctx: Ctx, args: KakaotalkImport) -> Question:
    found = await _kakaotalk_rows(ctx, args)
    taken = await checking.kakaotalk_names(ctx, args.plus_friend_id)
    found.findings = [kakaotalk_check.check(row["body"], taken) for row in found.rows]
    return _question(found, f"for {code(args.plus_friend_id)}")


@router.command(
    KAKAOTALK,
    Effect.CHANGE,
    does=("kakaotalk templates create",),
    ask=_ask_kakaotalk,
    note=template_samples.columns_note(template_samples.KAKAOTALK_COLUMNS, template_samples.KAKAOTALK),
    asks_after_form=True,
    title="Import templates",
    phrases=(
        "import kakaotalk templates from a file",
        "upload a csv with kakao templates",
        "create many kakaotalk templates from a spreadsheet",
    ),
)
async def kakaotalk(ctx: Ctx, args: KakaotalkImport) -> Reply:
    """Import KakaoTalk templates from a file."""
    options = {"title": "Import", "plus_friend_id": args.plus_friend_id}
    return await _start(ctx, KAKAOTALK, await _kakaotalk_rows(ctx, args), options)


jobs.stop_and_resume(router, WHATSAPP, "a WhatsApp template import", ("whatsapp templates create",))
jobs.stop_and_resume(router, KAKAOTALK, "a KakaoTalk template import", ("kakaotalk templates create",))
