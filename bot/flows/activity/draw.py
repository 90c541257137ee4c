"""The messages themselves, from the cards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.cards import activity as cards
from bot.cards import resource
from bot.cards.buttons import Call
from bot.cards.message import Message
from bot.flows.activity.plan import Item
from bot.flows.activity.routing import read
from bot.provisioning.subjects import Kind, Subject
from bot.slack.client import Slack
from bot.slack.errors import SlackProblem
from bot.storage.engine import Store
from bot.storage.threads import Thread

FIRST_GUESS = 150
SHRINK = 0.75

Menu = Callable[[Thread], Sequence[tuple[str, Call]]]
"""What stands in a card's menu: mute, follow, why am I seeing this."""


@dataclass(frozen=True, slots=True)
class Easel:
    """Draws what activity shows."""

    store: Store
    slack: Slack
    menu: Menu = lambda _thread: ()

    async def card(self, thread: Thread) -> Message:
        """The parent card as it is to look now."""
        settings = await self.store.channels.get(thread.channel)
        latest = await self.store.inbox.get(thread.latest_id) if thread.latest_id is not None else None
        last = None
        if latest is not None:
            event = read(latest)
            said = "" if event.type.endswith("_COMMENT_ADDED") else event.comment or ""
            last = resource.Last(cards.headline(event), latest.received_at, thread.by or "", said)
        return resource.card(
            subject_of(thread.subject),
            thread.payload,
            comments=settings.comments,
            last=last,
            more=self.menu(thread),
        )

    def reply(self, item: Item) -> Message:
        late = item.due.received_at if item.due.source == "catchup" else None
        return cards.reply(item.event, actor=item.due.by, late=late)

    async def line(self, item: Item) -> Message:
        """The short line in the channel; without its link when Slack does not give one."""
        address = None
        if item.due.thread_ts:
            try:
                address = await self.slack.permalink(item.due.channel, item.due.thread_ts)
            except SlackProblem:
                address = None
        return cards.alert(item.event, address)


def fold(items: Sequence[Item]) -> Message:
    """One message that names every one of these events."""
    since, until = items[0].due.received_at, items[-1].due.received_at
    return cards.burst([item.event for item in items], since, max(since, until), most=1)[0]


def fit(items: Sequence[Item]) -> int:
    """How many of these, from the first, one message can name."""
    number = min(len(items), FIRST_GUESS)
    while number > 1 and fold(items[:number]).file is not None:
        number = max(1, int(number * SHRINK))
    return number


def plain(message: Message) -> Message:
    """The same in words only, for a Slack that dislikes the blocks."""
    return replace(message, blocks=())


def subject_of(key: str) -> Subject:
    try:
        return Subject.from_key(key)
    except ValueError:
        return Subject(Kind.unknown)


def fingerprint(message: Message) -> str:
    """What changes when the message looks different."""
    shown = json.dumps([message.text, message.blocks], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()
