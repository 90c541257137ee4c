"""Builders for Block Kit blocks that keep Slack's limits by construction: they trim, split or overflow, never raise.

Arguments named `mrkdwn` are markup, already escaped (see `bot.slack.text`); those named `words` are plain text.
Built by hand rather than with a Block Kit library, whose import would cost a tenth of the start-up budget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from bot.cards.blocks.message import Block, File, Message
from bot.slack.text import plain_untrusted, shorten, split

BLOCKS_PER_MESSAGE = 50
BLOCKS_PER_VIEW = 100
"""https://docs.slack.dev/reference/block-kit/blocks"""
CHARACTERS_PER_MESSAGE = 11_000
"""Of all blocks together. Slack documents no number; others met `msg_blocks_too_long` from about 11,300 on, sooner with
more blocks: https://github.com/slackapi/bolt-js/issues/2509 and https://github.com/slackapi/bolt-js/issues/2867"""
CHARACTERS_PER_VIEW = 60_000
"""Far below the 250 kB of a view: https://docs.slack.dev/reference/methods/views.publish"""
TEXT_LIMIT = 3_900  # of the fallback: 4,000 advised
"""https://docs.slack.dev/reference/methods/chat.postMessage"""
SECTION = 3_000
FIELDS, FIELD = 10, 2_000
CONTEXTS = 10
ACTIONS = 25
HEADER = 150
BUTTON = 75
CHARTS_PER_MESSAGE = 2
"""https://docs.slack.dev/reference/block-kit/blocks: the page of each block"""
NOTHING = "–"

Part = Block | Iterable[Block] | None


def plain_text(words: str, limit: int) -> Block:
    """A plain text object, never empty."""
    return {"type": "plain_text", "text": shorten(plain_untrusted(words).strip(), limit) or NOTHING, "emoji": True}


def mrkdwn_text(mrkdwn: str, limit: int = SECTION) -> Block:
    """A mrkdwn text object, never empty; verbatim, so that Slack looks for no mentions beyond those written out."""
    return {"type": "mrkdwn", "text": shorten(mrkdwn.strip("\n"), limit).strip() or NOTHING, "verbatim": True}


def header(words: str) -> Block:
    """A title in large letters."""
    return {"type": "header", "text": plain_text(" ".join(words.split()), HEADER)}


def divider() -> Block:
    """A line."""
    return {"type": "divider"}


def section(mrkdwn: str, *, accessory: Block | None = None) -> Block:
    """A paragraph, perhaps with one element at its right."""
    block: Block = {"type": "section", "text": mrkdwn_text(mrkdwn)}
    if accessory is not None:
        block["accessory"] = accessory
    return block


def sections(mrkdwn: str) -> list[Block]:
    """A long text as as many paragraphs as it takes."""
    return [section(piece) for piece in split(mrkdwn, SECTION)]


def fields(pairs: Iterable[tuple[str, str]]) -> list[Block]:
    """Titles with values (mrkdwn) in two columns; pairs without a value are left out."""
    shown = [
        mrkdwn_text(f"*{title}*\n{shorten(value, FIELD - len(title) - 4)}", FIELD) for title, value in pairs if value
    ]
    return [{"type": "section", "fields": list(batch)} for batch in batches(shown, FIELDS)]


def context(*mrkdwn: str) -> Block:
    """Small grey text; `fit` leaves one without words out."""
    texts = [mrkdwn_text(line, FIELD) for line in mrkdwn if line.strip()] or [mrkdwn_text(NOTHING)]
    return {"type": "context", "elements": texts[:CONTEXTS]}


def actions(*elements: Block | None) -> list[Block]:
    """Rows of buttons and menus; the same command twice in a row is told apart by `#N`."""
    present = [dict(element) for element in elements if element is not None]
    return [{"type": "actions", "elements": _distinct(batch)} for batch in batches(present, ACTIONS)]


def _distinct(elements: Iterable[Block]) -> list[Block]:
    taken: set[str] = set()
    result = []
    for element in elements:
        base, nth = str(element.get("action_id", "")), 1
        while element.get("action_id") in taken:
            element["action_id"] = f"{base.partition('#')[0]}#{nth}"
            nth += 1
        taken.add(str(element.get("action_id", "")))
        result.append(element)
    return result


def batches(items: Iterable[Block], size: int) -> Iterator[list[Block]]:
    """Lists of at most `size`."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def weight(value: object) -> int:
    """Characters that Slack may count: every text, address and value inside."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(weight(inner) for key, inner in value.items() if key not in ("type", "block_id", "action_id"))
    if isinstance(value, list | tuple):
        return sum(map(weight, value))
    return 0


def flat(parts: Iterable[Part]) -> list[Block]:
    """Blocks, lists of blocks and gaps as one list."""
    result: list[Block] = []
    for part in parts:
        if isinstance(part, dict):
            result.append(part)
        elif part is not None:
            result.extend(part)
    return result


def fit(
    parts: Iterable[Part], *, blocks: int = BLOCKS_PER_MESSAGE, characters: int = CHARACTERS_PER_MESSAGE
) -> tuple[Block, ...]:
    """Blocks that go into one message: the first ones and the closing buttons stay, what is cut in between is said."""
    everything = [block for block in _without_surplus_charts(flat(parts)) if block != context()]
    if len(everything) <= blocks and weight(everything) <= characters:
        return tuple(everything)
    tail = _closing(everything, characters // 3)
    body = everything[: len(everything) - len(tail)]
    room, slots = characters - weight(tail) - 100, blocks - len(tail) - 1
    kept: list[Block] = []
    for block in body:
        if len(kept) >= slots or weight(block) > room:
            break
        kept.append(block)
        room -= weight(block)
    left = len(body) - len(kept)
    note = context(f"_{left} more {'part is' if left == 1 else 'parts are'} too long to show here._")
    return tuple([*kept, note, *tail])


def _closing(blocks: Sequence[Block], characters: int) -> list[Block]:
    """The buttons and small print at the end, as far as they fit."""
    tail: list[Block] = []
    for block in reversed(blocks):
        if block.get("type") not in ("actions", "context") or weight([*tail, block]) > characters or len(tail) >= 5:
            break
        tail.insert(0, block)
    return tail


def _without_surplus_charts(blocks: Iterable[Block]) -> list[Block]:
    charts = 0
    result = []
    for block in blocks:
        charts += block.get("type") == "data_visualization"
        if block.get("type") != "data_visualization" or charts <= CHARTS_PER_MESSAGE:
            result.append(block)
    return result


def message(mrkdwn: str, *parts: Part, file: File | None = None) -> Message:
    """A message whose blocks fit, with its fallback text."""
    return Message(text=shorten(mrkdwn.strip(), TEXT_LIMIT) or NOTHING, blocks=fit(parts), file=file)


def paragraph(mrkdwn: str) -> Message:
    """A message of one paragraph."""
    return message(mrkdwn, section(mrkdwn))


def texts(blocks: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Every text shown in some blocks, in order."""
    for block in blocks:
        for key, inner in block.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            elif isinstance(inner, Mapping):
                yield from texts([inner])
            elif isinstance(inner, list):
                yield from texts(_mappings(inner))


def _mappings(values: Iterable[object]) -> Iterator[Mapping[str, Any]]:
    for value in values:
        if isinstance(value, Mapping):
            yield value
        elif isinstance(value, list):
            yield from _mappings(value)
