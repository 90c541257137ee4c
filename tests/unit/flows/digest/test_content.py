"""What a digest says: what waits and since when, what changed, what happened."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cards.vocabulary.waits import Party, StateGroup, state_group
from bot.cards.waiting import WaitingItem, WaitingList
from bot.flows.digest.content import DatedEvent, DigestSnapshot, compose
from bot.flows.overview.counts import StateCounts
from bot.flows.overview.overview import Overview, Trouble, trouble
from bot.provisioning.errors import CredentialsRefused, Forbidden, NotFound, ServerFault, TooManyRequests, Uncertain
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def template(name: str, state: str = "", status: str = "", **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "language": "EN_US", **more}
    if state:
        made["state"] = state
    if status:
        made["changes"] = {"status": status}
    return made


def short(*items: dict[str, Any], kind: Kind = Kind.whatsapp_template, waiting: bool = True) -> Overview:
    """A list that was read whole."""
    states = Counter(item.get("state") or item.get("changes", {}).get("status", "") for item in items)
    state_groups = Counter(state_group(kind, item) for item in items)
    counts = StateCounts(kind, len(items), states, state_groups, waiting=[*items] if waiting else [])
    counts.members = {(str(n),): item for n, item in enumerate(items)}
    return Overview(lists={kind: counts})


def long(total: int, *waiting: dict[str, Any]) -> Overview:
    counts = StateCounts(Kind.whatsapp_template, total, Counter(APPROVED=total), waiting=[*waiting])
    return Overview(lists={Kind.whatsapp_template: counts})


def approved(name: str, at: datetime = NOW) -> DatedEvent:
    subject = Subject(Kind.whatsapp_template, (name, "EN_US"))
    return DatedEvent(Event("WHATSAPP_TEMPLATE_APPROVED", subject, template(name, "APPROVED")), at)


def test_the_first_digest_compares_with_nothing() -> None:
    data, snapshot = compose(short(template("a", "APPROVED")), WaitingList(), [], None, NOW)
    assert data.previous_at is None
    assert data.changes == ()
    assert DigestSnapshot.of(snapshot.as_json()) == snapshot


def test_short_lists_are_compared_whole() -> None:
    before = short(template("a", "PENDING"), template("gone", "APPROVED"), waiting=False)
    _, snapshot = compose(before, WaitingList(), [], None, NOW - DAY)
    now = short(template("a", "APPROVED"), template("new", "REJECTED"), waiting=False)
    data, _ = compose(now, WaitingList(), [], DigestSnapshot.of(snapshot.as_json()), NOW)
    assert {(change.name, change.was, change.now) for change in data.changes} == {
        ("a (EN_US)", "PENDING", "APPROVED"),
        ("gone (EN_US)", "APPROVED", ""),
        ("new (EN_US)", "", "REJECTED"),
    }


def test_of_long_lists_what_was_decided_is_known() -> None:
    subject = Subject(Kind.whatsapp_template, ("waits", "EN_US"))
    waiting = WaitingList([WaitingItem(Party.YOU, subject.kind, "waits (EN_US)", "PAUSED", subject, "paused")])
    _, snapshot = compose(long(5_000, template("waits", "PAUSED")), waiting, [], None, NOW - DAY)
    events = [approved("waits", NOW), approved("fresh", NOW - DAY / 2)]
    data, _ = compose(long(5_000), WaitingList(), events, snapshot, NOW)
    assert {(change.name, change.was, change.now) for change in data.changes} == {
        ("waits (EN_US)", "PAUSED", "APPROVED"),
        ("fresh (EN_US)", "IN_PROGRESS", "APPROVED"),
    }


def test_the_list_is_remembered_and_counted_as_it_is_told() -> None:
    subject = Subject(Kind.whatsapp_template, ("x", "EN_US"))
    item = WaitingItem(Party.YOU, subject.kind, "x", "DRAFT", subject, "draft", findings=2, since=NOW - DAY)
    overview = short(template("x", status="DRAFT"), template("y", status="DRAFT"), template("z", "APPROVED"))
    overview.accounts = {Kind.whatsapp_account: {"state": "ONBOARDED", "details": {"wabaName": "Acme"}}}
    data, snapshot = compose(overview, WaitingList([item]), [], None, NOW)
    assert snapshot.waiting == {subject.key: ["DRAFT", (NOW - DAY).isoformat()]}
    expected = {StateGroup.LIVE: 2, StateGroup.INACTIVE: 1, StateGroup.NEEDS_YOU: 1}
    assert data.state_groups == expected, "a draft with findings needs somebody, a clean one does not"
    assert data.accounts == [(Subject(Kind.whatsapp_account), "Acme", "ONBOARDED")]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (NotFound("x", method="GET", path="/", status=404, error_code="account_not_found"), True),
        (Forbidden("x", method="GET", path="/", status=403, error_code="rbm_has_not_been_used"), True),
        (ServerFault("broken", method="GET", path="/", status=500), False),
        (Uncertain("no answer in time", method="GET", path="/"), False),
        (TooManyRequests("slow down", method="GET", path="/", status=429), False),
        (CredentialsRefused("no", method="POST", path="/"), False),
    ],
)
def test_troubles_in_words(error: Any, expected: bool) -> None:
    found = trouble("RCS", "senders", error)
    assert found.expected is expected
    assert found.text.endswith(".")


def test_what_is_not_used_is_no_trouble() -> None:
    overview = Overview(troubles=[Trouble("RCS", "RCS has not been used.", True), Trouble("WhatsApp", "It broke.")])
    data, _ = compose(overview, WaitingList(), [], None, NOW)
    assert (data.missing, data.unused) == (["It broke."], ["RCS has not been used."])


@pytest.mark.parametrize("stored", [None, {}, {"at": None}, {"at": "yesterday"}])
def test_a_lost_snapshot_is_none(stored: dict[str, Any] | None) -> None:
    assert DigestSnapshot.of(stored) is None
