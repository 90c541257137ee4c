"""`/sinch setup` and the watch over our webhook: made once, found again, repaired, reported once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.errors import UserError
from bot.flows.projects.setup import Done, Registered, mark, register, same
from bot.flows.projects.webhook_check import check
from bot.provisioning.errors import FailedDependency
from bot.sandbox.sinch.world.faults import Fault
from bot.storage.engine import Store
from commands.admin.setup import said
from tests.fakes.office import MEMBER, OWNER, PROJECT_ID, PUBLIC_URL, Office, office
from tests.fakes.town import Town, words

TARGET = f"{PUBLIC_URL}/sinch/webhooks/{PROJECT_ID}"


@pytest.fixture
async def room(sqlite_store: Store, sqlite_url: str) -> AsyncIterator[Office]:
    async with office(sqlite_url) as made:
        yield made


def hooks(room: Office) -> list[tuple[str, tuple[str, ...]]]:
    return [(one["target"], tuple(one["triggers"])) for one in room.project.webhooks.values()]


async def set_up(room: Office) -> Registered:
    return await register(room.services, PROJECT_ID, by=OWNER)


async def test_it_is_made_once_and_said(room: Office) -> None:
    first = await set_up(room)
    assert first.done is Done.CREATED
    assert hooks(room) == [(TARGET, ("ALL",))]
    again = await set_up(room)
    assert (again.done, again.webhook_id) == (Done.KEPT, first.webhook_id)
    assert len(hooks(room)) == 1
    assert "registered already" in words_of(said(again))


def words_of(message: Any) -> str:
    return str(message.text)


async def test_two_at_the_same_moment_make_one(room: Office) -> None:
    results = await asyncio.gather(set_up(room), set_up(room), set_up(room))
    assert len(hooks(room)) == 1
    assert len({one.webhook_id for one in results}) == 1


async def test_the_secret_is_set_again_and_signs(room: Office) -> None:
    room.sinch.seed_webhook(TARGET, "an older secret", triggers=("BUNDLE_DONE",))
    result = await set_up(room)
    assert result.done is Done.UPDATED
    (webhook,) = room.project.webhooks.values()
    assert webhook["_secret"] == "office-webhook-secret"
    assert webhook["triggers"] == ["ALL"]


async def test_ours_under_an_old_address_is_moved(room: Office) -> None:
    old = room.sinch.seed_webhook("https://old.example.com/sinch/webhooks/x", "s")
    await room.store.key_values.set(mark(PROJECT_ID), {"id": old, "by": OWNER}, room.clock.now())
    result = await set_up(room)
    assert (result.done, result.before) == (Done.MOVED, "https://old.example.com/sinch/webhooks/x")
    assert hooks(room) == [(TARGET, ("ALL",))]


async def test_never_more_than_one_of_ours(room: Office) -> None:
    old = room.sinch.seed_webhook("https://old.example.com/hook", "s")
    await room.store.key_values.set(mark(PROJECT_ID), {"id": old, "by": OWNER}, room.clock.now())
    room.sinch.seed_webhook(TARGET, "s")
    result = await set_up(room)
    assert result.removed == ("https://old.example.com/hook",)
    assert hooks(room) == [(TARGET, ("ALL",))]


async def test_other_webhooks_are_left_alone(room: Office) -> None:
    room.sinch.seed_webhook("https://crm.example.com/in", "s")
    room.sinch.seed_webhook(f"https://twin.example.com/sinch/webhooks/{PROJECT_ID}", "s")
    result = await set_up(room)
    assert len(hooks(room)) == 3
    assert [address for _, address in result.strangers] == [f"https://twin.example.com/sinch/webhooks/{PROJECT_ID}"]
    assert "looks like another installation" in words_of(said(result))


async def test_a_full_project_is_answered_by_the_api(room: Office) -> None:
    for number in range(15):
        room.sinch.seed_webhook(f"https://crm.example.com/{number}", "s")
    with pytest.raises(FailedDependency) as refusal:
        await set_up(room)
    assert refusal.value.error_code == "webhook_limit_reached"


@pytest.mark.parametrize(
    ("missing", "named"),
    [({"public_url": None}, "PUBLIC_URL"), ({"sinch_webhook_secret": None}, "SINCH_WEBHOOK_SECRET")],
)
async def test_a_missing_setting_is_named(
    sqlite_store: Store,
    sqlite_url: str,
    missing: dict[str, Any],
    named: str,
) -> None:
    async with office(sqlite_url, **missing) as room:
        with pytest.raises(UserError) as refusal:
            await set_up(room)
        assert named in refusal.value.hint
        assert await check(room.services, PROJECT_ID) == "not configured"


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("https://A.example.com/x", "https://a.example.com/x/", True),
        ("https://a.example.com/x", "https://a.example.com/X", False),
        ("https://a.example.com/x", "http://a.example.com/x", False),
        ("https://a.example.com/x?a=1", "https://a.example.com/x", False),
    ],
)
def test_addresses(one: str, other: str, equal: bool) -> None:
    assert same(one, other) is equal


async def test_nobody_registered_is_reported_once(room: Office) -> None:
    assert await check(room.services, PROJECT_ID) == "missing"
    assert await check(room.services, PROJECT_ID) == "missing"
    (report,) = room.told(OWNER)
    assert "does not send this project's events here" in words(report)
    assert room.told(MEMBER) == []


async def test_ours_that_vanished_is_made_again(room: Office) -> None:
    await set_up(room)
    assert await check(room.services, PROJECT_ID) == "fine"
    for _ in range(2):
        room.project.webhooks.clear()
        assert await check(room.services, PROJECT_ID) == "repaired"
        assert hooks(room) == [(TARGET, ("ALL",))]
        assert await check(room.services, PROJECT_ID) == "fine"
    assert [("was gone" in words(one)) for one in room.told(OWNER)] == [True, True]


async def test_ours_that_points_elsewhere_is_put_right(room: Office) -> None:
    await set_up(room)
    (webhook,) = room.project.webhooks.values()
    webhook["target"] = "https://elsewhere.example.com/x"
    assert await check(room.services, PROJECT_ID) == "repaired"
    assert hooks(room) == [(TARGET, ("ALL",))]
    assert "pointed to" in words(room.told(OWNER)[0])


async def test_a_repair_that_fails_is_reported_once(room: Office) -> None:
    await set_up(room)
    room.project.webhooks.clear()
    room.sinch.faults.add(Fault("status", remaining=4, status=500, method="POST", path="/webhooks"))
    assert await check(room.services, PROJECT_ID) == "not repaired"
    assert await check(room.services, PROJECT_ID) == "not repaired"
    (report,) = room.told(OWNER)
    assert "could not put it right" in words(report)


async def test_the_command(place: Town) -> None:
    answer = await place.slash("setup")
    assert "webhook" in words(answer)
    assert f"/sinch/webhooks/{PROJECT_ID}" in words(answer)
    assert len(place.sinch.projects[PROJECT_ID].webhooks) == 1
    answer = await place.slash("setup", user=MEMBER)
    assert "needs the role *admin*" in words(answer)
