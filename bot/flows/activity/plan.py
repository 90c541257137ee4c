"""Decides what a channel's next message is. Pure.

An event alone gets its card (if its resource has none yet) and a reply in the card's thread. If somebody has to act,
the channel shows it too: by the card where that is new, else by a channel alert; what costs money has its alert in any
case. When more waits than the channel may get soon, all that waits is folded into one summary, but for the event
whose card stands already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.cards.activity import costs
from bot.provisioning.events import Event
from bot.storage.activity.deliveries import CARD, CHANNEL_ALERT, FILE, REPLY, DeliveryLane, DueDelivery
from bot.storage.states import MessageKind

WINDOW_MESSAGES = 24
"""What Slack takes in all within five seconds: that much may wait before anybody has to fold."""
CALM_MESSAGES = 10
"""A handful of resources keep cards of their own where hardly anything else waits: some ten seconds of one channel."""
BUSY_MESSAGES = 8
CROWDED_MESSAGES = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A delivery with its event.

    `needs_action`: somebody has to do something about it; `long`: a file holds its comment.
    """

    due: DueDelivery
    event: Event
    needs_action: bool
    long: bool = False


@dataclass(frozen=True, slots=True)
class NextMessage:
    """What kind it is, for which deliveries, what it `shows` of them, and whether that `ends` them."""

    kind: MessageKind
    items: tuple[Item, ...]
    shows: int = 0
    ends: bool = False


def direct(channel: str) -> bool:
    """Whether it is a direct message: there events stand one below the other, without cards and threads."""
    return channel.startswith("D")


def allowance(lanes: Sequence[DeliveryLane]) -> int:
    """How many messages of its own each waiting channel may get before its events are folded."""
    waiting = sum(lane.waiting for lane in lanes)
    if waiting * 2 <= WINDOW_MESSAGES:
        return CALM_MESSAGES
    return max(CROWDED_MESSAGES, min(BUSY_MESSAGES, WINDOW_MESSAGES // max(len(lanes), 1)))


def pending_messages(item: Item) -> int:
    """The messages that show it, card apart."""
    alert = CHANNEL_ALERT if item.needs_action and not direct(item.due.channel) else 0
    return REPLY | alert | (FILE if item.long else 0)


def _by_card(item: Item) -> int:
    """What a new card shows of an event by itself."""
    return 0 if costs(item.event) else CHANNEL_ALERT


def message_count(items: Sequence[Item]) -> int:
    """Messages it takes to show each by itself."""
    carded = {item.due.subject for item in items if item.due.thread_ts}
    total = 0
    for item in items:
        missing = pending_messages(item) & ~item.due.steps
        if not direct(item.due.channel) and item.due.subject not in carded:
            carded.add(item.due.subject)
            missing &= ~_by_card(item)
            total += 1
        total += missing.bit_count()
    return total


def next_message(items: Sequence[Item], allowed: int, fit: Callable[[Sequence[Item]], int]) -> NextMessage:
    """The next message for a channel; `items` (one at least) wait, oldest first; `fit`: how many one message holds."""
    head = items[0]
    if not head.due.steps and (head.due.fold or len(items) > allowed or message_count(items) > allowed):
        return NextMessage(MessageKind.SUMMARY, tuple(items[: max(1, fit(items))]), REPLY | CHANNEL_ALERT, ends=True)
    missing = pending_messages(head) & ~head.due.steps
    if missing & REPLY:
        if not head.due.thread_ts and not direct(head.due.channel):
            return NextMessage(MessageKind.CARD, (head,), CARD | missing & _by_card(head))
        return NextMessage(MessageKind.REPLY, (head,), REPLY, ends=missing == REPLY)
    if missing & FILE:
        return NextMessage(MessageKind.FILE, (head,), FILE, ends=missing == FILE)
    return NextMessage(MessageKind.ALERT, (head,), CHANNEL_ALERT, ends=True)
