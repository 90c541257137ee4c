"""One place says how a value is shown: in audit rows, requests for approval, differences and undo alike."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.cards import approvals
from bot.cards.vocabulary.facts import differences
from bot.cards.vocabulary.values import in_words


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("submitted", True, "yes"),
        ("submitted", False, "no"),
        ("note", None, ""),
        ("details.countries", ["SE", "FR"], "Sweden, France"),
        ("countries", ["XX"], "XX"),
        ("businessManager", "SINCH_UK", "Sinch UK"),
        ("useCase", "OTP", "One-time codes"),
        ("smsApp", {"consent": False, "region": "EU"}, "Consent: no, Region: Europe"),
        (
            "translations",
            [{"name": "crate_ready", "language": "FR"}, {"name": "crate_ready", "language": "IT"}],
            "crate_ready (FR), crate_ready (IT)",
        ),
        ("file", {"name": "rows.csv", "size": 12}, "rows.csv"),
        ("empty", [None, {}, ""], ""),
        ("text", "SE", "SE"),
    ],
)
def test_a_value_is_said_in_words(field: str, value: Any, said: str) -> None:
    assert in_words(field, value) == said


def test_ids_are_said_by_the_names_that_are_known() -> None:
    assert in_words("sender_ids", ["01A", "01B"], {"01A": "Beans"}) == "Beans, 01B"


def test_a_request_for_approval_has_no_codes_but_structures_are_exact() -> None:
    values = {"submitted": True, "countries": ["SE"], "details": {"region": "EU"}}
    request = SimpleNamespace(
        id="1", path="whatsapp templates delete", project_id="P", user_id="U1", state="waiting", decided_by=None,
        reason=None, expires_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    titled = approvals.titled(values, {"submitted": "Include submitted"}, {})
    shown = str(approvals.request(cast(approvals.ApprovalRequest, request), "Delete it?", titled).blocks)
    for line in ("*Include submitted*: yes", "*Countries*: Sweden", '{"region": "EU"}'):
        assert line in shown


def test_a_difference_has_words_on_both_sides() -> None:
    changes = {"details": {"vertical": "RESTAURANT"}, "changes": {"details": {"vertical": "NON_PROFIT"}}}
    assert differences(changes) == ["• Business category: Restaurant → *Non-profit*"]
