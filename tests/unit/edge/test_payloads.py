"""Whatever Slack signs has the shape that the bot reads, or is refused: nothing in between reaches the bot."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.cards.blocks.file_form import OFFER
from bot.cards.blocks.form import MORE
from bot.edge.payloads import FORM, KNOWN, Misshapen, parse, shaped, source, through_socket

TEXT = st.sampled_from(["", "x", "U1", "{}", "[]", "id"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)
NAMES = ("type", "user", "team", "channel", "view", "actions", "container", "event", "authorizations", "message")
PARTS = ("id", "type", "private_metadata", "state", "action_id", "user", "channel", "ts", "text", "callback_id")
ANYTHING = st.dictionaries(
    st.sampled_from(NAMES), JSON | st.dictionaries(st.sampled_from(PARTS), JSON, max_size=4), max_size=6
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.sampled_from(sorted(KNOWN)), ANYTHING)
def test_any_object_fits_or_is_refused(kind: str, body: dict[str, Any]) -> None:
    try:
        found = shaped({**body, "type": kind})
    except Misshapen:
        return
    assert isinstance(found.get("user", {}), dict)
    assert isinstance((found.get("team") or {}).get("id", ""), str)
    assert isinstance(json.loads((found.get("view") or {}).get("private_metadata") or "{}"), dict)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from((*NAMES, "team_id", "enterprise")), JSON, max_size=6))
@example({"type": "", "authorizations": "x"})
@example({"type": "new", "authorizations": [None], "view": []})
def test_where_it_comes_from_is_asked_of_any_object(body: dict[str, Any]) -> None:
    """Before it is known whether the kind is one that the bot serves."""
    assert all(isinstance(team, str) for team in source(body).teams)


@given(st.binary(max_size=200), st.sampled_from([b"", FORM, b"application/json"]))
def test_any_bytes_are_a_payload_or_refused(body: bytes, kind: bytes) -> None:
    with_prefix = b"payload=" + body
    for item in (body, with_prefix):
        try:
            assert isinstance(parse(item, kind), dict)
        except Misshapen:
            continue


def test_nulls_are_no_parts() -> None:
    body: dict[str, Any] = {
        "type": "view_submission",
        "team": None,
        "channel": None,
        "user": {"id": "U1", "team_id": None},
        "view": {
            "id": "V1",
            "type": "modal",
            "state": {"values": {"a": {"value": {"type": "file_input", "value": None}}}},
        },
    }
    assert shaped(body) == {
        "type": "view_submission",
        "user": {"id": "U1"},
        "view": {"id": "V1", "type": "modal", "state": {"values": {"a": {"value": {"type": "file_input"}}}}},
    }


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"null",
        b"7",
        b'"text"',
        b"{}",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"type":' + b"9" * 5_000 + b"}",
        b"\xff\xfe",
        b"{no",
        b"",
    ],
)
def test_what_is_no_payload(body: bytes) -> None:
    for given_body, kind in ((body, b"application/json"), (b"payload=" + body, FORM)):
        with pytest.raises(Misshapen):
            parse(given_body, kind)


def test_more_fields_than_any_form_has() -> None:
    with pytest.raises(Misshapen):
        parse(urlencode([("a", "b")] * 300_000).encode(), FORM)


@pytest.mark.parametrize(
    "part",
    [
        {"user": "U1"},
        {"user": {}},
        {"user": {"id": ["U1"]}},
        {"team": "T1"},
        {"view": []},
        {"view": {"id": "V1", "private_metadata": "[]"}},
        {"view": {"id": "V1", "private_metadata": "{no"}},
        {"view": {"id": "V1", "private_metadata": '{"c": 7}'}},
        {"view": {"id": "V1", "state": {"values": {"a": {"value": "x"}}}}},
    ],
)
def test_what_is_signed_and_misshapen(part: dict[str, Any]) -> None:
    fits = {"type": "view_submission", "user": {"id": "U1"}, "view": {"id": "V1", "type": "modal"}}
    assert shaped(dict(fits)) == fits
    with pytest.raises(Misshapen):
        shaped({**fits, **part})


@pytest.mark.parametrize("view", [None, {}, {"type": "modal"}])
def test_a_button_of_forms_only_comes_from_a_form(view: dict[str, Any] | None) -> None:
    """An address to answer at does not make up for the form whose place the answer takes."""
    pressed = {
        "type": "block_actions",
        "user": {"id": "U1"},
        "response_url": "https://hooks.example.com/x",
        "actions": [{"action_id": OFFER, "block_id": "b"}],
    }
    assert shaped({**pressed, "view": {"id": "V1", "type": "modal"}})
    with pytest.raises(Misshapen, match="view"):
        shaped({**pressed, "view": view})


@pytest.mark.parametrize("form", ["", "text=x", "token=t&team_id=T1", "command=%2Fsinch&user_id=U1"])
def test_a_form_without_what_every_command_has_is_refused(form: str) -> None:
    with pytest.raises(Misshapen, match="is missing"):
        parse(form.encode(), FORM)


def pressed(**more: Any) -> dict[str, Any]:
    """A button in a message."""
    action = {"action_id": "run:help", "block_id": "b", "value": "{}"}
    return {"type": "block_actions", "user": {"id": "U1"}, "channel": {"id": "C1"}, "actions": [action], **more}


def said(**more: Any) -> dict[str, Any]:
    return {"type": "event_callback", "event": {"type": "message", "channel": "C1", "ts": "1.2", **more}}


def commanded(**more: Any) -> dict[str, Any]:
    needed = {"command": "/sinch", "user_id": "U1", "channel_id": "C1", "response_url": "https://hooks.slack.com/x"}
    return {**needed, "text": "help", **more}


@pytest.mark.parametrize("name", ["x" * 256, "U1\0", "C1\nC2", "\u202eU1", "1.2\x7f"])
def test_names_are_short_and_on_one_line(name: str) -> None:
    """Ids end up in keys, forms, logs and requests to Slack."""
    view = {"id": "V1", "type": "modal"}
    for body in (
        pressed(user={"id": name}),
        pressed(channel={"id": name}),
        pressed(container={"thread_ts": name}),
        pressed(actions=[{"action_id": name}]),
        pressed(response_url=name * 2),
        said(thread_ts=name),
        said(user=name),
        {"type": "view_submission", "user": {"id": "U1"}, "view": {**view, "callback_id": name}},
        {"type": "view_submission", "user": {"id": "U1"}, "view": {**view, "private_metadata": f'{{"c": "{name}"}}'}},
        commanded(user_id=name),
        commanded(trigger_id=name),
    ):
        with pytest.raises(Misshapen):
            through_socket(json.loads(json.dumps(body)))
    with pytest.raises(Misshapen):
        parse(urlencode(commanded(channel_id=name)).encode(), FORM)


@pytest.mark.parametrize("moment", ["x", "1,2", "-1.2", "nan", "1e9", "1.2.3", "٣.2", "9" * 200, "\ufffd"])
def test_what_names_a_message_is_a_moment(moment: str) -> None:
    """It is counted with."""
    kept = {"id": "V1", "type": "modal", "private_metadata": json.dumps({"t": moment})}
    for body in (
        said(ts=moment),
        said(thread_ts=moment),
        said(message={"ts": moment}),
        pressed(container={"message_ts": moment}),
        pressed(message={"thread_ts": moment}),
        {"type": "view_submission", "user": {"id": "U1"}, "view": kept},
    ):
        with pytest.raises(Misshapen, match="has another shape"):
            shaped(body)


def test_half_a_character_is_none() -> None:
    """It can be written in JSON, but neither stored nor sent on."""
    body = said(text="half \ud83d, whole \U0001f600", blocks=[{"deep": ["\udc00"]}])
    wanted = said(text="half \ufffd, whole \U0001f600", blocks=[{"deep": ["\ufffd"]}])
    assert parse(json.dumps(body).encode(), b"application/json") == wanted
    assert parse(urlencode({"payload": json.dumps(body)}).encode(), FORM) == wanted
    assert through_socket(body) is body
    assert body == wanted
    with pytest.raises(Misshapen):
        through_socket({"type": "x", "deep": json.loads("[" * 900 + "]" * 900), "half": "\ud83d"} | deep(5_000))


def deep(levels: int) -> dict[str, Any]:
    """An object in objects, deeper than Python goes."""
    whole: dict[str, Any] = {}
    for _ in range(levels):
        whole = {"in": whole}
    return whole


def test_a_press_needs_a_place_for_its_answer_and_some_a_form() -> None:
    assert shaped(pressed(response_url=None))
    assert shaped(pressed(channel=None, container={"channel_id": "C1"}))
    for body in (
        pressed(channel=None),
        pressed(actions=[{"action_id": MORE}]),
        pressed(actions=[{"action_id": OFFER}], response_url="https://hooks.slack.com/x"),
    ):
        with pytest.raises(Misshapen):
            shaped(body)
