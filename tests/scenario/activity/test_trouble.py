"""When Slack fails, limits, refuses or is cut off: nothing lost, nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bot.flows.activity.poster import REFUSED
from bot.flows.activity.routing import route_some
from bot.slack.errors import InvalidBlocks, RateLimited, SlackDown, SlackProblem, SlackUnreachable, problem
from bot.storage.activity.outbox import OutboxMessage
from bot.storage.states import MessageKind
from bot.storage.store import Store
from tests.worlds.activity_world import activity_world
from tests.worlds.slack_web import FakeWeb


def sometimes(
    error: Callable[[], SlackProblem], *numbers: int
) -> Callable[[str, Mapping[str, Any]], SlackProblem | None]:
    """Fails the posts with these numbers, from 1."""
    seen = 0

    def script(method: str, _body: Mapping[str, Any]) -> SlackProblem | None:
        nonlocal seen
        if method != "chat.postMessage":
            return None
        seen += 1
        return error() if seen in numbers else None

    return script


def everything_once(web: FakeWeb, names: list[str]) -> None:
    replies = [message["text"] for message in web.channels["C1"] if message.get("thread_ts")]
    assert len(web.posted("C1")) == len(names)
    assert [name for reply in replies for name in names if name in reply] == names


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("error", [lambda: SlackDown("status_502"), lambda: SlackDown("no_answer")])
async def test_an_answer_that_never_came_is_looked_up(
    sqlite_store: Store, when: str, error: Callable[[], SlackProblem]
) -> None:
    web = FakeWeb()
    setattr(web, when, sometimes(error, 1, 2, 4))
    async with activity_world(sqlite_store, web) as world:
        await world.subscribe()
        await world.approved("alpha")
        await world.calm()
        await world.approved("beta")
        await world.calm()
    everything_once(web, ["alpha", "beta"])


@pytest.mark.parametrize(
    "error", [lambda: RateLimited(0.01), lambda: SlackUnreachable("unreachable")], ids=["limited", "unreachable"]
)
async def test_what_surely_did_not_arrive_is_posted_again(
    sqlite_store: Store, error: Callable[[], SlackProblem]
) -> None:
    web = FakeWeb(before=sometimes(error, 1, 3))
    async with activity_world(sqlite_store, web) as world:
        await world.subscribe()
        await world.approved("alpha")
        await world.calm()
    everything_once(web, ["alpha"])


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_message_that_a_crash_left_open_is_found_or_sent(sqlite_store: Store, arrived: bool) -> None:
    """A new process meets the note of a message: posted and not crossed out, or never posted."""
    web = FakeWeb()
    async with activity_world(sqlite_store, web, running=False) as world:
        await world.subscribe()
        await world.approved("alpha")
        store = world.store
        assert await store.leases.take("activity", "old", world.clock.now(), 15)
        await route_some(store, world.clock.now(), lease="activity", owner="old")
        (due,) = await store.deliveries.due("C1", 10)
        place: dict[str, Any] = {"thread_id": due.thread_id, "hash": "h", "version": 1}
        note = OutboxMessage("f1", "C1", MessageKind.CARD, world.clock.now(), [due.id], **place)
        await store.outbox.begin(note, lease="activity", owner="old")
        if arrived:
            mark = {"event_type": "sinch_activity", "event_payload": {"id": "f1"}}
            await web.call("chat.postMessage", {"channel": "C1", "text": "card alpha", "metadata": mark})
        await store.leases.release("activity", "old")
    async with activity_world(sqlite_store, web) as world:
        await world.calm()
    assert len(web.posted("C1")) == 1
    assert len(web.channels["C1"]) == 2


async def test_a_revoked_token_makes_deliveries_wait(sqlite_store: Store) -> None:
    web = FakeWeb(before=lambda _method, _body: problem("token_revoked"))
    async with activity_world(sqlite_store, web) as world:
        await world.subscribe()
        await world.approved("alpha")
        await world.until(lambda: bool(web.calls))
        await world.until(lambda: world.store.key_values.get(REFUSED), "the refusal is noted")
        assert (await world.store.deliveries.counts()).waiting == 1
        web.before = lambda _method, _body: None
        await world.calm()
        assert await world.store.key_values.get(REFUSED) is None
    everything_once(web, ["alpha"])


async def test_blocks_that_slack_dislikes_are_shown_as_text(sqlite_store: Store) -> None:
    def dislike(method: str, body: Mapping[str, Any]) -> SlackProblem | None:
        return InvalidBlocks("invalid_blocks", ("no charts here",)) if body.get("blocks") else None

    web = FakeWeb(before=dislike)
    async with activity_world(sqlite_store, web) as world:
        await world.subscribe()
        await world.approved("alpha")
        await world.calm()
    everything_once(web, ["alpha"])


async def test_what_slack_always_refuses_is_given_up_and_can_be_retried(sqlite_store: Store) -> None:
    refusing = True

    def refuse(method: str, body: Mapping[str, Any]) -> SlackProblem | None:
        return problem("as_user_not_supported") if refusing and "alpha" in body.get("text", "") else None

    web = FakeWeb(before=refuse)
    async with activity_world(sqlite_store, web) as world:
        await world.subscribe()
        await world.approved("alpha")
        await world.approved("beta")
        await world.calm()
        counts = await world.store.deliveries.counts()
        (dead,) = await world.store.deliveries.dead()
        assert (counts.dead, dead.error, dead.attempts) == (1, "as_user_not_supported", 4)
        refusing = False
        assert await world.store.deliveries.retry(world.clock.now()) == 1
        world.store.notifier.notify_local("activity")
        await world.calm()
    shown = [item["text"] for item in web.posted("C1")]
    assert [sum(name in text for text in shown) for name in ("alpha", "beta")] == [1, 1]


async def test_a_card_that_somebody_deleted_is_made_anew(sqlite_store: Store) -> None:
    web = FakeWeb()
    async with activity_world(sqlite_store, web) as world:
        await world.subscribe()
        await world.approved("alpha")
        await world.calm()
        (card,) = world.web.posted("C1")
        web.channels["C1"].remove(card)
        web.before = lambda method, body: problem("thread_not_found") if body.get("thread_ts") == card["ts"] else None
        await world.rejected("alpha")
        await world.calm()
        (new,) = web.posted("C1")
    assert new["ts"] != card["ts"]
    assert len(web.thread("C1", new["ts"])) == 1


async def test_a_refused_group_is_tried_in_smaller_ones_until_the_culprit_is_alone(sqlite_store: Store) -> None:
    def refuse(method: str, body: Mapping[str, Any]) -> SlackProblem | None:
        return problem("attachment_payload_limit_exceeded") if "poison" in str(body) else None

    names = [f"tpl{number:02d}" for number in range(20)]
    async with activity_world(sqlite_store, running=False) as world:
        await world.subscribe()
        for name in [*names[:10], "poison", *names[10:]]:
            await world.approved(name)
    web = FakeWeb(before=refuse)
    async with activity_world(sqlite_store, web) as world:
        await world.calm()
        (dead,) = await sqlite_store.deliveries.dead()
    assert "poison" in dead.subject
    told = [name for message in web.posted("C1") for name in names if name in str(message["blocks"])]
    assert sorted(told) == names, "each once, in a summary or by its card"
