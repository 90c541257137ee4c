"""Two who want the same comment: one wins, the other is told. On both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.storage.comments.comments import Comment
from bot.storage.comments.echoes import correlate_echo
from bot.storage.store import Store

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOLD = timedelta(seconds=5)
WEEK = timedelta(days=7)


async def add(store: Store, ts: str = "1.0", **changes: Any) -> Comment:
    values: dict[str, Any] = {
        "project_id": "p", "subject": "rcs_account", "channel": "C1", "ts": ts, "author_id": "U1", "author": "",
        "text": "hello", "now": NOW, "due_at": NOW, **changes,
    }  # fmt: skip
    comment = await store.comments.add(**values)
    assert comment is not None
    return comment


async def sent(store: Store, ts: str = "1.0", text: str = "hello") -> Comment:
    """One that is at Sinch."""
    claimed = await add(store, ts, state="sending", text=text)
    begun = await store.comments.begin(claimed, "Anna", text, NOW)
    assert begun is not None
    await store.comments.sent(begun.id, NOW)
    found = await store.comments.get(begun.id)
    assert found is not None
    return found


async def revise(store: Store, text: str, event_id: str) -> str | None:
    change = await store.comments.revise("C1", "1.0", text, event_id=event_id, now=NOW, hold=HOLD)
    return change.what if change else None


async def withdraw(store: Store, event_id: str) -> str | None:
    change = await store.comments.withdraw("C1", "1.0", event_id=event_id, now=NOW)
    return change.what if change else None


async def test_a_message_is_taken_once(store: Store) -> None:
    values: dict[str, Any] = {
        "project_id": "p", "subject": "rcs_account", "channel": "C1", "ts": "1.0", "author_id": "U1", "author": "",
        "text": "hello", "now": NOW,
    }  # fmt: skip
    taken = await asyncio.gather(*(store.comments.add(**values) for _ in range(8)))
    assert len([comment for comment in taken if comment]) == 1


async def test_claims_send_now_and_cancel_exclude_each_other(store: Store) -> None:
    for number in range(12):
        comment = await add(store, f"{number}.0")
        claims, cancelled = await asyncio.gather(store.comments.claim_due(NOW), store.comments.cancel(comment.id))
        assert (len(claims) == 1) != (cancelled is not None)


async def test_due_comments_go_to_one_worker_each(store: Store) -> None:
    wanted = {(await add(store, f"{number}.0")).id for number in range(30)}
    claims = await asyncio.gather(*(store.comments.claim_due(NOW, 10) for _ in range(8)))
    taken = [comment.id for claim in claims for comment in claim]
    rest = [comment.id for comment in await store.comments.claim_due(NOW, 30)]
    assert sorted([*taken, *rest]) == sorted(wanted)


async def test_a_reply_does_not_wait_for_a_clock_that_was_set_back(store: Store) -> None:
    hold, earlier = timedelta(seconds=5), NOW - timedelta(hours=1)
    await add(store, due_at=NOW + hold)
    assert await store.comments.claim_due(NOW, hold=hold) == []
    assert len(await store.comments.claim_due(earlier, hold=hold)) == 1


async def test_what_was_taken_over_cannot_be_begun(store: Store) -> None:
    await add(store)
    (first,) = await store.comments.claim_due(NOW)
    later = NOW + timedelta(minutes=5)
    assert len(await store.comments.requeue(later)) == 1
    (second,) = await store.comments.claim_due(later)
    assert await store.comments.begin(first, "Anna", "hello", later) is None
    assert await store.comments.renew(first, later) is None
    assert await store.comments.begin(second, "Anna", "hello", later) is not None


async def test_what_may_have_been_sent_cannot_be_cancelled(sqlite_store: Store) -> None:
    comment = await add(sqlite_store, state="sending")
    await sqlite_store.comments.begin(comment, "Anna", "hello", NOW)
    await sqlite_store.comments.requeue(NOW + timedelta(minutes=2))
    assert await sqlite_store.comments.cancel(comment.id) is None
    assert await withdraw(sqlite_store, "E1") == "gone"


async def test_edits_and_deletions_by_state(store: Store) -> None:
    await add(store)
    assert await revise(store, "hello", "E1") is None
    assert await revise(store, "better", "E2") == "changed"
    assert await revise(store, "redelivered", "E2") is None
    waiting = await store.comments.at("C1", "1.0")
    assert waiting is not None
    assert (waiting.text, waiting.due_at) == ("better", NOW + HOLD)
    assert await withdraw(store, "E3") == "cancelled"
    assert await revise(store, "again", "E4") is None
    assert await withdraw(store, "E5") is None


async def test_late_edits_are_one_correction_and_late_deletions_are_told_once(store: Store) -> None:
    comment = await sent(store)
    assert await revise(store, "better", "E1") == "correction"
    assert await revise(store, "best", "E2") is None
    correction = await store.comments.at("C1", "1.0/edited")
    assert correction is not None
    assert (correction.text, correction.state, correction.message_ts) == ("best", "asked", "1.0")
    assert await withdraw(store, "E3") == "gone"
    assert await withdraw(store, "E4") is None
    await store.comments.mark_notified(comment.id, "sent")
    (owed,) = await store.comments.not_notified(NOW + timedelta(minutes=1))
    assert (owed.id, owed.notice) == (comment.id, "gone")
    await store.comments.mark_notified(comment.id, "deleted")
    assert await store.comments.not_notified(NOW + timedelta(minutes=1)) == []
    ended = await store.comments.get(correction.id)
    assert ended is not None
    assert ended.state == "cancelled"


async def test_only_old_ends_are_owed(sqlite_store: Store) -> None:
    comment = await sent(sqlite_store)
    assert await sqlite_store.comments.not_notified(NOW) == []
    assert [item.id for item in await sqlite_store.comments.not_notified(NOW + timedelta(seconds=1))] == [comment.id]
    assert await sqlite_store.comments.not_notified(NOW + timedelta(days=8)) == []


@pytest.mark.parametrize(
    ("ours", "event", "joined"),
    [
        ("rcs_account", "rcs_account", True),
        ("rcs_account", "whatsapp_account", False),
        ("kakaotalk_template:shop:T1", "kakaotalk_template:T1", True),
        ("kakaotalk_template:T1", "kakaotalk_template:shop:T1", True),
        ("kakaotalk_template:shop:XT1", "kakaotalk_template:T1", False),
        ("kakaotalk_template:other:T1", "kakaotalk_template:shop:T1", False),
        ("kakaotalk_sender:T1", "kakaotalk_template:T1", False),
        ("kakaotalk_template:a_b:T_1", "kakaotalk_template:Tx1", False),
    ],
)
async def test_echoes_are_known_by_resource(sqlite_store: Store, ours: str, event: str, joined: bool) -> None:
    comment = await add(sqlite_store, subject=ours, state="sending")
    await sqlite_store.comments.begin(comment, "Anna", "hello", NOW)
    async with sqlite_store.database.write() as db:
        found = await correlate_echo(db, "p", event, " hello\n", 1, NOW - WEEK, NOW + WEEK)
    assert (found is not None) is joined


async def test_each_comment_is_joined_to_one_echo(store: Store) -> None:
    first, second = await sent(store, "1.0"), await sent(store, "2.0")

    async def echo(inbox_id: int, text: str = "hello", project: str = "p") -> int | None:
        async with store.database.write() as db:
            found = await correlate_echo(db, project, "rcs_account", text, inbox_id, NOW - WEEK, NOW + WEEK)
        return found.id if found else None

    assert await echo(1, project="other") is None
    assert await echo(1, text="hello you") is None
    assert [await echo(number) for number in (1, 2, 3)] == [first.id, second.id, None]


async def test_an_echo_settles_what_nobody_knew(sqlite_store: Store) -> None:
    comment = await add(sqlite_store, state="sending")
    await sqlite_store.comments.begin(comment, "Anna", "hello", NOW)
    async with sqlite_store.database.write() as db:
        await correlate_echo(db, "p", "rcs_account", "hello", 1, NOW - WEEK, NOW + WEEK)
    await sqlite_store.comments.uncertain(comment.id, "no answer")
    found = await sqlite_store.comments.get(comment.id)
    assert found is not None
    assert (found.state, found.error) == ("sent", None)
