"""Which events are decisions, and when what they decide was submitted."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.flows.report.decisions import Decisions
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject
from bot.storage.activity.entries import ActivityEntry

T0 = datetime(2026, 11, 1, tzinfo=UTC)
EVER = T0 - timedelta(days=1)
TEMPLATE = Subject(Kind.whatsapp_template, ("order_update", "EN_US"))
SENDER = Subject(Kind.rcs_sender, ("s1",))


def told(kind: str, state: str = "", subject: Subject = TEMPLATE, **details: Any) -> Event:
    return Event(kind, subject, payload={"state": state} if state else {}, details=details)


def after(hours: float) -> datetime:
    return T0 + timedelta(hours=hours)


def entry(kind: str, at: datetime, reason: str = "") -> ActivityEntry:
    """An entry of the template's activity list."""
    mark = f"{kind}{at}"
    return ActivityEntry(project_id="p", mark=mark, subject=TEMPLATE.key, name="t", type=kind, at=at, reason=reason)


def test_a_case_runs_from_its_first_sight_to_the_decision() -> None:
    seen = Decisions()
    seen.submitted(TEMPLATE, after(0))
    seen.see(told("WHATSAPP_TEMPLATE_STATUS_UPDATED", "PENDING", newState="PENDING"), after(1))
    seen.see(told("WHATSAPP_TEMPLATE_REJECTED", "REJECTED"), after(5))
    seen.see(told("WHATSAPP_TEMPLATE_STATUS_UPDATED", "PENDING", newState="PENDING"), after(8))
    seen.see(told("WHATSAPP_TEMPLATE_APPROVED", "APPROVED"), after(10))
    assert [(decision.accepted, decision.took) for decision in seen.all(EVER)] == [
        (True, timedelta(hours=2)),
        (False, timedelta(hours=5)),
    ]


def test_what_is_told_twice_is_one_decision() -> None:
    seen = Decisions()
    for minute in (0, 1, 9):
        seen.see(told("WHATSAPP_TEMPLATE_APPROVED", "APPROVED"), T0 + timedelta(minutes=minute))
    seen.note(TEMPLATE, entry("ACTIVE", T0 + timedelta(minutes=2)))
    assert len(seen.all(EVER)) == 1


def test_an_operator_that_was_not_seen_pending_counts_from_the_launch() -> None:
    seen = Decisions()
    seen.submitted(SENDER, after(0))
    place = {"operator": "Telia", "operatorCountry": "SE"}
    seen.see(
        told("RCS_SENDER_OPERATOR_STATUS_UPDATED", "LAUNCHING", SENDER, operatorCurrentStatus="LAUNCHED", **place),
        after(6),
    )
    (one,) = seen.all(EVER)
    assert (one.kind, one.took, one.accepted) == ("RCS operator", timedelta(hours=6), True)


def test_an_operators_remark_is_the_reason_of_its_refusal() -> None:
    seen = Decisions()
    at_work = [{"name": "Telia", "status": "REJECTED", "remark": "No  opt-out"}, {"name": "Three", "remark": "Blurry"}]
    payload = {"state": "LAUNCHING", "countryStatus": [{"country": "SE", "operators": at_work}]}
    for number, (operator, country) in enumerate((("Telia", "SE"), ("Telia", "FR"), ("Three", "SE"))):
        details = {"operator": operator, "operatorCountry": country, "operatorCurrentStatus": "REJECTED"}
        seen.see(Event("RCS_SENDER_OPERATOR_STATUS_UPDATED", SENDER, payload=payload, details=details), after(number))
    assert [decision.reason for decision in seen.all(EVER)] == ["Blurry", "", "No opt-out"]


def test_activity_lists_tell_submissions_that_no_event_told() -> None:
    seen = Decisions()
    seen.see(told("WHATSAPP_TEMPLATE_APPROVED", "APPROVED"), after(30))
    assert seen.untimed(EVER) == [TEMPLATE]
    seen.note(TEMPLATE, entry("IN_PROGRESS", after(6)))
    assert seen.untimed(EVER) == []
    assert seen.all(EVER)[0].took == timedelta(hours=24)


STEPS = st.lists(
    st.tuples(st.sampled_from(["PENDING", "APPROVED", "REJECTED"]), st.integers(1, 500)), min_size=1, max_size=30
)


@given(STEPS)
def test_no_decision_took_less_than_nothing_or_is_counted_twice(steps: list[tuple[str, int]]) -> None:
    seen = Decisions()
    for state, hours in steps:
        seen.see(told("WHATSAPP_TEMPLATE_STATUS_UPDATED", state, newState=state), after(hours))
    found = seen.all(EVER)
    assert len(found) <= len({(state, hours) for state, hours in steps if state != "PENDING"})
    assert all(decision.took is None or decision.took >= timedelta() for decision in found)
    assert all(decision.at >= later.at for decision, later in itertools.pairwise(found))
