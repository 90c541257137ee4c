"""`/sinch whatsapp templates health`: which templates are read less than they were."""

from __future__ import annotations

import asyncio

from bot.cards.blocks import done, sheet
from bot.cards.blocks.message import File
from bot.cards.templates import health as cards
from bot.cards.vocabulary.payload import as_payload
from bot.cards.vocabulary.words import count
from bot.command import Args, Ctx, Effect, Reply, Router, option, word
from bot.flows.templates import health as reading
from bot.links import Call
from bot.templates.health import RATES
from commands._shared import lists, sent_files
from commands._shared.template_names import Existing

router = Router()

PATH = "whatsapp templates health"


class HealthArgs(Args):
    name: Existing | None = word("Template", "Leave empty for all", choices="whatsapp templates", default=None)
    csv: lists.Where | None = option("CSV", "The weekly figures as a file", default=None, labels=lists.PLACES)


@router.command(
    PATH,
    Effect.READ,
    title="Template performance",
    example="/sinch whatsapp templates health order_update",
    phrases=(
        "how are the templates doing?",
        "which templates are read less than before?",
        "show the health of order_update",
    ),
)
async def health(ctx: Ctx, args: HealthArgs) -> Reply:
    """Show how many template messages are delivered, read and clicked each week."""
    async with sent_files.turn(ctx, wanted=args.csv is not None):
        return await _health(ctx, args)


async def _health(ctx: Ctx, args: HealthArgs) -> Reply:
    found = await reading.read(ctx.api, ctx.services.clock.now(), args.name or "")
    if not found:
        account = as_payload(await ctx.api.whatsapp_accounts.get())
        if account.get("wabaEnabledForInsights") is not True:
            return Reply(cards.not_enabled(Call("whatsapp enable-analytics")))
    if args.csv and found:
        return await _as_csv(ctx, args, found)
    worst_first = sorted(found, key=lambda template: (template.health.fall and template.health.fall.change) or 0.0)
    title = f"Performance of {args.name}" if args.name else "Template performance"
    csv = Call(PATH, {"name": args.name, "csv": "me"} if args.name else {"csv": "me"})
    return Reply(cards.card(title, [(template.label, template.health) for template in worst_first], csv=csv))


async def _as_csv(ctx: Ctx, args: HealthArgs, found: list[reading.Template]) -> Reply:
    name = sheet.file_name("template health", f"{ctx.services.clock.now():%Y-%m-%d}")
    here = args.csv == "here"
    rows, content = await asyncio.to_thread(_rows, found)
    file = File(name, content, "Template health")
    return Reply(done.card(await sent_files.send(ctx, file, count(rows, "row"), here=here)))


def _rows(found: list[reading.Template]) -> tuple[int, bytes]:
    """How many rows there are, and the file that has them."""
    rows = [
        {
            "template": template.name,
            "language": template.language,
            "week": f"{week.begins:%Y-%m-%d}",
            "sent": f"{week.sent:g}",
            **{name: "" if (rate := week.rate(name)) is None else f"{rate:.4f}" for name in RATES},
        }
        for template in found
        for week in template.health.weeks
    ]
    return len(rows), sheet.as_csv(rows)
