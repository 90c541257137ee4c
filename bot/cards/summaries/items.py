"""What a summary of events was made of, resource by resource, each with a way to a thread of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.blocks import layout
from bot.cards.blocks.buttons import offer
from bot.cards.blocks.message import Message
from bot.cards.blocks.table import Pages
from bot.cards.summaries.summary import of_one
from bot.cards.vocabulary.naming import kind_words
from bot.cards.vocabulary.words import count
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


def listing(things: Sequence[SummaryItem], pages: Pages, events: int) -> Message:
    """A page of the things; `events` is how many the whole message tells of."""
    title = f"*{count(events, 'event')}, {count(pages.total or len(things), 'resource')}*"
    turn = [offer(label, call) for label, call in (("Previous", pages.previous), ("Next", pages.next)) if call]
    hint = "*Open thread* puts its card into the channel. Replies to it become comments, where this channel allows it."
    return layout.message(
        "\n".join([title, *(_told(thing) for thing in things)]),
        layout.section(title),
        [
            layout.section(_told(thing), accessory=offer("Open thread", thing.open) if thing.open else None)
            for thing in things
        ],
        layout.actions(*turn),
        layout.context(hint) if any(thing.open for thing in things) else None,
    )


def opened(name: str, address: str) -> Message:
    """A resource has got its thread; `name` is mrkdwn."""
    there = link(address, "Open it") if address else "It appears in a moment."
    text = f"{name[:1].upper()}{name[1:]} has a thread of its own here. {there}"
    return layout.message(text, layout.section(text))


def _told(thing: SummaryItem) -> str:
    kind = kind_words(thing.happened[0][0].subject.kind)
    lines = [line for line, _ in of_one(thing.happened)]
    there = f"  {link(thing.address, 'Its thread')}" if thing.address else ""
    return shorten("\n".join(lines), ITEM_CHARACTERS) + f"\n_{kind}_{there}"
