"""Answers that stay true: a message with a command's answer is edited when something happens to what it is about.

The command is simply run again, with the role of a viewer. A channel has one such message for each resource.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import log
from bot.cards.blocks import layout
from bot.cards.blocks.buttons import addressed
from bot.cards.vocabulary.naming import kind_words
from bot.command.context import Actor, Ctx, Place, Role
from bot.command.declaration import Audience, Reply
from bot.command.invocation import check
from bot.errors import UserError
from bot.flows.activity import channel_refusal
from bot.flows.activity.renderer import fingerprint
from bot.provisioning.errors import ApiError
from bot.slack.errors import (
    ChannelGone,
    InvalidBlocks,
    MessageGone,
    NotInChannel,
    RateLimited,
    SlackProblem,
    SlackRefused,
)
from bot.slack.text import link
from bot.storage.activity import inbox
from bot.storage.living_answers import NewAnswer

if TYPE_CHECKING:
    from bot.cards.blocks.message import Message
    from bot.command.context import Services
    from bot.command.invocation import Invocation
    from bot.command.router import Router
    from bot.provisioning.subjects import Subject
    from bot.slack.model import PostedMessage
    from bot.storage.living_answers import LivingAnswer

ANSWERS_A_LOOK = 5
"""Answers that are read together; what changes meanwhile is in the next look."""
COALESCE_SECONDS = 0.3
"""Changes come in groups: one edit shows them all."""
PAUSE_SECONDS = 30.0
"""After a Slack that takes no edits, or a Sinch that does not answer."""
LONGEST_REST = 3600.0
"""Between two tries of a message that takes no edits; the pauses double until then."""
LONGEST_WAIT = timedelta(days=30)
"""So long a message waits for its channel or its thread; then it stays as it is, and the next answer is a new one."""
DRAWN_DAILY = timedelta(hours=12)
"""What says how many days something takes is drawn again after this."""

logger = log.get("living answers")


async def newest_event(invocation: Invocation, subject: Subject) -> int:
    """What is known of the resource before it is read."""
    return await invocation.ctx.store.living_answers.newest_event(invocation.project, subject.key)


async def register(invocation: Invocation, reply: Reply, subject: Subject, posted: PostedMessage, seen: int) -> None:
    """Edit this message from now on; `seen` is the newest event that it is sure to show."""
    ctx, request = invocation.ctx, invocation.request
    await ctx.store.living_answers.save(
        NewAnswer(
            project_id=invocation.project,
            subject=subject.key,
            path=request.command.path,
            args=dict(request.values),
            user_id=ctx.actor.user_id,
            channel=posted.channel,
            ts=posted.ts,
            seen_id=seen,
            shown=fingerprint(reply.message),
            drawn_at=ctx.services.clock.now(),
        )
    )


async def renewed(invocation: Invocation, reply: Reply, subject: Subject) -> Reply | None:
    """Where the channel has such a message already: it shows this answer now, and the reply leads there."""
    ctx = invocation.ctx
    path = invocation.command.path
    known = await ctx.store.living_answers.find(ctx.place.channel, invocation.project, subject.key, path)
    if known is None or reply.audience is not Audience.EVERYONE:
        return None
    try:
        await ctx.slack.update(known.channel, known.ts, reply.message)
        address = await ctx.slack.permalink(known.channel, known.ts)
    except (MessageGone, ChannelGone, NotInChannel, InvalidBlocks, SlackRefused):  # certain: a new message shows it
        await ctx.store.living_answers.remove(known.id)
        return None
    seen = min(known.seen_id, await newest_event(invocation, subject))  # what came meanwhile is drawn in a moment
    await ctx.store.living_answers.drawn(known.id, seen, fingerprint(reply.message), ctx.services.clock.now())
    there = f": {link(address, 'Open it')}." if address else "."
    text = f"This {kind_words(subject.kind)} already has a card here, and it's up to date{there}"
    return Reply(layout.paragraph(text), audience=Audience.ASKER)


async def changed(ctx: Ctx, subject: Subject) -> None:
    """A command has changed the resource: what shows it is drawn again."""
    if await ctx.store.living_answers.changed(ctx.project_id, subject.key):
        ctx.services.wake(inbox.TOPIC)


async def age(services: Services) -> None:
    """Have answers drawn again that say how many days something takes."""
    await services.store.living_answers.age(services.clock.now() - DRAWN_DAILY)


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause of so many seconds, until then in the loop's time."""

    until: float
    pause: float


@dataclass(slots=True)
class LivingAnswers:
    """Draws those that lag behind; one process does, the one that posts."""

    services: Services
    collect: Callable[[], Router]
    pause_until: float = field(default=0.0)
    """In the loop's time."""
    resting: dict[int, Rest] = field(default_factory=dict)
    """Answers that take no edits for now, though their channels let the bot in."""

    async def lag(self) -> bool:
        """Whether there is something to do."""
        if asyncio.get_running_loop().time() < self.pause_until:
            return False
        return bool(await self._lagging(1))

    async def _lagging(self, limit: int) -> list[LivingAnswer]:
        now = asyncio.get_running_loop().time()
        resting = [answer_id for answer_id, rest in self.resting.items() if now < rest.until]
        return await self.services.store.living_answers.lagging(limit, self.services.clock.now(), without=resting)

    async def draw_all(self) -> None:
        """Until none lags behind. Raises what the database raises."""
        await self.services.clock.sleep(COALESCE_SECONDS)
        while answers := await self._lagging(ANSWERS_A_LOOK):
            for answer in answers:
                if not await self._draw(answer):
                    self.pause_until = asyncio.get_running_loop().time() + PAUSE_SECONDS
                    return

    async def _draw(self, answer: LivingAnswer) -> bool:
        """One message; False if it has to wait."""
        store, now = self.services.store.living_answers, self.services.clock.now()
        seen = await store.newest_event(answer.project_id, answer.subject)
        try:
            message = await self._answered(answer)
        except ApiError as problem:
            logger.warning("answer not drawn yet", path=answer.path, error=type(problem).__name__)
            return False
        except UserError:
            message = None
        if message is None:  # the command, the project or the resource is no longer there
            await store.remove(answer.id)
            return True
        shown = fingerprint(message)
        if shown != answer.shown:
            try:
                await self.services.slack.update(answer.channel, answer.ts, message)
            except SlackProblem as problem:
                return await self._refused(answer, problem)
            if (await self.services.store.channels.get(answer.channel)).blocked is not None:
                await channel_refusal.admitted(self.services.store, answer.channel, now)
        self.resting.pop(answer.id, None)
        await store.drawn(answer.id, seen, shown, now)
        return True

    async def _refused(self, answer: LivingAnswer, problem: SlackProblem) -> bool:
        """What passes is waited for, a closed channel or thread for a month; anything else ends the answer."""
        if problem.passes:
            if isinstance(problem, RateLimited):
                self.services.slack.pace.update_limited(problem.retry_after)
            logger.warning("answer not drawn yet", channel=answer.channel, code=problem.code)
            return False
        now = self.services.clock.now()
        if problem.is_of_place and now - answer.drawn_at < LONGEST_WAIT:
            if isinstance(problem, ChannelGone | NotInChannel):
                await channel_refusal.refused(
                    self.services.store, self.services.slack, answer.channel, problem.code, now
                )
            else:
                self._rest(answer.id)
            logger.info("answer waits for its place", channel=answer.channel, code=problem.code)
            return True
        self.resting.pop(answer.id, None)
        logger.info("answer given up", channel=answer.channel, code=problem.code)
        await self.services.store.living_answers.remove(answer.id)
        return True

    def _rest(self, answer_id: int) -> None:
        before = self.resting.get(answer_id)
        pause = min(before.pause * 2, LONGEST_REST) if before else PAUSE_SECONDS
        self.resting[answer_id] = Rest(asyncio.get_running_loop().time() + pause, pause)

    async def _answered(self, answer: LivingAnswer) -> Message | None:
        """What the command answers now; None where there is no such command. Raises what the command raises."""
        command = self.collect().get(answer.path)
        if command is None:
            return None
        request = check(command, answer.args, project=answer.project_id)
        self.services.projects.api(answer.project_id)
        ctx = Ctx(
            services=self.services,
            actor=Actor(answer.user_id, "", Role.VIEWER),
            place=Place(answer.channel),
            project_id=answer.project_id,
            request_id=f"living-{answer.id}",
        )
        reply = await command.run(ctx, request.args)
        return addressed(reply.message, answer.project_id)
