"""What webhooks did not bring is found, dated, shown once; late and early webhooks make no double."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.flows.activity.routing import route_some
from bot.flows.catchup import catchup
from bot.flows.correlation import late
from bot.provisioning.events import parse
from bot.provisioning.registry import Credentials
from bot.provisioning.subjects import Kind, Subject
from bot.sandbox.sinch.seeds.company import seed_samples
from bot.sandbox.sinch.world.facts import KEY_ID, KEY_SECRET
from bot.sandbox.sinch.world.faults import Fault
from bot.storage.activity.inbox import Arrival, InboxEvent
from bot.storage.db.tables import deliveries as table
from bot.storage.db.tables import inbox
from bot.storage.store import Store
from tests.worlds.clock_world import ACTIVITY, OWNER, PROJECT_ID, ClockWorld, clock_world
from tests.worlds.waiting import until

SECOND = "00000000-0000-4000-8000-000000000002"
RCS = Subject(Kind.rcs_account)
LEASE = "test routing"


@pytest.fixture
async def here(store: Store, tables_url: str) -> AsyncIterator[ClockWorld]:
    async with clock_world(tables_url) as made:
        yield made


@pytest.fixture
async def world(sqlite_store: Store, sqlite_url: str) -> AsyncIterator[ClockWorld]:
    async with clock_world(sqlite_url) as made:
        yield made


def comment(world: ClockWorld, text: str, key: str = "rcs_account:account") -> None:
    world.scope.note(key, "COMMENT_ADDED", text, "Sinch reviewer")


async def caught(world: ClockWorld) -> list[InboxEvent]:
    """What the catch-up has put into the inbox, oldest first."""
    return [
        stored
        for stored in reversed(await world.store.inbox.recent(PROJECT_ID, limit=100))
        if stored.source == "catchup"
    ]


async def said(world: ClockWorld) -> list[str | None]:
    return [parse(stored.body).comment for stored in await caught(world)]


async def webhook(world: ClockWorld, nonce: str, **body: Any) -> None:
    """As the edge stores it."""
    content = json.dumps(body).encode()
    await world.store.inbox.add(Arrival(PROJECT_ID, nonce, str(body["type"]), content, world.clock.now()))


async def routed(world: ClockWorld) -> None:
    now = world.clock.now()
    assert await world.store.leases.take(LEASE, "test", now, 60)
    await route_some(world.store, now, lease=LEASE, owner="test")


async def watch(world: ClockWorld) -> None:
    """The first look only remembers."""
    await world.catch_up()
    world.clock.move(minutes=15)


async def deliveries(world: ClockWorld) -> list[tuple[str, str]]:
    """(event type, channel) of everything that is to be posted."""
    async with world.store.database.read() as db:
        found = await db.execute(select(inbox.c.type, table.c.channel).join(inbox, inbox.c.id == table.c.inbox_id))
        return [(row.type, row.channel) for row in found]


async def test_the_past_is_no_news(world: ClockWorld) -> None:
    await world.catch_up()
    world.clock.move(minutes=15)
    await world.catch_up()
    assert await caught(world) == []


async def test_a_first_look_at_slow_lists_holds_no_other_project(world: ClockWorld) -> None:
    seed_samples(world.sinch, SECOND)
    await world.bot.projects.add(Credentials(SECOND, KEY_ID, SecretStr(KEY_SECRET), "Shop"))
    lists = f"/projects/{PROJECT_ID}/whatsapp/templates"
    world.sinch.faults.add(Fault("status", remaining=50, path=lists))
    await watch(world)
    world.sinch.faults.clear()
    world.sinch.faults.add(Fault("hang", remaining=50, seconds=60, path=lists))
    world.sinch.scope(SECOND).note("rcs_account:account", "COMMENT_ADDED", "Please send the logo", "Sinch reviewer")
    world.clock.move(minutes=15)
    looking = asyncio.create_task(world.catch_up())
    try:
        await until(lambda: world.store.inbox.recent(SECOND))
        assert not looking.done(), "the look goes on"
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


async def test_old_marks_go_though_looks_take_too_long(world: ClockWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    await world.store.key_values.set(f"{late.PREFIX}old", 1, world.clock.now() - 2 * late.KEPT)
    monkeypatch.setattr(catchup, "LEASE_SECONDS", 1.0)
    world.sinch.latency = 2.0
    await world.catch_up()
    assert await world.store.key_values.get(f"{late.PREFIX}old") is None


async def test_a_missed_comment_is_found_once_and_dated(here: ClockWorld) -> None:
    await watch(here)
    comment(here, "Please send the logo")
    happened = here.clock.now()
    here.clock.move(minutes=15)
    await here.catch_up()
    here.clock.move(minutes=15)
    await here.catch_up()
    (found,) = await caught(here)
    assert found.type == "RCS_ACCOUNT_COMMENT_ADDED"
    assert found.received_at == happened
    assert parse(found.body).subject == RCS


async def test_what_came_goes_before_what_may_be_missing(here: ClockWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catchup, "BACKLOG", 1)
    await watch(here)
    comment(here, "Please send the logo")
    for number in range(2):
        payload = {"name": f"n{number}", "language": "EN_US"}
        await webhook(here, f"w{number}", type="WHATSAPP_TEMPLATE_APPROVED", payload=payload)
    here.clock.move(minutes=15)
    await here.catch_up()
    assert await said(here) == []
    await routed(here)
    await here.catch_up()
    assert await said(here) == ["Please send the logo"]


async def test_what_is_young_may_still_come_by_itself(world: ClockWorld) -> None:
    await watch(world)
    comment(world, "Just now")
    await world.catch_up()
    assert await caught(world) == []
    world.clock.move(minutes=15)
    await world.catch_up()
    assert await said(world) == ["Just now"]


async def test_a_webhook_that_came_is_not_repeated(world: ClockWorld) -> None:
    await watch(world)
    comment(world, "Seen")
    await webhook(world, "n1", type="RCS_ACCOUNT_COMMENT_ADDED", comment="Seen")
    comment(world, "Missed")
    await routed(world)
    world.clock.move(minutes=15)
    await world.catch_up()
    assert await said(world) == ["Missed"]


async def test_the_same_words_twice_are_two_comments(world: ClockWorld) -> None:
    await watch(world)
    comment(world, "ok")
    world.clock.move(seconds=20)
    comment(world, "ok")
    await webhook(world, "n1", type="RCS_ACCOUNT_COMMENT_ADDED", comment="ok")
    await routed(world)
    world.clock.move(minutes=15)
    await world.catch_up()
    assert await said(world) == ["ok"]


async def test_a_webhook_that_comes_later_is_silent(here: ClockWorld) -> None:
    await here.store.subscriptions.add(PROJECT_ID, ACTIVITY, created_by=OWNER, now=here.clock.now())
    await watch(here)
    comment(here, "Slow post")
    here.clock.move(minutes=15)
    await here.catch_up()
    await routed(here)
    assert await deliveries(here) == [("RCS_ACCOUNT_COMMENT_ADDED", ACTIVITY)]
    await webhook(here, "n1", type="RCS_ACCOUNT_COMMENT_ADDED", comment="Slow post")
    await routed(here)
    assert len(await deliveries(here)) == 1
    await webhook(here, "n2", type="RCS_ACCOUNT_COMMENT_ADDED", comment="Slow post")
    await routed(here)
    assert len(await deliveries(here)) == 2, "a second one with the same words is news"


async def test_states_that_no_list_tells_of(world: ClockWorld) -> None:
    subject = next(item for item in world.controls.subjects("whatsapp_template") if "PENDING" in item.state)
    name, language = world.project.templates[subject.id]["name"], world.project.templates[subject.id]["language"]
    key = Subject(Kind.whatsapp_template, (name, language)).key
    await world.store.threads.save(ACTIVITY, PROJECT_ID, key, {}, world.clock.now(), ts="1.0")
    await watch(world)
    await world.controls.play(subject, "approve")
    world.clock.move(minutes=15)
    await world.catch_up()
    world.clock.move(minutes=15)
    await world.catch_up()
    (found,) = await caught(world)
    event = parse(found.body)
    assert (event.type, event.subject.key) == ("WHATSAPP_TEMPLATE_APPROVED", key)
    assert event.payload["state"] == "APPROVED"


async def test_a_card_from_just_before_the_bot_went_down(world: ClockWorld) -> None:
    subject = next(item for item in world.controls.subjects("whatsapp_template") if "PENDING" in item.state)
    record = world.project.templates[subject.id]
    key = Subject(Kind.whatsapp_template, (record["name"], record["language"])).key
    shown = {"name": record["name"], "language": record["language"], "state": "PENDING"}
    await world.store.threads.save(ACTIVITY, PROJECT_ID, key, shown, world.clock.now(), ts="1.0")
    world.clock.move(minutes=3)
    comment(world, "Looks good", f"whatsapp_template:{subject.id}")
    await world.controls.play(subject, "approve")
    world.clock.move(hours=4)
    await world.catch_up()
    types = {parse(stored.body).type for stored in await caught(world)}
    assert "WHATSAPP_TEMPLATE_APPROVED" in types


async def test_followed_resources_are_watched(world: ClockWorld) -> None:
    sender = next(iter(world.project.rcs_senders))
    key = Subject(Kind.rcs_sender, (sender,)).key
    await world.store.follows.add(PROJECT_ID, key, OWNER, "D1", world.clock.now())
    await watch(world)
    comment(world, "A word on the sender", f"rcs_sender:{sender}")
    world.clock.move(minutes=15)
    await world.catch_up()
    (found,) = await caught(world)
    assert parse(found.body).subject.key == key
    assert parse(found.body).payload["id"] == sender


async def test_what_is_gone_or_refused_does_not_stop_the_rest(world: ClockWorld) -> None:
    gone = Subject(Kind.whatsapp_sender, ("no-such-sender",)).key
    for key in (gone, "nonsense", "whatsapp_template:half"):
        await world.store.threads.save(ACTIVITY, PROJECT_ID, key, {}, world.clock.now(), ts="1.0")
    await watch(world)
    comment(world, "Still seen")
    world.clock.move(minutes=15)
    await world.catch_up()
    assert await said(world) == ["Still seen"]


async def test_an_api_that_is_down_is_asked_again_and_nothing_is_lost(world: ClockWorld) -> None:
    await watch(world)
    comment(world, "During the outage")
    world.clock.move(minutes=15)
    world.sinch.faults.add(Fault("status", remaining=50, status=503))
    await world.catch_up()
    assert await caught(world) == []
    world.sinch.faults.clear()
    world.clock.move(hours=5)
    await world.catch_up()
    assert await said(world) == ["During the outage"]


async def test_only_one_process_at_a_time(here: ClockWorld) -> None:
    await watch(here)
    comment(here, "Once")
    here.clock.move(minutes=15)
    assert await here.store.leases.take("catch-up", "somebody else", here.clock.now(), 600)
    await here.catch_up()
    assert await caught(here) == []
    await here.store.leases.release("catch-up", "somebody else")
    await here.catch_up()
    assert await said(here) == ["Once"]


async def test_our_own_comment_is_joined_not_posted(world: ClockWorld) -> None:
    await world.store.subscriptions.add(PROJECT_ID, ACTIVITY, created_by=OWNER, now=world.clock.now())
    await watch(world)
    now = world.clock.now()
    made = await world.store.comments.add(
        project_id=PROJECT_ID, subject=RCS.key, channel=ACTIVITY, ts="2.0", author_id=OWNER, author="Olivia",
        text="From Slack", now=now, state="sending",
    )  # fmt: skip
    assert made is not None
    await world.store.comments.begin(made, "Olivia", "From Slack", now)
    comment(world, "From Slack")
    world.clock.move(minutes=15)
    await world.catch_up()
    await routed(world)
    assert await deliveries(world) == []
    joined = await world.store.comments.get(made.id)
    assert joined is not None
    assert joined.state == "sent"


async def test_what_has_no_event_is_polled_where_subscribed(world: ClockWorld) -> None:
    await watch(world)
    app = next(iter(world.project.sms_apps.values()))
    app["status"] = "BLOCKED"
    world.clock.move(minutes=15)
    await world.catch_up()
    assert await caught(world) == [], "nobody subscribed"
    await world.store.subscriptions.add(PROJECT_ID, ACTIVITY, created_by=OWNER, now=world.clock.now())
    await watch(world)
    app["status"] = "ACTIVE"
    await world.catch_up()
    (found,) = await caught(world)
    assert found.type == "SMS_APP_CHANGED"
    assert parse(found.body).payload["previousStatus"] == "BLOCKED"
    world.project.sms_apps.clear()
    world.clock.move(minutes=15)
    await world.catch_up()
    assert {stored.type for stored in await caught(world)} == {"SMS_APP_CHANGED", "SMS_APP_REMOVED"}


async def test_a_bundle_that_was_asked_for_is_told_when_it_is_done(world: ClockWorld) -> None:
    bundle = next(iter(world.project.bundles.values()))
    bundle["state"] = "IN_PROGRESS"
    key = Subject(Kind.bundle, (bundle["id"],)).key
    await world.store.follows.add(PROJECT_ID, key, OWNER, "D1", world.clock.now(), once=True)
    await watch(world)
    bundle["state"] = "DONE"
    await world.catch_up()
    (found,) = await caught(world)
    assert (found.type, parse(found.body).subject.key) == ("BUNDLE_DONE", key)


async def test_a_card_that_shows_another_state_than_the_api_tells_is_corrected(here: ClockWorld) -> None:
    name, language = next(
        (template["name"], template["language"]) for template in here.sinch.projects[PROJECT_ID].templates.values()
    )
    key = Subject(Kind.whatsapp_template, (name, language)).key
    wrong = {"name": name, "language": language, "state": "NOT_THE_STATE"}
    await here.store.threads.save(ACTIVITY, PROJECT_ID, key, wrong, here.clock.now(), ts="1.1")
    await here.catch_up()
    card = await here.store.threads.find(ACTIVITY, PROJECT_ID, key)
    assert card is not None
    assert card.payload["state"] != "NOT_THE_STATE"
    assert card.dirty_at is not None
