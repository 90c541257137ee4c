"""What webhooks did not bring is found, dated, shown once; late and early webhooks make no double."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.flows.activity.routing import route_some
from bot.provisioning.events import parse
from bot.provisioning.subjects import Kind, Subject
from bot.sandbox.sinch.world.faults import Fault
from bot.storage.db.tables import deliveries as table
from bot.storage.db.tables import inbox
from bot.storage.engine import Store
from bot.storage.inbox import Arrival, Stored
from tests.fakes.office import ACTIVITY, OWNER, PROJECT_ID, Office, office

RCS = Subject(Kind.rcs_account)
LEASE = "test routing"


@pytest.fixture
async def here(store: Store, database_url: str) -> AsyncIterator[Office]:
    async with office(database_url) as made:
        yield made


@pytest.fixture
async def room(sqlite_store: Store, sqlite_url: str) -> AsyncIterator[Office]:
    async with office(sqlite_url) as made:
        yield made


def comment(room: Office, text: str, key: str = "rcs_account:account") -> None:
    room.scope.note(key, "COMMENT_ADDED", text, "Sinch reviewer")


async def caught(room: Office) -> list[Stored]:
    """What the catch-up has put into the inbox, oldest first."""
    return [one for one in reversed(await room.store.inbox.recent(PROJECT_ID, limit=100)) if one.source == "catchup"]


async def said(room: Office) -> list[str | None]:
    return [parse(one.body).comment for one in await caught(room)]


async def webhook(room: Office, nonce: str, **body: Any) -> None:
    """As the edge stores it."""
    content = json.dumps(body).encode()
    await room.store.inbox.add(Arrival(PROJECT_ID, nonce, str(body["type"]), content, room.clock.now()))


async def routed(room: Office) -> None:
    now = room.clock.now()
    assert await room.store.leases.take(LEASE, "test", now, 60)
    await route_some(room.store, now, lease=LEASE, owner="test")


async def watch(room: Office) -> None:
    """The first look only remembers."""
    await room.catch_up()
    room.clock.move(minutes=15)


async def deliveries(room: Office) -> list[tuple[str, str]]:
    """(event type, channel) of everything that is to be posted."""
    async with room.store.database.read() as db:
        found = await db.execute(select(inbox.c.type, table.c.channel).join(inbox, inbox.c.id == table.c.inbox_id))
        return [(row.type, row.channel) for row in found]


async def test_the_past_is_no_news(room: Office) -> None:
    await room.catch_up()
    room.clock.move(minutes=15)
    await room.catch_up()
    assert await caught(room) == []


async def test_a_missed_comment_is_found_once_and_dated(here: Office) -> None:
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


async def test_what_is_young_may_still_come_by_itself(room: Office) -> None:
    await watch(room)
    comment(room, "Just now")
    await room.catch_up()
    assert await caught(room) == []
    room.clock.move(minutes=15)
    await room.catch_up()
    assert await said(room) == ["Just now"]


async def test_a_webhook_that_came_is_not_repeated(room: Office) -> None:
    await watch(room)
    comment(room, "Seen")
    await webhook(room, "n1", type="RCS_ACCOUNT_COMMENT_ADDED", comment="Seen")
    comment(room, "Missed")
    await routed(room)
    room.clock.move(minutes=15)
    await room.catch_up()
    assert await said(room) == ["Missed"]


async def test_the_same_words_twice_are_two_comments(room: Office) -> None:
    await watch(room)
    comment(room, "ok")
    room.clock.move(seconds=20)
    comment(room, "ok")
    await webhook(room, "n1", type="RCS_ACCOUNT_COMMENT_ADDED", comment="ok")
    await routed(room)
    room.clock.move(minutes=15)
    await room.catch_up()
    assert await said(room) == ["ok"]


async def test_a_webhook_that_comes_later_is_silent(here: Office) -> None:
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


async def test_states_that_no_list_tells_of(room: Office) -> None:
    subject = next(one for one in room.controls.subjects("whatsapp_template") if "PENDING" in one.state)
    name, language = room.project.templates[subject.id]["name"], room.project.templates[subject.id]["language"]
    key = Subject(Kind.whatsapp_template, (name, language)).key
    await room.store.threads.save(ACTIVITY, PROJECT_ID, key, {}, room.clock.now(), ts="1.0")
    await watch(room)
    await room.controls.play(subject, "approve")
    room.clock.move(minutes=15)
    await room.catch_up()
    room.clock.move(minutes=15)
    await room.catch_up()
    (found,) = await caught(room)
    event = parse(found.body)
    assert (event.type, event.subject.key) == ("WHATSAPP_TEMPLATE_APPROVED", key)
    assert event.payload["state"] == "APPROVED"


async def test_a_card_from_just_before_the_bot_went_down(room: Office) -> None:
    subject = next(one for one in room.controls.subjects("whatsapp_template") if "PENDING" in one.state)
    record = room.project.templates[subject.id]
    key = Subject(Kind.whatsapp_template, (record["name"], record["language"])).key
    shown = {"name": record["name"], "language": record["language"], "state": "PENDING"}
    await room.store.threads.save(ACTIVITY, PROJECT_ID, key, shown, room.clock.now(), ts="1.0")
    room.clock.move(minutes=3)
    comment(room, "Looks good", f"whatsapp_template:{subject.id}")
    await room.controls.play(subject, "approve")
    room.clock.move(hours=4)
    await room.catch_up()
    types = {parse(one.body).type for one in await caught(room)}
    assert "WHATSAPP_TEMPLATE_APPROVED" in types


async def test_followed_resources_are_watched(room: Office) -> None:
    sender = next(iter(room.project.rcs_senders))
    key = Subject(Kind.rcs_sender, (sender,)).key
    await room.store.follows.add(PROJECT_ID, key, OWNER, "D1", room.clock.now())
    await watch(room)
    comment(room, "A word on the sender", f"rcs_sender:{sender}")
    room.clock.move(minutes=15)
    await room.catch_up()
    (found,) = await caught(room)
    assert parse(found.body).subject.key == key
    assert parse(found.body).payload["id"] == sender


async def test_what_is_gone_or_refused_does_not_stop_the_rest(room: Office) -> None:
    gone = Subject(Kind.whatsapp_sender, ("no-such-sender",)).key
    for key in (gone, "nonsense", "whatsapp_template:half"):
        await room.store.threads.save(ACTIVITY, PROJECT_ID, key, {}, room.clock.now(), ts="1.0")
    await watch(room)
    comment(room, "Still seen")
    room.clock.move(minutes=15)
    await room.catch_up()
    assert await said(room) == ["Still seen"]


async def test_an_api_that_is_down_is_asked_again_and_nothing_is_lost(room: Office) -> None:
    await watch(room)
    comment(room, "During the outage")
    room.clock.move(minutes=15)
    room.sinch.faults.add(Fault("status", remaining=50, status=503))
    await room.catch_up()
    assert await caught(room) == []
    room.sinch.faults.clear()
    room.clock.move(hours=5)
    await room.catch_up()
    assert await said(room) == ["During the outage"]


async def test_only_one_process_at_a_time(here: Office) -> None:
    await watch(here)
    comment(here, "Once")
    here.clock.move(minutes=15)
    assert await here.store.leases.take("catch-up", "somebody else", here.clock.now(), 600)
    await here.catch_up()
    assert await caught(here) == []
    await here.store.leases.release("catch-up", "somebody else")
    await here.catch_up()
    assert await said(here) == ["Once"]


async def test_our_own_comment_is_joined_not_posted(room: Office) -> None:
    await room.store.subscriptions.add(PROJECT_ID, ACTIVITY, created_by=OWNER, now=room.clock.now())
    await watch(room)
    now = room.clock.now()
    made = await room.store.comments.add(
        project_id=PROJECT_ID, subject=RCS.key, channel=ACTIVITY, ts="2.0", author_id=OWNER, author="Olivia",
        text="From Slack", now=now, state="sending",
    )  # fmt: skip
    assert made is not None
    await room.store.comments.begin(made, "Olivia", "From Slack", now)
    comment(room, "From Slack")
    room.clock.move(minutes=15)
    await room.catch_up()
    await routed(room)
    assert await deliveries(room) == []
    joined = await room.store.comments.get(made.id)
    assert joined is not None
    assert joined.state == "sent"


async def test_what_has_no_event_is_polled_where_subscribed(room: Office) -> None:
    await watch(room)
    app = next(iter(room.project.sms_apps.values()))
    app["status"] = "BLOCKED"
    room.clock.move(minutes=15)
    await room.catch_up()
    assert await caught(room) == [], "nobody subscribed"
    await room.store.subscriptions.add(PROJECT_ID, ACTIVITY, created_by=OWNER, now=room.clock.now())
    await watch(room)
    app["status"] = "ACTIVE"
    await room.catch_up()
    (found,) = await caught(room)
    assert found.type == "SMS_APP_CHANGED"
    assert parse(found.body).payload["previousStatus"] == "BLOCKED"
    room.project.sms_apps.clear()
    room.clock.move(minutes=15)
    await room.catch_up()
    assert {one.type for one in await caught(room)} == {"SMS_APP_CHANGED", "SMS_APP_REMOVED"}


async def test_a_bundle_that_was_asked_for_is_told_when_it_is_done(room: Office) -> None:
    bundle = next(iter(room.project.bundles.values()))
    bundle["state"] = "IN_PROGRESS"
    key = Subject(Kind.bundle, (bundle["id"],)).key
    await room.store.follows.add(PROJECT_ID, key, OWNER, "D1", room.clock.now(), once=True)
    await watch(room)
    bundle["state"] = "DONE"
    await room.catch_up()
    (found,) = await caught(room)
    assert (found.type, parse(found.body).subject.key) == ("BUNDLE_DONE", key)
