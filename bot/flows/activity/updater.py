"""Keeps the parent cards at the latest state, as fast as Slack lets us update, and never in the way of the posts."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot import log
from bot.clock import Clock
from bot.flows.activity.channel_refusal import admitted, refused
from bot.flows.activity.renderer import MessageRenderer, fingerprint
from bot.flows.activity.slack_health import SlackHealth
from bot.flows.activity.tuning import Tuning
from bot.slack.client import Slack
from bot.slack.errors import (
    ChannelGone,
    MessageGone,
    NotInChannel,
    RateLimited,
    SlackProblem,
)
from bot.slack.model import MessageTag
from bot.storage.activity.threads import Thread
from bot.storage.store import Store

TAG = "sinch_card"
CARDS_A_LOOK = 5
"""Cards that are read together; what changes meanwhile is in the next look."""

logger = log.get("activity")


@dataclass(slots=True)
class CardUpdater:
    """Draws the cards that lag behind, longest first; several changes of one card become one update."""

    store: Store
    slack: Slack
    clock: Clock
    renderer: MessageRenderer
    tuning: Tuning
    health: SlackHealth
    at: int | None = None
    """The thread it is busy with."""
    _refusing: set[str] = field(default_factory=set)
    """Channels that have refused a card lately."""

    async def update_all(self) -> None:
        """Until no card lags behind. Raises what the database raises."""
        await self.clock.sleep(self.tuning.coalesce)
        while threads := await self.store.threads.dirty(CARDS_A_LOOK, self.clock.now()):
            for thread in threads:
                self.at = thread.id
                if not await self._draw(thread):
                    return
        self.at = None

    async def _draw(self, thread: Thread) -> bool:
        """One card; False if Slack cannot be bothered now.

        A card in a channel that refuses us goes on lagging behind; one that is itself refused is left as it is.
        """
        message = await self.renderer.card(thread)
        shown = fingerprint(message)
        if shown != thread.shown and thread.ts is not None:
            mark = MessageTag(TAG, f"thread-{thread.id}", {"kind": "card", "thread": thread.id})
            try:
                await self.slack.update(thread.channel, thread.ts, message, mark=mark)
            except MessageGone:
                await self.store.threads.lost(thread.id)
                return True
            except SlackProblem as problem:
                if isinstance(problem, ChannelGone | NotInChannel):
                    self._refusing.add(thread.channel)
                    await refused(self.store, self.slack, thread.channel, problem.code, self.clock.now())
                    return True
                logger.warning("card not updated", channel=thread.channel, code=problem.code)
                if problem.passes:
                    pause = problem.retry_after if isinstance(problem, RateLimited) else self.tuning.refused_pause
                    self.slack.pace.update_limited(pause)
                    return False
            else:
                await self._note_admitted(thread.channel)
        await self.store.threads.drawn(thread, shown)
        return True

    async def _note_admitted(self, channel: str) -> None:
        if channel in self._refusing:
            self._refusing.discard(channel)
            await admitted(self.store, channel, self.clock.now())

    async def on_unexpected_error(self) -> None:
        """Something nobody foresaw happened with a card: it is left as it is until its next change."""
        if self.at is not None and (thread := await self.store.threads.get(self.at)) is not None:
            await self.store.threads.drawn(thread, thread.shown or "")
        self.at = None
