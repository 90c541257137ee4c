"""What events show is read once, and never twice or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.flows.waiting import history
from bot.flows.waiting.cases import Sight, Track
from bot.flows.waiting.history import SeenEntries, SeenEvents
from bot.storage.activity.entries import ActivityEntry
from bot.storage.activity.inbox import Arrival, InboxEvent
from bot.storage.db.tables import activity_entries, inbox
from bot.storage.states import EventState
from bot.storage.store import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
REJECTED = ("whatsapp_template", "You", "rejected")


async def tell(store: Store, number: int, state: str, *, project: str = "p", routed: bool = True) -> None:
    """An event of template t0, t1 or t2 that came so many minutes ago."""
    name = f"WHATSAPP_TEMPLATE_{state}"
    payload = {"name": f"t{number % 3}", "language": "SV", "state": state}
    at = NOW - timedelta(minutes=900 - number)
    body = json.dumps({"type": name, "payload": payload}).encode()
    assert await store.inbox.add(Arrival(project, f"{number}", name, body, at, happened_at=at))
    if routed:
        async with store.database.write() as db:
            await db.execute(update(inbox).values(state=EventState.ROUTED))


async def seen(store: Store, memory: SeenEvents, now: datetime = NOW) -> dict[str, list[str]]:
    found, _ = await history.timeline(store, "p", now, memory, SeenEntries())
    return {key: [f"{sight.at:%H:%M} {sight.stage}" for sight in sights] for (key, _), sights in found.sights.items()}


async def test_a_second_look_reads_new_events_only_and_sees_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    fetched: list[int] = []
    seen_in, recent = history.seen_in, store.inbox.recent

    def noted(row: InboxEvent) -> Iterator[tuple[Track, Sight]]:
        read.append(row.id)
        return seen_in(row)

    async def counted(*args: Any, **which: Any) -> list[InboxEvent]:
        found = await recent(*args, **which)
        fetched.append(len(found))
        return found

    monkeypatch.setattr(history, "seen_in", noted)
    monkeypatch.setattr(store.inbox, "recent", counted)
    memory = SeenEvents()
    for number in range(6):
        await tell(store, number, ("APPROVED", "REJECTED")[number % 2])
    before = await seen(store, memory)
    assert await seen(store, memory) == before
    assert sorted(read) == [1, 2, 3, 4, 5, 6], "each once"

    await tell(store, 6, "REJECTED")
    await tell(store, 7, "REJECTED", project="another")
    again = await seen(store, memory)
    assert (len(read), fetched) == (7, [6, 1])
    assert {key: len(sights) for key, sights in again.items()} == {
        "whatsapp_template:t0:SV": 3, "whatsapp_template:t1:SV": 2, "whatsapp_template:t2:SV": 2,
    }  # fmt: skip
    assert await seen(store, SeenEvents()) == again, "as a process that has never looked"


async def test_what_is_not_routed_yet_is_read_again(store: Store) -> None:
    await tell(store, 0, "APPROVED")
    await tell(store, 1, "REJECTED", routed=False)
    memory = SeenEvents()
    before = await seen(store, memory)
    async with store.database.write() as db:
        later = NOW - timedelta(minutes=30)
        await db.execute(update(inbox).where(inbox.c.id == 2).values(state=EventState.ROUTED, happened_at=later))
    after = await seen(store, memory)
    assert before != after
    assert after["whatsapp_template:t1:SV"] == [f"{later:%H:%M} {REJECTED}"]


async def test_what_is_too_old_by_now_is_left_out(store: Store) -> None:
    await tell(store, 0, "APPROVED")
    memory = SeenEvents()
    assert await seen(store, memory)
    assert await seen(store, memory, NOW + history.SPAN) == {}


@pytest.mark.parametrize(
    ("action", "args", "counts"),
    [
        ("create", {"name": "t0", "language": "SV"}, True),
        ("create", {"json": '{"name": "t0", "language": "SV"}'}, True),
        ("create", {"body": {"name": "t0", "language": "SV", "status": "SUBMIT"}}, True),
        ("create", {"name": "t0", "language": "SV", "status": "DRAFT"}, False),
        ("create", {"json": '{"name": "t0", "language": "SV", "status": "DRAFT"}'}, False),
        ("update", {"name": "t0", "language": "SV", "status": "SUBMIT"}, True),
        ("update", {"name": "t0", "language": "SV", "json": '{"status": "SUBMIT"}'}, True),
        ("update", {"name": "t0", "language": "SV"}, False),
        ("create", {"json": '{"name": "t0", "langua…'}, False),
        ("delete", {"name": "t0", "language": "SV"}, False),
    ],
)
async def test_what_was_submitted_here_begins_a_case(
    store: Store, action: str, args: dict[str, object], *, counts: bool
) -> None:
    """Sinch sends no event when a template is submitted, only when Meta has decided."""
    at = NOW - timedelta(days=2)
    await store.audit.add(
        at=at, user_id="U1", user_name="U", project_id="p", channel="C1", action=f"whatsapp templates {action}",
        args=args, outcome="done",
    )  # fmt: skip
    await tell(store, 0, "APPROVED")
    timeline, _ = await history.timeline(store, "p", NOW, SeenEvents(), SeenEntries())
    lengths = [usual for stage, usual in timeline.usual().items() if stage == ("whatsapp_template", "Meta", "review")]
    assert [usual.count for usual in lengths] == [1] * counts
    if counts:
        assert lengths[0].median == timedelta(days=2, minutes=-900)


def rejected(number: int) -> ActivityEntry:
    subject, at = f"whatsapp_template:e{number}:SV", NOW - timedelta(days=1)
    return ActivityEntry(project_id="p", mark=f"{number}", subject=subject, name="e", type="REJECTED", at=at)


async def test_what_is_committed_after_higher_numbers_is_seen(store: Store) -> None:
    """Numbers are handed out before a commit, and those of rows that were there already are used up."""
    events, entries = SeenEvents(), SeenEntries()

    async def arrive(number: int, mark: int) -> None:
        """An event and an entry with this row number."""
        await tell(store, mark, "REJECTED")
        await store.entries.add([rejected(mark)])
        async with store.database.write() as db:
            await db.execute(update(inbox).where(inbox.c.nonce == f"{mark}").values(id=number))
            await db.execute(update(activity_entries).where(activity_entries.c.mark == f"{mark}").values(id=number))

    async def look(minutes: int) -> int:
        now = NOW + timedelta(minutes=minutes)
        found, _ = await history.timeline(store, "p", now, events, entries)
        return sum(len(sights) for sights in found.sights.values())

    await arrive(100_000, 0)
    assert await look(0) == 2
    await arrive(200_000, 1)
    await arrive(5, 2)
    assert await look(1) == 6, "also where many numbers were used up"
    assert await look(3) == 6
    assert (events.after, entries.complete.number) == (100_000, 100_000), "nothing appears below it any more"
    await arrive(100_001, 3)
    assert await look(4) == 8
    assert await look(6) == 8
    assert (events.after, entries.complete.number) == (200_000, 200_000)
