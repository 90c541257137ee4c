"""Blocks said with fewer kinds of blocks, for surfaces and workspaces that do not take the newer ones. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.slack.text import escaped, shorten, split

Block = dict[str, Any]

BASIC = frozenset({"actions", "context", "divider", "header", "image", "input", "section"})
"""What every workspace has had since Block Kit began."""
SECTION = 3_000
"""Characters of a section, https://docs.slack.dev/reference/block-kit/blocks/section-block."""
ALIGNED_WIDTH = 90
_LINE_CHARACTERS = 250


def in_words(block: Mapping[str, Any], width: int = ALIGNED_WIDTH) -> list[Block]:
    """What a block shows, as paragraphs; a `width` of characters is where the lines of a table would break."""
    match block.get("type"):
        case "table" | "data_table":
            rows = [[_cell(cell) for cell in row] for row in block.get("rows") or () if isinstance(row, list)]
            return sections(as_text(rows[0], rows[1:], width=width)) if rows else []
        case "data_visualization":
            title = escaped(str(block.get("title", "")))
            return sections(f"*{title}*\n{_chart(block.get('chart') or {})}")
        case "markdown":
            return sections(escaped(str(block.get("text", ""))))
        case "image":
            words, address = escaped(str(block.get("alt_text") or "image")), str(block.get("image_url") or "")
            return sections(f"<{address}|{words}>" if address.startswith("https://") else words)
        case "divider" | "input":
            return []
        case _:
            return sections("\n".join(_texts(block)))


def sections(mrkdwn: str) -> list[Block]:
    """Markup as as many paragraphs as it takes."""
    pieces = split(mrkdwn, SECTION) if mrkdwn.strip() else []
    return [{"type": "section", "text": {"type": "mrkdwn", "text": piece, "verbatim": True}} for piece in pieces]


def as_text(columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int = ALIGNED_WIDTH) -> str:
    """A table in mrkdwn: aligned where it is narrow, one line a row where it is not; what is left out is counted."""
    widths = [max([len(name), *(len(row[at]) for row in rows if at < len(row))]) for at, name in enumerate(columns)]
    narrow = sum(widths) + 2 * len(widths) <= width
    lines = [_aligned(row, widths) for row in ([*columns], *rows)] if narrow else [_bullet(row) for row in rows]
    return _limited(lines, narrow)


def _cell(cell: object) -> str:
    """A cell of either kind of table: one text, or rich text with its parts."""
    if not isinstance(cell, Mapping):
        return ""
    own = cell.get("text")
    return own if isinstance(own, str) else " ".join(_texts(cell))


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
    return escaped("  ".join(cells).rstrip().replace("```", "ʼʼʼ"))


def _bullet(row: Sequence[str]) -> str:
    return "• " + escaped(shorten(" · ".join(cell for cell in row if cell not in ("", "–")), _LINE_CHARACTERS))


def _limited(lines: Sequence[str], fenced: bool) -> str:
    kept: list[str] = []
    room = SECTION - 60  # for the count of what is left out
    for line in lines:
        if len(line) + 1 > room:
            break
        kept.append(line)
        room -= len(line) + 1
    body = "\n".join(kept)
    left = len(lines) - len(kept)
    more = f"\n… and {left} more" if left else ""
    return f"```\n{body}\n```{more}" if fenced else body + more


def _chart(chart: Mapping[str, Any]) -> str:
    if "segments" in chart:
        return "\n".join(f"• {escaped(str(segment['label']))}: {segment['value']}" for segment in chart["segments"])
    return "\n".join(
        f"• {escaped(str(series['name']))}: "
        + ", ".join(f"{escaped(str(point['label']))} {point['value']}" for point in series["data"] if point["value"])
        for series in chart.get("series", [])
    )


def _texts(value: object) -> Iterator[str]:
    """Every text inside, as mrkdwn: what is no mrkdwn is escaped; the labels of buttons and menus are none."""
    if isinstance(value, Mapping):
        own = value.get("text")
        if isinstance(own, str) and own.strip():
            yield own if value.get("type") == "mrkdwn" else escaped(own)
        for name, inner in value.items():
            if name != "accessory" and isinstance(inner, Mapping | list):
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            if not (isinstance(inner, Mapping) and inner.get("type") in ("button", "overflow")):
                yield from _texts(inner)
