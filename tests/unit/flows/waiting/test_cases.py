"""The review clock: cases from sights, what is usual, what is stuck."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.vocabulary.waits import waits
from bot.flows.subject_keys import key_of
from bot.flows.waiting.cases import RESOURCE, Stage, Timeline, is_stuck, stage_of
from bot.provisioning.subjects import Kind, Subject
from bot.times.lengths import age, short, usual

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
TEMPLATE = Subject(Kind.whatsapp_template, ("order_update", "EN_US"))
REVIEW = ("whatsapp_template", "Meta", "review")
REJECTED = ("whatsapp_template", "You", "rejected")
SENDER = Subject(Kind.rcs_sender, ("s1",))
OPERATOR = ("rcs_sender", "Google / operators", "operator")


def template(state: str = "", status: str = "") -> dict[str, Any]:
    return {**({"state": state} if state else {}), **({"changes": {"status": status}} if status else {})}


def seen(*states: tuple[str, float], subject: Subject = TEMPLATE) -> Timeline:
    """A timeline of live states, with the days after `START` at which events showed them."""
    found = Timeline()
    for state, days in states:
        found.see(subject, template(state), START + days * DAY)
    return found


def test_a_case_runs_from_the_first_sight_of_a_waiting_state_to_the_next_state() -> None:
    found = seen(("PENDING", 0), ("PENDING", 1), ("APPROVED", 4))
    assert found.usual()[REVIEW] == usual([4 * DAY])


def test_a_review_under_two_names_is_one_case() -> None:
    found = seen(("PENDING", 1), ("REJECTED", 3))
    found.see(TEMPLATE, template(status="IN_PROGRESS"), START)
    assert found.usual() == {REVIEW: usual([3 * DAY])}
    assert found.since((TEMPLATE.key, RESOURCE), REJECTED) == START + 3 * DAY


def test_the_order_in_which_sights_come_in_does_not_matter() -> None:
    states = [("PENDING", 0), ("APPROVED", 2), ("PAUSED", 5), ("APPROVED", 6)]
    expected = seen(*states).usual()
    assert len(expected) == 2
    assert all(seen(*order).usual() == expected for order in permutations(states))


def test_submitted_again_begins_again_though_the_decision_between_was_not_seen() -> None:
    found = Timeline()
    for kind, days in (("CREATED", 0), ("IN_PROGRESS", 0), ("EDITED", 30), ("IN_PROGRESS", 30), ("COMMENT_ADDED", 31)):
        found.note(TEMPLATE, kind, START + days * DAY)
    found.see(TEMPLATE, template("PENDING"), START + 32 * DAY, late=True)
    assert found.since((TEMPLATE.key, RESOURCE), REVIEW) == START + 30 * DAY
    assert found.usual() == {}, "nobody saw when the first one was decided"


def test_what_is_found_by_looking_ends_no_case() -> None:
    found = seen(("PENDING", 0))
    found.see(TEMPLATE, template("REJECTED"), START + 9 * DAY, late=True)
    assert found.usual() == {}, "nobody knows when it was rejected"
    assert found.since((TEMPLATE.key, RESOURCE), REJECTED) == START + 9 * DAY


@pytest.mark.parametrize("of_list", [False, True], ids=["events", "activity list"])
@pytest.mark.parametrize("known", range(1, 7))
def test_what_an_earlier_look_knew_of_a_moment_ends_no_case_less(known: int, of_list: bool) -> None:
    states = [("PENDING" if at % 2 == 0 else "REJECTED", at * at / 2) for at in range(known + 1)]
    found = Timeline() if of_list else seen(*states)
    for state, days in states if of_list else ():
        found.note(TEMPLATE, "IN_PROGRESS" if state == "PENDING" else state, START + days * DAY)
    before = found.usual()
    stage = REVIEW if states[-1][0] == "PENDING" else REJECTED
    since = found.since((TEMPLATE.key, RESOURCE), stage)
    assert since is not None
    assert sum(normal.count for normal in before.values()) == known
    found.remember((TEMPLATE.key, RESOURCE), stage, since)
    assert found.usual() == before


def test_a_draft_that_mends_it_does_not_end_a_rejection() -> None:
    found = seen(("REJECTED", 0))
    found.note(TEMPLATE, "DRAFT", START + DAY)
    assert found.since((TEMPLATE.key, RESOURCE), REJECTED) == START


def test_each_operator_has_its_own_clock_by_the_times_that_the_api_tells() -> None:
    operators = [
        {"name": "Telia", "status": "PENDING", "modified": (START + DAY).isoformat()},
        {"name": "Three", "status": "PENDING", "modified": START.isoformat()},
    ]
    payload = {"state": "LAUNCHING", "countryStatus": [{"country": "SE", "status": "PENDING", "operators": operators}]}
    found = Timeline()
    found.see(SENDER, payload, START + 2 * DAY)
    operators[1] = {"name": "Three", "status": "LAUNCHED", "modified": (START + 3 * DAY).isoformat()}
    found.see(SENDER, payload, START + 5 * DAY)
    assert found.since((SENDER.key, "Telia (SE)"), OPERATOR) == START + DAY
    assert found.since((SENDER.key, "Three (SE)"), OPERATOR) is None
    assert found.usual()[OPERATOR] == usual([3 * DAY])


@pytest.mark.parametrize(
    ("status", "track", "stage"),
    [("PENDING", "Telia (SE)", OPERATOR), ("REJECTED", RESOURCE, ("rcs_sender", "You", "rejected"))],
)
def test_an_operators_time_holds_where_its_sender_has_not_changed_since(status: str, track: str, stage: Stage) -> None:
    operators = [{"name": "Telia", "status": status, "modified": (START + 5 * DAY).isoformat()}]
    payload = {"state": "LAUNCHING", "countryStatus": [{"country": "SE", "status": "PENDING", "operators": operators}]}
    found = Timeline()
    found.see(SENDER, payload, START, late=True)
    assert found.since((SENDER.key, track), stage) == START + 5 * DAY


def test_a_kakaotalk_template_is_known_by_its_code_alone() -> None:
    listed, told = Subject(Kind.kakaotalk_template, ("shop", "c1")), Subject(Kind.kakaotalk_template, ("c1",))
    assert key_of(listed) == key_of(told)


lengths = st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=60)), min_size=1, max_size=40)


@given(lengths)
def test_cases_are_measured_exactly(taken: Sequence[timedelta]) -> None:
    found = Timeline()
    for at, length in enumerate(taken):
        subject = Subject(Kind.whatsapp_template, (f"t{at}", "EN"))
        found.see(subject, template("PENDING"), START)
        found.see(subject, template("APPROVED" if at % 2 else "REJECTED"), START + length)
    normal = found.usual()[REVIEW]
    assert normal == usual(taken)
    assert min(taken) <= normal.median <= normal.most <= max(taken) or len(taken) == 1


@given(lengths, st.timedeltas(timedelta(), timedelta(days=90)))
def test_stuck_is_longer_than_nine_in_ten_or_three_days_where_too_little_is_known(
    taken: Sequence[timedelta], waited: timedelta
) -> None:
    normal = usual(taken)
    if len(taken) < 5:
        assert is_stuck(waited, normal) == (waited >= 3 * DAY)
    else:
        assert is_stuck(waited, normal) == (waited > normal.most)
        assert sum(length > normal.most for length in taken) <= len(taken) / 10 + 1
    assert is_stuck(waited, None) == (waited >= 3 * DAY)


def test_lengths_in_a_few_letters() -> None:
    assert [short(timedelta(hours=hours)) for hours in (0.001, 0.5, 1, 5.4, 23.9, 48, 61)] == [
        "1 min", "30 min", "1 h", "5 h", "1 d", "2 d", "3 d",
    ]  # fmt: skip
    assert [age(timedelta(hours=hours)) for hours in (0, 0.5, 1.9, 23.9, 47.9, 144)] == [
        "1 min", "30 min", "1 h", "23 h", "1 d", "6 d",
    ]  # fmt: skip


def test_stages_are_compared_within_a_kind_a_party_and_a_sort_of_wait() -> None:
    (code,) = waits(Kind.whatsapp_sender, {"state": "PENDING_VERIFICATION"})
    (error,) = waits(Kind.whatsapp_sender, {"state": "ERROR"})
    assert stage_of(Kind.whatsapp_sender, code) != stage_of(Kind.whatsapp_sender, error)
