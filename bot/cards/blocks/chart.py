"""Charts: Slack's data visualization blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards.blocks.message import Block
from bot.slack.text import literal, shorten

TITLE = 50
LABEL = 20
SEGMENTS = 12
OTHERS = "others"


def pie(title: str, shares: Mapping[str, int | float]) -> Block | None:
    """A pie of the shares above zero, the largest first, the surplus as one; None when there is nothing to show."""
    merged: dict[str, int | float] = {}
    for label, value in sorted(shares.items(), key=lambda share: -share[1]):
        if value > 0:
            name = shorten(literal(label).strip(), LABEL) or "–"
            if len(merged) >= SEGMENTS - 1 and name not in merged:
                name = OTHERS
            merged[name] = merged.get(name, 0) + value
    if not merged:
        return None
    return {
        "type": "data_visualization",
        "title": shorten(literal(title).strip(), TITLE) or "Shares",
        "chart": {"type": "pie", "segments": [{"label": label, "value": value} for label, value in merged.items()]},
    }


SERIES, CATEGORIES = 12, 20


def line(title: str, labels: Sequence[str], series: Mapping[str, Sequence[int | float]]) -> Block | None:
    """Lines over the same labels; None when there is nothing to show."""
    names = [shorten(literal(label).strip(), LABEL) or "–" for label in labels][:CATEGORIES]
    if not series or len(names) < 2:
        return None
    taken: dict[str, list[Block]] = {}
    for name, values in [*series.items()][:SERIES]:
        short = shorten(literal(name).strip(), LABEL) or "–"
        key = short if short not in taken else f"{short[: LABEL - 3]} {len(taken) + 1}"
        taken[key] = [{"label": label, "value": value} for label, value in zip(names, values, strict=False)]
    return {
        "type": "data_visualization",
        "title": shorten(literal(title).strip(), TITLE) or "Chart",
        "chart": {
            "type": "line",
            "axis_config": {"categories": names},
            "series": [{"name": name, "data": points} for name, points in taken.items()],
        },
    }
