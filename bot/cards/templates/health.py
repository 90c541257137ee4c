"""How templates do by week: what fell, a table, a chart; what the API does not give is said."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.blocks import chart, layout, table
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Message
from bot.links import Call, CommandLink
from bot.slack.text import escaped
from bot.templates.health import RATES, TemplateHealth, Trend

Named = tuple[str, TemplateHealth]
CHARTED = 6
SAID = 10
"""Templates in the chart, and falls that are said in words."""
MEDIAN = "Compared with the median of the previous four weeks."
AVERAGE = (
    "The API gave one figure for the whole period, so I compare this week with the previous average, not the median."
)
NO_FIGURE = " – means that Meta gave no figure."


def card(title: str, templates: Sequence[Named], *, csv: Call) -> Message:
    """The answer of `templates health`."""
    rows = [_row(label, health) for label, health in templates]
    lines = [
        f":chart_with_downwards_trend: *{escaped(label)}*: {falls_in_words(health)}"
        for label, health in templates
        if health.falls
    ]
    said = "\n".join(lines[:SAID])
    by_week = all(health.by_week for _, health in templates)
    listing = table.listing(
        table.Listing(
            title=title,
            columns=("Template", "Sent this week", "Delivered", "Read", "Clicked", "Change"),
            rows=rows,
            empty="No template messages in the last weeks.",
            note=(MEDIAN if by_week else AVERAGE) + (NO_FIGURE if any("–" in row for row in rows) else ""),
            more=[CommandLink.to("Export CSV", csv)] if rows else [],
        )
    )
    return layout.message(
        f"{listing.text}\n{said}", *listing.blocks[:1], layout.sections(said) if said else None, _chart(templates),
        *listing.blocks[1:],
    )  # fmt: skip


def not_enabled(enable: Call) -> Message:
    """Meta gives no figures until somebody asks for them."""
    said = "Template analytics are off for this WhatsApp account, so Meta has no figures."
    return layout.message(said, layout.section(said), layout.actions(offer("Turn analytics on", enable)))


def falls_in_words(health: TemplateHealth) -> str:
    """`read 41%, down from 62%; clicked 3%, down from 6%`"""
    return "; ".join(fall_in_words(fall) for fall in health.falls)


def fall_in_words(fall: Trend) -> str:
    """`read 41%, down from 62%`"""
    return f"{fall.name} {_percent(fall.now)}, down from {_percent(fall.median)}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def _row(label: str, health: TemplateHealth) -> list[table.Cell]:
    week = health.weeks[-1]
    return [label, int(week.sent), *(_percent(week.rate(name)) for name in RATES), _against(health)]


def _against(health: TemplateHealth) -> str:
    if not health.is_enough:
        return "too few messages to tell"
    if all(trend.change is None for trend in health.trends):
        return "too few weeks to tell"
    fell = ", ".join(f"{fall.name} from {_percent(fall.median)}" for fall in health.falls)
    return f"▼ {fell}" if fell else "no fall"


def _chart(templates: Sequence[Named]) -> dict[str, object] | None:
    """The share that was read, by week, of those that sent most."""
    most = sorted(
        (template for template in templates if template[1].by_week and "read" in template[1].weeks[-1].given),
        key=lambda template: -template[1].weeks[-1].sent,
    )[:CHARTED]
    if not most:
        return None
    labels = [f"{week.begins:%b} {week.begins.day}" for week in most[0][1].weeks]
    series = {label: [round((week.rate("read") or 0.0) * 100) for week in health.weeks] for label, health in most}
    return chart.line("Read, % of delivered, by week", labels, series)
