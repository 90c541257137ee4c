"""What is at the door: nothing is parsed before its signature is right, and what is signed is served or refused."""

from __future__ import annotations

import asyncio
import copy
import json
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import commands
from bot import metrics
from bot.cards.blocks.file_form import OFFER
from bot.edge import payloads
from tests.worlds.stub_world import ADMIN, CHANNEL, PROJECT, StubWorld, stub_world
from tests.worlds.webhook import signed

Json = dict[str, Any]

ANSWERS = "the workspace's own"
TEAM = {"id": "T1", "domain": "acme"}
FORM = "form:rcs account comment"
VIEW: Json = {
    "id": "V1",
    "type": "modal",
    "callback_id": FORM,
    "hash": "1.a",
    "title": {"type": "plain_text", "text": "Comment"},
    "private_metadata": json.dumps({"c": CHANNEL, "p": "", "k": {}}),
    "blocks": [{"type": "input", "block_id": "text"}],
    "state": {"values": {"text": {"value": {"type": "plain_text_input", "value": "//"}}}},
}
PERSON = {"id": ADMIN, "team_id": "T1"}
INTERACTIONS: dict[str, Json] = {
    "button": {
        "type": "block_actions",
        "user": PERSON,
        "team": TEAM,
        "enterprise": None,
        "channel": {"id": CHANNEL, "name": "general"},
        "container": {"type": "message", "channel_id": CHANNEL, "message_ts": "1.2", "thread_ts": "1.1"},
        "message": {"ts": "1.2", "thread_ts": "1.1", "text": "x"},
        "actions": [{"action_id": "run:help", "block_id": "b", "type": "button", "value": "{}"}],
        "trigger_id": "1.2",
        "response_url": ANSWERS,
    },
    "menu": {
        "type": "block_actions",
        "user": PERSON,
        "team": TEAM,
        "channel": {"id": CHANNEL},
        "actions": [
            {"action_id": "menu", "block_id": "b", "selected_option": {"value": "run:help{}", "text": {"text": "x"}}}
        ],
        "trigger_id": "1.2",
        "response_url": ANSWERS,
    },
    "answer": {
        "type": "block_actions",
        "user": PERSON,
        "team": TEAM,
        "channel": {"id": CHANNEL},
        "actions": [{"action_id": "confirm", "block_id": "b", "value": "no such key"}],
        "response_url": ANSWERS,
    },
    "button in a modal": {
        "type": "block_actions",
        "user": PERSON,
        "team": TEAM,
        "container": {"type": "view", "view_id": "V1"},
        "view": VIEW,
        "actions": [{"action_id": "run:help", "block_id": "b", "value": "{}"}],
    },
    "button that asks for a file": {
        "type": "block_actions",
        "user": PERSON,
        "team": TEAM,
        "view": {**VIEW, "callback_id": "form:whatsapp templates create"},
        "actions": [{"action_id": OFFER, "block_id": "b"}],
        "response_url": ANSWERS,
    },
    "step": {
        "type": "block_actions",
        "user": PERSON,
        "team": TEAM,
        "view": {**VIEW, "callback_id": "step:whatsapp templates create"},
        "actions": [{"action_id": "step:back", "block_id": "b"}],
    },
    "home": {
        "type": "block_actions",
        "user": PERSON,
        "team": TEAM,
        "view": {**VIEW, "type": "home", "private_metadata": ""},
        "actions": [{"action_id": "run:help", "block_id": "b", "value": "{}"}],
        "trigger_id": "1.2",
    },
    "form": {"type": "view_submission", "user": PERSON, "team": TEAM, "view": {**VIEW, "callback_id": "form:help"}},
    "wizard": {
        "type": "view_submission",
        "user": PERSON,
        "team": TEAM,
        "view": {**VIEW, "callback_id": "step:whatsapp templates create"},
    },
    "file": {
        "type": "view_submission",
        "user": PERSON,
        "team": TEAM,
        "view": {
            **VIEW,
            "callback_id": "file:whatsapp templates create",
            "state": {"values": {"file": {"value": {"type": "file_input", "files": []}}}},
        },
    },
    "closed": {"type": "view_closed", "user": PERSON, "team": TEAM, "view": VIEW},
    "options": {
        "type": "block_suggestion",
        "user": PERSON,
        "team": TEAM,
        "view": VIEW,
        "action_id": "value",
        "block_id": "resource",
        "value": "x",
    },
    "shortcut": {
        "type": "message_action",
        "callback_id": "comment_on_resource",
        "user": PERSON,
        "team": TEAM,
        "channel": {"id": CHANNEL},
        "message": {"ts": "1.2", "thread_ts": "1.1", "text": "x", "user": ADMIN},
        "trigger_id": "1.2",
    },
}
EVENTS: dict[str, Json] = {
    "mention": {"type": "app_mention", "user": ADMIN, "channel": CHANNEL, "text": "<@U0> help", "ts": "1.3"},
    "message": {
        "type": "message",
        "user": ADMIN,
        "channel": CHANNEL,
        "text": "x",
        "ts": "1.3",
        "thread_ts": "1.1",
        "files": [{"id": "F1", "name": "x"}],
    },
    "edit": {
        "type": "message",
        "subtype": "message_changed",
        "channel": CHANNEL,
        "message": {"user": ADMIN, "text": "y", "ts": "1.3", "thread_ts": "1.1"},
        "previous_message": {"user": ADMIN, "text": "x", "ts": "1.3", "thread_ts": "1.1"},
    },
    "deleted": {"type": "message", "subtype": "message_deleted", "channel": CHANNEL, "deleted_ts": "1.3"},
    "home": {"type": "app_home_opened", "user": ADMIN, "tab": "home", "channel": "D1"},
    "joined": {"type": "member_joined_channel", "user": ADMIN, "channel": CHANNEL, "team": "T1"},
    "archived": {"type": "channel_archive", "channel": CHANNEL, "user": ADMIN},
    "person": {"type": "user_change", "user": {"id": ADMIN, "deleted": False, "profile": {}}},
    "revoked": {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}},
}
OTHER_LEAVES: tuple[Any, ...] = (None, 7)
OTHER_OBJECTS: tuple[Any, ...] = (None, "x", [None])


def variants(whole: Any) -> Iterator[tuple[str, Any]]:
    """The payload with each of its parts taken away or put in another shape."""
    for path in list(paths(whole)):
        at = _parent(whole, path)[path[-1]]
        for other in OTHER_OBJECTS if isinstance(at, dict | list) else OTHER_LEAVES:
            changed = copy.deepcopy(whole)
            _parent(changed, path)[path[-1]] = other
            yield f"{'.'.join(map(str, path))} = {other!r}", changed


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield (*at, key)
        yield from paths(item, (*at, key))


def _parent(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path[:-1]:
        value = value[key]
    return value


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[StubWorld]:
    async with stub_world(tmp_path) as made:
        yield made


def unexpected() -> float:
    """How many errors nobody foresaw, so far."""
    return sum(
        sample.value for family in metrics.UNEXPECTED.collect() for sample in family.samples if "_total" in sample.name
    )


async def interact(world: StubWorld, payload: Any) -> httpx.Response:
    if payload.get("response_url") == ANSWERS:
        payload = {**payload, "response_url": f"{world.stubs}/respond"}
    return await world.signed(urlencode({"payload": json.dumps(payload)}).encode())


async def as_json(world: StubWorld, payload: Any) -> httpx.Response:
    return await world.signed(json.dumps(payload).encode(), "application/json")


@pytest.mark.parametrize("name", INTERACTIONS)
async def test_interactions_of_every_shape(world: StubWorld, name: str) -> None:
    before = unexpected()
    assert (await interact(world, INTERACTIONS[name])).status_code == 200
    for change, payload in variants(INTERACTIONS[name]):
        response = await interact(world, payload)
        assert response.status_code in (200, 400), (change, response.text)
        assert "Traceback" not in response.text
    await world.bot.tasks.drain(10)
    assert unexpected() == before


@pytest.mark.parametrize("name", EVENTS)
async def test_events_of_every_shape(world: StubWorld, name: str) -> None:
    before = unexpected()
    bot = {"team_id": "T1", "user_id": "U0", "is_bot": True, "enterprise_id": None}
    whole: Json = {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev0",
        "event": EVENTS[name],
        "authorizations": [bot],
    }
    shapes = [("nothing", whole), *variants(whole)]
    for number, (_, body) in enumerate(shapes):
        if isinstance(body.get("event_id"), str):
            body["event_id"] = f"Ev{number}"
    # All at once: a reply in a thread that nobody knows is looked up for two seconds.
    answers = await asyncio.gather(*(as_json(world, body) for _, body in shapes))
    for (change, _), response in zip(shapes, answers, strict=True):
        assert response.status_code in (200, 400), (change, response.text)
    await world.bot.tasks.drain(10)
    assert unexpected() == before


@pytest.mark.parametrize(
    "body",
    [
        {"type": "event_callback", "event": {"type": "a_new_kind", "user": ["x"]}},
        {"type": "event_callback", "event": {"type": "assistant_thread_started", "user": "U1", "channel": "C1"}},
        {"type": "event_callback", "event": {"type": "assistant_thread_context_changed", "channel": "C1"}},
        {"type": "dialog_submission", "state": "x", "submission": {}},
        {"type": "a_new_kind", "user": 7},
        {"type": "app_rate_limited", "minute_rate_limited": 1},
    ],
)
async def test_what_is_signed_and_not_known_is_acknowledged(world: StubWorld, body: Json) -> None:
    answers = [
        await as_json(world, body),
        await interact(world, body),
    ]
    wanted = {200, 400} if body["type"] == "event_callback" else {200}
    assert {answer.status_code for answer in answers} <= wanted


FORM_FIELDS = ("command", "ssl_check", "payload", "type", "user_id", "channel_id", "response_url", "text", "é")
FORM_VALUES = ("", "/sinch", "/sinch-rcs", "/x", "1", "\ud800", "\0", "{}", "[]", '{"type":"shortcut","command":5}')
FORMS = st.dictionaries(st.sampled_from(FORM_FIELDS), st.sampled_from(FORM_VALUES))
PAYLOAD_FIELDS = ("type", "command", "ssl_check", "user", "view", "event", "team")
PAYLOAD_VALUES = (*payloads.KNOWN, "dialog_submission", "/sinch", 7, None, ["x"], {"id": ADMIN}, {"id": 7})
PAYLOADS = st.dictionaries(st.sampled_from(PAYLOAD_FIELDS), st.sampled_from(PAYLOAD_VALUES))
KINDS = ("application/x-www-form-urlencoded", "Application/X-WWW-Form-UrlEncoded; charset=utf-8", "a/b", "")


async def test_whatever_is_signed_is_served_or_refused(world: StubWorld) -> None:
    """Any form and any payload, as a form and as JSON, under whatever content type."""
    bodies: list[bytes] = []

    @settings(max_examples=60)
    @given(form=FORMS, payload=PAYLOADS)
    def collected(form: dict[str, str], payload: Json) -> None:
        told = json.dumps(payload)
        bodies.extend((urlencode(form, errors="replace").encode(), urlencode({"payload": told}).encode()))
        bodies.append(told.encode())

    collected()
    before = unexpected()
    for number, body in enumerate(bodies):
        kind = KINDS[number % len(KINDS)]
        response = await world.signed(body, kind)
        assert response.status_code in (200, 400), (body, kind, response.text)
    await world.bot.tasks.drain(10)
    assert unexpected() == before


async def test_a_command_without_an_address_is_answered_in_its_channel(world: StubWorld) -> None:
    command = {"command": "/sinch", "text": "help", "user_id": ADMIN, "channel_id": CHANNEL, "team_id": "T1"}
    assert (await world.signed(urlencode(command).encode())).status_code == 200
    await world.bot.tasks.drain(10)
    asides = [call.body for call in world.slack if call.name == "chat.postEphemeral"]
    assert [(aside["channel"], aside["user"]) for aside in asides] == [(CHANNEL, ADMIN)]


async def test_nobody_is_left_to_be_told(world: StubWorld) -> None:
    """Where even the failure cannot be shown it is a line in the log, and no failure of ours."""
    before = unexpected()
    world.refuses = {"chat.postEphemeral": "user_not_in_channel", "conversations.open": "user_not_found"}
    command = {"command": "/sinch", "text": "help", "user_id": ADMIN, "channel_id": CHANNEL, "team_id": "T1"}
    assert (await world.signed(urlencode(command).encode())).status_code == 200
    await world.bot.tasks.drain(10)
    assert unexpected() == before


async def test_a_press_without_an_address_is_answered_in_its_channel(world: StubWorld) -> None:
    def answers() -> list[Json]:
        return [call.body for call in world.slack if call.name == "chat.postEphemeral"]

    bare = {**INTERACTIONS["button"], "response_url": None}
    for number, press in enumerate((bare, {**bare, "trigger_id": None, "container": None}), 1):
        assert (await interact(world, press)).status_code == 200
        await world.bot.tasks.drain(10)
        assert [(alone["channel"], alone["user"]) for alone in answers()] == [(CHANNEL, ADMIN)] * number


async def test_a_form_whose_button_does_not_say_of_what_asks_for_it(world: StubWorld) -> None:
    """What the form begins with can't be looked up then."""
    before = unexpected()
    paths = [command.path for command in commands.collect() if command.prefill is not None]
    assert len(paths) > 5
    for path in paths:
        press = {**INTERACTIONS["button"], "actions": [{"action_id": f"form:{path}", "block_id": "b", "value": "{}"}]}
        assert (await interact(world, press)).status_code == 200
        await world.bot.tasks.drain(10)
        assert unexpected() == before, path
        assert world.slack[-1].name == "views.open", path


async def test_the_address_is_verified(world: StubWorld) -> None:
    assert "c0ffee" in (await as_json(world, {"type": "url_verification", "token": "t", "challenge": "c0ffee"})).text


UNSIGNED: list[tuple[bytes, dict[str, str]]] = [
    (b"[]", {}),
    (b"null", {}),
    (b"{" * 100_000, {"content-type": "application/json"}),
    (b"\xff\xfe", {}),
    (b"payload=[]", {"content-type": "application/x-www-form-urlencoded"}),
    (b"a&" * 500_000, {"content-type": "application/x-www-form-urlencoded"}),
    (b"ssl_check=1", {"content-type": "application/x-www-form-urlencoded"}),
    (b"", {}),
]
STAMPS = ["", "9" * 5_000, "1e9", "-1", "٣", "1 1", "soon", str(2**63)]


@pytest.mark.parametrize("route", ["/slack/events", f"/sinch/webhooks/{PROJECT}"])
async def test_nothing_unsigned_is_looked_into(world: StubWorld, route: str) -> None:
    """Neither with a wrong signature nor without one, whatever stands in the timestamp and the body."""
    for stamp in [str(int(time.time())), *STAMPS]:
        for body, more in UNSIGNED[:2] if stamp in STAMPS else UNSIGNED:
            headers = wrong(body, route, stamp) | more
            response = await world.http.post(f"{world.url}{route}", content=body, headers=headers)
            assert response.status_code == 401, (stamp, body[:20], response.text)


def wrong(body: bytes, route: str, stamp: str) -> dict[str, Any]:
    if PROJECT in route:
        headers: dict[str, Any] = dict(signed(body, secret="another"))
        headers["x-sinch-webhook-signature-timestamp"] = stamp.encode()
        return headers
    return {"x-slack-request-timestamp": stamp.encode(), "x-slack-signature": "v0=" + "0" * 64}
