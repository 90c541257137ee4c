"""Who belongs, from what Slack and a request say."""

from __future__ import annotations

import pytest

from bot.flows.execution.access import Membership, Source, membership, serves
from bot.slack.model import Identity, User

HOME = Identity("T1", "Acme", "UBOT", "BBOT", app_id="A1")
ENTERPRISE = Identity("T1", "Acme", "UBOT", "BBOT", enterprise_id="E1", app_id="A1")


@pytest.mark.parametrize(
    ("home", "source", "served"),
    [
        (HOME, Source(), True),
        (HOME, Source(("T1",)), True),
        (HOME, Source(("T2",)), False),
        (HOME, Source(("T2", "T1")), True),
        (HOME, Source(("T1",), app="A1"), True),
        (HOME, Source(("T1",), app="A2"), False),
        (HOME, Source((), ("E1",)), False),
        (ENTERPRISE, Source((), ("E1",)), True),
        (ENTERPRISE, Source(("T2",), ("E1",)), True),
        (ENTERPRISE, Source(("T2",), ("E2",)), False),
        (ENTERPRISE, Source(("T2",)), False),
        (None, Source(("T2",)), True),
        (Identity("", "", "UBOT", "BBOT"), Source(("T2",), app="A2"), True),
    ],
)
def test_which_requests_are_served(home: Identity | None, source: Source, served: bool) -> None:
    assert serves(home, source) is served


@pytest.mark.parametrize(
    ("home", "person", "team", "how"),
    [
        (HOME, User("U1", "x"), "", Membership.MEMBER),
        (HOME, User("U1", "x", team_id="T1"), "T1", Membership.MEMBER),
        (HOME, None, "T1", Membership.EXTERNAL),
        (HOME, User("U1", "x", is_stranger=True), "T1", Membership.EXTERNAL),
        (HOME, User("U1", "x", team_id="T2", is_admin=True), "", Membership.EXTERNAL),
        (HOME, User("U1", "x", team_id="T1"), "T2", Membership.EXTERNAL),
        (HOME, User("U1", "x"), "E2", Membership.EXTERNAL),
        (HOME, User("U1", "x", team_id="T1", is_guest=True), "", Membership.GUEST),
        (HOME, User("U1", "x", team_id="T1", deleted=True), "", Membership.NO_PERSON),
        (HOME, User("U1", "x", team_id="T1", is_bot=True), "", Membership.NO_PERSON),
        (ENTERPRISE, User("U1", "x", team_id="T2", enterprise_id="E1"), "T2", Membership.ORGANIZATION_MEMBER),
        (ENTERPRISE, User("U1", "x", team_id="T2"), "E1", Membership.ORGANIZATION_MEMBER),
        (ENTERPRISE, User("U1", "x", team_id="T2", enterprise_id="E2"), "T2", Membership.EXTERNAL),
        (ENTERPRISE, User("U1", "x", team_id="T2", enterprise_id="E2"), "E1", Membership.EXTERNAL),
        (ENTERPRISE, User("U1", "x", team_id="T2", enterprise_id="E1"), "T3", Membership.ORGANIZATION_MEMBER),
        (ENTERPRISE, User("U1", "x", enterprise_id="E2"), "", Membership.EXTERNAL),
        (ENTERPRISE, User("U1", "x", team_id="T1", enterprise_id="E1"), "T1", Membership.MEMBER),
        (None, User("U1", "x", team_id="T2"), "T2", Membership.MEMBER),
    ],
)
def test_how_somebody_belongs(home: Identity | None, person: User | None, team: str, how: Membership) -> None:
    assert membership(home, person, team) is how
