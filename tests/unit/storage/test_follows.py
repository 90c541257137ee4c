"""Following once and for good; what ends with a project."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.flows.activity import muting
from bot.flows.correlation import echoes
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject
from bot.storage.activity.inbox import Arrival, InboxEvent
from bot.storage.store import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RCS = "rcs_sender:s1"


async def test_following_for_good_takes_the_place_of_once_and_not_the_other_way_round(store: Store) -> None:
    follows = store.follows
    assert await follows.add("p", RCS, "U1", "D1", NOW, once=True)
    assert not await follows.add("p", RCS, "U1", "D1", NOW, once=True)
    assert await follows.add("p", RCS, "U1", "D1", NOW)
    assert not await follows.add("p", RCS, "U1", "D1", NOW)
    assert not await follows.add("p", RCS, "U1", "D1", NOW, once=True)
    (one,) = await follows.of_user("U1")
    assert not one.once


async def test_waiting_in_vain_ends_but_following_does_not(store: Store) -> None:
    await store.follows.add("p", RCS, "U1", "D1", NOW, once=True)
    await store.follows.add("p", RCS, "U2", "D2", NOW)
    assert await store.follows.prune(NOW) == 0
    assert await store.follows.prune(NOW + timedelta(days=90)) == 1
    assert [follow.user_id for follow in await store.follows.of_subject("p", RCS)] == ["U2"]


async def test_a_project_takes_its_rules_follows_and_digests_along(store: Store) -> None:
    for project in ("p", "q"):
        await store.subscriptions.add(project, "C1", created_by="U1", now=NOW)
        await store.follows.add(project, RCS, "U1", "D1", NOW)
        await store.digests.add(project, "C1", "daily 09:00", "UTC", created_by="U1", now=NOW, next_at=NOW)
    assert await store.subscriptions.remove_project("p") == 1
    assert await store.follows.remove_project("p") == 1
    assert await store.digests.remove_project("p") == 1
    assert [subscription.project_id for subscription in await store.subscriptions.all()] == ["q"]
    assert [follow.project_id for follow in await store.follows.of_user("U1")] == ["q"]
    assert [digest.project_id for digest in await store.digests.all()] == ["q"]


async def test_a_rule_changes_hands(store: Store) -> None:
    rule = await store.subscriptions.add("p", "C1", created_by="U1", now=NOW)
    assert await store.subscriptions.hand_over(rule.id, "U2")
    assert not await store.subscriptions.hand_over(rule.id + 1, "U2")
    (rule,) = await store.subscriptions.in_channel("C1")
    assert rule.created_by == "U2"


async def of_ours(store: Store, rows: Sequence[InboxEvent], events: Sequence[Event]) -> dict[int, echoes.ChangeRecord]:
    """The changes behind some events, as the routing finds them."""
    causes = echoes.keys(rows, events)
    facts = await store.key_values.among({name for names in causes.values() for name in names})
    return echoes.correlate(rows, causes, facts)


async def test_a_change_explains_events_for_a_while_and_only_of_its_resource(store: Store) -> None:
    launching = Event(
        "RCS_SENDER_STATUS_UPDATED", Subject(Kind.rcs_sender, ("s1",)), details={"currentState": "LAUNCHING"}
    )
    other = Event("RCS_SENDER_STATUS_UPDATED", Subject(Kind.rcs_sender, ("s2",)), details=launching.details)
    times = [NOW, NOW + timedelta(minutes=14), NOW + timedelta(minutes=16), NOW]
    for number, at in enumerate(times):
        await store.inbox.add(Arrival("p", f"n{number}", launching.type, b"{}", at))
    rows = (await store.inbox.recent("p"))[::-1]
    events = [launching, launching, launching, other]
    change = echoes.ChangeRecord("U1", "Anna", NOW, ("C1",))
    await echoes.remember(store, "p", RCS, "launch", change)
    found = await of_ours(store, rows, events)
    assert [found.get(row.id) for row in rows] == [change, change, None, None]
    await echoes.forget(store, "p", RCS, "launch")
    assert await of_ours(store, rows, events) == {}


async def test_a_renewed_mute_holds_what_is_held_already(store: Store) -> None:
    await muting.mute(store, "C1", NOW + timedelta(hours=1), NOW)
    await muting.mute(store, "C1", NOW + timedelta(hours=3), NOW)
    assert (await store.channels.get("C1")).muted_until == NOW + timedelta(hours=3)
    assert await muting.unmute(store, "C1", NOW) == 0
    assert (await store.channels.get("C1")).muted_until is None
