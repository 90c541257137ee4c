"""What the bot last knew of what Meta moves by itself: categories, quality, limits.

Events of such moves name the new value only. Before one is routed, the old one is put into its body (`previousCategory`
and the like), so that whatever shows the event can name both. It comes from what was last seen of the resource: an
event, a nightly look, the card; else from the audit log of what was sent through this bot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.cards.vocabulary.payload import Payload, as_payload, dig, text
from bot.provisioning.events import with_field
from bot.provisioning.subjects import Kind, Subject
from bot.slack.text import moment
from bot.storage.states import AuditOutcome

if TYPE_CHECKING:
    from bot.provisioning.events import Event
    from bot.storage.activity.inbox import InboxEvent
    from bot.storage.store import Store

WATCHED: Mapping[Kind, tuple[str, ...]] = {
    Kind.whatsapp_template: ("category", "qualityScore", "state"),
    Kind.whatsapp_sender: ("qualityRating", "dailyLimit", "state"),
    Kind.whatsapp_account: ("businessDailyLimit",),
}
MOVES: Mapping[str, str] = {
    "WHATSAPP_TEMPLATE_CATEGORY_UPDATED": "category",
    "WHATSAPP_TEMPLATE_CATEGORY_FUTURE_UPDATE": "category",
    "WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED": "qualityScore",
    "WHATSAPP_SENDER_QUALITY_RATING_CHANGED": "qualityRating",
    "WHATSAPP_SENDER_DAILY_LIMIT_CHANGED": "dailyLimit",
    "WHATSAPP_ACCOUNT_DAILY_LIMIT_CHANGED": "businessDailyLimit",
}
"""Events that Meta's own decisions cause, and the field that each of them changes."""
PREFIX = "known:"
SENT_BY = ("whatsapp templates create", "whatsapp templates update")
"""Commands that send a category to Meta."""
AUDIT_SPAN = timedelta(days=90)
AUDIT_ROWS = 500
"""How far back, and among how many rows, the category that was sent is looked for."""


def previous(field: str) -> str:
    """`category` -> `previousCategory`: where the old value stands in an event's body."""
    return f"previous{field[:1].upper()}{field[1:]}"


def key(project_id: str, subject: Subject | str) -> str:
    """The key under which a template's last known state is stored."""
    return f"{PREFIX}{project_id}:{subject if isinstance(subject, str) else subject.key}"


def watched(kind: Kind, payload: Mapping[str, Any]) -> dict[str, str]:
    """What is remembered of a resource."""
    return {field: value for field in WATCHED.get(kind, ()) if (value := text(payload, field))}


@dataclass(slots=True)
class LastKnown:
    """What is remembered of one resource, and when it was so, ISO 8601."""

    values: dict[str, str]
    at: str = ""


@dataclass(frozen=True, slots=True)
class AnnotatedBatch:
    """A batch with what is known besides; `learned` is to be stored with its routing.

    `history` are the rows of moves after which something else is known.
    """

    rows: list[InboxEvent]
    events: list[Event]
    learned: dict[str, Any]
    history: set[int]


def keys(rows: Sequence[InboxEvent], events: Sequence[Event]) -> dict[int, str]:
    """Where it is stored what is known of the resources of these events, by their place."""
    watched_places = [at for at, event in enumerate(events) if event.subject.kind in WATCHED and event.subject.complete]
    return {at: key(rows[at].project_id, events[at].subject) for at in watched_places}


async def annotate(
    store: Store,
    rows: Sequence[InboxEvent],
    events: Sequence[Event],
    facts: Mapping[str, Any],
    now: datetime,
    state_at: Callable[[InboxEvent, Event], datetime | None],
) -> AnnotatedBatch:
    """The rows and events of one batch, moves with their old value; `facts` are the values of `keys`.

    What happened (`state_at`) before what is known is history: what is known came after it, and stays.
    """
    names = keys(rows, events)
    known = {
        name: LastKnown(dict(facts[name]["values"]), facts[name]["at"]) for name in {*names.values()} if name in facts
    }
    new_rows, new_events, touched, history = list(rows), list(events), set[str](), set[int]()
    for at, name in names.items():
        row, event = rows[at], events[at]
        field, current = MOVES.get(event.type), watched(event.subject.kind, event.payload)
        happened = state_at(row, event) or row.at
        there = known.setdefault(name, LastKnown({}))
        last = moment(there.at)
        is_history = last is not None and happened < last
        came_later = bool(field) and is_history and there.values.get(field or "") != current.get(field or "")
        if came_later:
            history.add(row.id)
        elif field and not text(event.details, previous(field)):
            old = there.values.get(field, "") or await _looked_up(store, row, event, field, now)
            if old:
                new_rows[at], new_events[at] = await _with(store, row, event, previous(field), old)
        if current and not is_history:
            there.values |= current
            there.at = happened.isoformat()
            touched.add(name)
    learned = {name: {"values": known[name].values, "at": known[name].at} for name in touched}
    return AnnotatedBatch(new_rows, new_events, learned, history)


async def _with(store: Store, row: InboxEvent, event: Event, name: str, value: str) -> tuple[InboxEvent, Event]:
    """The event with one more field, in the table too: it may be shown again, and by others."""
    content = with_field(row.body, name, value)
    await store.inbox.rewrite(row.id, content)
    return replace(row, body=content), replace(event, details={**event.details, name: value})


async def _looked_up(store: Store, row: InboxEvent, event: Event, field: str, now: datetime) -> str:
    """From the resource's cards, then from what was sent through this bot."""
    for thread in await store.threads.of_subject(row.project_id, event.subject.key):
        if old := text(thread.payload, field):
            return old
    if event.subject.kind is not Kind.whatsapp_template or field != "category":
        return ""
    name, language = event.subject.ids[0], event.subject.ids[-1]
    entries = await store.audit.recent(
        AUDIT_ROWS, action="whatsapp templates", project_id=row.project_id, since=now - AUDIT_SPAN
    )
    for entry in entries:
        sent = as_payload(dig(entry.args, "body"))
        about = {text(sent, "name"), text(entry.args, "name")}, {text(sent, "language"), text(entry.args, "language")}
        made = entry.action in SENT_BY and entry.outcome == AuditOutcome.DONE
        ours = made and name in about[0] and language in about[1]
        if ours and (category := text(sent, "category")):
            return category
    return ""


async def remembered(store: Store, project_id: str, subjects: Sequence[Subject]) -> dict[str, LastKnown]:
    """What is known of some resources, by their key."""
    names = {key(project_id, subject): subject.key for subject in subjects}
    found = await store.key_values.among(list(names))
    return {names[name]: LastKnown(dict(value["values"]), value["at"]) for name, value in found.items()}


async def remember(store: Store, project_id: str, payloads: Mapping[str, tuple[Kind, Payload]], now: datetime) -> None:
    """After a look at the API: what there is now, by key."""
    values = {
        key(project_id, subject): {"values": watched(kind, payload), "at": now.isoformat()}
        for subject, (kind, payload) in payloads.items()
    }
    await store.key_values.set_all(values, now)
