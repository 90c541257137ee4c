"""A sender that many operators are asked about is read at a glance."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.cards.activity import summary_messages
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SENDER = Subject(Kind.rcs_sender, ("s1",))
PAYLOAD: dict[str, Any] = {"id": "s1", "state": "LAUNCHING", "details": {"brand": {"name": "Beans & Co"}}}


def answer(number: int, status: str = "PENDING", country: str = "SE") -> Event:
    details = {"operator": f"Op{number}", "operatorCountry": country, "operatorCurrentStatus": status}
    return Event("RCS_SENDER_OPERATOR_STATUS_UPDATED", SENDER, PAYLOAD, details=details)


def shown(*events: Event) -> str:
    (message,) = summary_messages(events, NOW, NOW, most=1)
    return message.text


def test_many_operators_are_counted_by_country() -> None:
    text = shown(*(answer(number, country="FR" if number % 2 else "SE") for number in range(11)))
    assert "waiting for 11 operators in FR and SE" in text
    assert text.count("Beans") == 1
    assert "11 events" in text


def test_a_few_are_named() -> None:
    assert all(f"Op{number} (SE)" in shown(answer(0), answer(1)) for number in (0, 1))


def test_the_latest_answer_of_each_counts() -> None:
    asked = [answer(number) for number in range(5)]
    text = shown(*asked, answer(0, "LAUNCHED"), answer(1, "LAUNCHED"))
    assert "waiting for 3 operators in SE" in text
    assert "at 2 operators in SE" in text


def test_what_somebody_has_to_act_on_is_named() -> None:
    text = shown(*(answer(number) for number in range(5)), answer(9, "REJECTED", "FR"))
    assert "Op9 (FR)" in text
    assert "1 needs action" in text
