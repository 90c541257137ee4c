"""Events that were found before their webhook came: the webhook, when it comes after all, is no news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.flows.hashing import joint_hash
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind

if TYPE_CHECKING:
    from bot.storage.activity.inbox import InboxEvent
    from bot.storage.store import Store

PREFIX = "late:"
KEPT = timedelta(days=2)
"""How long a webhook may be late; Sinch does not say for how long it retries."""


def key(project_id: str, event: Event) -> str:
    """What a found event and its late webhook have in common: project, type, resource, comment."""
    said = event.comment.strip() if event.comment is not None and event.type.endswith("_COMMENT_ADDED") else ""
    return PREFIX + joint_hash(project_id, event.type, event.subject.key, said)


async def note(store: Store, project_id: str, event: Event, now: datetime) -> None:
    """Expect the webhook of an event that was found; several alike are counted."""
    name = key(project_id, event)
    await store.key_values.set(name, int(await store.key_values.get(name, 0)) + 1, now)


def keys(rows: Sequence[InboxEvent], events: Sequence[Event]) -> Counter[str]:
    """Where it is stored how many of these webhooks were found before, and how many each key stands for."""
    return Counter(
        key(row.project_id, event)
        for row, event in zip(rows, events, strict=True)
        if row.source == "webhook" and event.subject.kind is not Kind.unknown
    )


def late_webhooks(named: Counter[str], facts: Mapping[str, Any]) -> Counter[str]:
    """For each key how many of these webhooks were found before they came; nearly always none."""
    return Counter({name: min(number, int(facts[name])) for name, number in named.items() if name in facts})


async def consume(store: Store, came: Counter[str], now: datetime) -> None:
    """These webhooks have come; others like them are news again."""
    for name, number in came.items():
        left = int(await store.key_values.get(name, 0)) - number
        if left > 0:
            await store.key_values.set(name, left, now)
        else:
            await store.key_values.remove(name)
