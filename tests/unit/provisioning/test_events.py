from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.provisioning.events import EVENT_TYPES, MalformedEvent, parse
from bot.provisioning.subjects import Kind, Subject

SAMPLES = {path.stem: path.read_bytes() for path in (Path(__file__).parents[2] / "samples" / "events").glob("*.json")}
SUBJECTS = {
    "BUNDLE": Subject(Kind.bundle, ("62a02dd40000000000000000",)),
    "KAKAOTALK_SENDER": Subject(Kind.kakaotalk_sender, ("5WY5zKfY3pB56EmDVUPQ",)),
    "KAKAOTALK_TEMPLATE": Subject(Kind.kakaotalk_template, ("S7yFqaKqJ8tsnBZH2CEd",)),
    "RCS_ACCOUNT": Subject(Kind.rcs_account),
    "RCS": Subject(Kind.rcs_sender, ("cf11794a-6a5e-4a12-b103-da79bd378bf1",)),
    "WHATSAPP_ACCOUNT": Subject(Kind.whatsapp_account),
    "WHATSAPP_WABA": Subject(Kind.whatsapp_account),
    "WHATSAPP_SENDER": Subject(Kind.whatsapp_sender, ("cf11794a-6a5e-4a12-b103-da79bd378bf2",)),
    "WHATSAPP_TEMPLATE": Subject(Kind.whatsapp_template, ("order_update", "EN_US")),
}
SECRETS = {"authToken", "bearerToken"}


def _subject(name: str) -> Subject:
    return SUBJECTS[max((prefix for prefix in SUBJECTS if name.startswith(prefix)), key=len)]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_documented_event_is_understood(name: str) -> None:
    sent = json.loads(SAMPLES[name])
    event = parse(SAMPLES[name])
    assert (event.type, event.known, event.subject) == (name, True, _subject(name))
    assert event.payload == {key: value for key, value in sent.get("payload", {}).items() if key not in SECRETS}
    assert event.comment == sent.get("comment")
    assert event.details == {key: sent[key] for key in sent if key not in ("type", "payload", "comment")}
    assert event.info is EVENT_TYPES[name]
    assert event.info.kind is event.subject.kind
    assert event.subject.commentable is (event.subject.kind is not Kind.bundle)


def test_tokens_and_secrets_are_left_out_wherever_they_stand() -> None:
    body = {
        "type": "X",
        "secret": "s",
        "payload": {"a": [{"authToken": "s"}, {"secret": "s", "b": 1}], "bearerToken": 1},
    }
    event = parse(json.dumps(body).encode())
    assert (event.payload, event.details) == ({"a": [{}, {"b": 1}]}, {})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        b"null",
        b"[]",
        b'"RCS_ACCOUNT_COMMENT_ADDED"',
        b"{}",
        b'{"type": null}',
        b'{"type": ""}',
        b'{"type": 5}',
        b'{"type": ["BUNDLE_DONE"]}',
        b'{"type": "X", "payload": NaN}',
        b'{"type": "X", "payload": -Infinity}',
        b"[" * 100_000,
        b'{"type": "X", "payload": ' + b"[" * 90_000 + b"]" * 90_000 + b"}",
    ],
)
def test_what_is_no_event_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedEvent):
        parse(body)


@pytest.mark.parametrize(
    ("name", "payload", "subject"),
    [
        ("WHATSAPP_TEMPLATE_ARCHIVED", {"name": "a", "language": "EN"}, Subject(Kind.whatsapp_template, ("a", "EN"))),
        ("WHATSAPP_TEMPLATE_ARCHIVED", {"name": "a"}, Subject(Kind.unknown, ("a",))),
        ("WHATSAPP_SENDER_MOVED", {"id": "s"}, Subject(Kind.whatsapp_sender, ("s",))),
        ("WHATSAPP_ACCOUNT_MERGED", {}, Subject(Kind.whatsapp_account)),
        ("WHATSAPP_WABA_BANNED", {}, Subject(Kind.whatsapp_account)),
        ("KAKAOTALK_SENDER_MOVED", {"plusFriendId": "p"}, Subject(Kind.kakaotalk_sender, ("p",))),
        ("KAKAOTALK_SENDER_MOVED", {"id": "p"}, Subject(Kind.unknown, ("p",))),
        ("KAKAOTALK_TEMPLATE_MOVED", {"code": "c"}, Subject(Kind.kakaotalk_template, ("c",))),
        (
            "KAKAOTALK_TEMPLATE_MOVED",
            {"code": "c", "plusFriendId": "p"},
            Subject(Kind.kakaotalk_template, ("p", "c")),
        ),
        ("RCS_SENDER_DELETED", {"id": 7}, Subject(Kind.rcs_sender, ("7",))),
        ("RCS_ACCOUNT_SUSPENDED", {}, Subject(Kind.rcs_account)),
        ("BUNDLE_FAILED", {"id": "b"}, Subject(Kind.bundle, ("b",))),
        ("RCS_CAMPAIGN_APPROVED", {"id": "c"}, Subject(Kind.unknown, ("c",))),
        ("SMS_APP_CREATED", {"id": "a"}, Subject(Kind.unknown, ("a",))),
        ("SOMETHING", {}, Subject(Kind.unknown, ("SOMETHING",))),
        ("VIBER_BOT_ACTIVE", {"botId": 7, "projectId": "p"}, Subject(Kind.unknown, ("7",))),
    ],
)
def test_an_unknown_type_has_a_subject_where_it_is_plain(name: str, payload: Any, subject: Subject) -> None:
    event = parse(json.dumps({"type": name, "payload": payload, "extra": 1}).encode())
    assert (event.subject, event.known, event.info) == (subject, False, None)
    assert (event.payload, event.details) == (payload, {"extra": 1})


@pytest.mark.parametrize("payload", [None, 5, "text", [], [{"id": "s"}], {}, {"id": None}, {"id": ["s"]}, {"id": True}])
@pytest.mark.parametrize("name", sorted(EVENT_TYPES))
def test_a_known_type_of_another_shape_is_kept(name: str, payload: Any) -> None:
    body = {"type": name, "payload": payload, "comment": ["not", "text"]}
    event = parse(json.dumps(body).encode())
    assert (event.type, event.known, event.subject) == (name, True, Subject(EVENT_TYPES[name].kind))
    assert event.comment is None
    assert event.payload == (payload if isinstance(payload, dict) else {})
    assert event.details["comment"] == ["not", "text"]
    assert ("payload" in event.details) is not isinstance(payload, dict)


def test_a_deleted_template_may_come_without_its_payload() -> None:
    event = parse(b'{"type": "WHATSAPP_TEMPLATE_DELETED"}')
    assert (event.subject, event.subject.commentable) == (Subject(Kind.whatsapp_template), False)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from([*EVENT_TYPES, "WHATSAPP_TEMPLATE_X", "X"]), st.dictionaries(st.text(), JSON), JSON, JSON)
def test_any_object_with_a_type_is_an_event(name: str, more: dict[str, Any], payload: Any, comment: Any) -> None:
    event = parse(json.dumps({**more, "payload": payload, "comment": comment, "type": name}).encode())
    assert event.type == name
    assert Subject.from_key(event.subject.key) == event.subject


@given(st.binary())
def test_any_bytes_are_an_event_or_malformed(body: bytes) -> None:
    with contextlib.suppress(MalformedEvent):
        assert parse(body).type
