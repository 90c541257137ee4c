"""Whatever an event holds, the next one is shown: nothing that was accepted vanishes, and nothing stops the others."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import text

from bot.clock import SystemClock
from bot.edge.bodies import BodyReader
from bot.edge.webhooks import Webhooks
from bot.flows.activity.matching import wants
from bot.provisioning.event_types import EVENT_TYPES
from bot.provisioning.events import parse
from bot.storage.store import Store
from tests.scenario.activity.poison import WANTS, fails_at_poison
from tests.worlds.activity_world import PROJECT, ActivityWorld, activity_world
from tests.worlds.webhook import signed

SECRET = "not-a-secret"
NUMBERS = count(1)

EXAMPLES: dict[str, bytes] = {
    "infinite": b'{"type":"WHATSAPP_TEMPLATE_APPROVED","payload":{"name":"t","language":"EN_US","score":1e999}}',
    "long name": json.dumps(
        {"type": "WHATSAPP_TEMPLATE_APPROVED", "payload": {"name": "n" * 500_000, "language": "EN_US"}}
    ).encode(),
    "long language": json.dumps(
        {"type": "WHATSAPP_TEMPLATE_REJECTED", "payload": {"name": "n", "language": "é" * 5_000}}
    ).encode(),
    "long type": json.dumps({"type": "T" * 100_000, "payload": {"id": "x"}}).encode(),
    "long id of an unknown kind": json.dumps({"type": "RCS_SENDER_NEW", "payload": {"id": "x" * 90_000}}).encode(),
    "deep list": b'{"type":"BUNDLE_DONE","payload":{"id":"x","a":' + b"[" * 600 + b"]" * 600 + b"}}",
    "deep object": b'{"type":"X","payload":' + b'{"a":' * 400 + b"1" + b"}" * 400 + b"}",
    "long number": b'{"type":"RCS_SENDER_STATUS_UPDATED","payload":{"id":' + b"9" * 5_000 + b"}}",
    "wide": json.dumps({"type": "X", "payload": {str(number): number for number in range(60_000)}}).encode(),
    "zero bytes": b'{"type":"WHATSAPP_TEMPLATE_APPROVED","payload":{"name":"a\\u0000b","language":"EN\\u0000"}}',
    "half characters": b'{"type":"WHATSAPP_TEMPLATE_APPROVED\\ud800",'
    b'"payload":{"name":"\\ud83d","language":"\\udc00"}}',
    **{
        f"modified {when}": json.dumps(
            {"type": "WHATSAPP_TEMPLATE_APPROVED", "payload": {"name": "n", "language": "EN_US", "modified": when}}
        ).encode()
        for when in ("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59")
    },
    "wrong shapes": b'{"type":"WHATSAPP_TEMPLATE_APPROVED","payload":{"name":["a"],"language":{"b":1},"state":[1],'
    b'"modified":[],"changes":[],"category":{}},"comment":{"a":1}}',
}

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
NAMES = st.sampled_from(
    ("id", "name", "language", "state", "status", "modified", "changes", "category", "comment", "plusFriendId", "code",
     "previousState", "currentState", "operator", "country", "brand", "rejectionReason", "details")
) | st.text(max_size=20)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5), max_leaves=12
)
EVENTS = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(EVENT_TYPES)) | st.text(min_size=1, max_size=40)},
    optional={"payload": st.dictionaries(NAMES, VALUES, max_size=6) | VALUES, "comment": VALUES, "details": VALUES},
)


def door(store: Store) -> httpx.AsyncClient:
    app = Webhooks(
        store.inbox,
        SystemClock(),
        known=lambda _project: True,
        secrets_for=lambda _project: (SecretStr(SECRET),),
        bodies=BodyReader(),
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot")


async def deliver(http: httpx.AsyncClient, body: bytes, nonce: str = "") -> int:
    headers = signed(body, secret=SECRET, nonce=nonce or None)
    return (await http.post(f"/sinch/webhooks/{PROJECT}", content=body, headers=headers)).status_code


async def good_one_is_shown(world: ActivityWorld, http: httpx.AsyncClient) -> None:
    name = f"good{next(NUMBERS)}x"
    payload = {"name": name, "language": "EN_US", "state": "APPROVED"}
    good = {"type": "WHATSAPP_TEMPLATE_APPROVED", "payload": payload}
    assert await deliver(http, json.dumps(good).encode()) == 200
    await world.until(lambda: name in str(world.web.channels["C1"]))
    await world.calm()


async def told_or_aside(store: Store) -> int:
    """Events that are shown, given up, or set aside."""
    counts = await store.deliveries.counts()
    rows = await store.inbox.recent(PROJECT, limit=500)
    routed = [row for row in rows if row.state == "routed"]
    assert (counts.unrouted, counts.waiting) == (0, 0)
    return len(routed) + await store.inbox.count_aside()


async def test_an_odd_event_is_shown_or_set_aside_and_the_next_one_is_shown(store: Store) -> None:
    async with activity_world(store) as world, door(store) as http:
        await world.subscribe()
        for number, (odd, body) in enumerate(EXAMPLES.items(), start=1):
            assert await deliver(http, body) == 200, odd
            await good_one_is_shown(world, http)
            assert await told_or_aside(store) == 2 * number, odd


async def test_a_move_is_told_with_its_old_value_whatever_else_it_holds(store: Store) -> None:
    """The event gets a field more, and is written again for that."""
    odd = (b"9" * 5_000, b"1e999", b"-0.0", b'"\\ud800"', b'{"a":' * 300 + b"1" + b"}" * 300)
    async with activity_world(store) as world, door(store) as http:
        await world.subscribe()
        for number, value in enumerate(odd):
            for rating, more in (("GREEN", b"1"), ("RED", value)):
                payload = b'"id":"s%d","qualityRating":"%s","odd":%s' % (number, rating.encode(), more)
                event = b'{"type":"WHATSAPP_SENDER_QUALITY_RATING_CHANGED","payload":{%s}}' % payload
                assert await deliver(http, event) == 200
        await good_one_is_shown(world, http)
        rows = await store.inbox.recent(PROJECT, types=("WHATSAPP_SENDER_QUALITY_RATING_CHANGED",), limit=50)
        assert await store.inbox.count_aside() == 0
        details = [parse(row.body).details for row in rows]
        told = [found["previousQualityRating"] for found in details if found]
    assert told == ["GREEN"] * len(odd)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, min_size=1, max_size=8))
async def test_no_event_at_all_stops_the_next_one(store: Store, events: list[dict[str, Any]]) -> None:
    async with activity_world(store) as world, door(store) as http:
        if not await store.subscriptions.in_channel("C1"):
            await world.subscribe()
        before = await told_or_aside(store)
        accepted = [await deliver(http, json.dumps(event).encode()) for event in events]
        assert set(accepted) == {200}
        await good_one_is_shown(world, http)
        assert await told_or_aside(store) == min(before + len(events) + 1, 500)


async def test_a_nonce_of_any_length_is_one_of_its_own(store: Store) -> None:
    async with door(store) as http:
        for nonce in ("a" * 5_000, "a" * 4_999 + "b", "a" * 5_000):
            assert await deliver(http, b'{"type":"X"}', nonce) == 200
    assert await store.inbox.waiting() == 2


async def test_what_our_own_code_fails_at_is_set_aside_and_can_be_retried(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WANTS, fails_at_poison)
    async with activity_world(store) as world:
        await world.subscribe()
        for name in ("alpha", "poison", "beta", "gamma"):
            await world.approved(name)
        await world.calm()
        shown = str(world.web.channels["C1"])
        assert all(name in shown for name in ("alpha", "beta", "gamma"))
        (aside,) = await store.inbox.aside()
        assert "nobody thought of this" in aside.error
        monkeypatch.setattr(WANTS, wants)
        assert await store.inbox.retry_aside(aside.id) == 1
        store.notifier.notify_local("activity")
        await world.until(lambda: "poison" in str(world.web.channels["C1"]))


async def test_a_row_that_the_database_refuses_is_set_aside_whatever_the_reason(store: Store) -> None:
    async with store.database.write() as db:
        if store.database.sqlite:
            await db.execute(
                text(
                    "CREATE TRIGGER no BEFORE INSERT ON deliveries WHEN NEW.subject LIKE '%poison%' "
                    "BEGIN SELECT RAISE(ABORT, 'bad'); END"
                )
            )
        else:
            await db.execute(text("ALTER TABLE deliveries ADD CONSTRAINT no CHECK (subject NOT LIKE '%poison%')"))
    async with activity_world(store, running=False) as world:
        await world.subscribe()
        for name in [f"t{number}" for number in range(12)] + ["poison"] + [f"u{number}" for number in range(12)]:
            await world.approved(name)
    async with activity_world(store) as world:
        await world.calm()
    assert [aside.type for aside in await store.inbox.aside()] == ["WHATSAPP_TEMPLATE_APPROVED"]
    rows = await store.inbox.recent(PROJECT, limit=200)
    assert sum(row.state == "routed" for row in rows) == 24


def test_what_parse_gives_is_bounded() -> None:
    for body in EXAMPLES.values():
        event = parse(body)
        assert len(event.type) <= 200
        assert len(event.subject.key) <= 1_000
        json.dumps(event.payload, allow_nan=False)
