"""Charts: Slack's data visualization blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards.blocks.message import Block
from bot.slack.text import plain_untrusted, shorten

TITLE = 50
LABEL = 20
SEGMENTS = 6
"""At most: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block"""
OTHERS = "others"


def pie(title: str, shares: Mapping[str, int | float], *, largest_first: bool = True) -> Block | None:
    """A pie of the shares above zero, the surplus as one; None when there is nothing to show."""
    merged: dict[str, int | float] = {}
    ordered = sorted(shares.items(), key=lambda share: -share[1]) if largest_first else shares.items()
    for label, value in ordered:
        if value > 0:
            name = shorten(plain_untrusted(label).strip(), LABEL) or "–"
            merged[name] = merged.get(name, 0) + value
    if len(merged) > SEGMENTS:
        surplus = [*merged][SEGMENTS - 1 :]
        merged[OTHERS] = sum(merged.pop(name) for name in surplus)
    if not merged:
        return None
    return {
        "type": "data_visualization",
        "title": shorten(plain_untrusted(title).strip(), TITLE) or "Shares",
        "chart": {"type": "pie", "segments": [{"label": label, "value": value} for label, value in merged.items()]},
    }


SERIES, CATEGORIES = 6, 20


def line(title: str, labels: Sequence[str], series: Mapping[str, Sequence[int | float]]) -> Block | None:
    """Lines over the same labels; None when there is nothing to show."""
    names = [shorten(plain_untrusted(label).strip(), LABEL) or "–" for label in labels][:CATEGORIES]
    if not series or len(names) < 2:
        return None
    taken: dict[str, list[Block]] = {}
    for name, values in [*series.items()][:SERIES]:
        short = shorten(plain_untrusted(name).strip(), LABEL) or "–"
        key = short if short not in taken else f"{short[: LABEL - 3]} {len(taken) + 1}"
        taken[key] = [{"label": label, "value": value} for label, value in zip(names, values, strict=False)]
    return {
        "type": "data_visualization",
        "title": shorten(plain_untrusted(title).strip(), TITLE) or "Chart",
        "chart": {
            "type": "line",
            "axis_config": {"categories": names},
            "series": [{"name": name, "data": points} for name, points in taken.items()],
        },
    }
