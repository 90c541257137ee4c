"""The messages themselves, from the cards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.cards import activity as cards
from bot.cards.blocks import layout
from bot.cards.blocks.buttons import addressed, offer
from bot.cards.blocks.message import Message
from bot.cards.events import by_type
from bot.cards.resources import event_card
from bot.cards.vocabulary.payload import text
from bot.cards.vocabulary.state import Tone, state_of
from bot.flows.activity.completing import DELETED
from bot.flows.activity.matching import is_comment
from bot.flows.activity.plan import Item, direct
from bot.flows.activity.routing import read
from bot.links import Call, CommandLink
from bot.provisioning.events import Event
from bot.provisioning.subjects import Kind, Subject, subject_of_key
from bot.slack.client import Slack
from bot.storage.activity.threads import Thread
from bot.storage.store import Store

LOOK_BACK = 30
"""Events of a resource among which the reason of its state is looked for."""
"""A state of our own, for the card of what somebody here has deleted."""
FIRST_GUESS, SHRINK = 150, 0.75
"""Events that are tried in one message first, and what is left of them after each try that was too much."""

Menu = Callable[[Thread], Sequence[CommandLink]]
"""What stands in a card's menu: mute, follow, why am I seeing this."""


@dataclass(frozen=True, slots=True)
class MessageRenderer:
    """Renders what activity shows."""

    store: Store
    slack: Slack
    menu: Menu = lambda _thread: ()

    async def card(self, thread: Thread) -> Message:
        """The parent card as it is to look now."""
        settings = await self.store.channels.get(thread.channel)
        latest = await self.store.inbox.get(thread.latest_id) if thread.latest_id is not None else None
        event = read(latest) if latest is not None else None
        gone, said = await self._state_and_reason(thread, event)
        last = None
        if latest is not None and event is not None:
            what = "" if cards.is_state(event) else cards.in_short(event)
            last = event_card.LastChange(what, latest.received_at, thread.by or "", said)
        elif thread.by:
            did = "deleted" if gone else "changed"
            last = event_card.LastChange(did, text(thread.payload, "modified") or None, thread.by, said)
        card = event_card.card(
            _subject(thread),
            thread.payload,
            comments=settings.comments,
            last=last,
            more=self.menu(thread),
            gone=gone,
            needs_action=event is not None and cards.needs_action(event),
            kind=by_type.resource(event)[0] if event is not None else "",
        )
        return addressed(card, thread.project_id)

    async def _state_and_reason(self, thread: Thread, latest: Event | None) -> tuple[bool, str]:
        """Whether it was deleted, and what Sinch said when it came into its present state.

        Comments and ratings that came since then do not take the reason of a rejection away.
        """
        kind = _subject(thread).kind
        if kind is Kind.unknown or text(thread.payload, "state") == DELETED:
            return kind is not Kind.unknown, ""
        if latest is not None and not is_comment(latest) and (latest.comment or latest.deletes):
            return (True, "") if latest.deletes else (False, latest.comment or "")
        state = state_of(kind, thread.payload)
        if latest is not None and state.tone is Tone.GOOD and not state.pending:
            return False, ""
        rows = await self.store.inbox.recent(thread.project_id, subject=thread.subject, limit=LOOK_BACK)
        newest = thread.latest_id if thread.latest_id is not None else rows[0].id if rows else 0
        known = sorted((row for row in rows if row.id <= newest), key=lambda row: (row.at, row.id), reverse=True)
        events = [event for row in known if not is_comment(event := read(row))]
        if events and events[0].deletes:
            return thread.latest_id is not None, ""
        same = takewhile(lambda event: state_of(kind, event.payload) == state, events)
        return False, next((event.comment for event in same if event.comment), "")

    async def reply(self, item: Item) -> Message:
        """The event in its thread; in a direct message with the way out of it."""
        due = item.due
        late = (due.happened_at or due.received_at) if due.stale or due.source == "catchup" else None
        first, before = await self._place_in_thread(item)
        message = cards.reply(item.event, actor=due.by, late=late, outdated=due.stale, carded=first, before=before)
        if not direct(due.channel) or due.rule_id is not None:
            return addressed(message, due.project_id)
        follows = await self.store.follows.of_subject(due.project_id, due.subject)
        if any(follow.channel == due.channel and not follow.once for follow in follows):
            way_out = layout.actions(offer("Unfollow", Call("unfollow", {"subject": due.subject})))
        else:
            way_out = [layout.context("You submitted this. This is my only message about it.")]
        return addressed(replace(message, blocks=(*message.blocks, *way_out)), due.project_id)

    async def _place_in_thread(self, item: Item) -> tuple[bool, str]:
        """Whether it is the first in its card's thread, so that the card says what it would; what that one left out.

        The card moves on with the next event, so the reason that only the card has shown is told with that one.
        """
        due = item.due
        if direct(due.channel) or not due.thread_ts or due.thread_id is None:
            return False, ""
        rows = await self.store.inbox.recent(due.project_id, subject=due.subject, limit=LOOK_BACK)
        others = [row.id for row in rows if row.id != due.inbox_id]
        shown = await self.store.deliveries.in_thread(due.channel, others, due.thread_ts)
        if not shown:
            thread = await self.store.threads.get(due.thread_id)
            return thread is not None and thread.latest_id == due.inbox_id, ""
        if len(shown) > 1:
            return False, ""
        return False, cards.reason(next(read(row) for row in rows if row.id == shown[0]))

    async def alert(self, item: Item) -> Message:
        """The short line for the whole channel; without its link when Slack does not give one."""
        address = None
        if item.due.thread_ts:
            address = await self.slack.permalink(item.due.channel, item.due.thread_ts) or None
        return addressed(cards.alert(item.event, address), item.due.project_id)


def summary(items: Sequence[Item]) -> Message:
    """One message that names every one of these events."""
    since, until = items[0].due.received_at, items[-1].due.received_at
    by = [item.due.by for item in items]
    full = Call("event-summary", {"first": items[0].due.id, "last": items[-1].due.id})
    return cards.summary_messages([item.event for item in items], since, max(since, until), by=by, full=full, most=1)[0]


class SummaryFit:
    """Finds out how many events one message can name, and keeps that message: it is the next one to be sent."""

    def __init__(self) -> None:
        self._kept: tuple[list[int], Message] | None = None

    def fit(self, items: Sequence[Item]) -> int:
        """How many of these, from the first, one message can name."""
        number = min(len(items), FIRST_GUESS)
        while number > 1 and self.summary(items[:number]).file is not None:
            number = max(1, int(number * SHRINK))
        return number

    def summary(self, items: Sequence[Item]) -> Message:
        """One message that names every one of these events."""
        ids = [item.due.id for item in items]
        if self._kept is None or self._kept[0] != ids:
            self._kept = ids, summary(items)
        return self._kept[1]


def _subject(thread: Thread) -> Subject:
    """The resource of a card; one whose key can't be read is unknown."""
    return subject_of_key(thread.subject) or Subject(Kind.unknown)


def fingerprint(message: Message) -> str:
    """What changes when the message looks different."""
    shown = json.dumps([message.text, message.blocks], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()
