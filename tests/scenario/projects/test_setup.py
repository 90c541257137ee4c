"""`/sinch setup` and the watch over our webhook: made once, found again, repaired, reported once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.errors import UserError
from bot.flows.projects.setup import Registration, WebhookOutcome, mark, register, same
from bot.flows.projects.webhook_check import check
from bot.provisioning.errors import FailedDependency
from bot.sandbox.sinch.world.faults import Fault
from bot.storage.store import Store
from commands.admin.setup import said
from tests.worlds.bot_world import GENERAL, BotWorld, words
from tests.worlds.clock_world import MEMBER, OWNER, PROJECT_ID, PUBLIC_URL, ClockWorld, clock_world

TARGET = f"{PUBLIC_URL}/sinch/webhooks/{PROJECT_ID}"


@pytest.fixture
async def clocked(sqlite_store: Store, sqlite_url: str) -> AsyncIterator[ClockWorld]:
    async with clock_world(sqlite_url) as made:
        yield made


def hooks(clocked: ClockWorld) -> list[tuple[str, tuple[str, ...]]]:
    return [(webhook["target"], tuple(webhook["triggers"])) for webhook in clocked.project.webhooks.values()]


async def set_up(clocked: ClockWorld) -> Registration:
    return await register(clocked.services, PROJECT_ID, by=OWNER)


async def test_it_is_made_once_and_said(clocked: ClockWorld) -> None:
    first = await set_up(clocked)
    assert first.done is WebhookOutcome.CREATED
    assert hooks(clocked) == [(TARGET, ("ALL",))]
    again = await set_up(clocked)
    assert (again.done, again.webhook_id) == (WebhookOutcome.KEPT, first.webhook_id)
    assert len(hooks(clocked)) == 1
    assert "already registered" in words_of(said(again, GENERAL))


def words_of(message: Any) -> str:
    return str(message.text)


async def test_two_at_the_same_moment_make_one(clocked: ClockWorld) -> None:
    results = await asyncio.gather(set_up(clocked), set_up(clocked), set_up(clocked))
    assert len(hooks(clocked)) == 1
    assert len({result.webhook_id for result in results}) == 1


async def test_the_secret_is_set_again_and_signs(clocked: ClockWorld) -> None:
    clocked.sinch.seed_webhook(TARGET, "an older secret", triggers=("BUNDLE_DONE",))
    result = await set_up(clocked)
    assert result.done is WebhookOutcome.UPDATED
    (webhook,) = clocked.project.webhooks.values()
    assert webhook["_secret"] == "world-webhook-secret"
    assert webhook["triggers"] == ["ALL"]


async def test_ours_under_an_old_address_is_moved(clocked: ClockWorld) -> None:
    old = clocked.sinch.seed_webhook("https://old.example.com/sinch/webhooks/x", "s")
    await clocked.store.key_values.set(mark(PROJECT_ID), {"id": old, "by": OWNER}, clocked.clock.now())
    result = await set_up(clocked)
    assert (result.done, result.before) == (WebhookOutcome.MOVED, "https://old.example.com/sinch/webhooks/x")
    assert hooks(clocked) == [(TARGET, ("ALL",))]


async def test_never_more_than_one_of_ours(clocked: ClockWorld) -> None:
    old = clocked.sinch.seed_webhook("https://old.example.com/hook", "s")
    await clocked.store.key_values.set(mark(PROJECT_ID), {"id": old, "by": OWNER}, clocked.clock.now())
    clocked.sinch.seed_webhook(TARGET, "s")
    result = await set_up(clocked)
    assert result.removed == ("https://old.example.com/hook",)
    assert hooks(clocked) == [(TARGET, ("ALL",))]


async def test_other_webhooks_are_left_alone(clocked: ClockWorld) -> None:
    clocked.sinch.seed_webhook("https://crm.example.com/in", "s")
    clocked.sinch.seed_webhook(f"https://twin.example.com/sinch/webhooks/{PROJECT_ID}", "s")
    result = await set_up(clocked)
    assert len(hooks(clocked)) == 3
    assert [address for _, address in result.strangers] == [f"https://twin.example.com/sinch/webhooks/{PROJECT_ID}"]
    assert "looks like another installation" in words_of(said(result, GENERAL))


async def test_a_full_project_is_answered_by_the_api(clocked: ClockWorld) -> None:
    for number in range(15):
        clocked.sinch.seed_webhook(f"https://crm.example.com/{number}", "s")
    with pytest.raises(FailedDependency) as refusal:
        await set_up(clocked)
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
    async with clock_world(sqlite_url, **missing) as clocked:
        with pytest.raises(UserError) as refusal:
            await set_up(clocked)
        assert named in refusal.value.hint
        assert await check(clocked.services, PROJECT_ID) == "not configured"


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("https://A.example.com/x", "https://a.example.com/x/", True),
        ("https://a.example.com/x", "https://a.example.com/X", False),
        ("https://a.example.com/x", "http://a.example.com/x", False),
        ("https://a.example.com/x?a=1", "https://a.example.com/x", False),
    ],
)
def test_an_address_is_the_same_whatever_the_case_of_its_host(one: str, other: str, equal: bool) -> None:
    assert same(one, other) is equal


async def test_nobody_registered_is_reported_once(clocked: ClockWorld) -> None:
    assert await check(clocked.services, PROJECT_ID) == "missing"
    assert await check(clocked.services, PROJECT_ID) == "missing"
    (report,) = clocked.direct_messages(OWNER)
    assert "doesn't send this project's events here" in words(report)
    assert clocked.direct_messages(MEMBER) == []


async def test_ours_that_vanished_is_made_again(clocked: ClockWorld) -> None:
    await set_up(clocked)
    assert await check(clocked.services, PROJECT_ID) == "fine"
    for _ in range(2):
        clocked.project.webhooks.clear()
        assert await check(clocked.services, PROJECT_ID) == "repaired"
        assert hooks(clocked) == [(TARGET, ("ALL",))]
        assert await check(clocked.services, PROJECT_ID) == "fine"
    assert [("was missing" in words(message)) for message in clocked.direct_messages(OWNER)] == [True, True]
    rows = await clocked.store.audit.recent(action="webhook repair")
    assert [(row.user_name, row.outcome) for row in rows] == [("the bot itself", "done")] * 2


async def test_ours_that_points_elsewhere_is_put_right(clocked: ClockWorld) -> None:
    await set_up(clocked)
    (webhook,) = clocked.project.webhooks.values()
    webhook["target"] = "https://elsewhere.example.com/x"
    assert await check(clocked.services, PROJECT_ID) == "repaired"
    assert hooks(clocked) == [(TARGET, ("ALL",))]
    assert "pointed to" in words(clocked.direct_messages(OWNER)[0])


async def test_a_repair_that_fails_is_reported_once(clocked: ClockWorld) -> None:
    await set_up(clocked)
    clocked.project.webhooks.clear()
    clocked.sinch.faults.add(Fault("status", remaining=4, status=500, method="POST", path="/webhooks"))
    assert await check(clocked.services, PROJECT_ID) == "not repaired"
    assert await check(clocked.services, PROJECT_ID) == "not repaired"
    (report,) = clocked.direct_messages(OWNER)
    assert "couldn't fix it" in words(report)


async def test_setup_says_where_events_come_and_is_for_admins(world: BotWorld) -> None:
    answer = await world.slash("setup")
    assert "webhook" in words(answer)
    assert f"/sinch/webhooks/{PROJECT_ID}" in words(answer)
    assert len(world.sinch.projects[PROJECT_ID].webhooks) == 1
    answer = await world.slash("setup", user=MEMBER)
    assert "You need the admin role for this" in words(answer)


async def test_a_former_webhook_that_went_is_a_change(world: BotWorld) -> None:
    await world.slash("setup")
    old = world.sinch.seed_webhook("https://old.example.com/hook", "s")
    await world.bot.store.key_values.set(mark(PROJECT_ID), {"id": old, "by": OWNER}, world.bot.services.clock.now())
    outcomes = []
    for answer in ("Deleted this bot's earlier webhook", "already registered"):
        assert answer in words(await world.slash("setup"))
        outcomes.append((await world.bot.store.audit.recent(action="setup"))[0].outcome)
    assert outcomes == ["done", "unchanged"]
