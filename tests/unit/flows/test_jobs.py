"""What runs by itself: named once, and what is old is forgotten."""

from __future__ import annotations

from datetime import timedelta

from bot.flows.activity.routing import route_some
from bot.flows.catchup import catchup
from bot.flows.jobs import JOBS, forget_questions, forget_slack_events, prune
from bot.storage.activity.inbox import Arrival
from bot.storage.states import CommentState, JobState
from bot.storage.store import Store
from tests.worlds.clock_world import OWNER, PROJECT_ID, clock_world


def test_jobs_are_named_once() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert all(job.seconds > 0 for job in JOBS)


def test_what_was_missed_is_looked_for_at_the_start_and_every_quarter_of_an_hour() -> None:
    (job,) = [item for item in JOBS if item.run is catchup.run]
    assert (job.seconds, job.at_start) == (900, True)


async def test_what_is_old_is_forgotten_and_the_audit_log_is_not(
    sqlite_store: Store,
    sqlite_url: str,
) -> None:
    async with clock_world(sqlite_url, retention_days=10) as world:
        now = world.clock.now()
        old = Arrival(PROJECT_ID, "old", "BUNDLE_DONE", b'{"type": "BUNDLE_DONE"}', now - timedelta(days=11))
        waiting = Arrival(PROJECT_ID, "waits", "BUNDLE_DONE", b'{"type": "BUNDLE_DONE"}', now - timedelta(days=11))
        young = Arrival(PROJECT_ID, "young", "BUNDLE_DONE", b'{"type": "BUNDLE_DONE"}', now)
        await world.store.inbox.add(old)
        assert await world.store.leases.take("r", "test", now, 60)
        await route_some(world.store, now, lease="r", owner="test")
        await world.store.inbox.add(waiting)
        await world.store.inbox.add(young)
        one = await world.digest()
        await world.store.runs.claim(one.id, now, "test", now - timedelta(days=11))
        await world.store.audit.add(
            at=now - timedelta(days=400), user_id=OWNER, user_name="Olivia", project_id=PROJECT_ID, channel=None,
            action="setup", args={}, outcome="done", detail="", request_id=None,
        )  # fmt: skip
        await prune(world.services)
        kept = {row.nonce for row in await world.store.inbox.recent(PROJECT_ID)}
        assert kept == {"waits", "young"}, "what was not routed yet is never forgotten"
        assert await world.store.runs.abandoned(now + timedelta(days=1)) == []
        assert len(await world.store.audit.recent(limit=5)) == 1


async def test_comments_and_imports_that_are_over_are_forgotten(sqlite_store: Store, sqlite_url: str) -> None:
    async with clock_world(sqlite_url, retention_days=10) as world:
        now, store = world.clock.now(), world.store
        for name, age, state in (
            ("old", 11, CommentState.SENT), ("young", 9, CommentState.SENT), ("on its way", 11, CommentState.HELD),
            ("cancelled", 11, CommentState.CANCELLED), ("asked", 11, CommentState.ASKED),
        ):  # fmt: skip
            made = await store.comments.add(
                project_id=PROJECT_ID, subject="whatsapp_account", channel="C1", ts=name, thread_ts="1.0",
                origin="thread", author_id=OWNER, author="Olivia", text=name, state=state, due_at=now,
                now=now - timedelta(days=age),
            )  # fmt: skip
            assert made
        started = now - timedelta(days=12)
        jobs = [
            await store.jobs.add("x", project_id="p", user_id="U1", channel="C1", rows=[{}], now=started)
            for _ in range(3)
        ]
        for age, ended in ((11, JobState.DONE), (9, JobState.FAILED)):
            job = await store.jobs.claim("me", started)
            assert job
            assert await store.jobs.finish(job, ended, now - timedelta(days=age))
        await prune(world.services)
        kept = [comment.ts for comment in await store.comments.since(PROJECT_ID, started)]
        assert kept == ["young", "on its way", "asked"]
        assert [await store.jobs.get(job.id) is not None for job in jobs] == [False, True, True]


async def test_questions_and_event_ids_expire(sqlite_store: Store, sqlite_url: str) -> None:
    async with clock_world(sqlite_url) as world:
        now = world.clock.now()
        for name, age in (("old", 3), ("young", 0)):
            asked = now - timedelta(days=age)
            await world.store.pending.add(name, OWNER, "setup", args={}, place={}, now=asked, expires_at=asked)
            await world.store.slack_events.first_time(name, asked)
        await forget_questions(world.services)
        await forget_slack_events(world.services)
        assert await world.store.pending.get("old") is None
        assert await world.store.pending.get("young") is not None
        assert await world.store.slack_events.first_time("old", now)
        assert not await world.store.slack_events.first_time("young", now)
