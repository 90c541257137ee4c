"""Looks once a night at what Meta may have moved without an event, and reports it once, as an event would have been.

What is found goes into the inbox with the old value, so that it reaches every channel that follows the resource, in
words that say it was found by comparing.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot import log
from bot.cards.vocabulary.naming import full_name
from bot.cards.vocabulary.payload import Payload, as_payload, text
from bot.command.context import ProjectView
from bot.flows.hashing import joint_hash
from bot.flows.templates import last_known
from bot.flows.templates.reading import AllTemplates
from bot.provisioning.errors import ApiError
from bot.provisioning.subjects import Kind, Subject
from bot.redaction import redacted_body
from bot.storage.activity import inbox
from bot.storage.activity.inbox import Arrival

if TYPE_CHECKING:
    from bot.command import Services
    from bot.storage.store import Store

logger = log.get("comparing")

BATCH = 250
"""Resources that are compared with what was known in one go."""
REMEMBERED = timedelta(hours=1)
"""What is as it was this long ago isn't written again: ten thousand rows would make everybody wait."""
NIGHT = 2
"""From this hour on, by UTC."""
DAYS = "compared:"
FOUND = "foundByComparing"
EVENTS: Mapping[tuple[Kind, str], str] = {
    (Kind.whatsapp_template, "category"): "WHATSAPP_TEMPLATE_CATEGORY_UPDATED",
    (Kind.whatsapp_template, "qualityScore"): "WHATSAPP_TEMPLATE_QUALITY_SCORE_UPDATED",
    (Kind.whatsapp_sender, "qualityRating"): "WHATSAPP_SENDER_QUALITY_RATING_CHANGED",
    (Kind.whatsapp_sender, "dailyLimit"): "WHATSAPP_SENDER_DAILY_LIMIT_CHANGED",
    (Kind.whatsapp_account, "businessDailyLimit"): "WHATSAPP_ACCOUNT_DAILY_LIMIT_CHANGED",
}
STATES = {"PAUSED": "PAUSED", "DISABLED": "DISABLED"}
"""States of a template that Meta gives by itself, and the `newState` that tells of them."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Something that is otherwise than the bot last knew."""

    subject: Subject
    field: str
    old: str
    new: str
    payload: Payload

    @property
    def label(self) -> str:
        return full_name(self.subject, self.payload) if self.subject.ids else "the account"


async def nightly(services: Services) -> None:
    """Compare each project once a day; what cannot be read now is compared tomorrow."""
    now = services.clock.now()
    if now.hour < NIGHT:
        return
    for project_id in services.projects.ids():
        if await services.store.key_values.once(f"{DAYS}{project_id}:{now:%Y-%m-%d}", now):
            try:
                await compare(services, project_id)
            except ApiError as problem:
                logger.warning("not compared", project=project_id, problem=str(problem)[:200])


async def compare(services: Services, project_id: str) -> list[FieldChange]:
    """What is otherwise than last known, reported once; raises `ApiError`. The first look only remembers."""
    found: list[FieldChange] = []
    now = services.clock.now()
    batch: dict[str, tuple[Subject, Payload]] = {}
    async for subject, payload in _resources(ProjectView(services, project_id)):
        batch[subject.key] = subject, payload
        if len(batch) >= BATCH:
            found += await _differences(services.store, project_id, batch, now)
            batch = {}
    found += await _differences(services.store, project_id, batch, now)
    for moved in found:
        await services.store.inbox.add(_arrival(project_id, moved, now))
    if found:
        services.wake(inbox.TOPIC)
        logger.info("found by comparing", project=project_id, changes=len(found))
    return found


async def _resources(project: ProjectView) -> AsyncIterator[tuple[Subject, Payload]]:
    async for template in AllTemplates.of(project):
        yield Subject(Kind.whatsapp_template, (text(template, "name"), text(template, "language"))), template
    async for whatsapp_sender in project.api.whatsapp_senders.iterate(page_size=100):
        sender = as_payload(whatsapp_sender)
        yield Subject(Kind.whatsapp_sender, (text(sender, "id"),)), sender
    yield Subject(Kind.whatsapp_account), as_payload(await project.api.whatsapp_accounts.get())


async def _differences(
    store: Store, project_id: str, batch: Mapping[str, tuple[Subject, Payload]], now: datetime
) -> list[FieldChange]:
    """Differences of one batch; what is there now is remembered."""
    known = await last_known.remembered(store, project_id, [subject for subject, _ in batch.values()])
    found: list[FieldChange] = []
    new: dict[str, tuple[Kind, Payload]] = {}
    for key, (subject, payload) in batch.items():
        there, before = last_known.watched(subject.kind, payload), known.get(key, last_known.LastKnown({}))
        found += [
            FieldChange(subject, field, old, value, payload)
            for field, value in there.items()
            if (old := before.values.get(field, "")) not in ("", value) and _type(subject.kind, field, value)
        ]
        if before.values != there or before.at < (now - REMEMBERED).isoformat():
            new[key] = subject.kind, payload
    await last_known.remember(store, project_id, new, now)
    await asyncio.sleep(0)
    return found


def _type(kind: Kind, field: str, new: str) -> str:
    """The event that would have told of it; empty where other ways look after it."""
    if kind is Kind.whatsapp_template and field == "state":
        return "WHATSAPP_TEMPLATE_STATUS_UPDATED" if new in STATES else ""
    return EVENTS.get((kind, field), "")


def _arrival(project_id: str, moved: FieldChange, now: datetime) -> Arrival:
    kind = _type(moved.subject.kind, moved.field, moved.new)
    body: dict[str, Any] = {"type": kind, "payload": moved.payload, FOUND: True}
    body[last_known.previous(moved.field)] = moved.old
    if moved.field == "state":
        body["newState"] = STATES[moved.new]
    same = joint_hash(moved.subject.key, moved.field, moved.old, moved.new, f"{now:%Y-%m-%d}")
    nonce = f"compare-{same[:40]}"
    content = redacted_body(json.dumps(body, ensure_ascii=False, default=str).encode("utf-8", "replace"))
    return Arrival(project_id, nonce, kind, content, now, source="catchup")


def by_meta(events: Sequence[Any]) -> list[str]:
    """What Meta moved, for a digest: one line for categories, one for quality, one for limits. Plain text."""
    categories: Counter[tuple[str, str]] = Counter()
    others: Counter[str] = Counter()
    for event in events:
        field = last_known.MOVES.get(event.type)
        if field is None or event.type.endswith("_FUTURE_UPDATE"):
            continue
        old, new = text(event.details, last_known.previous(field)), text(event.payload, field)
        if field == "category" and new and old != new:
            categories[old, new] += 1
        elif field != "category":
            others["quality" if "uality" in field else "limits"] += 1
    lines = []
    if moved := categories.total():
        asked = sum(number for (old, _), number in categories.items() if old == "UTILITY")
        named = ", ".join(
            f"{number} from {old.lower() or 'unknown'} to {new.lower()}"
            for (old, new), number in categories.most_common()
        )
        lines.append(f"Categories: {moved} moved ({named}); {asked} asked for as utility")
    lines += [f"{name.capitalize()}: {number} changed" for name, number in others.most_common()]
    return lines
