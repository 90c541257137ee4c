"""`/sinch report`: what was decided in some days, how long it took, what was said and what Meta moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Literal

from pydantic import model_validator

from bot.cards import report as cards
from bot.cards.vocabulary.words import CHANNELS
from bot.command import Args, Ctx, Effect, Reply, Router, option, word
from bot.flows.report.report import read
from bot.links import CommandLink
from commands._shared import lists

router = Router()

Days = Literal["7d", "30d", "90d"]
Area = Literal["whatsapp", "rcs", "kakaotalk"]
SPANS = {"7d": (timedelta(days=7), 7), "30d": (timedelta(days=30), 10), "90d": (timedelta(days=90), 13)}
"""How long, and into how many parts it is cut for the charts."""


class ReportArgs(Args):
    days: Days = word("Days", "How far back", default="30d", labels={f"{n}d": f"{n} days" for n in (7, 30, 90)})
    area: Area | None = word("Area", "Leave empty for all", default=None, labels=CHANNELS)
    csv: lists.Where | None = option(
        "Export CSV",
        "The report as a file, in a DM or here",
        default=None,
        labels=lists.PLACES,
    )

    @model_validator(mode="before")
    @classmethod
    def _either_first(cls, values: Any) -> Any:
        """`report rcs 7d` and `report rcs` mean what they say."""
        if not isinstance(values, Mapping) or str(values.get("days")) not in CHANNELS:
            return values
        return {**values, "days": values.get("area") or "30d", "area": values["days"]}


@router.command(
    "report",
    Effect.READ,
    example="/sinch report 7d whatsapp",
    phrases=(
        "report on the last {days}",
        "how long do approvals take",
        "how fast are reviews",
        "give me a report about {area}",
    ),
)
async def report(ctx: Ctx, args: ReportArgs) -> Reply:
    """Show decisions with their reasons, review times, comments and what Meta moved."""
    span, buckets = SPANS[args.days]
    title = f"{CHANNELS[args.area]} report" if args.area else "Report"
    found = await read(ctx, f"{title}, last {span.days} days", span, args.area or "", buckets)
    if args.csv:
        return await lists.export(ctx, f"{title} {args.days}", lists.each(list(cards.rows(found))), args.csv)
    keep = {"area": args.area} if args.area else {}
    others = [
        CommandLink(f"{other.removesuffix('d')} days", "report", {**keep, "days": other}, "turn")
        for other in SPANS
        if other != args.days
    ]
    export = CommandLink("Export CSV", "report", {**keep, "days": args.days, "csv": "me"})
    return Reply(cards.card(found, [*others, export]))
