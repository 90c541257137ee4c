"""For whom things wait: one function for lists, cards, charts, digests and `waiting`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.vocabulary.waits import Party, StateGroup, needs_you, state_group, waits
from bot.provisioning.subjects import Kind

YOU, SINCH, META, KAKAO, OPERATORS = Party
NOBODY: list[Party] = []

MATRIX: list[tuple[Kind, str, str, list[Party], StateGroup]] = [
    (Kind.whatsapp_template, "APPROVED", "", NOBODY, StateGroup.LIVE),
    (Kind.whatsapp_template, "PENDING", "", [META], StateGroup.IN_REVIEW),
    (Kind.whatsapp_template, "PENDING", "IN_PROGRESS", [META], StateGroup.IN_REVIEW),
    (Kind.whatsapp_template, "", "IN_PROGRESS", [META], StateGroup.IN_REVIEW),
    (Kind.whatsapp_template, "REJECTED", "", [YOU], StateGroup.NEEDS_YOU),
    (Kind.whatsapp_template, "REJECTED", "DRAFT", [YOU], StateGroup.NEEDS_YOU),
    (Kind.whatsapp_template, "REJECTED", "IN_PROGRESS", [META], StateGroup.BLOCKED),
    (Kind.whatsapp_template, "PAUSED", "", [YOU], StateGroup.NEEDS_YOU),
    (Kind.whatsapp_template, "DISABLED", "", NOBODY, StateGroup.BLOCKED),
    (Kind.whatsapp_template, "APPROVED", "REJECTED", [YOU], StateGroup.NEEDS_YOU),
    (Kind.whatsapp_template, "APPROVED", "IN_PROGRESS", [META], StateGroup.LIVE),
    (Kind.whatsapp_sender, "ACTIVE", "", NOBODY, StateGroup.LIVE),
    (Kind.whatsapp_sender, "IN_PROGRESS", "", [SINCH], StateGroup.SETTING_UP),
    (Kind.whatsapp_sender, "PENDING_VERIFICATION", "", [YOU], StateGroup.NEEDS_YOU),
    (Kind.whatsapp_sender, "SUSPENDED", "", [YOU], StateGroup.NEEDS_YOU),
    (Kind.whatsapp_sender, "ERROR", "", [YOU], StateGroup.NEEDS_YOU),
    (Kind.whatsapp_sender, "", "MULTIPLE_WABA_ERROR", [YOU], StateGroup.NEEDS_YOU),
    (Kind.whatsapp_sender, "INACTIVE", "", NOBODY, StateGroup.INACTIVE),
    (Kind.whatsapp_account, "PENDING_FACEBOOK_VERIFICATION", "", [YOU], StateGroup.NEEDS_YOU),
    (Kind.whatsapp_account, "", "IN_PROGRESS", [SINCH], StateGroup.IN_REVIEW),
    (Kind.kakaotalk_sender, "VERIFYING", "", [YOU], StateGroup.NEEDS_YOU),
    (Kind.kakaotalk_sender, "BLOCKED", "", NOBODY, StateGroup.BLOCKED),
    (Kind.kakaotalk_sender, "", "IN_PROGRESS", [KAKAO], StateGroup.IN_REVIEW),
    (Kind.kakaotalk_template, "", "IN_PROGRESS", [KAKAO], StateGroup.IN_REVIEW),
    (Kind.kakaotalk_template, "REJECTED", "", [YOU], StateGroup.NEEDS_YOU),
    (Kind.rcs_sender, "IN_PROGRESS", "", [SINCH], StateGroup.SETTING_UP),
    (Kind.rcs_sender, "IN_TEST", "", NOBODY, StateGroup.SETTING_UP),
    (Kind.rcs_sender, "DRAFT", "", NOBODY, StateGroup.INACTIVE),
    (Kind.rcs_sender, "PREPARING_LAUNCH", "", [SINCH], StateGroup.IN_REVIEW),
    (Kind.rcs_sender, "LAUNCHING", "", [OPERATORS], StateGroup.IN_REVIEW),
    (Kind.rcs_sender, "LAUNCHED", "", NOBODY, StateGroup.LIVE),
    (Kind.rcs_sender, "UNLAUNCHED", "", NOBODY, StateGroup.INACTIVE),
]


def resource(state: str, status: str) -> dict[str, Any]:
    return {**({"state": state} if state else {}), **({"changes": {"status": status}} if status else {})}


@pytest.mark.parametrize(("kind", "state", "status", "parties", "group"), MATRIX)
def test_each_state_waits_for_one_party_and_stands_in_one_word(
    kind: Kind, state: str, status: str, parties: list[Party], group: StateGroup
) -> None:
    payload = resource(state, status)
    assert [wait.party for wait in waits(kind, payload) if not wait.quiet] == parties
    assert state_group(kind, payload) is group


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (Kind.whatsapp_template, resource("", "DRAFT")),
        (Kind.kakaotalk_template, resource("APPROVED", "DRAFT")),
        (Kind.rcs_sender, resource("DRAFT", "")),
        (Kind.rcs_sender, resource("IN_TEST", "")),
    ],
)
def test_drafts_and_tests_wait_on_demand_only(kind: Kind, payload: dict[str, Any]) -> None:
    (wait,) = waits(kind, payload)
    assert wait.quiet
    assert not needs_you(kind, payload)


def test_a_launch_waits_for_each_operator_by_itself_and_refusals_are_one_thing_to_mend() -> None:
    countries = [
        {"country": "SE", "status": "PENDING", "operators": [
            {"name": "Telia", "status": "PENDING", "modified": "2026-01-02T00:00:00Z"},
            {"name": "Three", "status": "REJECTED", "remark": "No privacy policy.", "modified": "2026-01-03T00:00:00Z"},
            {"name": "Tele2", "status": "LAUNCHED"},
        ]},
        {"country": "FR", "status": "PENDING", "operators": []},
        {"country": "GB", "status": "REJECTED", "operators": [{"name": "EE", "status": "SUSPENDED"}]},
    ]  # fmt: skip
    payload = {"state": "LAUNCHED", "countryStatus": countries}
    yours, *theirs = waits(Kind.rcs_sender, payload)
    assert (yours.party, yours.operators, yours.why) == (
        YOU,
        ("Three (SE)", "EE (GB)"),
        "Three (SE): No privacy policy.",
    )
    assert [(wait.operators, wait.since) for wait in theirs] == [
        (("Telia (SE)",), "2026-01-02T00:00:00Z"),
        (("FR",), ""),
    ]
    assert state_group(Kind.rcs_sender, payload) is StateGroup.NEEDS_YOU, "chart and list tell the same"


@pytest.mark.parametrize(("status", "party"), [("INCOMPLETE", YOU), ("REJECTED", YOU), ("PENDING_REVIEW", OPERATORS)])
def test_a_launch_may_wait_for_its_brand(status: str, party: Party) -> None:
    payload = {"state": "PREPARING_LAUNCH", "brandDetails": {"registration": {"status": status}}}
    assert [wait.party for wait in waits(Kind.rcs_sender, payload)] == [party]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["REJECTED", "PENDING", "DRAFT"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["state", "changes", "status", "countryStatus", "operators", "name"]), inner)
    ),
    max_leaves=12,
)


@given(st.sampled_from(Kind), anything)
def test_whatever_the_api_answers_is_read(kind: Kind, payload: object) -> None:
    found = waits(kind, payload)
    assert (state_group(kind, payload) is StateGroup.NEEDS_YOU) == any(w.party is YOU and not w.quiet for w in found)
