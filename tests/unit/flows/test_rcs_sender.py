"""What events add to an RCS sender as the API tells it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cards.rcs_progress import waited
from bot.flows.rcs_sender import with_events
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject

T0 = datetime(2026, 11, 20, 9, tzinfo=UTC)
SENDER = {
    "id": "s1",
    "state": "LAUNCHING",
    "modified": T0.isoformat(),
    "testNumberStates": [{"number": "+46701", "state": "VERIFIED"}],
    "countryStatus": [{"country": "SE", "status": "PENDING", "operators": [{"name": "Telia", "status": "PENDING"}]}],
}


def event(kind: str, payload: dict[str, Any] | None = None, comment: str | None = None, **details: str) -> Event:
    return Event(
        f"RCS_{kind}", Subject(Kind.rcs_sender, ("s1",)), payload=payload or {}, details=details, comment=comment
    )


def telia(status: str, comment: str | None = None, payload: dict[str, Any] | None = None) -> Event:
    return event(
        "SENDER_OPERATOR_STATUS_UPDATED", payload, comment,
        operator="Telia", operatorCountry="SE", operatorCurrentStatus=status,
    )  # fmt: skip


def operators(sender: dict[str, Any]) -> list[dict[str, Any]]:
    return [operator for country in sender["countryStatus"] for operator in country["operators"]]


@pytest.mark.parametrize(("later", "status"), [(-1, "PENDING"), (0, "REJECTED"), (1, "REJECTED")])
def test_only_what_is_not_older_than_the_sender_says_something_new(later: int, status: str) -> None:
    found = with_events(SENDER, [(T0 + timedelta(seconds=later), telia("REJECTED", "No logo."))])
    assert [operator["status"] for operator in operators(found)] == [status]


def test_the_remark_of_an_operator_comes_with_its_event() -> None:
    found = with_events(SENDER, [(T0, telia("REJECTED", "No logo."))])
    assert operators(found) == [
        {"name": "Telia", "status": "REJECTED", "modified": T0.isoformat(), "remark": "No logo."}
    ]


def test_an_event_of_the_same_time_does_not_turn_back_what_no_event_tells() -> None:
    old = {**SENDER, "testNumberStates": [{"number": "+46701", "state": "UNVERIFIED"}]}
    assert with_events(SENDER, [(T0, telia("LAUNCHED", payload=old))])["testNumberStates"][0]["state"] == "VERIFIED"


def test_states_and_the_brand_follow_in_order() -> None:
    events = [
        (T0 + timedelta(seconds=1), event("SENDER_STATUS_UPDATED", {"state": "LAUNCHED"}, currentState="LAUNCHED")),
        (T0 + timedelta(seconds=2), event("BRAND_REGISTRATION_PROCESS_STATUS_UPDATED", status="COMPLETED")),
    ]
    found = with_events(SENDER, events)
    assert found["state"] == "LAUNCHED"
    assert found["brandDetails"]["registration"]["status"] == "COMPLETED"


def test_an_operator_that_was_not_listed_is_added() -> None:
    found = with_events({"id": "s1"}, [(T0, telia("PENDING"))])
    assert [country["country"] for country in found["countryStatus"]] == ["SE"]
    assert operators(found)[0]["status"] == "PENDING"


@pytest.mark.parametrize(
    ("ago", "said"),
    [(timedelta(hours=5), "less than a day"), (timedelta(hours=30), "1 day"), (timedelta(days=6), "6 days")],
)
def test_waiting_is_told_in_days(ago: timedelta, said: str) -> None:
    assert waited((T0 - ago).isoformat(), T0) == said
    assert waited("", T0) == ""
