"""Digests come once: on time or late, by one process, also after a crash, and never break on what the API answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.flows.digest.digest import tick
from bot.flows.templates.comparing import compare
from bot.flows.waiting import waiting
from bot.process import place
from bot.sandbox.sinch.world.faults import Fault
from bot.sandbox.slack.faults import Fault as SlackFault
from bot.storage.activity.inbox import Arrival
from bot.storage.db.tables import digest_runs
from bot.storage.digests.runs import CLAIMS
from bot.storage.store import Store
from tests.worlds.bot_world import words
from tests.worlds.clock_world import GENERAL, MEMBER, PROJECT_ID, START, ClockWorld, clock_world


@pytest.fixture
async def here(store: Store, tables_url: str) -> AsyncIterator[ClockWorld]:
    """On each kind of database."""
    async with clock_world(tables_url) as made:
        yield made


@pytest.fixture
async def world(sqlite_store: Store, sqlite_url: str) -> AsyncIterator[ClockWorld]:
    """On SQLite, for what does not depend on the database."""
    async with clock_world(sqlite_url) as made:
        yield made


async def test_it_comes_at_its_time_and_once(here: ClockWorld) -> None:
    one = await here.digest()
    await here.tick()
    assert here.messages() == [], "not before its time"
    here.clock.move(hours=1, minutes=30)
    await here.tick()
    (message,) = here.messages()
    assert "Status overview" in words(message)
    assert "Late:" not in words(message)
    await here.tick()
    assert len(here.messages()) == 1
    after = await here.store.digests.get(one.id)
    assert after is not None
    assert after.next_at == START.replace(day=3, hour=9, minute=0)


async def test_two_processes_send_it_once(here: ClockWorld) -> None:
    await here.digest()
    here.clock.move(hours=2)
    other = await here.elsewhere()
    try:
        await asyncio.gather(tick(here.services), tick(other), tick(here.services), tick(other))
    finally:
        await other.store.close()
    assert len(here.messages()) == 1


async def test_what_was_missed_for_days_comes_late_once(here: ClockWorld) -> None:
    one = await here.digest()
    here.clock.move(days=5)
    await here.tick()
    await here.tick()
    (message,) = here.messages()
    assert "Late:" in words(message)
    after = await here.store.digests.get(one.id)
    assert after is not None
    assert after.next_at is not None
    assert after.next_at > here.clock.now()


async def test_a_run_that_a_crash_cut_off_before_posting_is_sent_by_another(here: ClockWorld) -> None:
    one = await here.digest()
    here.clock.move(hours=2)
    assert one.next_at is not None
    assert await here.store.runs.claim(one.id, one.next_at, "dead process", here.clock.now())
    await here.tick()
    assert here.messages() == [], "its lease still runs"
    here.clock.at += CLAIMS.silence + timedelta(seconds=1)
    await here.tick()
    await here.tick()
    assert len(here.messages()) == 1


async def test_a_process_that_is_seen_to_be_dead_is_not_waited_for(here: ClockWorld) -> None:
    one = await here.digest()
    here.clock.move(hours=2)
    assert one.next_at is not None
    assert await here.store.runs.claim(one.id, one.next_at, f"{place()}/2147483646/dead", here.clock.now())
    await here.tick()
    await here.tick()
    assert len(here.messages()) == 1


async def test_a_run_that_a_crash_cut_off_after_posting_is_not_sent_again(here: ClockWorld) -> None:
    one = await here.digest()
    here.clock.move(hours=2)
    await here.tick()
    run = await here.store.runs.last_sent(one.id)
    assert run is not None
    assert run.snapshot is not None
    # As if the process had died between Slack's answer and the note of it.
    async with here.store.database.write() as db:
        await db.execute(update(digest_runs).values(state="running", ts=None, snapshot=None, finished_at=None))
    here.clock.at += CLAIMS.silence + timedelta(seconds=1)
    await here.tick()
    assert len(here.messages()) == 1
    found = await here.store.runs.last_sent(one.id)
    assert found is not None
    assert found.ts == run.ts
    assert found.snapshot, "the next digest has something to compare with"


async def test_a_lost_answer_of_slack_is_no_second_digest(world: ClockWorld) -> None:
    await world.digest()
    world.clock.move(hours=2)
    world.slack.faults.plan("chat.postMessage", SlackFault(status=500, applied=True))
    await world.tick()
    assert len(world.messages()) == 1
    world.clock.at += CLAIMS.silence + timedelta(seconds=1)
    await world.tick()
    assert len(world.messages()) == 1


async def test_a_slack_that_is_down_gets_it_later(world: ClockWorld) -> None:
    await world.digest()
    world.clock.move(hours=2)
    world.slack.faults.plan("chat.postMessage", SlackFault(status=503))
    await world.tick()
    assert world.messages() == []
    world.clock.at += CLAIMS.silence + timedelta(seconds=1)
    await world.tick()
    assert len(world.messages()) == 1


@pytest.mark.parametrize("moved_on", [True, False])
async def test_a_slot_that_never_got_through_is_not_made_up_for_beside_a_newer_one(
    world: ClockWorld, moved_on: bool
) -> None:
    one = await world.digest()
    assert one.next_at is not None
    world.clock.move(hours=2)
    await world.store.runs.claim(one.id, one.next_at, "dead process", world.clock.now())
    if moved_on:
        await world.store.digests.advance(one.id, one.next_at, one.next_at + timedelta(days=1))
    world.clock.move(days=1)
    await world.tick()
    await world.tick()
    assert len(world.messages()) == 1


async def test_paused_digests_rest(world: ClockWorld) -> None:
    one = await world.digest()
    await world.store.digests.pause(one.id, world.clock.now())
    world.clock.move(days=2)
    await world.tick()
    assert world.messages() == []


@pytest.mark.parametrize("code", ["is_archived", "restricted_action", "not_in_channel"])
async def test_a_channel_that_refuses_it_gets_it_once_when_it_is_open_again(world: ClockWorld, code: str) -> None:
    one = await world.digest()
    world.slack.faults.plan("chat.postMessage", SlackFault(error=code))
    world.clock.move(hours=2)
    await world.tick()
    (note,) = world.direct_messages(MEMBER)
    assert "I can't post" in words(note)
    assert (await world.store.channels.get(GENERAL)).blocked == code
    await world.tick()
    assert world.messages() == [], "it is left alone for half a minute"
    world.clock.move(seconds=31)
    for _ in range(2):
        await world.tick()
        assert len(world.messages()) == 1
    assert (await world.store.channels.get(GENERAL)).blocked is None
    after = await world.store.digests.get(one.id)
    assert after is not None
    assert after.paused_at is None


async def test_a_channel_that_refuses_for_days_gets_the_newest_only(world: ClockWorld) -> None:
    await world.digest()
    world.slack.workspace.channels[GENERAL].is_archived = True
    for _ in range(3):
        world.clock.move(days=1)
        await world.tick()
    assert len(world.direct_messages(MEMBER)) == 1, "its maker is told once"
    world.slack.workspace.channels[GENERAL].is_archived = False
    world.clock.move(hours=23)
    await world.tick()
    assert len(world.messages()) == 1
    assert await world.store.runs.unfinished() == []


async def test_charts_that_slack_refuses_become_words(world: ClockWorld) -> None:
    await world.digest()
    world.slack.faults.plan("chat.postMessage", SlackFault(error="invalid_blocks"))
    world.clock.move(hours=2)
    await world.tick()
    (message,) = world.messages()
    assert not any(block["type"] in ("data_visualization", "data_table") for block in message.blocks)
    assert "Overview" in words(message)
    world.clock.move(days=1)
    await world.tick()
    calls = world.slack.workspace.calls_to("chat.postMessage")
    assert len(calls) == 3, "for a week it is not tried again"


async def test_it_shows_charts_tables_and_what_waits(world: ClockWorld) -> None:
    sample = Path(__file__).parents[2] / "samples" / "events" / "KAKAOTALK_SENDER_REJECTED.json"
    arrival = Arrival(PROJECT_ID, "n1", sample.stem, sample.read_bytes(), world.clock.now() - timedelta(days=2))
    assert await world.store.inbox.add(arrival)
    await world.digest()
    world.clock.move(hours=2)
    await world.tick()
    (message,) = world.messages()
    kinds = [block["type"] for block in message.blocks]
    assert kinds.count("data_visualization") == 1
    assert "data_table" in kinds
    shown = words(message)
    assert "First digest here" in shown
    assert "Needs attention" in shown
    assert "pending verification" in shown
    assert "KakaoTalk sender" in shown.partition("Latest activity")[2], "of the days before the first one"


async def test_the_next_one_says_what_changed(world: ClockWorld) -> None:
    await world.digest()
    world.clock.move(hours=2)
    await world.tick()
    subject = next(item for item in world.controls.subjects("whatsapp_template") if "PENDING" in str(item.state))
    await world.controls.play(subject, "approve")
    world.clock.move(days=1)
    await world.tick()
    shown = words(world.messages()[-1])
    assert "Previous digest:" in shown
    assert "Changed since" in shown
    assert subject.title.split(" ")[0] in shown


async def test_it_says_what_meta_moved_since_the_last_one(world: ClockWorld) -> None:
    await world.digest()
    world.clock.move(hours=2)
    await compare(world.services, PROJECT_ID)
    await world.tick()
    assert "Moved by Meta" not in words(world.messages()[-1])
    template = world.project.templates["order_update/EN_US"]
    assert template["category"] == "UTILITY"
    template["category"] = "MARKETING"
    world.clock.move(hours=12)
    await compare(world.services, PROJECT_ID)
    world.clock.move(hours=12)
    await world.tick()
    said = words(world.messages()[-1])
    assert "*Moved by Meta*" in said
    assert "Categories: 1 moved (1 from utility to marketing); 1 asked for as utility" in said
    world.clock.move(days=1)
    await world.tick()
    assert "Moved by Meta" not in words(world.messages()[-1]), "said once"


async def test_days_go_by_and_what_waits_gets_stuck_until_it_is_decided(world: ClockWorld) -> None:
    """The same moments in the digest and in the list, whoever looks."""
    subject = next(each for each in world.controls.subjects("whatsapp_template") if "book_a_table" in each.title)
    world.project.activities.clear()
    await world.digest()
    world.clock.move(hours=2)
    await world.tick()
    assert "*book_a_table (EN_US)*: in review" in words(world.messages()[-1])
    world.clock.move(days=2)
    await world.tick()
    (item,) = [item for item in (await waiting.read(world.services, PROJECT_ID)).items if "book_a" in item.name]
    assert (item.waited, item.stuck) == (timedelta(days=2), False), "known since the first digest"
    world.clock.move(days=2)
    await world.tick()
    shown = words(world.messages()[-1])
    assert "*book_a_table (EN_US)*: in review" in shown
    assert "too few to tell, now 4 d: stuck" in shown
    await world.controls.play(subject, "approve")
    found = await waiting.read(world.services, PROJECT_ID)
    assert not [item for item in found.items if "book_a" in item.name]


async def test_parts_that_cannot_be_read_are_said(world: ClockWorld) -> None:
    await world.digest()
    world.sinch.faults.add(Fault("status", remaining=10, status=500, path="/rcs/"))
    world.sinch.faults.add(Fault("html", remaining=10, path="/kakaotalk/"))
    world.clock.move(hours=2)
    await world.tick()
    shown = words(world.messages()[0])
    assert "RCS senders couldn't be read" in shown
    assert "KakaoTalk senders and templates couldn't be read" in shown
    assert "WhatsApp template" in shown


async def test_a_project_that_uses_nothing_yet(world: ClockWorld) -> None:
    world.project.whatsapp_account = world.project.kakaotalk_account = world.project.rcs_account = None
    await world.digest()
    world.clock.move(hours=2)
    await world.tick()
    shown = words(world.messages()[0])
    assert "WhatsApp isn't set up in this project." in shown
    assert "KakaoTalk isn't set up in this project." in shown
    assert ":warning:" not in shown


async def test_a_project_that_is_gone_ends_it(world: ClockWorld) -> None:
    await world.digest()
    await world.services.projects.remove(PROJECT_ID)
    world.clock.move(hours=2)
    await world.tick()
    assert world.messages() == []
    assert "no longer connected" in words(world.direct_messages(MEMBER)[0])
