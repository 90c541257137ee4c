"""The small stores: what is atomic, what is once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from bot.storage.claims.leases import LeaseLost, guard
from bot.storage.db.tables import job_rows
from bot.storage.jobs import SLICE, AlreadyTaken
from bot.storage.states import JobState
from bot.storage.store import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


async def test_a_confirmation_is_taken_once_by_its_person_in_time(store: Store) -> None:
    for name in ("a", "b", "c"):
        await store.pending.add(name, "U1", "x delete", args={"id": 1}, place={}, now=NOW, expires_at=LATER)
    assert await store.pending.take("a", "U2", NOW) is None
    taken = await asyncio.gather(*(store.pending.take("a", "U1", NOW) for _ in range(5)))
    assert [pending.args for pending in taken if pending] == [{"id": 1}]
    assert await store.pending.take("b", "U1", LATER) is None
    kept = await store.pending.get("a")
    assert kept is not None
    assert kept.args == {}  # what was typed is forgotten once it is used
    assert await store.pending.prune(LATER + timedelta(days=1)) == 3


async def test_slack_events_and_marks_are_first_once(store: Store) -> None:
    first = await asyncio.gather(*(store.slack_events.first_time("Ev1", NOW) for _ in range(5)))
    assert sum(first) == 1
    assert await store.key_values.once("first start", NOW)
    assert not await store.key_values.once("first start", NOW)
    await store.key_values.set("cursor", {"page": 2}, NOW)
    await store.key_values.set("cursor", {"page": 3}, NOW)
    assert await store.key_values.get("cursor") == {"page": 3}
    await store.key_values.remove("cursor")
    assert await store.key_values.get("cursor", "none") == "none"


async def test_a_digest_slot_belongs_to_the_first_and_goes_with_its_digest(store: Store) -> None:
    digest = await store.digests.add("p", "C1", "daily 09:00", "UTC", created_by="U1", now=NOW, next_at=NOW)
    assert digest
    claimed = await asyncio.gather(*(store.runs.claim(digest.id, NOW, f"w{number}", NOW) for number in range(4)))
    (run,) = [item for item in claimed if item]
    assert [item.id for item in await store.digests.due(NOW)] == [digest.id]
    await store.runs.sent(run.id, {"templates": {"APPROVED": 3}}, "1.1", NOW)
    last = await store.runs.last_sent(digest.id)
    assert last is not None
    assert last.snapshot == {"templates": {"APPROVED": 3}}
    assert await store.digests.pause(digest.id, NOW)
    assert await store.digests.due(NOW) == []
    assert await store.digests.remove(digest.id)
    assert await store.runs.last_sent(digest.id) is None


async def test_roles_are_given_changed_and_taken(store: Store) -> None:
    await store.grants.give("U1", "operator", "U9", NOW)
    await store.grants.give("U1", "admin", "U9", LATER)
    assert [(grant.user_id, grant.role) for grant in await store.grants.all()] == [("U1", "admin")]
    assert await store.grants.revoke("U1")
    assert not await store.grants.revoke("U1")


async def test_audit_is_paged_newest_first(store: Store) -> None:
    for number in range(5):
        await store.audit.add(
            at=NOW + timedelta(minutes=number),
            user_id=f"U{number % 2}",
            user_name="Alma \x00",
            action="webhooks create" if number else "access grant",
            args={"n": number},
            outcome="done",
        )
    page = await store.audit.recent(2)
    assert [entry.args["n"] for entry in page] == [4, 3]
    assert [entry.args["n"] for entry in await store.audit.recent(9, before_id=page[-1].id, user_id="U0")] == [2, 0]
    assert [entry.args["n"] for entry in await store.audit.recent(9, action="access")] == [0]


async def test_a_lease_has_one_owner_and_ends_with_time_death_or_a_mad_clock(store: Store) -> None:
    leases = store.leases
    taken = await asyncio.gather(*(leases.take("x", f"w{number}", NOW, 10) for number in range(4)))
    assert sum(taken) == 1
    owner = await leases.holder("x")
    assert owner is not None
    assert await leases.take("x", owner, NOW, 10)
    assert not await leases.take("x", "late", NOW + timedelta(seconds=9), 10)
    assert await leases.take("x", "late", NOW + timedelta(seconds=10), 10)
    assert await leases.take("x", "heir", NOW + timedelta(seconds=11), 10, over=lambda held: held.owner == "late")
    assert await leases.take("x", "sane", NOW - timedelta(days=365), 10)
    async with store.database.write() as db:
        await guard(db, "x", "sane")
    with pytest.raises(LeaseLost):
        async with store.database.write() as db:
            await guard(db, "x", "heir")
    await leases.release("x", "sane")
    assert await leases.holder("x") is None


async def test_two_workers_never_get_the_same_job(store: Store) -> None:
    made = [
        await store.jobs.add("import", project_id="p", user_id="U", channel="C", rows=[number], now=NOW)
        for number in range(6)
    ]
    claimed = await asyncio.gather(*(store.jobs.claim(f"w{number}", NOW) for number in range(6)))
    ids = [item.id for item in claimed if item]
    assert len(ids) == len(set(ids)) >= 1
    job = next(item for item in claimed if item)
    going = await store.jobs.progress(job, result="ok", now=NOW)
    assert going is not None
    assert (going.position, going.state) == (1, "running")
    assert await store.jobs.stop(job.id, NOW)
    told = await store.jobs.progress(going, now=NOW)
    assert told is not None
    assert told.state == "stopping"
    await store.jobs.finish(job, JobState.STOPPED, NOW)
    assert job.id not in [item.id for item in await store.jobs.open()]
    assert len(made) == 6


async def test_what_waited_becomes_one_job_or_waits_on(store: Store) -> None:
    """However far the job's records came before an end: there is the job, or else what it was to be made of."""

    async def made(*rows: object) -> object:
        keys = ["plan:1", "plan:1:0"]
        try:
            return await store.jobs.add(
                "plan", project_id="p", user_id="U", channel="C", rows=rows, now=NOW, instead=keys
            )
        except (AlreadyTaken, StatementError) as error:
            return type(error)

    for key in ("plan:1", "plan:1:0"):
        await store.key_values.set(key, key, NOW)
    assert await made("row", object()) is StatementError  # ends after the keys went and the job was stored
    assert await store.jobs.open() == []
    assert await store.key_values.among(["plan:1", "plan:1:0"]) == {"plan:1": "plan:1", "plan:1:0": "plan:1:0"}
    came = await asyncio.gather(made("row"), made("row"), made("row"))
    assert came.count(AlreadyTaken) == 2
    assert [job.rows for job in await store.jobs.open()] == [["row"]]
    assert await store.key_values.among(["plan:1", "plan:1:0"]) == {}


async def test_a_job_of_many_rows_comes_back_as_it_was_noted(store: Store) -> None:
    """More rows than are read at once; what came of each is noted for itself, and goes when the job is forgotten."""
    rows = [{"row": number} for number in range(2 * SLICE)]
    made = await store.jobs.add("import", project_id="p", user_id="U", channel="C", rows=rows, now=NOW)
    job = await store.jobs.claim("w", NOW)
    assert job == replace(made, owner="w", claimed_at=NOW)
    for outcome in ("created", "failed"):
        job = await store.jobs.progress(job, result={"outcome": outcome}, now=NOW)
        assert job is not None
    assert job.results == [{"outcome": "created"}, {"outcome": "failed"}]
    assert job == await store.jobs.get(job.id)
    assert [job] == await store.jobs.open()
    assert await store.jobs.finish(job, JobState.STOPPED, NOW)
    assert await store.jobs.prune(NOW + timedelta(seconds=1)) == 1
    async with store.database.read() as db:
        assert (await db.execute(select(job_rows))).all() == []


async def test_rules_are_kept_as_they_were_asked_for(store: Store) -> None:
    rule = await store.subscriptions.add(
        "p", "C1", areas=["rcs"], filters={"only": ["comments"]}, created_by="U", now=NOW
    )
    assert (await store.subscriptions.of_project("p"))[0].filters == {"only": ["comments"]}
    changed = replace(rule, areas=[], types=["X"], filters={})
    assert await store.subscriptions.settle("p", "C1", lambda _: [changed]) == [changed]
    assert await store.subscriptions.of_project("p") == [changed]
    assert await store.subscriptions.mute(rule.id, LATER)
    assert await store.subscriptions.remove_channel("C1", "p") == 1


async def test_rules_and_digests_are_put_back_as_they_were(store: Store) -> None:
    """Both where they were changed and where they are gone; the next of their kind has a number of its own."""
    rule = await store.subscriptions.add("p", "C1", areas=["rcs"], created_by="U1", now=NOW)
    digest = await store.digests.add("p", "C1", "daily 09:00", "UTC", created_by="U1", now=NOW, next_at=NOW)
    assert digest
    for gone in (False, True):
        await store.subscriptions.put_back(replace(rule, areas=[], types=["X"], created_by="U2"))
        await store.digests.reschedule(digest.id, "daily 10:00", "UTC", LATER)
        if gone:
            await store.subscriptions.remove(rule.id)
            await store.digests.remove(digest.id)
        await store.subscriptions.put_back(rule)
        assert await store.digests.put_back(digest, LATER)
        assert await store.subscriptions.in_channel("C1") == [rule]
        assert await store.digests.in_channel("C1") == [replace(digest, next_at=LATER)]
    assert not await store.digests.put_back(replace(digest, id=digest.id + 1), LATER), "not beside the same"
    other = await store.subscriptions.add("p", "C1", areas=["sms"], created_by="U1", now=NOW)
    assert other.id != rule.id


async def test_a_card_that_changes_while_it_is_drawn_stays_dirty(store: Store) -> None:
    thread = await store.threads.save("C1", "p", "s", {"a": 1}, NOW, ts="1.1")
    assert await store.threads.save("C1", "p", "s", {"a": 9}, NOW, ts="2.2") == thread
    await store.threads.refresh("p", "s", {"a": 2}, NOW, by="U1")
    (dirty,) = await store.threads.dirty(5)
    await store.threads.refresh("p", "s", {"a": 3}, NOW)
    await store.threads.drawn(dirty, "hash of 2")
    (still,) = await store.threads.dirty(5)
    assert still.payload == {"a": 3}
    await store.threads.drawn(still, "hash of 3")
    assert await store.threads.dirty(5) == []


async def test_one_rollback_takes_nobody_elses_rows(store: Store) -> None:
    async def fails() -> None:
        async with store.database.write() as db:
            await guard(db, "nobody", "nothing")

    done = await asyncio.gather(
        *(fails() for _ in range(5)),
        *(store.grants.give(f"U{number}", "viewer", "U9", NOW) for number in range(10)),
        return_exceptions=True,
    )
    assert sum(isinstance(item, LeaseLost) for item in done) == 5
    assert len(await store.grants.all()) == 10
