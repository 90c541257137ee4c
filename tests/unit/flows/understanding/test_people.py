"""Names of people where a command wants a person: one that only one has, and whoever gets a role is looked at first."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.command.context import Services
from bot.command.invocation import check
from bot.flows.understanding.people import DOUBT, with_person_ids
from bot.slack.people import People
from commands.admin import access, audit

PEOPLE = [
    {"id": "U1", "name": "omar", "real_name": "Omar Ode", "profile": {"display_name": "omar"}},
    {"id": "U2", "name": "ana", "real_name": "Ana Adams", "profile": {"display_name": "aa"}},
    {"id": "U3", "name": "ana2", "real_name": "Ana Berg", "profile": {"display_name": "ana2"}},
    {"id": "U4", "name": "gone", "real_name": "Gone Away", "deleted": True},
]


async def _pages(method: str, query: dict[str, Any]) -> dict[str, Any]:
    """Two people a page, as Slack may cut it."""
    start = int(query["cursor"] or 0)
    following = str(start + 2) if start + 2 < len(PEOPLE) else ""
    return {"members": PEOPLE[start : start + 2], "response_metadata": {"next_cursor": following}}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("omar", "U1"),
        ("@Omar", "U1"),
        ("Omar Ode", "U1"),
        ("aa", "U2"),
        ("Ana Berg", "U3"),
        ("Ana", None),
        ("gone", None),
        ("nobody", None),
        ("U99", "U99"),
    ],
)
async def test_a_person_is_known_by_a_name_that_only_one_has(name: str, found: str | None) -> None:
    slack = SimpleNamespace(people=People(_pages, lambda: 0.0))
    command = access.router.get("access grant")
    assert command is not None
    request = check(command, {"user": name, "role": "operator"})
    request = await with_person_ids(cast(Services, SimpleNamespace(slack=slack)), request)
    assert request.values["user"] == (found or name)
    assert request.complete == (found == name), "whoever gets a role by name is looked at first"
    if found not in (None, name):
        assert [(problem.field, problem.message) for problem in request.problems] == [("user", DOUBT)]


async def test_reading_by_name_needs_no_second_look() -> None:
    slack = SimpleNamespace(people=People(_pages, lambda: 0.0))
    command = audit.router.get("audit")
    assert command is not None
    request = await with_person_ids(cast(Services, SimpleNamespace(slack=slack)), check(command, {"user": "aa"}))
    assert request.complete
    assert request.values["user"] == "U2"


async def test_what_else_is_wrong_stays_said_once() -> None:
    slack = SimpleNamespace(people=People(_pages, lambda: 0.0))
    command = access.router.get("access grant")
    assert command is not None
    request = await with_person_ids(cast(Services, SimpleNamespace(slack=slack)), check(command, {"user": "omar"}))
    assert {problem.field for problem in request.problems} == {"role", "user"}
