"""`... templates import`: many templates from one CSV or JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.cards.blocks import done
from bot.cards.vocabulary.payload import text
from bot.command import Args, Ctx, Effect, Reply, Router, hidden, option, word
from bot.errors import BadArguments, Gone, Problem
from bot.flows.execution.bulk import TOPIC
from bot.slack.text import code
from commands._shared import row_files
from commands.kakaotalk import templates
from commands.whatsapp import template_changes

router = Router()

WHATSAPP = "whatsapp templates import"
KAKAOTALK = "kakaotalk templates import"
FILE_HINT = "CSV or JSON, UTF-8, up to 1,000 rows and 5 MB"


class Import(Args):
    file: list[dict[str, Any]] = option("File", FILE_HINT, kind="file", min_length=1)


class KakaotalkImport(Import):
    plus_friend_id: str = word("Sender", "its Plus Friend id", choices="kakaotalk senders", min_length=1)


class Stop(Args):
    job_id: int = hidden(0)


def _whatsapp_row(row: dict[str, Any]) -> dict[str, Any]:
    """Columns `header`, `body`, `footer` and `examples` (a | b) stand for the components, where none are given."""
    own = {name: row[name] for name in row if name not in ("header", "body", "footer", "examples")}
    components: list[dict[str, Any]] = []
    if header := row.get("header"):
        components.append({"type": "HEADER", "format": "TEXT", "text": header})
    if body := row.get("body"):
        examples = [one.strip() for one in str(row.get("examples") or "").split("|") if one.strip()]
        components.append({"type": "BODY", "text": body, **({"examples": examples} if examples else {})})
    if footer := row.get("footer"):
        components.append({"type": "FOOTER", "text": footer})
    return {**own, "details.components": json.dumps(components)} if components else own


def _whatsapp_key(body: Mapping[str, Any]) -> str:
    return f"{text(body, 'name')} ({text(body, 'language')})"


async def _whatsapp_rows(ctx: Ctx, args: Import) -> list[dict[str, Any]]:
    return _made(await _read(ctx, args), template_changes.Create, _whatsapp_key, {}, _whatsapp_row)


async def _kakaotalk_rows(ctx: Ctx, args: KakaotalkImport) -> list[dict[str, Any]]:
    given = {"plus_friend_id": args.plus_friend_id}
    return _made(
        await _read(ctx, args),
        templates.Create,
        lambda body: text(body, "details.name"),
        given,
        lambda row: row,
    )


async def _read(ctx: Ctx, args: Import) -> list[dict[str, Any]]:
    try:
        return row_files.parse(await row_files.download(ctx, args.file))
    except row_files.Faulty as fault:
        raise BadArguments((Problem("", f"Nothing was created: {fault}."),)) from fault


def _made(rows: list[dict[str, Any]], *how: Any) -> list[dict[str, Any]]:
    made, wrong = row_files.checked(rows, *how)
    if wrong:
        raise row_files.refuse(wrong)
    return made


def _question(rows: list[dict[str, Any]], where: str) -> str:
    drafts = sum(text(row["body"], "status") == "DRAFT" for row in rows)
    some = f" {drafts:,} of them stay drafts." if drafts else ""
    kept = some if drafts < len(rows) else " They stay drafts." if drafts > 1 else " It stays a draft."
    plural = "s" if len(rows) != 1 else ""
    return f"Create {len(rows):,} template{plural} {where}, one after another?{kept} All rows are in order."


async def _start(ctx: Ctx, kind: str, rows: list[dict[str, Any]], options: dict[str, Any]) -> Reply:
    await ctx.store.jobs.add(
        kind,
        project_id=ctx.project_id,
        user_id=ctx.actor.user_id,
        channel=ctx.place.channel,
        rows=rows,
        now=ctx.services.clock.now(),
        options=options,
    )
    ctx.services.wake(TOPIC)
    return Reply(done.card(f"{len(rows):,} templates are on their way. A message shows how far they are."))


async def _ask_whatsapp(ctx: Ctx, args: Import) -> str:
    return _question(await _whatsapp_rows(ctx, args), "on WhatsApp")


@router.command(
    WHATSAPP,
    Effect.CHANGE,
    ask=_ask_whatsapp,
    title="Import templates",
    phrases=(
        "import templates from a file",
        "upload a csv with templates",
        "create many templates at once from a spreadsheet",
    ),
)
async def whatsapp(ctx: Ctx, args: Import) -> Reply:
    """Create many WhatsApp templates from a file."""
    return await _start(ctx, WHATSAPP, await _whatsapp_rows(ctx, args), {"title": "WhatsApp templates from a file"})


async def _ask_kakaotalk(ctx: Ctx, args: KakaotalkImport) -> str:
    return _question(await _kakaotalk_rows(ctx, args), f"of {code(args.plus_friend_id)}")


@router.command(
    KAKAOTALK,
    Effect.CHANGE,
    ask=_ask_kakaotalk,
    title="Import templates",
    phrases=(
        "import kakaotalk templates from a file",
        "upload a csv with kakao templates",
        "create many kakaotalk templates from a spreadsheet",
    ),
)
async def kakaotalk(ctx: Ctx, args: KakaotalkImport) -> Reply:
    """Create many KakaoTalk templates from a file."""
    options = {"title": "KakaoTalk templates from a file", "plus_friend_id": args.plus_friend_id}
    return await _start(ctx, KAKAOTALK, await _kakaotalk_rows(ctx, args), options)


@router.command(f"{WHATSAPP}-stop", Effect.SETTING, hidden=True)
async def stop_whatsapp(ctx: Ctx, args: Stop) -> Reply:
    """Stop creating WhatsApp templates from a file."""
    return await _stop(ctx, WHATSAPP, args)


@router.command(f"{KAKAOTALK}-stop", Effect.SETTING, hidden=True)
async def stop_kakaotalk(ctx: Ctx, args: Stop) -> Reply:
    """Stop creating KakaoTalk templates from a file."""
    return await _stop(ctx, KAKAOTALK, args)


async def _stop(ctx: Ctx, kind: str, args: Stop) -> Reply:
    """Only in the project that the person means: another one's jobs are none of theirs."""
    job = await ctx.store.jobs.get(args.job_id)
    ours = job is not None and job.kind == kind and job.project_id == ctx.project_id
    if not ours or not await ctx.store.jobs.stop(args.job_id, ctx.services.clock.now()):
        raise Gone("There is nothing to stop.", "It has ended already.")
    return Reply(done.card("It stops after the row that it is at. What is created stays."))
