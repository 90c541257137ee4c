"""The Home tab, an RCS sender's progress and the report: whatever goes in, Slack takes it and nobody is pinged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import home, rcs_progress, report
from bot.cards.following import FollowedResource
from bot.cards.home import ApprovalRow, AuditRow, Cockpit, KindCounts, Posting
from bot.cards.rcs_progress import LaunchProgress, Section
from bot.cards.report import Comments, Decision, Report
from bot.cards.vocabulary.state import named
from bot.links import Call, CommandLink
from bot.provisioning.subjects import Kind
from bot.sandbox.slack.validate import view as check_view
from tests.unit.cards import samples
from tests.unit.cards.checks import accepted, harmless, labels, shown
from tests.unit.cards.samples import SUBJECTS

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SENDER = SUBJECTS[Kind.rcs_sender]
FILL_IN = Call("rcs senders update", {"sender_id": "cf11794a", "step": "brand"}, "form")


@samples.quick
@given(samples.distorted(samples.example("RcsSenderDto")) | samples.payloads, st.lists(samples.ids, max_size=20))
def test_any_sender_has_a_progress_card(sender: Any, missing: list[str]) -> None:
    sections = [Section(words, [words], FILL_IN) for words in missing]
    found = sender if isinstance(sender, dict) else {}
    accepted(
        rcs_progress.card(LaunchProgress(SENDER, found, NOW, sections, next_step=CommandLink.to("Fill in", FILL_IN)))
    )


def test_a_sender_with_every_operator_there_is_fits_and_its_next_step_comes_first() -> None:
    countries = [
        {
            "country": f"C{number}",
            "status": "PENDING",
            "operators": [{"name": f"Operator {n}", "status": "REJECTED", "remark": "No. " * 90} for n in range(9)],
        }
        for number in range(25)
    ]
    testers = [{"number": f"+4670174{n:04d}", "state": "UNVERIFIED", "submitted": NOW.isoformat()} for n in range(200)]
    sender = {"id": "s", "state": "LAUNCHING", "countryStatus": countries, "testNumberStates": testers}
    message = accepted(
        rcs_progress.card(
            LaunchProgress(SENDER, sender, NOW, next_step=CommandLink.to("Edit", FILL_IN), invited_today=25)
        )
    )
    assert labels(message)[0] == "Edit"
    assert "0 invitations left today" in shown(message)


def test_operators_alike_share_a_line_and_remarks_stand_in_full() -> None:
    since = (NOW - timedelta(days=6)).isoformat()
    operators = [
        {"name": "Orange", "status": "PENDING", "modified": since},
        {"name": "SFR", "status": "PENDING", "modified": since},
        {"name": "Free", "status": "REJECTED", "modified": since, "remark": "The logo is blurred."},
        {"name": "Bouygues", "status": "LAUNCHED", "modified": since},
    ]
    sender = {"state": "LAUNCHING", "countryStatus": [{"country": "FR", "status": "PENDING", "operators": operators}]}
    text = shown(rcs_progress.card(LaunchProgress(SENDER, sender, NOW, names={"FR": "France"})))
    assert "*France*: pending" in text
    assert "Orange, SFR: pending (6 days)" in text
    assert "Free: rejected (6 days). The logo is blurred." in text
    assert "Bouygues: launched\n" in f"{text}\n"


decisions = st.builds(
    Decision,
    kind=samples.ids,
    name=samples.ids,
    outcome=st.sampled_from([named("", "REJECTED"), named("", "LAUNCHED")]),
    at=st.integers(0, 29).map(lambda days: NOW - timedelta(days=days)),
    accepted=st.booleans(),
    reason=samples.ids,
    submitted=st.none() | st.just(datetime(2026, 1, 1, tzinfo=UTC)),
)


@samples.quick
@given(st.lists(decisions, max_size=60), st.lists(samples.ids, max_size=30), st.integers(2, 13))
def test_any_report_can_be_shown(found: list[Decision], names: list[str], buckets: int) -> None:
    said = Comments(sent=[(name, NOW) for name in names], failed=2, received=[NOW])
    shown_report = Report(
        "Report", NOW - timedelta(days=30), NOW, found, said, moved=names[:5], missing=names[:2], buckets=buckets
    )
    accepted(report.card(shown_report, [CommandLink("90 days", "report", {"days": "90d"}, "turn")]))
    assert len(list(report.rows(shown_report))) == len(found) + len(names) + 1 + len(names[:5])


def test_a_report_tells_the_time_of_who_reads_it() -> None:
    decided = Decision("RCS sender", "Shop", named("", "LAUNCHED"), datetime(2026, 7, 1, 22, 30, tzinfo=UTC), True)
    since, now = decided.at - timedelta(days=7), decided.at
    told = shown(report.card(Report("Report", since, now, [decided], tz="Europe/Stockholm")))
    assert "2026-07-02 00:30" in told
    assert "Times in Europe/Stockholm." in told
    assert "Times in" not in shown(report.card(Report("Report", since, now))), "there are none"


@samples.quick
@given(st.lists(samples.ids, max_size=60), st.dictionaries(st.sampled_from(samples.WORDS), st.integers(0, 9)))
def test_any_cockpit_is_a_tab_that_slack_takes(names: list[str], states: dict[str, int]) -> None:
    place = {"rule_id": 1, "project": "p", home.PLACE: "C0ACTIVITY"}
    cockpit = Cockpit(
        NOW,
        project="Shop",
        counts=[KindCounts(kind, states, {"ACTIVE": 3}) for kind in Kind],
        compared_at=NOW,
        postings=[Posting("C0ACTIVITY", "All events.", [CommandLink("Remove", "unsubscribe", place)]) for _ in names],
        followed=[
            FollowedResource("the sender", NOW, Call("unfollow", {"subject": str(n)})) for n, _ in enumerate(names)
        ],
        latest=[(NOW, "something")] * 9,
        requests=[ApprovalRow("rcs senders launch", "U1", NOW) for _ in names],
        audited=[AuditRow(NOW, name, name, name) for name in names],
    )
    for seen in (cockpit, Cockpit(NOW)):
        tab = home.view(seen)
        check_view(tab, ("home",))
        harmless(tab["blocks"], people=True)
        assert len(tab["blocks"]) <= 100


@pytest.mark.parametrize(
    ("testers", "today", "left", "in_all"), [(0, 0, 20, 200), (5, 3, 17, 195), (195, 0, 5, 5), (200, 0, 0, 0)]
)
def test_invitations_count_against_the_day_and_against_all(testers: int, today: int, left: int, in_all: int) -> None:
    states = [{"number": f"+4670{number:07d}", "state": "VERIFIED"} for number in range(testers)]
    sender = {"id": "01S", "state": "IN_TEST", "testNumberStates": states}
    said = shown(rcs_progress.card(LaunchProgress(SENDER, sender, NOW, invited_today=today)))
    assert f"{left} invitations left today (20 a day, {in_all} of 200 left in all)." in said
