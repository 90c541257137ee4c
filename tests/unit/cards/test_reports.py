"""Digest, status, subscriptions, access and audit say what counts, in any amount."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import access, audit, digest, status, subscriptions
from bot.cards.blocks.table import without_new_blocks
from bot.cards.digest import DigestData, LatestEvent, StateChange
from bot.cards.status import DeadDeliveryRow, Health, Status
from bot.cards.subscriptions import SubscriptionRow
from bot.cards.vocabulary.state import state_value
from bot.cards.vocabulary.waits import Party, StateGroup
from bot.cards.waiting import WaitingItem, WaitingList
from bot.links import Call, CommandLink
from bot.provisioning.subjects import Kind, Subject
from bot.storage.states import AuditOutcome
from tests.unit.cards import samples
from tests.unit.cards.checks import accepted, labels, shown
from tests.unit.cards.samples import SUBJECTS

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEMPLATE = SUBJECTS[Kind.whatsapp_template]


def _rejected(name: str, subject: Subject = TEMPLATE, state: str = "REJECTED") -> WaitingItem:
    why = "Meta takes it for a scam."
    return WaitingItem(
        Party.YOU, subject.kind, name, state, subject, "rejected", why=why, since=NOW, waited=timedelta(2)
    )


def _data(number: int = 1, **more: Any) -> DigestData:
    return DigestData(
        generated_at=NOW,
        previous_at=NOW - timedelta(days=1),
        counts={
            Kind.whatsapp_template: {"APPROVED": 7, "REJECTED": 2, "PENDING": 1},
            Kind.rcs_sender: {"LAUNCHED": 1, "IN_TEST": 1},
        },
        accounts=[(SUBJECTS[Kind.whatsapp_account], "Acme <Ltd>", "ONBOARDED")],
        changes=[StateChange(TEMPLATE, f"promo_{at}", "PENDING", "REJECTED") for at in range(number)],
        waiting=WaitingList([_rejected(f"promo_{at}") for at in range(number)]),
        latest=[LatestEvent("🟢 WhatsApp template *x* was approved.", NOW)] * number,
        **more,
    )


def test_a_digest_says_what_waits_what_changed_and_the_counts() -> None:
    message = accepted(digest.digest(_data(), more=[CommandLink("Pause", "digest pause", {"id": 1})]))
    said = shown(message)
    assert "*Needs attention* (1)" in said
    assert "🔴 WhatsApp template *promo_0*: rejected" in said
    assert "🟡 in review\n🔴 rejected" in said
    assert "Acme &lt;Ltd&gt;" in said
    (chart,) = [block["chart"] for block in message.blocks if block["type"] == "data_visualization"]
    assert [(segment["label"], segment["value"]) for segment in chart["segments"]] == [
        ("setting up", 1),
        ("live", 8),
        ("in review", 1),
        ("needs you", 2),
    ], "what the table does not say: how all kinds stand together; live is the second, which is green"
    assert "10 WhatsApp templates, 2 RCS senders" in message.text
    assert "1 thing needs attention: 1 waits for you." in message.text
    assert said.index("Needs attention") < said.index("Acme"), "what waits leads"
    assert labels(message) == ["Edit", "Pause"]


def test_a_digest_without_charts_says_the_same() -> None:
    plain = accepted(without_new_blocks(digest.digest(_data())))
    assert {block["type"] for block in plain.blocks}.isdisjoint({"data_visualization", "data_table"})
    for words in ("• live: 8", "7 approved", "promo_0"):
        assert words in shown(plain)


def test_counts_tell_what_grew_and_what_shrank_to_nothing() -> None:
    before = {Kind.whatsapp_template: {"APPROVED": 4, "PAUSED": 1, "REJECTED": 2}}
    said = shown(accepted(digest.digest(_data(before=before))))
    assert "🟢 7 approved (+3) · 🔴 2 rejected · 🟡 1 in review (+1) · 🔴 0 paused (-1)" in said
    assert "🟢 1 launched · 🔵 1 in test" in said


def test_a_quiet_day_is_said_in_a_few_words() -> None:
    message = accepted(digest.digest(DigestData(generated_at=NOW, previous_at=NOW)))
    assert "Nothing needs attention." in message.text
    assert "*Changed since the last digest*\nNothing" in shown(message)


def test_a_first_digest_claims_no_changes() -> None:
    said = shown(
        accepted(digest.digest(DigestData(generated_at=NOW, late=True, missing=["RCS senders could not be read."])))
    )
    assert "First digest here" in said
    assert "Changed since" not in said
    assert "Late:" in said
    assert ":warning: RCS senders could not be read." in said


@pytest.mark.parametrize("number", [0, 8, 9, 40, 500])
def test_a_digest_of_any_size_fits(number: int) -> None:
    message = accepted(digest.digest(_data(number)))
    accepted(without_new_blocks(message))
    if number:
        assert f"({number})" in shown(message)


@settings(samples.quick, max_examples=30)
@given(samples.ids, samples.ids, st.integers(0, 30))
def test_any_names_and_states_make_a_digest(name: str, state: str, number: int) -> None:
    subject = Subject(Kind.rcs_sender, (name,))
    data = DigestData(
        generated_at=NOW,
        previous_at=NOW,
        counts={kind: {state: number, "ACTIVE": 1, name: 2} for kind in Kind},
        accounts=[(subject, name, state)] * number,
        changes=[StateChange(subject, name, state, name)] * number,
        waiting=WaitingList([_rejected(name, subject, state)] * number),
        missing=[name],
        title=name,
    )
    accepted(without_new_blocks(accepted(digest.digest(data))))


def test_standing_is_the_live_state_or_that_of_the_changes() -> None:
    assert state_value({"state": "APPROVED", "changes": {"status": "DRAFT"}}) == "APPROVED"
    assert state_value({"changes": {"status": "DRAFT"}}) == "DRAFT"
    assert state_value({}) == ""


def test_nothing_unpleasant_is_ever_green() -> None:
    """Slack gives the second segment green, whatever it is called."""
    for present in itertools.product((0, 1, 5), repeat=len(StateGroup)):
        counted = dict(zip(StateGroup, present, strict=True))
        message = digest.digest(DigestData(generated_at=NOW, state_groups=counted))
        charts = [block["chart"]["segments"] for block in message.blocks if block["type"] == "data_visualization"]
        names = [segment["label"] for segment in charts[0]] if charts else []
        if len(names) > 1:
            assert names[1] not in ("needs you", "blocked")
            assert "live" not in names or names[1] == "live"
        there = {meaning for meaning in StateGroup if counted[meaning]}
        assert len(names) == (0 if there == {StateGroup.NEEDS_YOU, StateGroup.BLOCKED} else len(there))


def test_status_puts_what_is_broken_first() -> None:
    shown_status = Status(
        parts=[
            Health("Database", True),
            Health("Webhook", None),
            Health("Slack", False, "token revoked", "Reinstall."),
        ],
        waiting=3,
        oldest=NOW,
        dead=[DeadDeliveryRow("Approved: x", "C1", "channel_not_found", NOW, Call("status retry", {"id": 1}))] * 12,
        dead_total=40,
        retry_all=Call("status retry", {"all": True}),
    )
    message = accepted(status.status(shown_status), people=True)
    said = shown(message)
    assert said.index("*Slack*: token revoked") < said.index("*Database*")
    assert "Reinstall." in said
    assert "*Given up* (40)" in said
    assert "3 messages waiting to be posted" in said
    assert labels(message) == ["Retry"] * 10 + ["Retry all", "Refresh"]


def test_a_healthy_bot_says_so() -> None:
    message = accepted(status.status(Status(parts=[Health("Database", True)])))
    assert message.text.startswith("🟢 Everything works.")
    assert labels(message) == ["Refresh"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (SubscriptionRow("C1"), "All events from Sinch."),
        (SubscriptionRow("C1", areas=["whatsapp", "rcs"]), "All events for WhatsApp, RCS."),
        (
            SubscriptionRow(
                "C1", types=["RCS_SENDER_STATUS_UPDATED"], filters={"name": ["promo_*", "a"], "country": []}
            ),
            "Only these events: RCS sender status updated, only with name `promo_*` or `a`.",
        ),
        (
            SubscriptionRow("C1", filters={"state": ["REJECTED"], "language": ["DE"], "category": ["UTILITY"]}),
            "All events from Sinch, only with state rejected and language German · DE and category utility.",
        ),
    ],
)
def test_a_rule_is_told_in_words(rule: SubscriptionRow, words: str) -> None:
    assert subscriptions.in_words(rule) == words
    assert words in shown(accepted(subscriptions.subscription(rule, made="Subscribed.")))


def test_rules_say_who_made_them_and_what_they_last_posted() -> None:
    rule = SubscriptionRow(
        "C1",
        by="U1",
        since=NOW,
        muted_until=NOW,
        example="🟢 WhatsApp template *x* was approved.",
        example_at=NOW,
        calls=[CommandLink("Mute", "mute", {"rule": 1})],
    )
    said = shown(accepted(subscriptions.subscriptions([rule] * 30, place="C1"), people=True))
    assert "Added by <@U1>" in said
    assert "Latest: 🟢" in said
    assert "Muted until" in said
    assert "too long to show" in said or "and 10 more" in said


def test_no_rules_say_how_to_begin() -> None:
    message = accepted(subscriptions.subscriptions([], place="C1"), people=True)
    assert "<#C1> gets no Sinch events yet." in message.text
    assert labels(message) == ["Subscribe"]


def test_access_names_people_by_role() -> None:
    message = accepted(access.table(admins=["U1"], grants=[("U2", "operator", "U1", NOW)], manage=True), people=True)
    assert "*Admin*: can delete, and manage webhooks, access and projects\n• <@U1> (setting)" in message.text
    assert "• <@U2> by <@U1>" in message.text
    assert labels(message) == ["Grant", "Revoke"]
    assert labels(access.table()) == []
    assert accepted(access.granted("U2", "operator"), people=True).text.startswith("<@U2> is now an *operator*")
    assert accepted(access.revoked("U2"), people=True).text.startswith("<@U2> is now a *viewer*")


@dataclass(frozen=True)
class Line:
    """A row as the database has it."""

    at: datetime = NOW
    user_id: str = "U1"
    channel: str | None = "C1"
    user_name: str = "Ada <!here>"
    action: str = "webhooks delete"
    args: dict[str, Any] = field(default_factory=lambda: {"webhook_id": "w1", "json": {"a": 1}})
    outcome: str = "failed"
    detail: str | None = "not found"


def test_the_audit_log_is_a_table() -> None:
    message = accepted(audit.table([Line()] * 20, older=Call("audit", {"before": 7}, "turn")))
    said = shown(message)
    assert "🔴 failed: not found" in said
    assert "Webhook ID: w1" in said
    assert labels(message) == ["Older"]
    assert "No changes yet." in accepted(audit.table([])).text


def test_each_outcome_is_said_in_words() -> None:
    said = {outcome: shown(audit.table([Line(outcome=outcome, detail=None)])) for outcome in AuditOutcome}
    assert len({*said.values()}) == len(AuditOutcome)
    assert all(f'"{outcome}"' not in text for outcome, text in said.items())
