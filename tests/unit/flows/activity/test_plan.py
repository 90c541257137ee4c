"""What a channel's next message is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.flows.activity.plan import (
    BUSY_MESSAGES,
    CALM_MESSAGES,
    CROWDED_MESSAGES,
    Item,
    allowance,
    message_count,
    next_step,
)
from bot.provisioning.events import parse
from bot.storage.activity.deliveries import CHANNEL_ALERT, REPLY, Due, Lane
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
    return Item(Due(**{**values, **fields}), parse(content), needs_action)


def lanes(*waiting: int) -> list[Lane]:
    return [Lane(f"C{number}", count, NOW) for number, count in enumerate(waiting)]


def all_of_them(items: Sequence[Item]) -> int:
    return len(items)


def test_a_lone_event_gets_card_reply_and_line_in_turn() -> None:
    first = next_step([item()], CALM_MESSAGES, all_of_them)
    assert (first.kind, first.step, first.ends) == ("card", 0, False)
    second = next_step([item(needs_action=True, thread_ts="1.1")], CALM_MESSAGES, all_of_them)
    assert (second.kind, second.step, second.ends) == ("reply", REPLY, False)
    third = next_step([item(needs_action=True, thread_ts="1.1", steps=REPLY)], CALM_MESSAGES, all_of_them)
    assert (third.kind, third.step, third.ends) == (MessageKind.ALERT, CHANNEL_ALERT, True)
    assert next_step([item(thread_ts="1.1")], CALM_MESSAGES, all_of_them).ends


def test_a_new_card_is_shown_in_the_channel_so_no_line_follows() -> None:
    first = next_step([item(needs_action=True)], CALM_MESSAGES, all_of_them)
    assert (first.kind, first.step, first.ends) == ("card", CHANNEL_ALERT, False)
    second = next_step([item(needs_action=True, thread_ts="1.1", steps=CHANNEL_ALERT)], CALM_MESSAGES, all_of_them)
    assert (second.kind, second.step, second.ends) == ("reply", REPLY, True)


def test_a_direct_message_has_no_cards_and_no_lines() -> None:
    step = next_step([item(needs_action=True, channel="D1")], CALM_MESSAGES, all_of_them)
    assert (step.kind, step.ends) == ("reply", True)


def test_what_was_begun_is_ended_before_anything_is_folded() -> None:
    waiting = [item(1, needs_action=True, thread_ts="1.1", steps=REPLY), *(item(number) for number in range(2, 90))]
    assert next_step(waiting, CROWDED_MESSAGES, all_of_them).kind is MessageKind.ALERT
    assert next_step(waiting[1:], CROWDED_MESSAGES, lambda items: 20).items == tuple(waiting[1:21])


def test_what_was_held_is_folded_even_alone() -> None:
    assert next_step([item(fold=True)], CALM_MESSAGES, all_of_them).kind is MessageKind.SUMMARY


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
    step = next_step(waiting, allowed, all_of_them)
    assert step.items[0] is waiting[0]
    assert (step.kind is MessageKind.SUMMARY) is (message_count(waiting) > allowed)
