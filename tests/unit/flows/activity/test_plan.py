"""What a channel's next message is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.flows.activity.plan import (
    BUSY_MESSAGES,
    CALM_MESSAGES,
    CROWDED_MESSAGES,
    Item,
    NextMessage,
    allowance,
    message_count,
    next_message,
)
from bot.provisioning.events import parse
from bot.storage.activity.deliveries import CARD, CHANNEL_ALERT, REPLY, DeliveryLane, DueDelivery
from bot.storage.states import MessageKind
from tests.worlds.activity_world import body, template

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def item(number: int = 1, *, needs_action: bool = False, **fields: Any) -> Item:
    content = body("WHATSAPP_TEMPLATE_APPROVED", template(f"t{number}"))
    values: dict[str, Any] = {
        "id": number, "inbox_id": number, "project_id": "p", "channel": "C1", "subject": f"s{number}",
        "rule_id": 1, "fold": False, "by": None, "steps": 0, "attempts": 0, "type": "T",
        "source": "webhook", "received_at": NOW, "happened_at": NOW, "stale": False,
        "thread_id": number, "thread_ts": None,
    }  # fmt: skip
    return Item(DueDelivery(**{**values, **fields}), parse(content), needs_action)


def lanes(*waiting: int) -> list[DeliveryLane]:
    return [DeliveryLane(f"C{number}", count, NOW) for number, count in enumerate(waiting)]


def all_of_them(items: Sequence[Item]) -> int:
    return len(items)


def test_a_lone_event_gets_card_reply_and_line_in_turn() -> None:
    first = next_message([item()], CALM_MESSAGES, all_of_them)
    assert (first.kind, first.shows, first.ends) == ("card", CARD, False)
    second = next_message([item(needs_action=True, thread_ts="1.1")], CALM_MESSAGES, all_of_them)
    assert (second.kind, second.shows, second.ends) == ("reply", REPLY, False)
    third = next_message([item(needs_action=True, thread_ts="1.1", steps=REPLY)], CALM_MESSAGES, all_of_them)
    assert (third.kind, third.shows, third.ends) == (MessageKind.ALERT, CHANNEL_ALERT, True)
    assert next_message([item(thread_ts="1.1")], CALM_MESSAGES, all_of_them).ends


def test_a_new_card_is_shown_in_the_channel_so_no_line_follows() -> None:
    first = next_message([item(needs_action=True)], CALM_MESSAGES, all_of_them)
    assert (first.kind, first.shows, first.ends) == ("card", CARD | CHANNEL_ALERT, False)
    second = next_message([item(needs_action=True, thread_ts="1.1", steps=CHANNEL_ALERT)], CALM_MESSAGES, all_of_them)
    assert (second.kind, second.shows, second.ends) == ("reply", REPLY, True)


def test_a_direct_message_has_no_cards_and_no_lines() -> None:
    planned = next_message([item(needs_action=True, channel="D1")], CALM_MESSAGES, all_of_them)
    assert (planned.kind, planned.ends) == ("reply", True)


def test_what_was_begun_is_ended_before_anything_is_folded() -> None:
    waiting = [item(1, needs_action=True, thread_ts="1.1", steps=REPLY), *(item(number) for number in range(2, 90))]
    assert next_message(waiting, CROWDED_MESSAGES, all_of_them).kind is MessageKind.ALERT
    assert next_message(waiting[1:], CROWDED_MESSAGES, lambda items: 20).items == tuple(waiting[1:21])


def test_what_was_held_is_folded_even_alone() -> None:
    assert next_message([item(fold=True)], CALM_MESSAGES, all_of_them).kind is MessageKind.SUMMARY


def test_everybody_may_have_some_messages_until_slack_is_busy() -> None:
    assert allowance(lanes(1)) == CALM_MESSAGES
    assert allowance(lanes(1, 1, 1)) == CALM_MESSAGES
    assert allowance(lanes(*[1] * 20)) == CROWDED_MESSAGES
    assert allowance(lanes(400)) == BUSY_MESSAGES
    assert allowance([]) == CALM_MESSAGES


def test_two_events_of_one_resource_share_a_card() -> None:
    assert message_count([item(1, subject="s"), item(2, subject="s")]) == 3
    assert message_count([item(1), item(2)]) == 4
    assert message_count([item(1, needs_action=True, thread_ts="1.1")]) == 2
    assert message_count([item(1, needs_action=True)]) == 2
    assert message_count([item(1, needs_action=True, subject="s"), item(2, needs_action=True, subject="s")]) == 4


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.integers(CROWDED_MESSAGES, CALM_MESSAGES))
def test_the_next_message_is_always_about_the_oldest_event_and_folds_whatever_costs_too_much(
    acting: list[bool], allowed: int
) -> None:
    waiting = [item(number, needs_action=needs_action) for number, needs_action in enumerate(acting)]
    planned = next_message(waiting, allowed, all_of_them)
    assert planned.items[0] is waiting[0]
    assert (planned.kind is MessageKind.SUMMARY) is (message_count(waiting) > allowed)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20), st.integers(1, 3)), min_size=1, max_size=8))
def test_however_more_comes_in_between_each_event_is_told_once(bursts: list[tuple[bool, int, int]]) -> None:
    """`bursts`: whether somebody has to act, how many more come, and of how many resources."""
    waiting: list[Item] = []
    told: Counter[int] = Counter()
    carded, posted, coming = set[int](), 0, list(bursts)
    while coming or waiting:
        if coming:
            acts, more, resources = coming.pop(0)
            start = 1 + sum(told.values()) + len(waiting)
            waiting += [item(start + at, needs_action=acts, subject=f"s{at % resources}") for at in range(more)]
        if not waiting:
            continue
        planned = next_message(waiting, CROWDED_MESSAGES, all_of_them)
        ids = {entry.due.id for entry in planned.items}
        if planned.kind is MessageKind.CARD:
            carded |= ids
        elif planned.kind in (MessageKind.REPLY, MessageKind.SUMMARY):
            told.update(ids)
        assert planned.kind is not MessageKind.SUMMARY or not carded & ids, "its card stands already"
        waiting = [_after(planned, entry) for entry in waiting if not (planned.ends and entry.due.id in ids)]
        posted += 1
        assert posted < 1_000
    assert set(told.values()) <= {1}


def _after(planned: NextMessage, waiting: Item) -> Item:
    """A delivery once the message is there."""
    done = planned.shows if waiting in planned.items else 0
    subject = planned.items[0].due.subject if planned.kind is MessageKind.CARD else None
    card = "1.1" if waiting.due.subject == subject else waiting.due.thread_ts
    return replace(waiting, due=replace(waiting.due, steps=waiting.due.steps | done, thread_ts=card))
