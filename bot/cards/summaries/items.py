"""What a summary of events was made of, resource by resource, each with a way to a thread of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Message
from bot.cards.blocks.table import Pages, turns
from bot.cards.events.by_type import resource
from bot.cards.summaries.summary import of_one
from bot.cards.vocabulary.words import capitalised, count
from bot.links import Call
from bot.provisioning.events import Event
from bot.slack.text import link, shorten

ITEM_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class SummaryItem:
    """One resource with its events, oldest first, each with who is behind it, where that is known.

    `address` is that of its thread, `open` makes one.
    """

    happened: Sequence[tuple[Event, str | None]]
    address: str = ""
    open: Call | None = None


def listing(items: Sequence[SummaryItem], pages: Pages, events: int) -> Message:
    """A page of the items; `events` is how many the whole message tells of."""
    title = f"*{count(events, 'event')}, {count(pages.total or len(items), 'resource')}*"
    hint = "*Open thread* puts its card into the channel. Replies to it become comments, where this channel allows it."
    return layout.message(
        "\n".join([title, *(_paragraph(item) for item in items)]),
        layout.section(title),
        [
            layout.section(_paragraph(item), accessory=offer("Open thread", item.open) if item.open else None)
            for item in items
        ],
        layout.actions(*turns(pages)),
        layout.context(hint) if any(item.open for item in items) else None,
    )


def opened(name: str, address: str) -> Message:
    """A resource has got its thread; `name` is mrkdwn."""
    there = link(address, "Open it") if address else "It appears in a moment."
    text = f"{capitalised(name)} has a thread of its own here. {there}"
    return layout.paragraph(text)


def _paragraph(item: SummaryItem) -> str:
    kind, _ = resource(item.happened[0][0])
    lines = [line for line, _ in of_one(item.happened)]
    there = f"  {link(item.address, 'Its thread')}" if item.address else ""
    return shorten("\n".join(lines), ITEM_CHARACTERS) + f"\n_{kind}_{there}"
