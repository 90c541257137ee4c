"""What a digest says: what waits and since when, what changed, what happened."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.flows.digest.content import Happened, Snapshot, compose
from bot.flows.digest.counts import Census
from bot.flows.digest.overview import Noted, Overview, Trouble, trouble
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
    standing = Counter(one.get("state") or one.get("changes", {}).get("status", "") for one in items)
    census = Census(kind, len(items), standing, waiting=[*items] if waiting else [])
    census.members = {(str(n),): one for n, one in enumerate(items)}
    return Overview(lists={kind: census})


def long(total: int, *waiting: dict[str, Any], asking: int = 0) -> Overview:
    census = Census(Kind.whatsapp_template, total, Counter(APPROVED=total), asking=asking, waiting=[*waiting])
    return Overview(lists={Kind.whatsapp_template: census})


def approved(name: str, at: datetime = NOW) -> Happened:
    subject = Subject(Kind.whatsapp_template, (name, "EN_US"))
    return Happened(Event("WHATSAPP_TEMPLATE_APPROVED", subject, template(name, "APPROVED")), at)


def test_the_first_digest_compares_with_nothing() -> None:
    data, snapshot = compose(short(template("a", "APPROVED")), [], None, NOW)
    assert data.previous_at is None
    assert data.changes == ()
    assert Snapshot.of(snapshot.as_json()) == snapshot


def test_short_lists_are_compared_whole() -> None:
    before = short(template("a", "PENDING"), template("gone", "APPROVED"), waiting=False)
    _, snapshot = compose(before, [], None, NOW - DAY)
    now = short(template("a", "APPROVED"), template("new", "REJECTED"), waiting=False)
    data, _ = compose(now, [], Snapshot.of(snapshot.as_json()), NOW)
    assert {(one.name, one.was, one.now) for one in data.changes} == {
        ("a (EN_US)", "PENDING", "APPROVED"),
        ("gone (EN_US)", "APPROVED", ""),
        ("new (EN_US)", "", "REJECTED"),
    }


def test_of_long_lists_what_was_decided_is_known() -> None:
    _, snapshot = compose(long(5_000, template("waits", "PAUSED")), [], None, NOW - DAY)
    events = [approved("waits", NOW), approved("fresh", NOW - DAY / 2)]
    data, _ = compose(long(5_000), events, snapshot, NOW)
    assert {(one.name, one.was, one.now) for one in data.changes} == {
        ("waits (EN_US)", "PAUSED", "APPROVED"),
        ("fresh (EN_US)", "IN_PROGRESS", "APPROVED"),
    }


def test_a_review_counts_as_waiting_once_it_is_stuck() -> None:
    overview = long(1_000, template("slow", "PENDING"))
    first, snapshot = compose(overview, [], None, NOW)
    assert first.waiting == []
    later, _ = compose(overview, [], snapshot, NOW + 2 * DAY)
    assert later.waiting == []
    stuck, _ = compose(overview, [], snapshot, NOW + 3 * DAY)
    (one,) = stuck.waiting
    assert (one.name, one.state, one.since) == ("slow (EN_US)", "PENDING", NOW)
    assert one.why == "No change for 3 days."


def test_a_state_that_was_left_and_came_back_waits_anew() -> None:
    _, first = compose(long(1_000, template("x", "PAUSED")), [], None, NOW)
    _, second = compose(long(1_000, template("x", "PENDING")), [], first, NOW + DAY)
    data, third = compose(long(1_000, template("x", "PAUSED")), [], second, NOW + 2 * DAY)
    assert data.waiting[0].since is None, "seen for the first time"
    later, _ = compose(long(1_000, template("x", "PAUSED")), [], third, NOW + 3 * DAY)
    assert later.waiting[0].since == NOW + 2 * DAY


def test_what_calls_for_somebody_comes_first_and_longest_first() -> None:
    sender = {"id": "s", "state": "IN_PROGRESS", "modified": "2026-01-01T00:00:00.000Z"}
    code = {"id": "c", "state": "PENDING_VERIFICATION", "modified": "2026-02-20T00:00:00.000Z"}
    wrong = {"id": "e", "state": "ERROR", "modified": "2026-02-10T00:00:00.000Z"}
    data, _ = compose(short(sender, code, wrong, kind=Kind.whatsapp_sender), [], None, NOW)
    assert [one.subject.ids[0] for one in data.waiting] == ["e", "c", "s"]


def test_reasons_are_in_words() -> None:
    rejected = template("a", "REJECTED", rejectionCode="SCAM")
    edited = template("b", "APPROVED", "REJECTED")
    brand = {
        "id": "r", "state": "PREPARING_LAUNCH", "modified": NOW.isoformat(),
        "brandDetails": {"registration": {"status": "INCOMPLETE"}},
    }  # fmt: skip
    overview = short(rejected, edited)
    overview.lists |= short(brand, kind=Kind.rcs_sender).lists
    data, _ = compose(overview, [], None, NOW)
    why = {one.name: one.why for one in data.waiting}
    assert "scam" in why["a (EN_US)"]
    assert "the live version still works" in why["b (EN_US)"]
    assert "Brand registration: incomplete" in why["r"]


def test_more_waits_than_is_kept() -> None:
    data, _ = compose(long(9_000, template("a", "REJECTED"), asking=2_000), [], None, NOW)
    assert (len(data.waiting), data.waits) == (1, 2_000)


def test_an_account_that_waits_is_said() -> None:
    account = {"changes": {"status": "PENDING_FACEBOOK_VERIFICATION"}, "details": {"wabaName": "Acme"}}
    data, _ = compose(Overview(accounts={Kind.whatsapp_account: account}), [], None, NOW)
    (one,) = data.waiting
    assert (one.name, one.state) == ("Acme", "PENDING_FACEBOOK_VERIFICATION")
    assert data.accounts == [(Subject(Kind.whatsapp_account), "Acme", "PENDING_FACEBOOK_VERIFICATION")]


def test_latest_joins_events_and_the_accounts_lists() -> None:
    account = Subject(Kind.rcs_account)
    said = Event("RCS_ACCOUNT_COMMENT_ADDED", account, {}, "Logo <!channel> updated")
    overview = Overview(
        latest=[
            Noted(account, "COMMENT_ADDED", "2026-03-02T08:00:00.000Z", "Reviewer", "Logo <!channel> updated"),
            Noted(account, "COMMENT_ADDED", "2026-03-02T08:30:00.000Z", "Reviewer", "Ping <!channel> please"),
        ]
    )
    data, _ = compose(overview, [Happened(said, NOW - timedelta(hours=1)), approved("x", NOW)], None, NOW)
    assert len(data.latest) == 3, "a comment that came as an event is told once"
    assert [one.when for one in data.latest] == sorted((one.when for one in data.latest if one.when), reverse=True)
    assert not any("<!channel>" in one.what for one in data.latest)


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
    data, _ = compose(overview, [], None, NOW)
    assert (data.missing, data.unused) == (["It broke."], ["RCS has not been used."])


@pytest.mark.parametrize("stored", [None, {}, {"at": None}, {"at": "yesterday"}])
def test_a_lost_snapshot_is_none(stored: dict[str, Any] | None) -> None:
    assert Snapshot.of(stored) is None
