"""What a change through the bot entails besides itself: cards that show it, and word to its author when it is done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import log
from bot.cards import activity as cards
from bot.cards.blocks import layout
from bot.cards.vocabulary.payload import Payload, as_payload, text
from bot.cards.vocabulary.reviewers import has_decided
from bot.flows import living_answers, media_addresses
from bot.flows.activity.completing import DELETED
from bot.flows.activity.routing import read
from bot.flows.correlation import echoes
from bot.flows.correlation.command_events import (
    as_in_events,
    ends_later,
    is_outcome,
    status_given,
    subject_of_command,
    verb_of,
)
from bot.flows.execution import announcing
from bot.provisioning.commenting import fetch
from bot.provisioning.errors import ApiError, InvalidInput, NotFound
from bot.provisioning.subjects import Kind, Subject
from bot.slack.errors import SlackProblem
from bot.slack.text import moment
from bot.storage.activity import inbox

if TYPE_CHECKING:
    from datetime import datetime

    from bot.cards.blocks.message import Message
    from bot.command.arguments import Args
    from bot.command.context import Ctx
    from bot.command.declaration import Command, Reply

RECENT = 20
"""Events of a resource among which the end of a change is looked for."""

logger = log.get("changes")


@dataclass(slots=True)
class Change:
    """One command that changes a resource, while it runs and afterwards."""

    ctx: Ctx
    command: Command
    args: Args
    began: datetime
    kind: Kind | None = None
    verb: str = ""
    subject: Subject | None = None
    public: bool = False
    """Whether everyone in the channel reads the answer."""

    @property
    def note(self) -> echoes.ChangeRecord:
        """Who it is by, for its event."""
        shown = (self.ctx.place.channel,) if self.public else ()
        return echoes.ChangeRecord(self.ctx.actor.user_id, self.ctx.actor.name, self.began, shown)

    async def done(self, reply: Reply) -> Reply:
        """It has worked: cards follow, and who asked hears of the end; says so in the answer."""
        if self.kind is None:
            return reply
        subject = self.subject or reply.subject
        if subject is None:
            return reply
        await media_addresses.remember(
            self.ctx.services, self.ctx.project_id, as_in_events(subject), self.args, self.ctx.services.clock.now()
        )
        await self._cards(subject)
        line = announcing.change(self.ctx, subject, self.verb, self.note, status=status_given(self.args))
        self.ctx.services.tasks.start(line, name="announce")
        await living_answers.changed(self.ctx, subject)
        if not ends_later(self.command, self.args) or not await self._promise(subject):
            return reply
        return replace(reply, message=promised(reply.message, self.command.area))

    async def _cards(self, subject: Subject) -> None:
        """The resource's cards, if any, show its state and who gave it; what its event has told is left alone."""
        ctx = self.ctx
        threads = await ctx.store.threads.of_subject(ctx.project_id, as_in_events(subject).key)
        latest = max((thread.latest_id or 0 for thread in threads), default=0)
        event = await ctx.store.inbox.get(latest) if latest else None
        if not threads or (event is not None and event.received_at >= self.began):
            return
        try:
            payload = as_payload(await fetch(ctx.api, subject))
        except NotFound:
            if self.verb != "delete":
                return
            payload = ended(threads[0].payload, ctx.services.clock.now())
        except (ApiError, InvalidInput):
            return
        if payload:
            name = f"{ctx.actor.name}, {echoes.THROUGH}"
            key, now = as_in_events(subject).key, ctx.services.clock.now()
            since = moment(text(payload, "modified"))
            await ctx.store.threads.refresh(ctx.project_id, key, payload, now, by=name, since=since)
            ctx.services.wake(inbox.TOPIC)

    async def _promise(self, subject: Subject) -> bool:
        """Word to the person when it ends; at once if it has ended while the answer was on its way."""
        ctx, key = self.ctx, as_in_events(subject).key
        try:
            direct = await ctx.slack.direct(ctx.actor.user_id)
            now = ctx.services.clock.now()
            new = await ctx.store.follows.add(ctx.project_id, key, ctx.actor.user_id, direct, now, once=True)
            if not new:
                return True
            rows = await ctx.store.inbox.recent(ctx.project_id, subject=key, since=self.began, limit=RECENT)
            found = next(((row.id, event) for row in rows if is_outcome(event := read(row))), None)
            if found is None:
                return True
            number, ended = found
            await ctx.store.follows.remove(ctx.project_id, key, ctx.actor.user_id)
            file = cards.whole(ended, number) if cards.is_long(ended) else None
            await ctx.slack.post(direct, replace(cards.reply(ended), file=file))
        except SlackProblem as problem:
            logger.warning("cannot tell the person later", user=ctx.actor.user_id, code=problem.code)
        return False


@asynccontextmanager
async def made(ctx: Ctx, command: Command, args: Args, *, public: bool) -> AsyncIterator[Change]:
    """Around the run of a command: its event will bear the person's name, unless it fails."""
    change = Change(ctx, command, args, ctx.services.clock.now(), public=public)
    if (found := verb_of(command)) is None:
        yield change
        return
    change.kind, change.verb = found
    subject = change.subject = subject_of_command(command, args)
    if subject is None:
        yield change
        return
    await echoes.remember(ctx.store, ctx.project_id, subject.key, change.verb, change.note)
    worked = False
    try:
        yield change
        worked = True
    finally:
        if not worked:
            await echoes.forget(ctx.store, ctx.project_id, subject.key, change.verb)


def ended(payload: Payload, now: datetime) -> Payload:
    """A resource as it is once it was deleted; of some kinds Sinch sends no event for that."""
    kept = {name: value for name, value in payload.items() if name != "changes"}
    return kept | {"state": DELETED, "modified": now.isoformat()}


def promised(message: Message, area: str) -> Message:
    """The answer, with the promise in small print."""
    promise = f"I'll message you when {has_decided(area)}."
    if not message.blocks or len(message.blocks) >= layout.BLOCKS_PER_MESSAGE:
        return replace(message, text=f"{message.text}\n{promise}")
    return replace(message, blocks=(*message.blocks, layout.context(promise)))
