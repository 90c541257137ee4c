"""Answers that are kept up to date: one a channel and resource, behind as soon as something has happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from bot.storage.activity.inbox import Arrival
from bot.storage.channels.channel_move import move_channel
from bot.storage.db.tables import inbox
from bot.storage.living_answers import NewAnswer
from bot.storage.store import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RCS = "rcs_sender:s1"
ANSWER = NewAnswer("p", RCS, "rcs senders progress", {"sender_id": "s1"}, "U1", "C1", "1.0", 0, "hash", NOW)


async def happened(store: Store, nonce: str) -> None:
    """A routed event of the resource."""
    await store.inbox.add(Arrival("p", nonce, "RCS_SENDER_STATUS_UPDATED", b"{}", NOW))
    async with store.database.write() as db:
        await db.execute(update(inbox).where(inbox.c.nonce == nonce).values(subject=RCS, state="routed"))


async def test_it_lags_behind_from_an_event_until_it_is_drawn(store: Store) -> None:
    answers = store.living_answers
    await answers.save(ANSWER)
    assert await answers.lagging(5, NOW) == []
    await happened(store, "n1")
    (one,) = await answers.lagging(5, NOW)
    assert (one.args, one.ts) == ({"sender_id": "s1"}, "1.0")
    newest = await answers.newest_event("p", RCS)
    await answers.drawn(one.id, newest, "other", NOW)
    assert await answers.lagging(5, NOW) == []
    assert await answers.changed("p", RCS) == 1
    assert await answers.changed("p", "rcs_sender:other") == 0
    assert len(await answers.lagging(5, NOW)) == 1


async def test_a_channel_has_one_for_each_resource(store: Store) -> None:
    answers = store.living_answers
    await answers.save(ANSWER)
    await answers.save(replace(ANSWER, ts="2.0"))
    await answers.save(replace(ANSWER, channel="C2", ts="3.0"))
    await answers.changed("p", RCS)
    assert sorted(answer.ts for answer in await answers.lagging(5, NOW)) == ["2.0", "3.0"]
    found = await answers.find("C1", "p", RCS, ANSWER.path)
    assert found is not None
    await answers.remove(found.id)
    assert await answers.find("C1", "p", RCS, ANSWER.path) is None


async def test_it_waits_for_its_channel_as_long_as_messages_do(store: Store) -> None:
    answers = store.living_answers
    await answers.save(ANSWER)
    await answers.changed("p", RCS)
    await store.channels.refused("C1", "restricted_action", NOW)
    assert await answers.lagging(5, NOW) == []
    (one,) = await answers.lagging(5, NOW + timedelta(seconds=31))
    assert await answers.lagging(5, NOW + timedelta(seconds=31), without=[one.id]) == []
    assert await answers.lagging(5, NOW - timedelta(days=3)) == [one]  # the clock has jumped
    await store.channels.block("C1", None, NOW)
    assert await answers.lagging(5, NOW) == [one]


async def test_it_grows_old_moves_with_its_channel_and_ends_with_its_project(store: Store) -> None:
    answers = store.living_answers
    await answers.save(ANSWER)
    assert await answers.age(NOW) == 0
    assert await answers.age(NOW + timedelta(hours=1)) == 1
    await move_channel(store.database, "C1", "C9")
    assert await answers.find("C9", "p", RCS, ANSWER.path)
    await answers.remove_project("p")
    assert await answers.lagging(5, NOW) == []
