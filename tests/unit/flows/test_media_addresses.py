"""When a file of Slack gets an address that anybody can open."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import update

from bot.flows.media_addresses import PREFIX, RECENT, agreed, is_ended
from bot.slack.errors import RateLimited, SlackDown, SlackProblem, SlackRefused
from bot.storage.activity.inbox import Arrival
from bot.storage.db.tables import inbox
from bot.storage.store import Store

NOW = datetime(2026, 11, 30, tzinfo=UTC)
NAMED = {"name": "spring_menu", "language": "EN_US"}
SUBJECT = "whatsapp_template/spring_menu/EN_US"
STATUS = "WHATSAPP_TEMPLATE_STATUS_UPDATED"


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
        clock=SimpleNamespace(now=lambda: NOW),
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


async def came(store: Store, type_: str, more: dict[str, Any], number: int) -> None:
    body = json.dumps({"type": type_, "payload": NAMED, **more}).encode()
    assert await store.inbox.add(Arrival("p1", f"n{number}", type_, body, NOW))


@pytest.mark.parametrize(
    ("type_", "more", "ended"),
    [
        ("WHATSAPP_TEMPLATE_APPROVED", {}, True),
        ("WHATSAPP_TEMPLATE_REJECTED", {}, True),
        (STATUS, {"newState": "APPROVED"}, True),
        (STATUS, {"newState": "PAUSED"}, False),
        ("WHATSAPP_TEMPLATE_COMMENT_ADDED", {}, False),
    ],
    ids=str,
)
async def test_an_address_ends_with_the_decision_whatever_comes_after_it(
    sqlite_store: Store, type_: str, more: dict[str, Any], ended: bool
) -> None:
    await came(sqlite_store, type_, more, 0)
    for number in range(1, RECENT + 1):
        await came(sqlite_store, "WHATSAPP_TEMPLATE_COMMENT_ADDED", {}, number)
    async with sqlite_store.database.write() as db:
        await db.execute(update(inbox).values(subject=SUBJECT))
    kept = {"project": "p1", "subject": SUBJECT, "at": (NOW - timedelta(hours=1)).isoformat()}
    await sqlite_store.key_values.set_all({f"{PREFIX}F1": kept}, NOW)
    assert await is_ended(SimpleNamespace(store=sqlite_store), "F1") is ended  # type: ignore[arg-type]
