"""Which entries never came as a webhook; what keeps a late one silent. No I/O."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.catchup.missed import (
    COMMENTED,
    FROM_ENTRY,
    FROM_STATE,
    MissedEvent,
    ReceivedEvent,
    body,
    entries,
    nonce,
    not_yet_received,
    state_change,
)
from bot.flows.correlation.late import key
from bot.provisioning.commenting import Activity
from bot.provisioning.event_types import EVENT_TYPES, Tells
from bot.provisioning.events import parse
from bot.provisioning.subjects import Kind, Subject

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEMPLATE = Subject(Kind.whatsapp_template, ("order_update", "EN_US"))
PAYLOAD: dict[str, Any] = {"name": "order_update", "language": "EN_US", "state": "APPROVED"}
COMMENT = "WHATSAPP_TEMPLATE_COMMENT_ADDED"


def minutes(number: float) -> datetime:
    return NOW + timedelta(minutes=number)


def test_one_event_for_an_entry_and_for_a_state() -> None:
    told = [(info.kind, info.listed_as) for info in EVENT_TYPES.values() if info.listed_as]
    told += [(info.kind, state) for info in EVENT_TYPES.values() for state in info.states]
    assert len(told) == len(set(told)), "two events tell the same, and catch-up would bring one of them only"
    comments = {info.kind for info in EVENT_TYPES.values() if info.tells is Tells.COMMENT}
    assert {kind for kind, types in FROM_ENTRY.items() if COMMENTED in types} == comments
    assert FROM_STATE[Kind.bundle] == {"DONE": "BUNDLE_DONE"}


def test_only_what_webhooks_tell_of_and_only_the_window() -> None:
    found = [
        Activity("COMMENT_ADDED", minutes(3).isoformat(), "Reviewer", "new"),
        Activity("EDITED", minutes(2).isoformat(), "Someone"),
        Activity("REJECTED", minutes(1).isoformat()),
        Activity("COMMENT_ADDED", minutes(-9).isoformat(), "Reviewer", "old"),
        Activity("COMMENT_ADDED", None, "Reviewer", "undated"),
        Activity("COMMENT_ADDED", "yesterday", "Reviewer", "misdated"),
    ]
    wanted = entries(TEMPLATE, found, NOW, minutes(5))
    assert [(missed.type, missed.comment) for missed in wanted] == [
        ("WHATSAPP_TEMPLATE_REJECTED", ""),
        (COMMENT, "new"),
    ]


@pytest.mark.parametrize(
    ("seen", "missing"),
    [
        ([], True),
        ([ReceivedEvent(COMMENT, minutes(0.1), "hello")], False),
        ([ReceivedEvent(COMMENT, minutes(-1), "hello")], False),  # the clocks differ a little
        ([ReceivedEvent(COMMENT, minutes(-5), "hello")], True),  # that was another one
        ([ReceivedEvent(COMMENT, minutes(60 * 30), " hello ")], False),  # the webhook came a day later
        ([ReceivedEvent(COMMENT, minutes(0.1), "hullo")], True),
        ([ReceivedEvent("WHATSAPP_TEMPLATE_APPROVED", minutes(0.1), "hello")], True),
    ],
)
def test_a_comment_is_known_by_its_words(seen: list[ReceivedEvent], missing: bool) -> None:
    assert bool(not_yet_received([MissedEvent(COMMENT, NOW, "hello")], seen)) is missing


def test_a_change_of_state_is_known_by_its_time() -> None:
    wanted = [MissedEvent("WHATSAPP_SENDER_ACTIVE", NOW)]
    assert not_yet_received(wanted, [ReceivedEvent("WHATSAPP_SENDER_ACTIVE", minutes(5))]) == []
    assert not_yet_received(wanted, [ReceivedEvent("WHATSAPP_SENDER_ACTIVE", minutes(60 * 24))]) == wanted


@given(st.lists(st.sampled_from("abc"), max_size=8), st.data())
def test_as_many_are_missing_as_did_not_come(texts: list[str], data: st.DataObject) -> None:
    wanted = [MissedEvent(COMMENT, minutes(n), text) for n, text in enumerate(texts)]
    came = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    seen = [
        ReceivedEvent(COMMENT, minutes(n + 0.2), text)
        for n, (text, yes) in enumerate(zip(texts, came, strict=True))
        if yes
    ]
    missing = not_yet_received(wanted, data.draw(st.permutations(seen)))
    assert len(missing) == came.count(False)
    assert sorted(missed.comment for missed in missing) == sorted(
        text for text, yes in zip(texts, came, strict=True) if not yes
    )


@pytest.mark.parametrize(
    ("state", "before", "seen", "expected"),
    [
        ("APPROVED", "PENDING", [], "WHATSAPP_TEMPLATE_APPROVED"),
        ("PAUSED", "APPROVED", [], "WHATSAPP_TEMPLATE_STATUS_UPDATED"),
        ("APPROVED", "APPROVED", [], None),
        ("APPROVED", "", [], None),  # seen for the first time
        ("PENDING", "APPROVED", [], None),  # nothing tells of that
        ("APPROVED", "PENDING", [ReceivedEvent("WHATSAPP_TEMPLATE_APPROVED", NOW, state="APPROVED")], None),
        ("APPROVED", "PENDING", [ReceivedEvent(COMMENT, NOW, state="PENDING")], "WHATSAPP_TEMPLATE_APPROVED"),
    ],
)
def test_states_that_changed_unseen(state: str, before: str, seen: list[ReceivedEvent], expected: str | None) -> None:
    found = state_change(TEMPLATE, {**PAYLOAD, "state": state}, before, seen, NOW)
    assert (found.type if found else None) == expected


def test_the_body_is_what_the_webhook_would_have_been() -> None:
    event = parse(body(TEMPLATE, MissedEvent(COMMENT, NOW, "Grüße \ud800"), PAYLOAD))
    assert (event.type, event.subject, event.payload["state"]) == (COMMENT, TEMPLATE, "APPROVED")
    flat = parse(body(Subject(Kind.rcs_account), MissedEvent("RCS_ACCOUNT_COMMENT_ADDED", NOW, "hi"), {}))
    assert (flat.comment, flat.payload) == ("hi", {})
    sender = {"id": "s1", "state": "LAUNCHED"}
    changed = MissedEvent("RCS_SENDER_STATUS_UPDATED", NOW, before="IN_TEST")
    told = parse(body(Subject(Kind.rcs_sender, ("s1",)), changed, sender))
    assert told.details == {"previousState": "IN_TEST", "currentState": "LAUNCHED"}


def test_nonces_and_keys() -> None:
    one = MissedEvent(COMMENT, NOW, "hello")
    assert nonce(TEMPLATE, one) == nonce(TEMPLATE, MissedEvent(COMMENT, NOW, "hello"))
    others = [nonce(TEMPLATE, one, 1), nonce(TEMPLATE, MissedEvent(COMMENT, minutes(1), "hello"))]
    assert len({nonce(TEMPLATE, one), *others}) == 3
    found = parse(body(TEMPLATE, one, PAYLOAD))
    late = parse(body(TEMPLATE, MissedEvent(COMMENT, minutes(3), "hello "), {**PAYLOAD, "state": "PAUSED"}))
    assert key("p", found) == key("p", late)
    assert key("p", found) != key("q", found)
