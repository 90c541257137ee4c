"""When a file of Slack gets an address that anybody can open."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.flows.media_addresses import agreed
from bot.slack.errors import RateLimited, SlackDown, SlackProblem, SlackRefused


class Once:
    """Marks, each of which is new once."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    async def once(self, key: str, _now: datetime) -> bool:
        is_new = key not in self._known
        self._known.add(key)
        return is_new


def services(said: dict[str, Any] | SlackProblem) -> Any:
    async def file(_id: str) -> dict[str, Any]:
        if isinstance(said, SlackProblem):
            raise said
        return said

    return SimpleNamespace(
        slack=SimpleNamespace(file=file),
        store=SimpleNamespace(key_values=Once()),
        clock=SimpleNamespace(now=lambda: datetime(2026, 11, 30, tzinfo=UTC)),
    )


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ({"channels": ["C1"], "is_public": True}, False),
        ({}, False),
        ({"groups": ["G1"]}, True),
        ({"ims": ["D1"]}, True),
        (RateLimited(30), True),
        (SlackDown("no_answer"), True),
        (SlackRefused("file_not_found"), False),
    ],
    ids=str,
)
async def test_a_private_file_and_one_that_nobody_can_tell_ask_first(said: Any, asks: bool) -> None:
    bot = services(said)
    assert await agreed(bot, "draft", {"id": "F1"}) is not asks
    assert await agreed(bot, "draft", {"id": "F1"})
