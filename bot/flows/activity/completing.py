"""What an event leaves out of its resource stays as it was last known.

Sinch sends the resource with each event, but of some events little more than the field that changed: a sender's new
quality rating, a rejection without details, a deletion.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.payload import text
from bot.flows.activity.outcomes import ended, implied
from bot.provisioning.event_types import Tells
from bot.provisioning.events import content_of

if TYPE_CHECKING:
    from bot.provisioning.events import Event
    from bot.storage.activity.inbox import InboxEvent
    from bot.storage.store import Store

DELETED = "DELETED"
"""The state of a card whose resource is gone."""
OF_THE_MOMENT = frozenset({"modified"})
"""Fields that say something of this one event, and nothing where it lacks them."""


@dataclass(frozen=True, slots=True)
class CompletedBatch:
    """The events with what is known besides; `bodies` of those that were completed are to be stored, by their row."""

    events: list[Event]
    bodies: dict[int, bytes]


async def complete(store: Store, rows: Sequence[InboxEvent], events: Sequence[Event]) -> CompletedBatch:
    """The events of one batch, in their order of arrival; what is known is what cards show, and earlier events."""
    about = [(row.project_id, event.subject.key) for row, event in zip(rows, events, strict=True)]
    wanted = {place for place, event in zip(about, events, strict=True) if is_partial(event) or event.deletes}
    known = await store.routing.payloads(wanted) if wanted else {}
    found, bodies = list(events), dict[int, bytes]()
    for at, (row, event, place) in enumerate(zip(rows, events, about, strict=True)):
        if place not in wanted:
            continue
        whole = _completed(known.get(place, {}), event)
        if whole != event.payload:
            found[at] = replace(event, payload=whole)
            bodies[row.id] = _with_payload(row.body, whole)
        known[place] = whole
    return CompletedBatch(found, bodies)


def is_partial(event: Event) -> bool:
    """Whether it may leave out more than what its resource does not have: whatever is set up has a state."""
    named = event.subject.complete and bool(event.payload)
    return named and (event.implied or not (text(event.payload, "state") or text(event.payload, "status")))


def _completed(before: Mapping[str, Any], event: Event) -> dict[str, Any]:
    """A name that is used again after a deletion is another resource, of which nothing is known."""
    whole = dict(event.payload)
    if before and is_partial(event) and text(before, "state") != DELETED:
        whole = _put_together({name: value for name, value in before.items() if name not in OF_THE_MOMENT}, event)
    if event.deletes and whole:
        whole.pop("changes", None)
        whole["state"] = DELETED
    return whole


def _put_together(before: dict[str, Any], event: Event) -> dict[str, Any]:
    """What was known, what was sent, and what the event's type alone says."""
    if event.info is not None and event.implied:
        sent = {name: value for name, value in event.payload.items() if name != "state"}
        return implied(before, sent, event.subject.kind, event.info)
    if event.info is not None and event.info.tells is Tells.END:
        before = ended(before, event.info)
    return before | event.payload


def _with_payload(body: bytes, payload: Mapping[str, Any]) -> bytes:
    return json.dumps({**content_of(body), "payload": payload}, ensure_ascii=False).encode("utf-8", "replace")
