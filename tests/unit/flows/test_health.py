"""What `/sinch status` and `doctor` say of Slack's permissions."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.flows import health
from bot.slack.model import Identity
from bot.slack.scopes import OPTIONAL, SCOPES


def services(without: set[str]) -> Any:
    async def identity() -> Identity:
        return Identity("T1", "Northwind", "U1", "B1", scopes=frozenset(set(SCOPES) - without))

    return SimpleNamespace(slack=SimpleNamespace(identity=identity))


@pytest.mark.parametrize("scope", SCOPES)
async def test_a_missing_scope_is_named(scope: str) -> None:
    found = await health.slack(services({scope}))
    assert scope in found.note
    assert found.ok is (scope in OPTIONAL)


async def test_with_every_scope_only_the_workspace_is_named() -> None:
    assert (await health.slack(services(set()))).note == "workspace Northwind"
