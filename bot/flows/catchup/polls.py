"""What has no webhook event is looked at from time to time, where somebody subscribed to its area."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from bot import log
from bot.cards.vocabulary.payload import Payload, as_payload, text
from bot.flows.hashing import joint_hash
from bot.provisioning.errors import Rejected
from bot.provisioning.service import Page
from bot.redaction import redacted_body
from bot.storage.activity import inbox
from bot.storage.activity.inbox import Arrival

if TYPE_CHECKING:
    from bot.command.context import Services
    from bot.provisioning.client import Provisioning

PAGE_SIZE, MOST_PAGES = 100, 20
"""Resources of a page, and pages of a list that are read."""

logger = log.get("catch-up")

Read = Callable[["Provisioning", str | None], Awaitable[Page[Any]]]


@dataclass(frozen=True, slots=True)
class PolledList:
    """A list to look at; its events are called `{prefix}_ADDED`, `_CHANGED` and `_REMOVED`."""

    prefix: str
    area: str
    read: Read
    states: tuple[str, ...]


def _paged(tag: str, api: Provisioning, token: str | None) -> Awaitable[Page[Any]]:
    page: Awaitable[Page[Any]] = getattr(api, tag).list(page_token=token, page_size=PAGE_SIZE)
    return page


def _solutions(api: Provisioning, token: str | None) -> Awaitable[Page[Any]]:
    return api.whatsapp_solutions.list()


POLLED = (
    PolledList("SMS_APP", "sms", partial(_paged, "sms_apps"), ("status",)),
    PolledList("RCS_UPSCALE", "rcs", partial(_paged, "rcs_upscales"), ("state", "status")),
    PolledList("WHATSAPP_SOLUTION", "whatsapp", _solutions, ("assigned",)),
    PolledList("WHATSAPP_FLOW", "whatsapp", partial(_paged, "whatsapp_flows"), ("status",)),
)


async def poll(services: Services, project_id: str) -> int:
    """Look at what is subscribed to; how many changes there were. The first look only remembers."""
    rules = await services.store.subscriptions.of_project(project_id)
    found = 0
    for polled in POLLED:
        if any(not rule.areas or polled.area in rule.areas for rule in rules):
            found += await _poll(services, project_id, polled)
    return found


async def _poll(services: Services, project_id: str, polled: PolledList) -> int:
    key = f"poll:{project_id}:{polled.prefix}"
    try:
        items = await _everything(services.projects.api(project_id), polled.read)
    except Rejected as refusal:
        logger.debug("not polled", project=project_id, what=polled.prefix, error=str(refusal))
        return 0
    now = {text(item, "id"): item for item in items if text(item, "id")}
    states = {name: _state(item, polled.states) for name, item in now.items()}
    before = await services.store.key_values.get(key)
    changes = list(_changes(before, states, now)) if isinstance(before, dict) else []
    for verb, name, payload in changes:
        await _tell(services, project_id, f"{polled.prefix}_{verb}", name, payload)
    if states != before:
        await services.store.key_values.set(key, states, services.clock.now())
    return len(changes)


async def _everything(api: Provisioning, read: Read) -> list[Payload]:
    items: list[Payload] = []
    token: str | None = None
    for _ in range(MOST_PAGES):
        page = await read(api, token)
        items += [as_payload(item) for item in page.items]
        token = page.next_page_token
        if not token:
            break
    return items


def _state(item: Payload, names: tuple[str, ...]) -> str:
    return next((str(item[name]) for name in names if item.get(name) is not None), "")


def _changes(
    before: Mapping[str, str], states: Mapping[str, str], now: Mapping[str, Payload]
) -> list[tuple[str, str, Payload]]:
    added = [("ADDED", name, now[name]) for name in states if name not in before]
    changed = [
        ("CHANGED", name, {**now[name], "previousStatus": before[name]})
        for name in states
        if name in before and before[name] != states[name]
    ]
    removed = [("REMOVED", name, {"id": name}) for name in before if name not in states]
    return [*added, *changed, *removed]


async def _tell(services: Services, project_id: str, kind: str, name: str, payload: Payload) -> None:
    """As an event of our own, which no webhook brings."""
    now = services.clock.now()
    content = redacted_body(json.dumps({"type": kind, "payload": payload}, ensure_ascii=False, default=str).encode())
    unique = joint_hash(kind, name, now.isoformat())[:40]
    await services.store.inbox.add(Arrival(project_id, f"poll-{unique}", kind, content, now, source="catchup"))
    services.wake(inbox.TOPIC)
