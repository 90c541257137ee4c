"""What the bot found out by looking, in words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.cards.events.by_type import odd, resource, text_of
from bot.cards.resources import event_card
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject


def event(kind: str, **payload: Any) -> Event:
    return Event(kind, Subject(Kind.unknown), payload, known=False)


@pytest.mark.parametrize(
    ("kind", "payload", "said"),
    [
        (
            "SMS_APP_ADDED",
            {"name": "Notices", "status": "PROVISIONING_ADD"},
            "SMS app *Notices* is new: provisioning add.",
        ),
        (
            "SMS_APP_CHANGED",
            {"name": "Notices", "status": "BLOCKED", "previousStatus": "ACTIVE"},
            "SMS app *Notices* is now blocked (before: active).",
        ),
        ("SMS_APP_REMOVED", {"id": "a1"}, "SMS app *a1* was deleted."),
        ("WHATSAPP_SOLUTION_CHANGED", {"details": {"name": "One"}, "assigned": True}, "is assigned."),
        ("WHATSAPP_FLOW_CHANGED", {"name": "table", "status": "FLOW_STATUS_PUBLISHED"}, "is now published."),
        ("RCS_UPSCALE_ADDED", {"id": "u1"}, "inferred"),
    ],
)
def test_what_a_poll_found_is_told_in_words(kind: str, payload: dict[str, Any], said: str) -> None:
    told = text_of(event(kind, **payload))
    assert said in told.what
    assert not odd(event(kind, **payload))


def test_a_summary_calls_them_by_kind_and_name() -> None:
    assert resource(event("SMS_APP_ADDED", name="Notices")) == ("SMS app", "Notices")
    assert resource(event("WHATSAPP_FLOW_REMOVED", id="f1")) == ("WhatsApp flow", "f1")
    assert resource(event("SMS_APP_EXPLODED", name="x")) == ("Resource", "x")
    assert resource(event("SMS_APP_EXPLODED", id="x")) == ("Resource", "SMS_APP_EXPLODED")


def test_their_card_calls_them_by_kind_too() -> None:
    added = event("SMS_APP_ADDED", name="Notices", status="ACTIVE")
    card = event_card.card(added.subject, added.payload, comments="off", kind=resource(added)[0])
    assert card.text == "🟢 SMS app Notices: active."
    assert "SMS app" in card.blocks[0]["text"]["text"]


def test_names_from_outside_ping_nobody() -> None:
    assert "<!channel>" not in text_of(event("SMS_APP_ADDED", name="<!channel>")).what


def test_other_unknown_types_stay_unknown() -> None:
    other = event("SMS_APP_EXPLODED", name="x")
    assert "don't know" in text_of(other).what
    assert odd(other)
