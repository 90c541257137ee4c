"""Deliveries with their events, read once and kept: each message looks at all that waits for its channel."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.cards import activity as cards
from bot.flows.activity.plan import Item
from bot.provisioning.events import Event, parse_or_unknown
from bot.storage.activity.deliveries import DueDelivery
from bot.storage.db.refusals import reason
from bot.storage.store import Store

MOST_BYTES = 8_000_000
"""Of the bodies whose events are kept."""


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """What is to know of an event; `size` is that of its body."""

    event: Event
    needs_action: bool
    long: bool
    size: int


@dataclass(slots=True)
class Items:
    """What some deliveries are about; `unreadable` are those whose event our own code cannot deal with, and why."""

    readable: list[Item] = field(default_factory=list)
    unreadable: dict[int, str] = field(default_factory=dict)


class ItemReader:
    """Reads events, and keeps those read last."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._bytes = 0
        self._kept: OrderedDict[int, ReadEvent] = OrderedDict()

    async def of(self, dues: Sequence[DueDelivery]) -> Items:
        """The items of these deliveries, in their order."""
        bodies = await self._store.deliveries.bodies([due.inbox_id for due in dues if due.inbox_id not in self._kept])
        items = Items()
        for due in dues:
            try:
                known = self._kept.get(due.inbox_id) or read(due.type, bodies.get(due.inbox_id, b""))
            except Exception as error:  # noqa: BLE001 - whatever an event brings about, it must not keep the others
                items.unreadable[due.id] = reason(error)
                continue
            self._keep(due.inbox_id, known)
            items.readable.append(
                Item(due, known.event, known.needs_action and due.by is None and not due.stale, known.long)
            )
        return items

    def _keep(self, inbox_id: int, read: ReadEvent) -> None:
        if inbox_id not in self._kept:
            self._bytes += read.size
        self._kept[inbox_id] = read
        self._kept.move_to_end(inbox_id)
        while self._bytes > MOST_BYTES:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.size


def read(kind: str, body: bytes) -> ReadEvent:
    """The event of a delivery; a body that cannot be read becomes an unknown event."""
    event = parse_or_unknown(kind, body)
    return ReadEvent(event, cards.needs_action(event), cards.is_long(event), len(body))
