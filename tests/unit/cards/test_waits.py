"""For whom things wait: one function for lists, cards, charts, digests and `waiting`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.vocabulary.waits import Party, Standing, needs_you, standing, waits
from bot.provisioning.subjects import Kind

YOU, SINCH, META, KAKAO, OPERATORS = Party
NOBODY: list[Party] = []

MATRIX: list[tuple[Kind, str, str, list[Party], Standing]] = [
    (Kind.whatsapp_template, "APPROVED", "", NOBODY, Standing.LIVE),
    (Kind.whatsapp_template, "PENDING", "", [META], Standing.IN_REVIEW),
    (Kind.whatsapp_template, "PENDING", "IN_PROGRESS", [META], Standing.IN_REVIEW),
    (Kind.whatsapp_template, "", "IN_PROGRESS", [META], Standing.IN_REVIEW),
    (Kind.whatsapp_template, "REJECTED", "", [YOU], Standing.NEEDS_YOU),
    (Kind.whatsapp_template, "REJECTED", "DRAFT", [YOU], Standing.NEEDS_YOU),
    (Kind.whatsapp_template, "REJECTED", "IN_PROGRESS", [META], Standing.BLOCKED),
    (Kind.whatsapp_template, "PAUSED", "", [YOU], Standing.NEEDS_YOU),
    (Kind.whatsapp_template, "DISABLED", "", NOBODY, Standing.BLOCKED),
    (Kind.whatsapp_template, "APPROVED", "REJECTED", [YOU], Standing.NEEDS_YOU),
    (Kind.whatsapp_template, "APPROVED", "IN_PROGRESS", [META], Standing.LIVE),
    (Kind.whatsapp_sender, "ACTIVE", "", NOBODY, Standing.LIVE),
    (Kind.whatsapp_sender, "IN_PROGRESS", "", [SINCH], Standing.SETTING_UP),
    (Kind.whatsapp_sender, "PENDING_VERIFICATION", "", [YOU], Standing.NEEDS_YOU),
    (Kind.whatsapp_sender, "SUSPENDED", "", [YOU], Standing.NEEDS_YOU),
    (Kind.whatsapp_sender, "ERROR", "", [YOU], Standing.NEEDS_YOU),
    (Kind.whatsapp_sender, "", "MULTIPLE_WABA_ERROR", [YOU], Standing.NEEDS_YOU),
    (Kind.whatsapp_sender, "INACTIVE", "", NOBODY, Standing.INACTIVE),
    (Kind.whatsapp_account, "PENDING_FACEBOOK_VERIFICATION", "", [YOU], Standing.NEEDS_YOU),
    (Kind.whatsapp_account, "", "IN_PROGRESS", [SINCH], Standing.IN_REVIEW),
    (Kind.kakaotalk_sender, "VERIFYING", "", [YOU], Standing.NEEDS_YOU),
    (Kind.kakaotalk_sender, "BLOCKED", "", NOBODY, Standing.BLOCKED),
    (Kind.kakaotalk_sender, "", "IN_PROGRESS", [KAKAO], Standing.IN_REVIEW),
    (Kind.kakaotalk_template, "", "IN_PROGRESS", [KAKAO], Standing.IN_REVIEW),
    (Kind.kakaotalk_template, "REJECTED", "", [YOU], Standing.NEEDS_YOU),
    (Kind.rcs_sender, "IN_PROGRESS", "", [SINCH], Standing.SETTING_UP),
    (Kind.rcs_sender, "IN_TEST", "", NOBODY, Standing.SETTING_UP),
    (Kind.rcs_sender, "DRAFT", "", NOBODY, Standing.INACTIVE),
    (Kind.rcs_sender, "PREPARING_LAUNCH", "", [SINCH], Standing.IN_REVIEW),
    (Kind.rcs_sender, "LAUNCHING", "", [OPERATORS], Standing.IN_REVIEW),
    (Kind.rcs_sender, "LAUNCHED", "", NOBODY, Standing.LIVE),
    (Kind.rcs_sender, "UNLAUNCHED", "", NOBODY, Standing.INACTIVE),
]


def resource(state: str, status: str) -> dict[str, Any]:
    return {**({"state": state} if state else {}), **({"changes": {"status": status}} if status else {})}


@pytest.mark.parametrize(("kind", "state", "status", "parties", "stands"), MATRIX)
def test_each_state_waits_for_one_party_and_stands_in_one_word(
    kind: Kind, state: str, status: str, parties: list[Party], stands: Standing
) -> None:
    payload = resource(state, status)
    assert [wait.party for wait in waits(kind, payload) if not wait.quiet] == parties
    assert standing(kind, payload) is stands


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
    assert standing(Kind.rcs_sender, payload) is Standing.NEEDS_YOU, "chart and list tell the same"


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
    assert (standing(kind, payload) is Standing.NEEDS_YOU) == any(w.party is YOU and not w.quiet for w in found)
